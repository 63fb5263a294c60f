"""How the life of a batch, its steps' beginning and signing, and its exceptions change the state."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from cellpark.batches.run import happened as h
from cellpark.batches.run.consequences import touch
from cellpark.batches.run.plan import Plan, round_of
from cellpark.batches.run.recipe import Sign, Time
from cellpark.batches.run.state import Clock, Deviation, Phase, Refusal, Signed, Slot, State, StepState


def _planned(_plan: Plan, state: State, data: h.BatchPlanned, _entry: h.Happened) -> None:
    state.phase, state.batch, state.number = Phase.PLANNED, data.batch, data.number
    state.recipe, state.product, state.coi = data.recipe, data.product, data.coi


def _slot(_plan: Plan, state: State, data: h.SlotTaken | h.SlotMoved, _entry: h.Happened) -> None:
    state.slot = Slot(data.suite, data.starts_at, data.ends_at, data.devices)


def _started(_plan: Plan, state: State, _data: h.BatchStarted, entry: h.Happened) -> None:
    state.phase, state.started_at = Phase.RUNNING, entry.at


def _finished(_plan: Plan, state: State, _data: h.BatchFinished, entry: h.Happened) -> None:
    state.phase, state.ended_at = Phase.FINISHED, entry.at
    state.clocks = {}


def _aborted(_plan: Plan, state: State, _data: h.BatchAborted, entry: h.Happened) -> None:
    state.phase, state.ended_at = Phase.ABORTED, entry.at
    state.clocks = {}


def _begun(plan: Plan, state: State, data: h.StepBegun, entry: h.Happened) -> None:
    where = plan.find(data.step)
    if where is None or data.step in state.steps:
        return
    room = state.room if state.place_line == where.line else None
    state.steps[data.step] = StepState(data.step, entry.at, entry.by, entry.at, room=room)
    state.mine.add(data.step)
    state.open = (*state.open, data.step)
    state.demanded.pop(data.step, None)
    round_ = round_of(data.step) or 1
    if where.index is not None:
        state.cursor = (where.unit, round_, where.index + 1)
        if where.index == 0:
            state.rounds[where.unit] = (round_, entry.at)
            _forget_clocks_before(plan, state, where.unit)
            if round_ > 1:
                _forget_clocks_behind(plan, state, where.unit)
    for field in where.step.fields:
        if not isinstance(field, Time):
            continue
        if field.since is None:
            state.clocks[data.step, field.name] = Clock(data.step, field.name, entry.at)
        elif (data.step, field.name) not in state.clocks and field.since in state.ended:
            state.clocks[data.step, field.name] = Clock(data.step, field.name, state.ended[field.since][1])


def _forget_clocks_before(plan: Plan, state: State, unit: int) -> None:
    """A time of a round that never came, because the loop was over, is no longer waited for."""
    for key, clock in list(state.clocks.items()):
        where = plan.find(clock.step)
        if where is not None and where.unit < unit and clock.step not in state.steps:
            del state.clocks[key]


def _forget_clocks_behind(plan: Plan, state: State, unit: int) -> None:
    """Another round begins: what follows the loop counts from the end of that round, not of the one before."""
    for step, followers in plan.following.items():
        if plan.where[step].unit == unit:
            for target, field in followers:
                if target.unit != unit:
                    state.clocks.pop((plan.key(target.unit, target.step, 1), field.name), None)


def _placed(plan: Plan, state: State, data: h.PlaceEntered, entry: h.Happened) -> None:
    state.room, state.room_code = data.room, data.code
    where = plan.find(data.step)
    if where is not None:
        state.place_line = where.line
    if data.step in state.steps:
        step = touch(state, data.step, entry)
        step.room = data.room


def _signed(plan: Plan, state: State, data: h.StepSigned, entry: h.Happened) -> None:
    where = plan.find(data.step)
    if where is None or data.step not in state.steps:
        return
    step = state.touched(data.step)
    step.last_at = max(step.last_at, entry.at)
    step.signed[data.sign] = Signed(data.sign, data.role, data.meaning, entry.by, entry.at, data.signature, data.digest)
    if not step.is_complete and all(
        field.name in step.signed for field in where.step.fields if isinstance(field, Sign)
    ):
        step.completed_at = entry.at
        state.open = tuple(key for key in state.open if key != data.step)
        if step.ended_at is None:  # signed anew after a correction: the end was then, not now
            step.ended_at = entry.at
            _ended(plan, state, where.step.id, data.step, entry.at)


def _ended(plan: Plan, state: State, step: str, key: str, at: datetime) -> None:
    """A step is complete for the first time: times that count from its end begin."""
    state.ended[step] = (key, at)
    source = plan.where[step]
    for target, field in plan.following.get(step, ()):
        if target.step.branch:
            continue
        if target.unit == source.unit:
            later = (target.index or 0) > (source.index if source.index is not None else source.after)
            round_ = (round_of(key) or 1) + (0 if later else 1)
        else:
            round_ = 1
        waiting = plan.key(target.unit, target.step, round_)
        done = state.steps.get(waiting)
        if done is None or field.name not in done.stretches:
            state.clocks.setdefault((waiting, field.name), Clock(waiting, field.name, at))


def _refused(_plan: Plan, state: State, data: h.StepRefused, entry: h.Happened) -> None:
    state.refusals = (
        *state.refusals,
        Refusal(data.step, data.verb, data.field, data.codes, entry.by, entry.at),
    )


def _deviated(_plan: Plan, state: State, data: h.BatchDeviated, entry: h.Happened) -> None:
    made = Deviation(data.exception, data.cause, data.step, data.field, data.entry, data.reaction, data.seen, entry.at)
    state.deviations[data.exception] = made
    state.owed_met |= {made.owed_key}
    state.owed.pop(made.owed_key, None)


def _cleared(_plan: Plan, state: State, data: h.BatchCleared, _entry: h.Happened) -> None:
    found = state.deviations.get(data.exception)
    if found is not None:
        state.deviations[data.exception] = replace(found, disposition=data.disposition, goes_on=data.goes_on)


STEPPING: Mapping[type, Callable[[Plan, State, Any, h.Happened], None]] = {
    h.BatchPlanned: _planned,
    h.SlotTaken: _slot,
    h.SlotMoved: _slot,
    h.BatchStarted: _started,
    h.StepBegun: _begun,
    h.PlaceEntered: _placed,
    h.StepSigned: _signed,
    h.StepRefused: _refused,
    h.BatchDeviated: _deviated,
    h.BatchCleared: _cleared,
    h.BatchFinished: _finished,
    h.BatchAborted: _aborted,
}
