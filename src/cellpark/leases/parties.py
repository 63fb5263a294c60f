"""Who may rent: whom the park knows, and whoever is named exactly."""

from contextlib import suppress
from uuid import UUID

from django.db.models import Q

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import OrganisationKind, open_organisations
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.models import Hold, Lease
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.queries import names_of

_RENTING = frozenset(OrganisationKind) - {OrganisationKind.OPERATOR, OrganisationKind.REGULATOR}


def known_tenants(actor: Actor) -> dict[UUID, str]:
    """The names of those who rent or rented here, or for whom rooms are kept, by id.

    Two parks on one site do not read each other's lists: whoever rents for the first time is named exactly.
    """
    actor.require(LeasePermission.HOLD)
    own = {"organisation_id": actor.organisation_id}
    rented = Lease.objects.filter(**own).values_list("tenant_id", flat=True)
    kept = Hold.objects.filter(**own, tenant_id__isnull=False).values_list("tenant_id", flat=True)
    return dict(names_of({*rented, *kept}))


def tenant_named(actor: Actor, written: str) -> UUID:
    """The organisation whose id, whole name or credit code was written; it gives its id and nothing else.

    Raises ``Refused(leases.tenant.unknown)`` for none, for several, and for one that rents nothing alike (T19).
    """
    actor.require(LeasePermission.HOLD)
    sought = written.strip()
    match = Q(name_en__iexact=sought) | Q(name_zh=sought) | (Q(credit_code=sought) & ~Q(credit_code=""))
    with suppress(ValueError):
        match |= Q(id=UUID(sought))
    with use_scope(EVERYTHING):
        rows = open_organisations().filter(match, kind__in=_RENTING)
        found: list[UUID] = [row.id for row in rows[:2] if sought]
    if len(found) != 1:
        raise Refused(Problem("leases.tenant.unknown", field="tenant_named"))
    return found[0]
