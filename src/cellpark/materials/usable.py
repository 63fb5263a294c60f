"""Whether a lot or a container may be used at an instant (T4), and how its clocks stand."""

from datetime import datetime

from cellpark.base.time import now
from cellpark.kernel.problem import Problem
from cellpark.materials.clocks import Reading, reading
from cellpark.materials.comparing import Unfit, unfit
from cellpark.materials.models import Container, Lot
from cellpark.materials.rows import as_of
from cellpark.materials.states import ClockKind, Colour, ContainerState

NOT_USABLE = "materials.container.not_usable"
USABLE = frozenset({ContainerState.AVAILABLE, ContainerState.IN_USE, ContainerState.STORED})


def clocks_of(container: Container, at: datetime | None = None) -> tuple[Reading, ...]:
    """The container's hold clocks at ``at`` (default now): used, limit, due time, green, amber or red."""
    when = at or now()
    return tuple(reading(clock, when) for clock in container.clocks)


def usable_problems(thing: Lot | Container, at: datetime | None = None) -> list[Problem]:
    """Why a lot or a container may not be used at ``at``: expired, in quarantine, rejected, too long open (T4, 211-1b).

    An empty list means that nothing stands against it.
    """
    when = at or now()
    if isinstance(thing, Lot):
        return _lot_problems(thing, when)
    lot = [] if thing.lot is None else _lot_problems(thing.lot, when)
    return [*lot, *_container_problems(thing, when)]


def usable_problems_then(container: Container, at: datetime) -> list[Problem]:
    """Why a container might not have been used at ``at`` by what stood then against it or its lot (T4, 211-1b).

    What happened afterwards says nothing of then. How much there was is judged by its balance.
    """
    row = as_of(Container, container.id, at)
    if row is None:
        return [_not_usable(container.code, ContainerState.EXPECTED)]
    lot = None if row.lot_id is None else as_of(Lot, row.lot_id, at)
    if lot is None and row.lot_id is not None:
        return [_not_usable(container.code, ContainerState.EXPECTED)]
    found = [*([] if lot is None else _lot_problems(lot, at)), *_container_problems(row, at)]
    return [each for each in found if row.state != ContainerState.EMPTY or each.code != NOT_USABLE]


def _lot_problems(lot: Lot, at: datetime) -> list[Problem]:
    problems = []
    against = unfit(state=lot.state, expires_at=lot.expires_at, at=at)
    if Unfit.IN_QUARANTINE in against:
        problems.append(Problem("materials.lot.in_quarantine", {"number": lot.number}, rule="CN-4c"))
    if Unfit.REJECTED in against:
        problems.append(Problem("materials.lot.was_rejected", {"number": lot.number}, rule="211-1b"))
    if Unfit.EXPIRED in against:
        assert lot.expires_at is not None, "only a lot with an expiry expires"
        problems.append(
            Problem("materials.lot.expired", {"number": lot.number, "expired": _minute(lot.expires_at)}, rule="211-1b")
        )
    return problems


def _container_problems(container: Container, at: datetime) -> list[Problem]:
    problems = []
    if container.state not in USABLE:
        problems.append(_not_usable(container.code, container.state))
    if container.expires_at is not None and at >= container.expires_at:
        params = {"code": container.code, "expired": _minute(container.expires_at)}
        problems.append(Problem("materials.container.expired", params, rule="211-1b"))
    for each in clocks_of(container, at):
        if each.kind is ClockKind.IN_USE and each.colour is Colour.RED and each.due_at is not None:
            params = {"code": container.code, "expired": _minute(each.due_at)}
            problems.append(Problem("materials.container.open_too_long", params, rule="211-1b"))
    if container.second_scan_due:
        others = ", ".join(sorted({str(each["coi"]) for each in container.look_alikes}))
        params = {"code": container.code, "others": others}
        problems.append(Problem("materials.container.second_scan_due", params, rule="CN-4f"))
    return problems


def _not_usable(code: str, state: str) -> Problem:
    return Problem(NOT_USABLE, {"code": code, "state": state}, rule="CN-4c")


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%MZ")
