"""What an entry sets in motion: values become known, limits are weighed, branches wait, signatures become void."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cellpark.batches.run import happened as h
from cellpark.batches.run.amounts import inside, range_text, written
from cellpark.batches.run.plan import Plan, key_of, round_of
from cellpark.batches.run.recipe import Otherwise, Reaction, Record, Use
from cellpark.batches.run.state import Entry, Phase, State, StepState
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity

MAJOR = Otherwise(Reaction.DEVIATION_MAJOR)
CHECK = "check"


def touch(state: State, key: str, entry: h.Happened) -> StepState:
    """The step of an act, with its performer and its time noted."""
    step = state.steps[key] if key in state.mine else state.touched(key)
    if entry.by not in step.performers:
        step.performers |= {entry.by}
    step.last_at = max(step.last_at, entry.at)
    return step


def add_entry(state: State, key: str, made: Entry, entry: h.Happened) -> None:
    """One entry more in a field."""
    entries = touch(state, key, entry).entries
    before = entries.get(made.field)
    entries[made.field] = (made,) if before is None else (*before, made)
    if made.thing is not None:
        state.things[made.field] = tuple(each.thing for each in entries[made.field] if each.thing is not None)


def certify(state: State, name: str, data: h.MaterialIn | h.MaterialUsed) -> None:
    """What a label or certificate says becomes known under ``name.datum``."""
    for attribute, value in data.attributes.items():
        state.values[f"{name}.{attribute}"] = value


def certify_anew(state: State, name: str, data: Iterable[str], labels: Iterable[Mapping[str, h.Value]]) -> None:
    """What the labels of a field say, the last one last; a datum that none of them has is known no longer."""
    for each in data:
        state.values.pop(f"{name}.{each}", None)
    for label in labels:
        state.values.update({f"{name}.{attribute}": value for attribute, value in label.items()})


def is_latest(state: State, key: str, name: str) -> bool:
    """Whether no step that was begun later has the name."""
    begun = state.steps[key].begun_at
    return all(name not in later.entries or later.begun_at <= begun for later in state.steps.values())


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


def keep_latest(state: State, name: str, entries: tuple[Entry, ...], field: object, value: h.Value) -> None:
    """A correction in the latest step that has the name changes what is known under it."""
    total = used_so_far(entries) if isinstance(field, Use) else value
    if total is not None:
        state.values[name] = total
    things = tuple(each.thing for each in entries if each.thing is not None)
    if things:
        state.things[name] = things


def lies_outside(field: object, value: h.Value) -> bool:
    """Whether a recorded value lies outside its limits."""
    if type(field) is not Record or field.limits is None or not isinstance(value, Quantity):
        return False
    try:
        return not inside(value, field.limits)
    except Refused:
        return True


def weigh(plan: Plan, state: State, key: str, entry: Entry, field: object) -> None:
    """What the recipe wants when a new value lies outside its limits; a branch that waited for the old one does not."""
    if state.demanded:
        by = (key, entry.field)
        state.demanded = {branch: decided for branch, decided in state.demanded.items() if decided != by}
    if entry.outside and isinstance(field, Record) and field.limits is not None:
        seen = f"{written(entry.value)} / {range_text(field.limits)}"
        react(plan, state, ("value", key, entry.field, str(entry.id)), field.otherwise or MAJOR, seen)


def react(plan: Plan, state: State, breach: tuple[str, str, str, str], otherwise: Otherwise, seen: str) -> None:
    """What the recipe wants when a limit or a condition is broken: an exception, or a branch.

    A batch that is finished begins no branch: whoever finds the breach by a correction leaves it to be judged.
    """
    if otherwise.reaction is not Reaction.DO:
        owe(state, breach, otherwise.reaction.value, seen)
    elif state.phase is Phase.FINISHED:
        owe(state, breach, MAJOR.reaction.value, seen)
    else:
        wanted = branch_of(plan, breach[1], otherwise)
        # unless it was done in this round already
        if wanted is not None and wanted not in state.steps:
            state.demanded[wanted] = (breach[1], breach[2])


def branch_of(plan: Plan, key: str, otherwise: Otherwise) -> str | None:
    """The key of the branch that a step's ``else do`` leads to, in the step's round; None where it leads to none."""
    source, branch = plan.find(key), plan.where.get(otherwise.step or "")
    if otherwise.reaction is not Reaction.DO or otherwise.step is None or branch is None:
        return None
    same = source is not None and source.unit == branch.unit
    return key_of(
        otherwise.step, round_of(key) if same else (1 if plan.units[branch.unit].repeat is not None else None)
    )


def owe(state: State, breach: tuple[str, str, str, str], reaction: str, seen: str) -> None:
    """An exception is owed, unless it is on record."""
    if breach not in state.owed_met:
        state.owed[breach] = (reaction, seen)


def void_signatures(state: State, step: StepState, entry: h.Happened) -> None:
    """Signatures on a corrected entry stand no longer; the step is open again (T11)."""
    if step.signed:
        void = (replace(each, void_by=entry.id, void_at=entry.at) for each in step.signed.values())
        step.voided = (*step.voided, *void)
        step.signed = {}
    if step.completed_at is not None:
        step.completed_at = None
        state.open = (*state.open, step.key)


def void_checks(step: StepState) -> None:
    """A check stands on the values of its time: after a correction it is answered again."""
    for name, found in list(step.entries.items()):
        if found[-1].how == CHECK:
            del step.entries[name]
