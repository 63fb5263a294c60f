"""What a batch comes to now: the steps that are open, what each lacks, whom it awaits, which times run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cellpark.batches.run.amounts import Decision, wanted
from cellpark.batches.run.due import Timer, timers
from cellpark.batches.run.missing import Awaited, Missing, Want, awaited_of, data_of, missing_of
from cellpark.batches.run.plan import Plan, Where, round_of
from cellpark.batches.run.recipe import Out, Step, Unit, Use
from cellpark.batches.run.state import Deviation, Phase, Signed, State, StepState
from cellpark.batches.run.steps import Ahead, ahead_of, beginnable, is_done


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that is open: begun, or the next that may begin."""

    key: str
    unit: Unit
    step: Step
    where: Where
    round: int | None
    state: StepState | None
    missing: tuple[Missing, ...]
    awaited: tuple[Awaited, ...]
    amounts: Mapping[str, Decision] = field(default_factory=dict)
    timers: tuple[Timer, ...] = ()
    voided: tuple[Signed, ...] = ()
    due_at: datetime | None = None

    @property
    def has_begun(self) -> bool:
        """Whether somebody began it."""
        return self.state is not None

    @property
    def place_wanted(self) -> bool:
        """Whether a room must be entered first."""
        return any(each.want is Want.PLACE for each in self.missing)


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What may and must be done now. ``asked`` are names without which a loop cannot be decided."""

    open: tuple[OpenStep, ...]
    stops: tuple[Deviation, ...]
    timers: tuple[Timer, ...]
    asked: tuple[str, ...]
    done: bool
    phase: Phase


def next_steps(plan: Plan, state: State, at: datetime | None = None) -> NextSteps:
    """The steps that are open at ``at``, each with what it lacks, whom it waits for and the times that run."""
    del at  # the limits of running times are instants; whoever shows them compares with the clock
    running = timers(plan, state)
    keys = (*state.open, *beginnable(plan, state))
    following = ahead_of(plan, state) if state.phase is Phase.RUNNING and not state.open else None
    asked = following.missing if following is not None and following.ahead is Ahead.ASKED else ()
    due = following.due_at if following is not None else None
    opened = tuple(_opened(plan, state, key, running, due) for key in keys)
    return NextSteps(opened, state.stops, running, asked, is_done(plan, state), state.phase)


def _opened(plan: Plan, state: State, key: str, running: tuple[Timer, ...], due: datetime | None) -> OpenStep:
    where = plan.find(key)
    assert where is not None, "an open step is one of the recipe"
    done = state.steps.get(key)
    return OpenStep(
        key=key,
        unit=plan.units[where.unit],
        step=where.step,
        where=where,
        round=round_of(key),
        state=done,
        missing=missing_of(plan, state, key),
        awaited=awaited_of(where.step, done),
        amounts={
            each.name: wanted(each.qty, data_of(where.step, state, done, each.name))
            for each in where.step.fields
            if isinstance(each, (Use, Out)) and each.qty is not None
        },
        timers=tuple(timer for timer in running if timer.step == key),
        voided=() if done is None else done.voided,
        due_at=due if done is None else None,
    )
