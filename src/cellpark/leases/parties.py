"""Who may rent."""

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import OrganisationKind, open_organisations
from cellpark.leases.permissions import LeasePermission

_RENTING = frozenset(OrganisationKind) - {OrganisationKind.OPERATOR, OrganisationKind.REGULATOR}


def possible_tenants(actor: Actor) -> list[tuple[str, str]]:
    """Every organisation that takes part and is no operator and no authority, as (id, name), by name.

    A park lets to whoever is registered: whoever keeps rooms or drafts leases chooses among their names.
    """
    actor.require(LeasePermission.HOLD)
    with use_scope(EVERYTHING):
        found = [(str(row.id), row.name) for row in open_organisations().filter(kind__in=_RENTING)]
    return sorted(found, key=lambda each: each[1])
