"""From entries to state, one at a time. An entry that does not fit leaves a legal state all the same: it is ignored.

What was recorded is fact. Whether an act was right to be recorded is decided before, by ``legal``.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from cellpark.batches.run import happened as h
from cellpark.batches.run.amounts import duration_of, inside, range_text, written
from cellpark.batches.run.plan import Plan, key_of, round_of
from cellpark.batches.run.recipe import Check, Otherwise, Reaction, Record, Sign, Time, Use
from cellpark.batches.run.state import (
    Clock,
    Deviation,
    Entry,
    Phase,
    Refusal,
    Signed,
    Slot,
    State,
    StepState,
    Stretch,
)
from cellpark.batches.run.uses import used_amount_fault
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity

MAJOR = Otherwise(Reaction.DEVIATION_MAJOR)
CHECK = "check"
Handler = Callable[[Plan, State, Any, h.Happened], None]


def fold(plan: Plan, entries: Iterable[h.Happened], state: State | None = None) -> State:
    """The state after ``entries``, beginning at ``state`` or with nothing."""
    made = State() if state is None else state.own_copy()
    for each in entries:
        _one(plan, made, each)
    made.mine = set()
    return made


def apply(plan: Plan, state: State, entry: h.Happened) -> State:
    """The state after one more entry; ``state`` itself stays as it is."""
    return fold(plan, (entry,), state)


def _one(plan: Plan, state: State, entry: h.Happened) -> None:
    state.seen += 1
    handler = HANDLERS.get(type(entry.data))
    if handler is not None:
        handler(plan, state, entry.data, entry)
    if state.last_at is None or entry.at > state.last_at:
        state.last_at = entry.at


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


def _placed(plan: Plan, state: State, data: h.PlaceEntered, entry: h.Happened) -> None:
    state.room, state.room_code = data.room, data.code
    where = plan.find(data.step)
    if where is not None:
        state.place_line = where.line
    if data.step in state.steps:
        step = _step(state, data.step, entry)
        step.room = data.room


def _step(state: State, key: str, entry: h.Happened) -> StepState:
    step = state.touched(key)
    if entry.by not in step.performers:
        step.performers |= {entry.by}
    step.last_at = max(step.last_at, entry.at)
    return step


def _add(state: State, key: str, made: Entry, entry: h.Happened) -> None:
    step = _step(state, key, entry)
    step.entries[made.field] = (*step.entries.get(made.field, ()), made)
    if made.thing is not None:
        state.things[made.field] = tuple(each.thing for each in step.entries[made.field] if each.thing is not None)


def _attributes(state: State, name: str, data: h.MaterialIn | h.MaterialUsed) -> None:
    for attribute, value in data.attributes.items():
        state.values[f"{name}.{attribute}"] = value


def _material_in(_plan: Plan, state: State, data: h.MaterialIn, entry: h.Happened) -> None:
    if data.step not in state.steps:
        return
    made = Entry(
        entry.id, data.field, data.quantity, entry.by, entry.at, data.container, data.code, attributes=data.attributes
    )
    _add(state, data.step, made, entry)
    state.process = (*(each for each in state.process if each != data.container), data.container)
    if data.quantity is not None:
        state.values[data.field] = data.quantity
    _attributes(state, data.field, data)


def _used(plan: Plan, state: State, data: h.MaterialUsed, entry: h.Happened) -> None:
    where = plan.find(data.step)
    if where is None or data.step not in state.steps:
        return
    made = Entry(
        entry.id,
        data.field,
        data.quantity,
        entry.by,
        entry.at,
        data.container or data.lot,
        data.code,
        how="used",
        attributes=data.attributes,
        last=data.last,
    )
    # what a lot's certificate says must be known before the computed amount is compared with the used one
    _attributes(state, data.field, data)
    _add(state, data.step, made, entry)
    field = plan.fields.get((where.step.id, data.field))
    total = used_so_far(state.steps[data.step].entries[data.field])
    if total is not None:
        state.values[data.field] = total
    if isinstance(field, Use) and data.last:
        fault = used_amount_fault(field, total, state.values)
        if fault is not None:
            _owe(state, ("use", data.step, data.field, str(entry.id)), Reaction.DEVIATION_MAJOR.value, fault)


def used_so_far(entries: Iterable[Entry]) -> Quantity | None:
    """The sum of what was used for one field; None when the units cannot be added."""
    total: Quantity | None = None
    for each in entries:
        if not isinstance(each.value, Quantity):
            continue
        try:
            total = each.value if total is None else total + each.value
        except Refused:
            return None
    return total


def _out(_plan: Plan, state: State, data: h.ContainerOut, entry: h.Happened) -> None:
    if data.step in state.steps:
        _add(
            state,
            data.step,
            Entry(entry.id, data.field, data.quantity, entry.by, entry.at, data.container, data.code),
            entry,
        )
        state.process = (*(each for each in state.process if each not in data.parents), data.container)
        if data.quantity is not None:
            state.values[data.field] = data.quantity


def _taken(_plan: Plan, state: State, data: h.EquipmentTaken, entry: h.Happened) -> None:
    if data.step in state.steps:
        _add(state, data.step, Entry(entry.id, data.field, None, entry.by, entry.at, data.equipment, data.code), entry)
        state.held[data.step, data.field] = data.equipment


def _released(_plan: Plan, state: State, data: h.EquipmentReleased, _entry: h.Happened) -> None:
    state.held.pop((data.step, data.field), None)


def _recorded(plan: Plan, state: State, data: h.ValueRecorded, entry: h.Happened) -> None:
    where = plan.find(data.step)
    if where is None or data.step not in state.steps:
        return
    made = Entry(
        entry.id,
        data.field,
        data.value,
        entry.by,
        entry.at,
        how=data.how,
        outside=_outside(plan, where.step.id, data.field, data.value),
        file=data.file,
        device=data.device,
    )
    _add(state, data.step, made, entry)
    _weigh(plan, state, data.step, made)


def _outside(plan: Plan, step: str, name: str, value: h.Value) -> bool:
    field = plan.fields.get((step, name))
    if not isinstance(field, Record) or not isinstance(value, Quantity):
        return False
    try:
        return not inside(value, field.limits)
    except Refused:
        return True


def _weigh(plan: Plan, state: State, key: str, entry: Entry) -> None:
    """Take a new value into account: its name, and what the recipe wants when it lies outside its limits."""
    assert entry.value is not None, "a recorded value is there"
    state.values[entry.field] = entry.value
    where = plan.find(key)
    assert where is not None, "the step was found before"
    field = plan.fields.get((where.step.id, entry.field))
    withdrawn = [branch for branch, by in state.demanded.items() if by == (key, entry.field)]
    for branch in withdrawn:
        del state.demanded[branch]
    if isinstance(field, Record) and entry.outside and field.limits is not None:
        seen = f"{written(entry.value)} / {range_text(field.limits)}"
        _react(plan, state, ("value", key, entry.field, str(entry.id)), field.otherwise or MAJOR, seen)


def _react(plan: Plan, state: State, breach: tuple[str, str, str, str], otherwise: Otherwise, seen: str) -> None:
    if otherwise.reaction is not Reaction.DO:
        _owe(state, breach, otherwise.reaction.value, seen)
    elif otherwise.step is not None:
        demand(plan, state, breach[1], breach[2], otherwise.step)


def demand(plan: Plan, state: State, key: str, field: str, target: str) -> None:
    """Let a branch wait to begin, unless it was done in this round already."""
    source, branch = plan.find(key), plan.where.get(target)
    if branch is None:
        return
    same = source is not None and source.unit == branch.unit
    round_ = round_of(key) if same else (1 if plan.units[branch.unit].repeat is not None else None)
    wanted = key_of(target, round_)
    if wanted not in state.steps:
        state.demanded[wanted] = (key, field)


def _owe(state: State, breach: tuple[str, str, str, str], reaction: str, seen: str) -> None:
    if breach not in state.owed_met:
        state.owed[breach] = (reaction, seen)


def _confirmed(_plan: Plan, state: State, data: h.ValueConfirmed, entry: h.Happened) -> None:
    if data.step not in state.steps:
        return
    step = state.touched(data.step)
    step.last_at = max(step.last_at, entry.at)
    found = step.entries.get(data.field)
    if found and found[-1].id == data.entry:
        step.entries[data.field] = (*found[:-1], replace(found[-1], confirmed_by=entry.by))


def _sampled(_plan: Plan, state: State, data: h.SampleTaken, entry: h.Happened) -> None:
    if data.step in state.steps:
        made = Entry(entry.id, data.field, data.quantity, entry.by, entry.at, data.container, data.code)
        _add(state, data.step, made, entry)
        state.values[data.field] = data.quantity


def _answered(plan: Plan, state: State, data: h.CheckAnswered, entry: h.Happened) -> None:
    where = plan.find(data.step)
    if where is None or data.step not in state.steps:
        return
    _add(state, data.step, Entry(entry.id, data.field, data.answer, entry.by, entry.at, how=CHECK), entry)
    state.values[data.field] = data.answer
    field = plan.fields.get((where.step.id, data.field))
    withdrawn = [branch for branch, by in state.demanded.items() if by == (data.step, data.field)]
    for branch in withdrawn:
        del state.demanded[branch]
    if isinstance(field, Check) and not data.answer:
        _react(plan, state, ("check", data.step, data.field, str(entry.id)), field.otherwise, field.condition)


def _time_started(_plan: Plan, state: State, data: h.TimeStarted, entry: h.Happened) -> None:
    if data.step in state.steps and (data.step, data.field) in state.clocks:
        _step(state, data.step, entry)
        state.clocks[data.step, data.field] = Clock(data.step, data.field, entry.at)


def _time_stopped(plan: Plan, state: State, data: h.TimeStopped, entry: h.Happened) -> None:
    clock = state.clocks.pop((data.step, data.field), None)
    where = plan.find(data.step)
    if clock is None or where is None or data.step not in state.steps:
        return
    step = _step(state, data.step, entry)
    step.stretches[data.field] = Stretch(clock.since, entry.at, entry.by, entry.id)
    field = plan.fields.get((where.step.id, data.field))
    if not isinstance(field, Time):
        return
    took = duration_of(entry.at - clock.since, field.duration.unit)
    state.values[data.field] = took
    if field.allow is not None and not inside(took, field.allow):
        edge = "low" if field.allow.low is not None and took < field.allow.low else "high"
        seen = f"{took} / {range_text(field.allow)}"
        _react(plan, state, ("time", data.step, data.field, edge), field.otherwise, seen)


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
        _ended(plan, state, where.step.id, data.step, entry.at)


def _ended(plan: Plan, state: State, step: str, key: str, at: datetime) -> None:
    """A step is complete: times that count from its end begin."""
    first = state.ended.get(step, ("", at))[0] != key
    if not first:
        return  # signed anew after a correction: the end was then, not now
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


def _corrected(plan: Plan, state: State, data: h.EntryCorrected, entry: h.Happened) -> None:
    where = plan.find(data.step)
    if where is None or data.step not in state.steps:
        return
    step = _step(state, data.step, entry)
    found = step.entries.get(data.field, ())
    old = next((each for each in found if each.id == data.entry), None)
    if old is None:
        return
    made = replace(
        old,
        id=entry.id,
        value=data.value,
        by=entry.by,
        at=entry.at,
        how="corrected",
        confirmed_by=None,
        outside=_outside(plan, where.step.id, data.field, data.value),
        reason=entry.reason,
        replaces=old,
    )
    step.entries[data.field] = tuple(made if each is old else each for each in found)
    _void_signatures(state, step, entry)
    _void_checks(step)
    latest = all(data.field not in later.entries or later.begun_at <= step.begun_at for later in state.steps.values())
    field = plan.fields.get((where.step.id, data.field))
    if latest and isinstance(field, Record):
        _weigh(plan, state, data.step, made)
    elif latest:
        total = used_so_far(step.entries[data.field]) if isinstance(field, Use) else data.value
        if total is not None:
            state.values[data.field] = total
    if isinstance(field, Use) and made.last:
        fault = used_amount_fault(field, used_so_far(step.entries[data.field]), state.values)
        if fault is not None:
            _owe(state, ("use", data.step, data.field, str(entry.id)), Reaction.DEVIATION_MAJOR.value, fault)


def _void_signatures(state: State, step: StepState, entry: h.Happened) -> None:
    if step.signed:
        void = (replace(each, void_by=entry.id, void_at=entry.at) for each in step.signed.values())
        step.voided = (*step.voided, *void)
        step.signed = {}
    if step.completed_at is not None:
        step.completed_at = None
        state.open = (*state.open, step.key)


def _void_checks(step: StepState) -> None:
    """A check stands on the values of its time: after a correction it is answered again."""
    for name, found in list(step.entries.items()):
        if found[-1].how == CHECK:
            del step.entries[name]


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


HANDLERS: dict[type, Handler] = {
    h.BatchPlanned: _planned,
    h.SlotTaken: _slot,
    h.SlotMoved: _slot,
    h.BatchStarted: _started,
    h.StepBegun: _begun,
    h.PlaceEntered: _placed,
    h.MaterialIn: _material_in,
    h.MaterialUsed: _used,
    h.ContainerOut: _out,
    h.EquipmentTaken: _taken,
    h.EquipmentReleased: _released,
    h.ValueRecorded: _recorded,
    h.ValueConfirmed: _confirmed,
    h.SampleTaken: _sampled,
    h.CheckAnswered: _answered,
    h.TimeStarted: _time_started,
    h.TimeStopped: _time_stopped,
    h.StepSigned: _signed,
    h.EntryCorrected: _corrected,
    h.StepRefused: _refused,
    h.BatchDeviated: _deviated,
    h.BatchCleared: _cleared,
    h.BatchFinished: _finished,
    h.BatchAborted: _aborted,
}
