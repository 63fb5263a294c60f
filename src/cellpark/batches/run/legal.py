"""Whether an act may be recorded: order, completeness, people, values, time. Pure: state and act in, problems out.

What a room, a device, a lot or a qualification says about the act is asked elsewhere, by the acts.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cellpark.batches.run import happened as h
from cellpark.batches.run.amounts import decide, wanted, written
from cellpark.batches.run.missing import awaited_of, barred_from, data_of, missing_of, wants_second
from cellpark.batches.run.plan import Plan, step_of
from cellpark.batches.run.recipe import (
    Check,
    Equip,
    Field,
    In,
    Out,
    Record,
    Sample,
    Set,
    Sign,
    Time,
    Use,
)
from cellpark.batches.run.state import Entry, Phase, State, StepState
from cellpark.batches.run.steps import Ahead, ahead_of, beginnable, is_done
from cellpark.batches.run.values import quantity_problems, value_problems
from cellpark.kernel.problem import Problem
from cellpark.kernel.quantity import Quantity

SKEW = timedelta(minutes=1)
Rule = Callable[[Plan, State, Any, h.Happened], list[Problem]]
Problems = list[Problem]
# what is handled stands in a room, whose rules are asked first (T6, T7, T8)
IN_A_ROOM = (In, Use, Out, Equip, Sample)


def problems_of(plan: Plan, state: State, entry: h.Happened) -> Problems:
    """Why this act may not follow; empty when it may."""
    rule = RULES.get(type(entry.data))
    return [] if rule is None else rule(plan, state, entry.data, entry)


def _phase(state: State, *wanted_phases: Phase) -> Problems:
    if state.phase in wanted_phases:
        return []
    return [Problem("batches.batch.phase", {"phase": str(state.phase)})]


def _stopped(state: State) -> Problems:
    if not state.stops:
        return []
    first = state.stops[0]
    return [Problem("batches.batch.stopped", {"step": first.step, "seen": first.seen})]


def _planned(_plan: Plan, state: State, _data: h.BatchPlanned, _entry: h.Happened) -> Problems:
    return _phase(state, Phase.NEW)


def _slot_taken(_plan: Plan, state: State, data: h.SlotTaken, _entry: h.Happened) -> Problems:
    taken = [] if state.slot is None else [Problem("batches.slot.taken")]
    return [*_phase(state, Phase.PLANNED), *taken, *_span(data)]


def _slot_moved(_plan: Plan, state: State, data: h.SlotMoved, entry: h.Happened) -> Problems:
    none = [Problem("batches.slot.none")] if state.slot is None else []
    reason = [] if entry.reason else [Problem("base.reason_required", field="reason", rule="CN-2f")]
    return [*_phase(state, Phase.PLANNED, Phase.RUNNING), *none, *_span(data), *reason]


def _span(data: h.SlotTaken | h.SlotMoved) -> Problems:
    return [] if data.starts_at < data.ends_at else [Problem("base.ends_before_start", field="ends_at")]


def _started(_plan: Plan, state: State, _data: h.BatchStarted, _entry: h.Happened) -> Problems:
    none = [Problem("batches.slot.none")] if state.phase is Phase.PLANNED and state.slot is None else []
    return [*_phase(state, Phase.PLANNED), *none]


def _finished(plan: Plan, state: State, _data: h.BatchFinished, _entry: h.Happened) -> Problems:
    wrong = _phase(state, Phase.RUNNING)
    if wrong or is_done(plan, state):
        return wrong
    return [Problem("batches.batch.not_done", {"step": _waited_for(plan, state)}, rule="P11-6")]


def _aborted(_plan: Plan, state: State, _data: h.BatchAborted, entry: h.Happened) -> Problems:
    reason = [] if entry.reason else [Problem("base.reason_required", field="reason", rule="CN-2f")]
    return [*_phase(state, Phase.PLANNED, Phase.RUNNING), *reason]


def _waited_for(plan: Plan, state: State) -> str:
    """What must be done first, as a key or as names."""
    if state.open:
        return state.open[0]
    if state.demanded:
        return next(iter(state.demanded))
    following = ahead_of(plan, state)
    return ", ".join(following.missing) if following.ahead is Ahead.ASKED else following.key


def _begun(plan: Plan, state: State, data: h.StepBegun, entry: h.Happened) -> Problems:
    wrong = [*_phase(state, Phase.RUNNING), *_stopped(state)]
    if wrong:
        return wrong
    if plan.find(data.step) is None:
        return [Problem("batches.step.unknown", {"step": data.step}, field="step")]
    if data.step in state.steps:
        return [Problem("batches.step.begun_already", {"step": data.step}, field="step", rule="P11-6")]
    if data.step not in beginnable(plan, state):
        first = _waited_for(plan, state)
        return [Problem("batches.step.order", {"step": data.step, "first": first}, field="step", rule="P11-6")]
    return _after(state.started_at, _last_end(state), entry)


def _last_end(state: State) -> Any:
    return max((at for _, at in state.ended.values()), default=None)


def _after(*earlier_then_entry: Any) -> Problems:
    *earlier, entry = earlier_then_entry
    known = [each for each in earlier if each is not None]
    if known and entry.at < max(known):
        return [Problem("batches.time.before", {"at": _clock(entry.at), "last": _clock(max(known))}, rule="P11-6")]
    return []


def _clock(at: Any) -> str:
    return str(at.strftime("%Y-%m-%d %H:%M:%S UTC"))


def _entry(
    plan: Plan,
    state: State,
    data: Any,
    entry: h.Happened,
    kinds: tuple[type[Field], ...],
    *,
    facts: bool = False,
    phases: tuple[Phase, ...] = (Phase.RUNNING,),
) -> Problems:
    """What all entries into a field have in common. ``facts``: may be recorded although the batch is stopped."""
    wrong = [*_phase(state, *phases), *([] if facts else _stopped(state))]
    if wrong:
        return wrong
    done = state.steps.get(data.step)
    if done is None:
        return [Problem("batches.step.not_begun", {"step": data.step}, field="step", rule="P11-6")]
    field = plan.fields.get((step_of(data.step), data.field))
    if not isinstance(field, kinds):
        return [Problem("batches.field.unknown", {"step": data.step, "field": data.field}, field="field")]
    if isinstance(field, IN_A_ROOM) and done.room is None and plan.where[step_of(data.step)].place is not None:
        return [Problem("batches.place.missing", {"step": data.step}, field="step", rule="CN-4e")]
    if done.signed or done.is_complete:
        return [Problem("batches.step.signed", {"step": data.step}, rule="P11-8b")]
    return _after(done.last_at, entry)


def _once(state: State, data: Any) -> Problems:
    if state.steps[data.step].entries.get(data.field):
        return [Problem("batches.field.filled", {"field": data.field}, rule="P11-5b")]
    return []


def _placed(plan: Plan, state: State, data: h.PlaceEntered, entry: h.Happened) -> Problems:
    wrong = [*_phase(state, Phase.RUNNING), *_stopped(state)]
    if wrong:
        return wrong
    if data.step not in state.open and data.step not in beginnable(plan, state):
        return [Problem("batches.step.order", {"step": data.step, "first": _waited_for(plan, state)}, rule="P11-6")]
    return _after(state.started_at, entry)


def _material_in(plan: Plan, state: State, data: h.MaterialIn, entry: h.Happened) -> Problems:
    wrong = _entry(plan, state, data, entry, (In,))
    return wrong or _twice(state, data.step, data.field, data.container)


def _twice(state: State, key: str, field: str, thing: Any) -> Problems:
    if any(each.thing == thing for each in state.steps[key].entries.get(field, ())):
        return [Problem("batches.thing.twice", {"field": field})]
    return []


def _used(plan: Plan, state: State, data: h.MaterialUsed, entry: h.Happened) -> Problems:
    wrong = _entry(plan, state, data, entry, (Use,))
    if wrong:
        return wrong
    found = state.steps[data.step].entries.get(data.field)
    if found and found[-1].last:
        return [Problem("batches.field.filled", {"field": data.field}, rule="P11-5b")]
    field = plan.fields[step_of(data.step), data.field]
    assert isinstance(field, Use), "checked before"
    attributes = {f"{data.field}.{name}": value for name, value in data.attributes.items()}
    step, done = plan.where[step_of(data.step)].step, state.steps[data.step]
    known = {name: value for name, value in data_of(step, state, done, data.field).items() if name not in attributes}
    asked = wanted(field.qty, {**known, **attributes})
    if field.qty is not None and asked.value is None:
        return [_unknown(data.field, asked.missing, asked.fault)]
    return quantity_problems(data.field, data.quantity, asked.value) if isinstance(asked.value, Quantity) else []


def _unknown(field: str, missing: tuple[str, ...], fault: str) -> Problem:
    if fault:
        return Problem("batches.field.cannot_compute", {"field": field, "fault": fault}, field="field")
    return Problem("batches.field.asks", {"field": field, "names": ", ".join(missing)}, field="field")


def _out(plan: Plan, state: State, data: h.ContainerOut, entry: h.Happened) -> Problems:
    wrong = _entry(plan, state, data, entry, (Out,))
    return wrong or _twice(state, data.step, data.field, data.container)


def _taken(plan: Plan, state: State, data: h.EquipmentTaken, entry: h.Happened) -> Problems:
    wrong = _entry(plan, state, data, entry, (Equip,))
    return wrong or _once(state, data)


def _recorded(plan: Plan, state: State, data: h.ValueRecorded, entry: h.Happened) -> Problems:
    wrong = _entry(plan, state, data, entry, (Record, Set)) or _once(state, data)
    return wrong or value_problems(plan.fields[step_of(data.step), data.field], data.value)


def _confirmed(plan: Plan, state: State, data: h.ValueConfirmed, entry: h.Happened) -> Problems:
    wrong = _phase(state, Phase.RUNNING, Phase.FINISHED)
    if wrong:
        return wrong
    done = state.steps.get(data.step)
    found = None if done is None else done.entry(data.field)
    field = plan.fields.get((step_of(data.step), data.field))
    if done is None or found is None or found.id != data.entry or not isinstance(field, Record):
        return [Problem("batches.entry.unknown", {"field": data.field})]
    if found.confirmed_by is not None or not wants_second(field, found):
        return [Problem("batches.entry.not_to_confirm", {"field": data.field})]
    if found.by == entry.by:
        return [Problem("batches.verifier.performed", {"step": data.step}, rule="A11-1a")]
    return _after(found.at, entry)


def _sampled(plan: Plan, state: State, data: h.SampleTaken, entry: h.Happened) -> Problems:
    wrong = _entry(plan, state, data, entry, (Sample,)) or _once(state, data)
    if wrong:
        return wrong
    field = plan.fields[step_of(data.step), data.field]
    assert isinstance(field, Sample), "checked before"
    return quantity_problems(data.field, data.quantity, field.qty)


def _answered(plan: Plan, state: State, data: h.CheckAnswered, entry: h.Happened) -> Problems:
    # after a correction a check is answered again, in a finished batch too: else its step could never be signed
    phases = (Phase.RUNNING, Phase.FINISHED)
    wrong = _entry(plan, state, data, entry, (Check,), phases=phases) or _once(state, data)
    if wrong:
        return wrong
    field = plan.fields[step_of(data.step), data.field]
    assert isinstance(field, Check), "checked before"
    step, done = plan.where[step_of(data.step)].step, state.steps[data.step]
    says = decide(field.condition, data_of(step, state, done))
    if not isinstance(says.value, bool):
        return [_unknown(data.field, says.missing, says.fault)]
    return [] if says.value is data.answer else [Problem("batches.check.other_answer", {"field": data.field})]


def _time_started(plan: Plan, state: State, data: h.TimeStarted, entry: h.Happened) -> Problems:
    wrong = _entry(plan, state, data, entry, (Time,))
    if wrong:
        return wrong
    field = plan.fields[step_of(data.step), data.field]
    clock = state.clocks.get((data.step, data.field))
    assert isinstance(field, Time), "checked before"
    begun = state.steps[data.step].begun_at
    if field.since is not None or clock is None or clock.since != begun:
        return [Problem("batches.timer.running", {"field": data.field})]
    return []


def _time_stopped(plan: Plan, state: State, data: h.TimeStopped, entry: h.Happened) -> Problems:
    wrong = _entry(plan, state, data, entry, (Time,), facts=True)
    if wrong:
        return wrong
    clock = state.clocks.get((data.step, data.field))
    return (
        [Problem("batches.timer.not_running", {"field": data.field})] if clock is None else _after(clock.since, entry)
    )


def _signed(plan: Plan, state: State, data: h.StepSigned, entry: h.Happened) -> Problems:
    wrong = [*_phase(state, Phase.RUNNING, Phase.FINISHED), *_stopped(state)]
    where, done = plan.find(data.step), state.steps.get(data.step)
    if wrong or where is None or done is None:
        return wrong or [Problem("batches.step.not_begun", {"step": data.step}, field="step", rule="P11-6")]
    awaited = awaited_of(where.step, done)
    named = next((each for each in where.step.signatures if each.name == data.sign), None)
    if named is None:
        return [Problem("batches.field.unknown", {"step": data.step, "field": data.sign}, field="name")]
    if not awaited or awaited[0].sign.name != data.sign:
        first = awaited[0].sign.name if awaited else ""
        return [Problem("batches.signature.order", {"name": data.sign, "first": first}, rule="P11-6")]
    lacking = missing_of(plan, state, data.step)
    if lacking:
        fields = ", ".join(each.field or str(each.want) for each in lacking)
        return [Problem("batches.step.incomplete", {"step": data.step, "fields": fields}, rule="211-1b")]
    return verifier_problems(named, done, entry.by) or _after(done.last_at, entry)


def verifier_problems(sign: Sign, done: StepState, by: str) -> Problems:
    """T5: whoever did the work or signed for it does not verify it."""
    if by in barred_from(sign, done):
        return [Problem("batches.verifier.performed", {"step": done.key}, rule="211-2a")]
    return []


def _corrected(plan: Plan, state: State, data: h.EntryCorrected | h.ThingCorrected, entry: h.Happened) -> Problems:
    wrong = _phase(state, Phase.RUNNING, Phase.FINISHED)
    done = state.steps.get(data.step)
    if wrong or done is None:
        return wrong or [Problem("batches.step.not_begun", {"step": data.step}, field="step", rule="P11-6")]
    if not entry.reason:
        return [Problem("base.reason_required", field="reason", rule="A11-1c")]
    found = next((each for each in done.entries.get(data.field, ()) if each.id == data.entry), None)
    if found is None or found.value is None:
        return [Problem("batches.entry.unknown", {"field": data.field}, field="entry", rule="P11-5b")]
    field = plan.fields[step_of(data.step), data.field]
    if isinstance(data, h.ThingCorrected):
        return _new_thing(field, found, data) or _after(found.at, entry)
    return _new_value(field, found.value, data) or _after(found.at, entry)


def _new_thing(field: object, old: Entry, data: h.ThingCorrected) -> Problems:
    if not isinstance(field, Use) or not isinstance(old.value, Quantity):
        return [Problem("batches.field.unknown", {"step": data.step, "field": data.field}, field="field")]
    if data.container == old.thing:
        return [Problem("batches.entry.same", {"field": data.field}, field="code")]
    return quantity_problems(data.field, data.quantity, old.value)


def _new_value(field: object, old: h.Value, data: h.EntryCorrected) -> Problems:
    if isinstance(field, Check):
        return [Problem("batches.check.not_corrected", {"field": data.field})]
    if isinstance(field, In):
        return [Problem("batches.entry.of_container", {"field": data.field}, field="value", rule="211-1b")]
    if type(old) is not type(data.value):
        return [Problem("batches.value.kind", {"field": data.field}, field="value")]
    if written(old) == written(data.value):
        return [Problem("batches.entry.same", {"field": data.field}, field="value")]
    if isinstance(field, (Record, Set)):
        return value_problems(field, data.value)
    assert isinstance(old, Quantity), "what is moved is counted or measured"
    assert isinstance(data.value, Quantity), "checked before"
    return quantity_problems(data.field, data.value, old)


RULES: dict[type, Rule] = {
    h.BatchPlanned: _planned,
    h.SlotTaken: _slot_taken,
    h.SlotMoved: _slot_moved,
    h.BatchStarted: _started,
    h.BatchFinished: _finished,
    h.BatchAborted: _aborted,
    h.StepBegun: _begun,
    h.PlaceEntered: _placed,
    h.MaterialIn: _material_in,
    h.MaterialUsed: _used,
    h.ContainerOut: _out,
    h.EquipmentTaken: _taken,
    h.ValueRecorded: _recorded,
    h.ValueConfirmed: _confirmed,
    h.SampleTaken: _sampled,
    h.CheckAnswered: _answered,
    h.TimeStarted: _time_started,
    h.TimeStopped: _time_stopped,
    h.StepSigned: _signed,
    h.EntryCorrected: _corrected,
    h.ThingCorrected: _corrected,
}
