"""Which steps are open now: the order of the document, branches, loops (P11-6). What is asked for before it goes on."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from cellpark.batches.run.amounts import decide, span_of
from cellpark.batches.run.plan import Plan
from cellpark.batches.run.recipe import Reaction, Repeat
from cellpark.batches.run.state import Phase, State
from cellpark.kernel.quantity import Quantity


class Ahead(StrEnum):
    """What lies ahead on the main line."""

    STEP = "step"
    ASKED = "asked"
    EXHAUSTED = "exhausted"
    END = "end"


@dataclass(frozen=True, slots=True)
class Next:
    """What the main line comes to: a step by its key, a loop that cannot be decided, or the end.

    ``missing`` are the names to record before the loop ``unit`` can be decided. ``exhausted`` are the loops passed on
    the way that had their greatest number of rounds without their condition.
    """

    ahead: Ahead
    key: str = ""
    unit: int = 0
    missing: tuple[str, ...] = ()
    exhausted: tuple[tuple[int, int], ...] = ()
    due_at: datetime | None = None
    reasons: str = ""


def ahead_of(plan: Plan, state: State) -> Next:
    """What comes when every open step is complete and every branch that was decided on is done."""
    unit, round_, index = state.cursor
    passed: list[tuple[int, int]] = []
    while unit < len(plan.units):
        line = plan.main[unit]
        if index < len(line):
            due = _due(plan.units[unit].repeat, state, unit, round_) if index == 0 else None
            key = plan.key(unit, line[index], round_)
            return Next(Ahead.STEP, key, unit, exhausted=tuple(passed), due_at=due)
        repeat = plan.units[unit].repeat
        if repeat is None or not line:
            unit, round_, index = unit + 1, 1, 0
            continue
        if round_ < repeat.least:
            round_, index = round_ + 1, 0
            continue
        verdict = decide(repeat.until, {**state.values, "round": _count(round_)})
        if verdict.value is None:
            return Next(Ahead.ASKED, "", unit, verdict.missing, tuple(passed), reasons=verdict.reasons)
        if verdict.value is not True and round_ < repeat.most:
            round_, index = round_ + 1, 0
            continue
        if verdict.value is not True:
            passed.append((unit, round_))
            target = _rescue(plan, repeat, round_)
            if target is not None and target not in state.steps:
                return Next(Ahead.STEP, target, unit, exhausted=tuple(passed))
        unit, round_, index = unit + 1, 1, 0
    return Next(Ahead.END, exhausted=tuple(passed))


def _count(round_: int) -> Quantity:
    return Quantity(Decimal(round_))


def _rescue(plan: Plan, repeat: Repeat, round_: int) -> str | None:
    """The branch that an exhausted loop leads to."""
    if repeat.otherwise.reaction is not Reaction.DO or repeat.otherwise.step is None:
        return None
    where = plan.where.get(repeat.otherwise.step)
    return None if where is None else plan.key(where.unit, where.step, round_)


def _due(repeat: Repeat | None, state: State, unit: int, round_: int) -> datetime | None:
    """When the next round of a loop is due: ``every`` after the last one began."""
    if repeat is None or repeat.every is None or round_ == 1:
        return None
    begun = state.rounds.get(unit)
    return None if begun is None else begun[1] + span_of(repeat.every)


def beginnable(plan: Plan, state: State) -> tuple[str, ...]:
    """The keys of the steps that may begin now: none while another is open, branches before the main line."""
    if state.phase is not Phase.RUNNING or state.open or state.stops:
        return ()
    if state.demanded:
        return tuple(state.demanded)
    following = ahead_of(plan, state)
    return (following.key,) if following.ahead is Ahead.STEP else ()


def is_done(plan: Plan, state: State) -> bool:
    """Whether every step that the recipe and the values lead to is complete."""
    if state.phase is not Phase.RUNNING or state.open or state.demanded or state.stops:
        return False
    return ahead_of(plan, state).ahead is Ahead.END
