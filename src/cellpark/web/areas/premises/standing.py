"""How each room stands on a day, composed of the rooms of premises and the occupations of leases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy, pgettext_lazy

from cellpark.leases.public import Occupation, OccupationState, occupations
from cellpark.premises.public import Room
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOON, LATER = timedelta(days=90), timedelta(days=180)


class Standing(StrEnum):
    """The states of the space board, in the order of its legend."""

    VACANT = "vacant"
    HELD = "held"
    FIT_OUT = "fit_out"
    LET = "let"
    LATER = "later"
    SOON = "soon"


STANDINGS: Mapping[str, "StrOrPromise"] = {
    Standing.VACANT: pgettext_lazy("room", "Vacant"),
    Standing.HELD: pgettext_lazy("room", "Held"),
    Standing.FIT_OUT: pgettext_lazy("room", "Let, fit-out"),
    Standing.LET: pgettext_lazy("room", "Let"),
    Standing.LATER: pgettext_lazy("room", "Let, ends within 180 days"),
    Standing.SOON: pgettext_lazy("room", "Let, ends within 90 days"),
}
COLOURS: Mapping[str, str] = {
    Standing.VACANT: "planned",
    Standing.HELD: "waiting",
    Standing.FIT_OUT: "running",
    Standing.LET: "done",
    Standing.LATER: "waiting",
    Standing.SOON: "stopped",
}
NOBODY = gettext_lazy("nobody")


@dataclass(frozen=True, slots=True)
class Taken:
    """How a room stands on a day: the state, who has it, by what, until when."""

    standing: Standing
    number: str = ""
    lease: UUID | None = None
    tenant: str = ""
    until: date | None = None
    tenant_id: UUID | None = None

    @property
    def state(self) -> State:
        """The state as pages show it."""
        return State(COLOURS[self.standing], STANDINGS[self.standing])


VACANT = Taken(Standing.VACANT)


def standings(rooms: Iterable[Room], day: date, *, tenants: bool = True) -> dict[UUID, Taken]:
    """The state of each room on ``day``; one query of leases and, with ``tenants``, one of names."""
    ids = [room.id for room in rooms]
    found: dict[UUID, list[Occupation]] = {}
    until = day + LATER + timedelta(days=1)
    for each in occupations(since=day, until=until, rooms=ids, tenants=tenants) if ids else ():
        found.setdefault(each.room_id, []).append(each)
    return {room: _taken(found.get(room, ()), day) for room in ids}


def _taken(pieces: Sequence[Occupation], day: date) -> Taken:
    now = next((each for each in pieces if each.start <= day and (each.end is None or day < each.end)), None)
    if now is None:
        return VACANT
    end = now.end
    # works and letting are pieces of one lease, and a renewal goes on where the lease ends
    for each in sorted(pieces, key=lambda piece: piece.start):
        if end is not None and each.start == end and each.lease_id is not None:
            end = each.end
    held = now.state == OccupationState.HELD
    standing = {OccupationState.HELD: Standing.HELD, OccupationState.FIT_OUT: Standing.FIT_OUT}.get(now.state)
    return Taken(
        standing or _letting(end, day),
        number=now.number,
        lease=now.lease_id,
        tenant=now.tenant_name,
        tenant_id=now.tenant_id,
        until=now.end if held else end,
    )


def _letting(end: date | None, day: date) -> Standing:
    if end is None or end > day + LATER:
        return Standing.LET
    return Standing.SOON if end <= day + SOON else Standing.LATER
