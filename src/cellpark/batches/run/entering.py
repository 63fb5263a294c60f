"""Entries into the fields of a step, and their corrections, as they change the state."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from cellpark.batches.run import happened as h
from cellpark.batches.run.amounts import duration_of, inside, range_text
from cellpark.batches.run.consequences import (
    CHECK,
    add_entry,
    certify,
    certify_anew,
    is_latest,
    keep_latest,
    lies_outside,
    owe,
    react,
    touch,
    used_so_far,
    void_checks,
    void_signatures,
    weigh,
)
from cellpark.batches.run.plan import Plan
from cellpark.batches.run.recipe import Check, Reaction, Time, Use
from cellpark.batches.run.resting import known_at, owe_needless, owe_resting
from cellpark.batches.run.state import CORRECTED, Clock, Entry, State, Stretch
from cellpark.batches.run.uses import used_amount_fault


def _material_in(_plan: Plan, state: State, data: h.MaterialIn, entry: h.Happened) -> None:
    if data.step not in state.steps:
        return
    made = Entry(
        entry.id, data.field, data.quantity, entry.by, entry.at, data.container, data.code, attributes=data.attributes
    )
    add_entry(state, data.step, made, entry)
    state.process = (*(each for each in state.process if each != data.container), data.container)
    if data.quantity is not None:
        state.values[data.field] = data.quantity
    certify(state, data.field, data)


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
    certify(state, data.field, data)
    add_entry(state, data.step, made, entry)
    field = plan.fields.get((where.step.id, data.field))
    total = used_so_far(state.steps[data.step].entries[data.field])
    if total is not None:
        state.values[data.field] = total
    if isinstance(field, Use) and data.last:
        fault = used_amount_fault(field, total, state.values)
        if fault is not None:
            owe(state, ("use", data.step, data.field, str(entry.id)), Reaction.DEVIATION_MAJOR.value, fault)


def _out(_plan: Plan, state: State, data: h.ContainerOut, entry: h.Happened) -> None:
    if data.step in state.steps:
        add_entry(
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
        add_entry(
            state, data.step, Entry(entry.id, data.field, None, entry.by, entry.at, data.equipment, data.code), entry
        )
        state.held[data.step, data.field] = data.equipment


def _released(_plan: Plan, state: State, data: h.EquipmentReleased, _entry: h.Happened) -> None:
    state.held.pop((data.step, data.field), None)


def _recorded(plan: Plan, state: State, data: h.ValueRecorded, entry: h.Happened) -> None:
    where = plan.find(data.step)
    if where is None or data.step not in state.steps:
        return
    field = plan.fields.get((where.step.id, data.field))
    made = Entry(
        entry.id,
        data.field,
        data.value,
        entry.by,
        entry.at,
        how=data.how,
        outside=lies_outside(field, data.value),
        file=data.file,
        device=data.device,
    )
    add_entry(state, data.step, made, entry)
    state.values[data.field] = data.value
    weigh(plan, state, data.step, made, field)


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
        add_entry(state, data.step, made, entry)
        state.values[data.field] = data.quantity


def _answered(plan: Plan, state: State, data: h.CheckAnswered, entry: h.Happened) -> None:
    where = plan.find(data.step)
    if where is None or data.step not in state.steps:
        return
    add_entry(state, data.step, Entry(entry.id, data.field, data.answer, entry.by, entry.at, how=CHECK), entry)
    state.values[data.field] = data.answer
    field = plan.fields.get((where.step.id, data.field))
    withdrawn = [branch for branch, by in state.demanded.items() if by == (data.step, data.field)]
    for branch in withdrawn:
        del state.demanded[branch]
    if state.steps[data.step].voided:
        owe_resting(plan, state, data.step, data.field, entry.id, None)
        if isinstance(field, Check) and data.answer:
            owe_needless(plan, state, data.step, field, entry.id)
    if isinstance(field, Check) and not data.answer:
        react(plan, state, ("check", data.step, data.field, str(entry.id)), field.otherwise, field.condition)


def _time_started(_plan: Plan, state: State, data: h.TimeStarted, entry: h.Happened) -> None:
    if data.step in state.steps and (data.step, data.field) in state.clocks:
        touch(state, data.step, entry)
        state.clocks[data.step, data.field] = Clock(data.step, data.field, entry.at)


def _time_stopped(plan: Plan, state: State, data: h.TimeStopped, entry: h.Happened) -> None:
    clock = state.clocks.pop((data.step, data.field), None)
    where = plan.find(data.step)
    if clock is None or where is None or data.step not in state.steps:
        return
    step = touch(state, data.step, entry)
    step.stretches[data.field] = Stretch(clock.since, entry.at, entry.by, entry.id)
    field = plan.fields.get((where.step.id, data.field))
    if not isinstance(field, Time):
        return
    took = duration_of(entry.at - clock.since, field.duration.unit)
    state.values[data.field] = took
    if field.allow is not None and not inside(took, field.allow):
        edge = "low" if field.allow.low is not None and took < field.allow.low else "high"
        seen = f"{took} / {range_text(field.allow)}"
        react(plan, state, ("time", data.step, data.field, edge), field.otherwise, seen)


def _corrected(plan: Plan, state: State, data: h.EntryCorrected, entry: h.Happened) -> None:
    _stands_for(plan, state, data, entry, value=data.value)


def _thing_corrected(plan: Plan, state: State, data: h.ThingCorrected, entry: h.Happened) -> None:
    """What the label of the right container says is known from now on; what rested on the other one is weighed."""
    if data.step not in state.steps:
        return
    found, before = state.steps[data.step].entries.get(data.field, ()), known_at(plan, state, data.step)
    labels = [data.attributes if each.id == data.entry else each.attributes for each in found]
    names = sorted({name for each in found for name in each.attributes} | set(data.attributes))
    if is_latest(state, data.step, data.field):
        certify_anew(state, data.field, names, labels)
    thing = {"thing": data.container, "code": data.code, "attributes": data.attributes}
    _stands_for(plan, state, data, entry, value=data.quantity, **thing)
    after = known_at(plan, state, data.step)
    for name in (f"{data.field}.{each}" for each in names):
        if before.get(name) != after.get(name):
            owe_resting(plan, state, data.step, name, entry.id, before.get(name))


def _stands_for(
    plan: Plan,
    state: State,
    data: h.EntryCorrected | h.ThingCorrected,
    entry: h.Happened,
    *,
    value: h.Value,
    **more: Any,
) -> None:
    """A new entry stands for the one that is named, which stays behind it; what rests on the old one is weighed."""
    where = plan.find(data.step)
    if where is None or data.step not in state.steps:
        return
    step = touch(state, data.step, entry)
    found = step.entries.get(data.field, ())
    old = next((each for each in found if each.id == data.entry), None)
    if old is None:
        return
    field = plan.fields.get((where.step.id, data.field))
    made = replace(
        old,
        id=entry.id,
        value=value,
        by=entry.by,
        at=entry.at,
        how=CORRECTED,
        confirmed_by=None,
        outside=lies_outside(field, value),
        reason=entry.reason,
        replaces=old,
        # what a hand wrote was read from no file and by no device (P11-7)
        file="",
        device="",
        **more,
    )
    step.entries[data.field] = tuple(made if each is old else each for each in found)
    void_signatures(state, step, entry)
    void_checks(step)
    weigh(plan, state, data.step, made, field)
    if is_latest(state, data.step, data.field):
        keep_latest(state, data.field, step.entries[data.field], field, value)
    if isinstance(field, Use) and made.last:
        fault = used_amount_fault(field, used_so_far(step.entries[data.field]), state.values)
        if fault is not None:
            owe(state, ("use", data.step, data.field, str(entry.id)), Reaction.DEVIATION_MAJOR.value, fault)
    owe_resting(plan, state, data.step, data.field, entry.id, old.value)


ENTERING: Mapping[type, Callable[[Plan, State, Any, h.Happened], None]] = {
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
    h.EntryCorrected: _corrected,
    h.ThingCorrected: _thing_corrected,
}
