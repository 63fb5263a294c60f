"""Times that run, and what the record owes an exception for: limits, conditions, loops, work and hold times (T10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cellpark.batches.run.amounts import duration_of, range_text, span_of
from cellpark.batches.run.plan import Plan
from cellpark.batches.run.recipe import Reaction, Time
from cellpark.batches.run.state import Clock, Phase, State
from cellpark.batches.run.steps import ahead_of


@dataclass(frozen=True, slots=True)
class Timer:
    """A work or hold time that runs. ``earliest`` and ``latest`` are when it may end; None where that end is open."""

    step: str
    field: Time
    since: datetime
    earliest: datetime | None
    planned: datetime
    latest: datetime | None

    def over(self, at: datetime) -> bool:
        """Whether it should have ended by ``at``."""
        return self.latest is not None and at > self.latest

    def left(self, at: datetime) -> timedelta:
        """How long until its latest end, or until its planned end where none is set; negative when that is past."""
        return (self.latest or self.planned) - at


@dataclass(frozen=True, slots=True)
class Owed:
    """An exception that must be opened: its cause and place, what the recipe wants, what was seen."""

    cause: str
    step: str
    field: str
    entry: str
    reaction: str
    seen: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By which it is known that it was opened."""
        return (self.cause, self.step, self.field, self.entry)


def timer_of(plan: Plan, clock: Clock) -> Timer | None:
    """A running clock with its limits; None when the recipe has no such field."""
    where = plan.find(clock.step)
    field = None if where is None else plan.fields.get((where.step.id, clock.field))
    if not isinstance(field, Time):
        return None
    low = None if field.allow is None else field.allow.low
    high = None if field.allow is None else field.allow.high
    return Timer(
        clock.step,
        field,
        clock.since,
        None if low is None else clock.since + span_of(low),
        clock.since + span_of(field.duration),
        None if high is None else clock.since + span_of(high),
    )


def timers(plan: Plan, state: State) -> tuple[Timer, ...]:
    """The times that run, the next to end first. A round that will not come is not waited for."""
    found = [
        timer
        for clock in state.clocks.values()
        if _awaited(plan, state, clock) and (timer := timer_of(plan, clock)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.latest or each.planned, each.step, each.field.name)))


def _awaited(plan: Plan, state: State, clock: Clock) -> bool:
    if clock.step in state.steps:
        return True
    where = plan.find(clock.step)
    if where is None or plan.units[where.unit].repeat is None or state.open:
        return True
    following = ahead_of(plan, state)
    return where.unit >= following.unit and (where.unit > following.unit or bool(following.key))


def _reaction(timer: Timer) -> str:
    """What a time that is over leads to while it runs on: its branch waits for its end, so that somebody is told."""
    reaction = timer.field.otherwise.reaction
    return (Reaction.DEVIATION_MAJOR if reaction is Reaction.DO else reaction).value


def owed(plan: Plan, state: State, at: datetime) -> tuple[Owed, ...]:
    """The exceptions that must be open at ``at`` and are not yet."""
    found = [Owed(*key, reaction, seen) for key, (reaction, seen) in state.owed.items()]
    if state.phase is not Phase.RUNNING:
        return tuple(found)
    for timer in timers(plan, state):
        if timer.over(at):
            assert timer.field.allow is not None, "what can be over has limits"
            took = duration_of(at - timer.since, timer.field.duration.unit)
            seen = f"{took} / {range_text(timer.field.allow)}"
            found.append(Owed("time", timer.step, timer.field.name, "high", _reaction(timer), seen))
    if not state.open and not state.demanded:
        for unit, round_ in ahead_of(plan, state).exhausted:
            repeat = plan.units[unit].repeat
            assert repeat is not None, "only a loop has rounds"
            if repeat.otherwise.reaction is not Reaction.DO:
                cause = ("loop", plan.units[unit].id, "", str(round_))
                found.append(Owed(*cause, repeat.otherwise.reaction.value, repeat.until))
    return tuple(each for each in dict.fromkeys(found) if each.key not in state.owed_met)
