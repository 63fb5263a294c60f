"""How lots and containers stand: colour, word, and what is true now, what comes next, who acts, by when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cellpark.access.public import roles_with
from cellpark.materials.public import (
    Container,
    ContainerState,
    Lot,
    LotState,
    MaterialsPermission,
    NearMiss,
    NearMissState,
    Reading,
    clocks_of,
    words,
)
from cellpark.web.pages.tables import State
from cellpark.web.pages.words import role_names

LOT_COLOURS = {LotState.QUARANTINE: "waiting", LotState.RELEASED: "running", LotState.REJECTED: "stopped"}
CONTAINER_COLOURS = {
    ContainerState.EXPECTED: "planned",
    ContainerState.QUARANTINED: "waiting",
    ContainerState.AVAILABLE: "running",
    ContainerState.IN_USE: "running",
    ContainerState.STORED: "running",
    ContainerState.EMPTY: "done",
    ContainerState.DESTROYED: "stopped",
}


def lot_state(row: Lot) -> State:
    """Whether a lot may be used."""
    state = LotState(row.state)
    return State(LOT_COLOURS[state], words.LOT_STATES[state])


def container_state(row: Container) -> State:
    """Where a container stands in its life."""
    state = ContainerState(row.state)
    return State(CONTAINER_COLOURS[state], words.CONTAINER_STATES[state])


def near_miss_state(row: NearMiss) -> State:
    """Whether somebody looked at it."""
    state = NearMissState(row.state)
    return State("waiting" if state is NearMissState.OPEN else "done", words.NEAR_MISS_STATES[state])


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true now, what comes next, who acts, by when."""

    now: str
    next: str = ""
    who: str = ""
    by: datetime | None = None


def container_truth(row: Container, at: datetime) -> Truth:
    """The line at the top of a container's page."""
    here = _("%(amount)s at %(place)s.") % {"amount": row.quantity, "place": row.place or _("a place not yet recorded")}
    clock = next_clock(row, at)
    by = clock.due_at if clock else row.expires_at or (row.lot.expires_at if row.lot else None)
    step = _step(row)
    return Truth(now=step.now or here, next=step.next, who=step.who, by=by if row.present else None)


def _step(row: Container) -> Truth:
    """What comes next and who does it; an empty ``now`` stands for amount and place."""
    match ContainerState(row.state):
        case ContainerState.EXPECTED:
            said, to_do, may = (
                _("Announced, not here yet."),
                _("Receive it: scan its label."),
                MaterialsPermission.RECEIVE,
            )
        case ContainerState.EMPTY:
            return Truth(now=_("Nothing is left in it."))
        case ContainerState.DESTROYED:
            return Truth(now=_("It is destroyed."))
        case ContainerState.QUARANTINED:
            said, to_do = "", _("Quality decides whether it may be used.")
            may = MaterialsPermission.DECIDE_HOLD
        case _ if row.second_scan_due:
            said, to_do = "", _("A second person scans it, because a look-alike is in the house.")
            may = MaterialsPermission.HANDLE
        case _ if row.lot is not None and row.lot.state == LotState.QUARANTINE:
            said, to_do, may = "", _("Quality releases its lot."), MaterialsPermission.RELEASE_LOT
        case _:
            said, to_do, may = "", _("Use, move or store it."), MaterialsPermission.HANDLE
    return Truth(now=said, next=to_do, who=who(may))


def lot_truth(row: Lot) -> Truth:
    """The line at the top of a lot's page."""
    state = lot_state(row).label
    if row.state == LotState.QUARANTINE:
        nothing = _("Quality compares the certificate and releases or rejects it.")
        return Truth(now=str(state), next=nothing, who=who(MaterialsPermission.RELEASE_LOT), by=row.expires_at)
    if row.state == LotState.RELEASED:
        return Truth(now=str(state), next=_("It may be used until it expires."), by=row.expires_at)
    return Truth(now=str(state))


def next_clock(row: Container, at: datetime) -> Reading | None:
    """The running clock that ends first."""
    running = [each for each in clocks_of(row, at) if each.due_at is not None]
    return min(running, key=lambda each: each.due_at or at, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One hold clock as a bar."""

    label: str
    colour: str
    word: str
    share: int
    used: str
    limit: str
    due_at: datetime | None


def bars(row: Container, at: datetime) -> list[Bar]:
    """The clocks of a container as bars."""
    return [
        Bar(
            label=str(words.CLOCKS[each.kind]),
            colour=each.colour.value,
            word=str(words.COLOURS[each.colour]) if each.running or each.used else _("not begun"),
            share=each.share_percent,
            used=span(int(each.used.total_seconds())),
            limit=span(int(each.limit.total_seconds())),
            due_at=each.due_at,
        )
        for each in clocks_of(row, at)
    ]


def span(seconds: int) -> str:
    """A duration in hours and minutes, or in days where it is long."""
    minutes = seconds // 60
    if minutes >= 3 * 24 * 60:
        return _("%(days)s d %(hours)s h") % {"days": minutes // 1440, "hours": minutes % 1440 // 60}
    return _("%(hours)s h %(minutes)s min") % {"hours": minutes // 60, "minutes": minutes % 60}


def who(permission: MaterialsPermission) -> str:
    """The roles that may do it."""
    return role_names(roles_with(permission))
