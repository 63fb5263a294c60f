"""What a step lacks before it can be signed, whom it waits for, and who may not sign (T5)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cellpark.batches.run.amounts import Data, decide, wanted
from cellpark.batches.run.happened import Value
from cellpark.batches.run.plan import Plan, Where
from cellpark.batches.run.recipe import Check, Entry, Equip, Field, In, Out, Record, Sample, Set, Sign, Step, Time, Use
from cellpark.batches.run.state import CORRECTED, Phase, State, StepState
from cellpark.batches.run.state import Entry as Entered
from cellpark.kernel.quantity import Quantity

VERIFIER = "verifier"


BY_DEVICE = frozenset({Entry.SCANNED, Entry.FILE, Entry.STREAM})


class Want(StrEnum):
    """What is missing in a field."""

    PLACE = "place"
    CONTAINER = "container"
    LOT = "lot"
    OUT = "out"
    EQUIPMENT = "equipment"
    VALUE = "value"
    CONFIRMATION = "confirmation"
    SAMPLE = "sample"
    ANSWER = "answer"
    END_OF_TIME = "end of time"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a step still lacks. ``needs`` are names that must be recorded first."""

    field: str
    want: Want
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Awaited:
    """One signature that is still to come; ``barred`` are people who may not give it (T5)."""

    sign: Sign
    barred: frozenset[str]


def data_of(step: Step, state: State, done: StepState | None, but: str = "") -> dict[str, Value]:
    """The values that expressions of a step may use: the latest of every name, of its own fields what is entered now.

    A value of the last round never stands for one that this round has not recorded yet. ``but`` is the name of the
    amount that is being decided.
    """
    entered = set() if done is None else {name for name, found in done.entries.items() if found} | set(done.stretches)
    hidden = {field.name for field in step.fields} - entered | {but}
    known = {}
    for name, value in state.values.items():
        owner, dot, _ = name.partition(".")
        if owner not in hidden or (dot and owner == but and but in entered):
            known[name] = value
    return known


def missing_of(plan: Plan, state: State, key: str) -> tuple[Missing, ...]:
    """What a step lacks before it can be signed, in the order of its fields."""
    where = plan.find(key)
    if where is None:
        return ()
    done = state.steps.get(key)
    found = list(_place(state, where, done))
    data = data_of(where.step, state, done)
    for each in where.step.fields:
        found += list(_lacks(data, done, each))
    if state.phase is Phase.FINISHED:
        # nothing is filled any more; how many there should have been is judged as an exception
        found = [each for each in found if each.want is not Want.OUT]
    return tuple(found)


def _place(state: State, where: Where, done: StepState | None) -> Iterator[Missing]:
    entered = state.place_line == where.line if done is None else done.room is not None
    if where.place is not None and not entered:
        yield Missing("", Want.PLACE)


def _lacks(data: Data, done: StepState | None, each: Field) -> Iterator[Missing]:
    if isinstance(each, Time):
        if done is None or each.name not in done.stretches:
            yield Missing(each.name, Want.END_OF_TIME)
        return
    entries = () if done is None else done.entries.get(each.name, ())
    lacks = LACKS.get(type(each))
    if lacks is not None:
        yield from lacks(data, entries, each)


def _in(_data: Data, entries: tuple[Entered, ...], each: In) -> Iterator[Missing]:
    if len(entries) < _count(each.qty):
        yield Missing(each.name, Want.CONTAINER)


def _use(data: Data, entries: tuple[Entered, ...], each: Use) -> Iterator[Missing]:
    if not entries or not entries[-1].last:
        # what the lot's certificate says is read with the scan
        needs = (name for name in wanted(each.qty, data).missing if not name.startswith(f"{each.name}."))
        yield Missing(each.name, Want.LOT, tuple(needs))


def _out(data: Data, entries: tuple[Entered, ...], each: Out) -> Iterator[Missing]:
    asked = wanted(each.qty, data)
    amount = asked.value if isinstance(asked.value, Quantity) else None
    if len(entries) < _count(amount):
        yield Missing(each.name, Want.OUT, asked.missing)


def _one_of(want: Want) -> "Lacks":
    def lacks(_data: Data, entries: tuple[Entered, ...], each: Field) -> Iterator[Missing]:
        if not entries:
            yield Missing(each.name, want)

    return lacks


def _record(_data: Data, entries: tuple[Entered, ...], each: Record) -> Iterator[Missing]:
    if not entries:
        yield Missing(each.name, Want.VALUE)
    elif entries[-1].confirmed_by is None and wants_second(each, entries[-1]):
        yield Missing(each.name, Want.CONFIRMATION)


def wants_second(field: Record, entry: Entered) -> bool:
    """Whether a second person confirms an entry: where the recipe says so, and where a hand replaced what a device
    gave (CN-1b, P11-7).
    """
    return field.entry is Entry.SECOND or (entry.how == CORRECTED and field.entry in BY_DEVICE)


def _check(data: Data, entries: tuple[Entered, ...], each: Check) -> Iterator[Missing]:
    if not entries:
        yield Missing(each.name, Want.ANSWER, decide(each.condition, data).missing)


Lacks = Callable[[Data, tuple[Entered, ...], Any], Iterator[Missing]]
LACKS: Mapping[type, Lacks] = {
    In: _in,
    Use: _use,
    Out: _out,
    Equip: _one_of(Want.EQUIPMENT),
    Set: _one_of(Want.VALUE),
    Record: _record,
    Check: _check,
    Sample: _one_of(Want.SAMPLE),
}


# units in which whole containers are counted; one scan each
COUNTED = frozenset({"bag", "vial", "tube", "plate", "item"})


def _count(qty: Quantity | None) -> int:
    """How many containers a quantity means: its number when it counts containers, else one."""
    if qty is None or qty.unit not in COUNTED:
        return 1
    return max(1, int(qty.value.to_integral_value()))


def awaited_of(step: Step, done: StepState | None) -> tuple[Awaited, ...]:
    """The signatures that are still to come, in their order."""
    signed = {} if done is None else done.signed
    return tuple(Awaited(each, barred_from(each, done)) for each in step.signatures if each.name not in signed)


def is_check(sign: Sign) -> bool:
    """Whether somebody else's work is checked: a verifier's signature is that, also where it stands alone."""
    return bool(sign.not_by) or sign.role.lower() == VERIFIER


def barred_from(sign: Sign, done: StepState | None) -> frozenset[str]:
    """Who may not give this signature: whoever gave those it names, and whoever did the work that it checks (T5)."""
    if done is None or not is_check(sign):
        return frozenset()
    signers = {done.signed[name].by for name in sign.not_by if name in done.signed}
    return frozenset(signers | done.performers | {done.begun_by})
