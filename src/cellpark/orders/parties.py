"""Organisations named across the borders of tenants: found by who knows them exactly, shown to their partners."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from uuid import UUID

from django.db.models import Q

from cellpark.base.scope import EVERYTHING, use_scope, widened
from cellpark.identity.public import Organisation, OrganisationKind, OrganisationState
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.models import CollectionSite, TreatmentOrder

MAKERS_AND_SPONSORS = frozenset(
    {
        OrganisationKind.TENANT,
        OrganisationKind.PLATFORM_PROVIDER,
        OrganisationKind.OPERATOR,
        OrganisationKind.UNIVERSITY,
    }
)
HOSPITALS = frozenset({OrganisationKind.HOSPITAL})


def find_party(written: str, kinds: Collection[OrganisationKind], *, field: str) -> UUID:
    """The organisation whose id, whole name or credit code was written; it gives its id and nothing else.

    Raises ``Refused(orders.party.unknown)`` for none, for several, and for one of another kind alike (T19).
    """
    sought = written.strip()
    match = Q(name_en__iexact=sought) | Q(name_zh=sought) | (Q(credit_code=sought) & ~Q(credit_code=""))
    with suppress(ValueError):
        match |= Q(id=UUID(sought))
    with use_scope(EVERYTHING):
        rows = Organisation.objects.filter(match, state=OrganisationState.ACTIVE)
        found: list[UUID] = [row.id for row in rows[:2] if sought and row.kind in kinds]
    if len(found) != 1:
        raise Refused(Problem("orders.party.unknown", {"name": sought[:80]}, field=field))
    return found[0]


def is_hospital(organisation_id: UUID) -> bool:
    """Whether an id is that of a hospital at work; nobody learns more of an id than that (T19)."""
    with use_scope(EVERYTHING):
        rows = Organisation.objects.filter(id=organisation_id, state=OrganisationState.ACTIVE)
        return bool(rows.filter(kind__in=[each.value for each in HOSPITALS]).exists())


def treats_for(maker: UUID, hospital: UUID) -> bool:
    """Whether a hospital stands on a list of sites of a maker, or has ordered from it."""
    rows = (CollectionSite.objects, TreatmentOrder.objects)
    known = any(each.filter(organisation_id=maker, hospital_id=hospital).exists() for each in rows)
    return known and is_hospital(hospital)


def party_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of organisations that stand on a row which the caller sees: partners know each other."""
    wanted = set(ids)
    with widened(*wanted):
        return {row.id: row.name for row in Organisation.objects.filter(id__in=wanted)}
