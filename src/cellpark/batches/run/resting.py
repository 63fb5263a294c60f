"""What rests on a corrected value: amounts that were used, conditions answered, loops decided (T11).

A reagent that is in the bag is a fact that no signature takes out again. So what would come out otherwise by the new
value is owed an exception, which somebody must judge; the step of the value itself is open again (``consequences``).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from cellpark.batches.run.amounts import decide, duration_of, wanted, written
from cellpark.batches.run.consequences import branch_of, owe, used_so_far
from cellpark.batches.run.happened import Value
from cellpark.batches.run.plan import Plan, key_of, round_of, step_of
from cellpark.batches.run.recipe import Check, Field, Out, Reaction, Time, Use
from cellpark.batches.run.state import Entry, State, StepState
from cellpark.batches.run.uses import used_amount_fault
from cellpark.kernel.expression import names_of, parse
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity

CAUSE = "correction"
Known = Mapping[str, Value]


def owe_resting(plan: Plan, state: State, key: str, name: str, entry: UUID, old: Value | None) -> None:
    """An exception for everything that rests on ``name`` as step ``key`` gives it, and would come out otherwise now.

    ``entry`` is the correction; ``old`` the value that stood before.
    """
    reached = list(_reached(state, key, name))
    for each in reached:
        done, step = state.steps[each], plan.where[step_of(each)].step
        known = known_at(plan, state, each)
        before = known if old is None else {**known, name: old}
        for field in step.fields:
            seen = _fault(field, done, known, before) if _names(field, name) else None
            if seen is not None and not (each == key and isinstance(field, Check)):
                owe(state, (CAUSE, each, field.name, str(entry)), Reaction.DEVIATION_MAJOR.value, seen)
    for unit, round_, seen in _decided_otherwise(plan, state, set(reached), name):
        owe(state, (CAUSE, plan.units[unit].id, "", f"{entry} {round_}"), Reaction.DEVIATION_MAJOR.value, seen)


def owe_needless(plan: Plan, state: State, key: str, field: Check, entry: UUID) -> None:
    """An exception for a branch that was done because a check said so which says otherwise by the new value."""
    done = branch_of(plan, key, field.otherwise)
    if done is not None and done in state.steps:
        owe(state, (CAUSE, done, "", str(entry)), Reaction.DEVIATION_MAJOR.value, field.condition)


def known_at(plan: Plan, state: State, until: str) -> dict[str, Value]:
    """What is known under each name at the end of step ``until``, by the entries as they stand now."""
    known: dict[str, Value] = {}
    for key, step in state.steps.items():
        for name, found in step.entries.items():
            field = plan.fields.get((step_of(key), name))
            total = used_so_far(found) if isinstance(field, Use) else found[-1].value
            known.update(
                {f"{name}.{attribute}": value for each in found for attribute, value in each.attributes.items()}
            )
            if total is not None:
                known[name] = total
        for name, stretch in step.stretches.items():
            field = plan.fields.get((step_of(key), name))
            if isinstance(field, Time):
                known[name] = duration_of(stretch.end - stretch.start, field.duration.unit)
        if key == until:
            break
    return known


def _reached(state: State, key: str, name: str) -> Iterator[str]:
    """The step itself and the later ones, up to the one that records the name anew."""
    keys = list(state.steps)
    for each in keys[keys.index(key) :]:
        if each != key and state.steps[each].entries.get(name):
            return
        yield each


def _names(field: Field, name: str) -> bool:
    match field:
        case Use(qty=str(text)) | Out(qty=str(text)):
            return field.name != name and name in names_in(text)
        case Check(condition=text):
            return name in names_in(text)
    return False


@lru_cache(maxsize=4_096)
def names_in(text: str) -> frozenset[str]:
    """The names that an expression uses; none for a plain quantity."""
    try:
        return frozenset(names_of(parse(text)))
    except Refused:
        return frozenset()


def _fault(field: Field, done: StepState, known: Known, before: Known) -> str | None:
    """What was done and what the new value asks for, in one line; None where both agree or nothing was done."""
    entries = done.entries.get(field.name, ())
    if not entries:
        return None
    match field:
        case Use() if entries[-1].last:
            return _amount_fault(field, entries, known)
        case Out(qty=text):
            then, now = wanted(text, before).value, wanted(text, known).value
            return None if now == then else f"{written(then)} / {written(now)}"
        case Check(condition=text):
            return None if decide(text, known).value is entries[-1].value else text
    return None


def _amount_fault(field: Use, entries: tuple[Entry, ...], known: Known) -> str | None:
    total = used_so_far(entries)
    asked = wanted(field.qty, {name: value for name, value in known.items() if name != field.name})
    if not isinstance(asked.value, Quantity):
        return f"{total} / ?"
    return used_amount_fault(field, total, known)


def _decided_otherwise(plan: Plan, state: State, reached: set[str], name: str) -> Iterator[tuple[int, int, str]]:
    """The rounds after which a loop went on, or ended, and would not by the values as they stand now."""
    for unit, (rounds, _) in state.rounds.items():
        repeat = plan.units[unit].repeat
        if repeat is None or name not in names_in(repeat.until):
            continue
        for round_ in range(repeat.least, rounds + 1):
            last = _last_of(state, unit, round_, plan)
            over = state.cursor[0] > unit and round_ == rounds
            if last not in reached or not (over or round_ < rounds):
                continue
            says = decide(repeat.until, {**known_at(plan, state, last), "round": Quantity(Decimal(round_))}).value
            # a loop that had its greatest number of rounds ends in any case and owes its own exception
            if (says is True) is not over and not (over and round_ == repeat.most):
                yield unit, round_, repeat.until


def _last_of(state: State, unit: int, round_: int, plan: Plan) -> str:
    """The last step of a round that has begun."""
    keys = {key_of(step.id, round_) for step in plan.units[unit].steps}
    return next((key for key in reversed(state.steps) if key in keys and round_of(key) == round_), "")
