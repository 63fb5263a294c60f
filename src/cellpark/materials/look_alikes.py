"""The guard: patients in the house at the same time who are easily mistaken for each other (CN-4f)."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.ledger.public import Unreadable, open_block
from cellpark.materials.container_events import LookAlikeFound
from cellpark.materials.likeness import Ground, Particulars, alike
from cellpark.materials.models import Container, Patient
from cellpark.materials.rows import locked, write
from cellpark.materials.states import PRESENT


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """Another patient in the house and why the two are alike."""

    coi: str
    grounds: tuple[Ground, ...]


def look_alikes(coi: str, *, organisation: UUID) -> list[LookAlike]:
    """Patients with containers in the house who are easily mistaken for ``coi``.

    Erased particulars leave the comparison of codes. Names leave this function never: only grounds do (T20).
    """
    present = set(
        Container.objects.filter(organisation_id=organisation, state__in=PRESENT)
        .exclude(coi__in=("", coi))
        .values_list("coi", flat=True)
    )
    people = {
        each.coi: _particulars(each)
        for each in Patient.objects.filter(organisation_id=organisation, coi__in=[*present, coi])
    }
    mine = people.get(coi, Particulars(coi=coi))
    found = [(other, alike(mine, people.get(other, Particulars(coi=other)))) for other in sorted(present)]
    return [LookAlike(coi=other, grounds=grounds) for other, grounds in found if grounds]


def warn(*, actor: Actor, coi: str, organisation: UUID) -> list[LookAlike]:
    """Mark the containers of ``coi`` and of everybody alike: a second person must scan each before its next use.

    Part of an act that brings ``coi`` into the house, in its transaction and after its own writes.
    """
    alikes = look_alikes(coi, organisation=organisation)
    pairs: dict[str, list[LookAlike]] = {coi: alikes}
    for each in alikes:
        pairs[each.coi] = [LookAlike(coi=coi, grounds=each.grounds)]
    rows = Container.objects.filter(organisation_id=organisation, state__in=PRESENT, coi__in=list(pairs))
    marked = [row.id for row in rows if any(other.coi not in _known(row) for other in pairs[row.coi])]
    for row in locked(Container, *marked).values():
        for other in pairs[row.coi]:
            if other.coi in _known(row):
                continue
            event = LookAlikeFound(
                container=row.id, other_coi=other.coi, grounds=tuple(each.value for each in other.grounds)
            )
            row, _ = write(  # noqa: PLW2901 -- the next event goes on top of this one
                Container, row.id, event, actor=actor, organisation=organisation, row=row
            )
    return alikes


def _known(row: Container) -> set[str]:
    return {str(each["coi"]) for each in row.look_alikes}


def _particulars(patient: Patient) -> Particulars:
    fields = open_block(patient.block, event_id=patient.sealed_for)
    if isinstance(fields, Unreadable):
        return Particulars(coi=patient.coi)
    return Particulars(coi=patient.coi, name=fields["name"], born=fields["born"])
