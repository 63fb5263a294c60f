"""Who takes applications: the operators of the site, by the parks in which their buildings stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Organisation, OrganisationKind, OrganisationState
from cellpark.premises.public import Building
from cellpark.space.public import Park


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An operator that answers for a park; without a park, where it has no building in any."""

    house: UUID
    park: str
    label: str

    @property
    def value(self) -> str:
        """How the form names it."""
        return f"{self.house.hex}.{self.park}"


def desks() -> Sequence[Desk]:
    """Whom a visitor may apply to, by the names of the parks. Three queries, read by the house for nobody signed in.

    An operator alone on the site answers for parks without buildings too; several in one park are told by their names.
    """
    with use_scope(EVERYTHING):
        running = Organisation.objects.filter(kind=OrganisationKind.OPERATOR, state=OrganisationState.ACTIVE)
        houses: Mapping[UUID, Organisation] = {each.id: each for each in running.order_by("id")}
        parks = {each.id: each for each in Park.objects.all()}
        stands = set(
            Building.objects.filter(organisation_id__in=houses, park__isnull=False).values_list(
                "organisation_id", "park_id"
            )
        )
    if len(houses) == 1:
        stands |= {(house, park) for house in houses for park in parks}
    found = [_desk(houses[house], parks[park], shared=_shared(park, stands)) for house, park in stands]
    settled = {house for house, _park in stands}
    found += [Desk(house=house, park="", label=row.name) for house, row in houses.items() if house not in settled]
    return sorted(found, key=lambda each: (each.park == "", each.label, each.value))


def _shared(park: UUID, stands: set[tuple[UUID, UUID]]) -> bool:
    return sum(found == park for _house, found in stands) > 1


def _desk(house: Organisation, park: Park, *, shared: bool) -> Desk:
    return Desk(house=house.id, park=park.key, label=f"{park.name} · {house.name}" if shared else park.name)
