"""Histories for the pure interpretation: what could be done next, legal or not, drawn by a chance that can be replayed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from cellpark.batches.run import Happened, OpenStep, Plan, State, Want, apply, next_steps, owed, problems_of, step_of
from cellpark.batches.run import happened as h
from cellpark.batches.run.amounts import decide
from cellpark.batches.run.missing import data_of
from cellpark.batches.run.recipe import Check, Record, Sample, Set, Use, ValueKind
from cellpark.kernel.quantity import Quantity

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
ONE, TWO, QUALITY, HOUSE = (f"person/{UUID(int=number)}" for number in (1, 2, 3, 4))
Chance = Callable[[int], int]
"""A number from 0 up to (not including) another."""


class History:
    """A batch that grows entry by entry; every act is judged first, as in life."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.state, self.at, self.count = plan, State(), START, 0
        self.entries: list[Happened] = []
        self.states: list[State] = [self.state]

    def entry(self, data: Any, by: str = ONE, reason: str | None = None) -> Happened:
        self.count += 1
        return Happened(data, self.at, by, UUID(int=self.count), reason)

    def take(self, entry: Happened) -> None:
        self.state = apply(self.plan, self.state, entry)
        self.entries.append(entry)
        self.states.append(self.state)

    def act(self, data: Any, by: str = ONE, reason: str | None = None) -> bool:
        """Record the act and what it owes, unless it may not follow."""
        made = self.entry(data, by, reason)
        if problems_of(self.plan, self.state, made):
            return False
        self.take(made)
        self.settle()
        return True

    def settle(self) -> None:
        """Open what is owed by now."""
        for each in owed(self.plan, self.state, self.at):
            self.count += 1
            self.take(
                self.entry(
                    h.BatchDeviated(
                        exception=UUID(int=self.count + 10**6),
                        cause=each.cause,
                        step=each.step,
                        field=each.field,
                        entry=each.entry,
                        reaction=each.reaction,
                        seen=each.seen,
                    ),
                    HOUSE,
                )
            )

    def wait(self, **span: int) -> None:
        self.at += timedelta(**span)

    def started(self) -> "History":
        batch = UUID(int=7)
        self.act(
            h.BatchPlanned(batch=batch, number="B-1", recipe="f" * 64, mbr="X", product="", coi="COI-1", example=False)
        )
        end = self.at + timedelta(days=20)
        self.act(h.SlotTaken(suite="B", starts_at=self.at, ends_at=end, devices=()))
        self.act(h.BatchStarted(batch=batch))
        return self


def wanted_acts(plan: Plan, state: State, chance: Chance) -> Iterator[tuple[Any, str]]:
    """What the open steps ask for, each with somebody who may do it."""
    for opened in next_steps(plan, state).open:
        if not opened.has_begun:
            yield h.StepBegun(step=opened.key), ONE
            continue
        yield from _fillings(plan, state, opened, chance)
        if not opened.missing and opened.awaited:
            first = opened.awaited[0]
            by = next((each for each in (ONE, TWO, QUALITY) if each not in first.barred), QUALITY)
            yield signature(opened.key, first.sign.name, first.sign.role), by


def signature(step: str, name: str, role: str) -> h.StepSigned:
    return h.StepSigned(step=step, sign=name, role=role, meaning="", signature=UUID(int=9), digest="0" * 64)


def _fillings(plan: Plan, state: State, opened: OpenStep, chance: Chance) -> Iterator[tuple[Any, str]]:
    for lack in opened.missing:
        where = {"step": opened.key, "field": lack.field}
        thing = UUID(int=chance(2**32) + 1)
        match lack.want:
            case Want.PLACE:
                yield h.PlaceEntered(step=opened.key, room=UUID(int=5), code="B-101"), ONE
            case Want.CONTAINER:
                yield (
                    h.MaterialIn(
                        **where,
                        container=thing,
                        code="C",
                        quantity=Quantity.parse("100 mL"),
                        attributes={},
                        room=None,
                        equipment=(),
                        person=None,
                    ),
                    ONE,
                )
            case Want.LOT:
                yield from _reagent(plan, state, opened, lack.field, thing)
            case Want.OUT:
                yield h.ContainerOut(**where, container=thing, code="O", quantity=None, parents=()), ONE
            case Want.EQUIPMENT:
                yield h.EquipmentTaken(**where, equipment=thing, code="E", containers=()), ONE
            case Want.VALUE:
                value = _value(opened.step.field(lack.field), chance)
                yield (
                    h.ValueRecorded(**where, value=value, how="typed", device="", file="", reader="", digest=""),
                    ONE,
                )
            case Want.CONFIRMATION:
                entry = state.steps[opened.key].entry(lack.field)
                assert entry is not None
                yield h.ValueConfirmed(**where, entry=entry.id), TWO
            case Want.SAMPLE:
                field = opened.step.field(lack.field)
                assert isinstance(field, Sample)
                yield h.SampleTaken(**where, container=thing, code="S", quantity=field.qty), ONE
            case Want.ANSWER:
                check = opened.step.field(lack.field)
                assert isinstance(check, Check)
                says = decide(check.condition, data_of(opened.step, state, opened.state))
                if isinstance(says.value, bool):
                    yield h.CheckAnswered(**where, answer=says.value, reasons=""), ONE
            case Want.END_OF_TIME:
                yield h.TimeStopped(**where), ONE


def _reagent(plan: Plan, state: State, opened: OpenStep, name: str, lot: UUID) -> Iterator[tuple[Any, str]]:
    field = opened.step.field(name)
    assert isinstance(field, Use)
    attributes = {"conc": Quantity.parse("4e8 bead/mL"), "titre": Quantity.parse("2e8 TU/mL")}
    certified = {f"{name}.{key}": value for key, value in attributes.items()}
    says = decide(field.qty or "0", {**data_of(opened.step, state, opened.state, name), **certified})
    amount = says.value if isinstance(says.value, Quantity) else None
    if amount is None and field.qty is not None:
        try:
            amount = Quantity.parse(field.qty)
        except Exception:  # noqa: BLE001 -- the amount cannot be told yet
            return
    yield (
        h.MaterialUsed(
            step=opened.key,
            field=name,
            lot=lot,
            container=None,
            code="L",
            quantity=amount or Quantity.parse("1 mL"),
            attributes=attributes,
            last=True,
        ),
        ONE,
    )


def _value(field: Any, chance: Chance) -> h.Value:
    if isinstance(field, Set):
        return field.value
    assert isinstance(field, Record)
    match field.kind:
        case ValueKind.NUMBER:
            low = field.limits.low if field.limits is not None else None
            high = field.limits.high if field.limits is not None else None
            found = [each for each in (low, high) if each is not None] or [Quantity.parse(f"1 {field.unit}")]
            return found[chance(len(found))]
        case ValueKind.CHOICE:
            return field.choices[chance(len(field.choices))]
        case ValueKind.YES_NO:
            return chance(4) > 0
        case ValueKind.TEXT:
            return "seen"
    raise AssertionError(field.kind)


def any_acts(plan: Plan, state: State, chance: Chance) -> Any:
    """An act at random: of any step, any field, any person; mostly illegal."""
    steps = [step for _, step in plan.recipe.steps()]
    step = steps[chance(len(steps))]
    field = step.fields[chance(len(step.fields))].name
    key = [step.id, f"{step.id}#1", f"{step.id}#2", f"{step.id}#9", "U9.9"][chance(5)]
    entry = state.steps[key].entry(field) if key in state.steps else None
    identity = entry.id if entry is not None else UUID(int=1)
    value: h.Value = [Quantity.parse("1e9 cells"), Quantity.parse("-1 mL"), "text", True][chance(4)]
    where = {"step": key, "field": field}
    acts = [
        h.StepBegun(step=key),
        signature(key, field, "operator"),
        h.ValueRecorded(**where, value=value, how="typed", device="", file="", reader="", digest=""),
        h.EntryCorrected(**where, entry=identity, value=value),
        h.TimeStopped(**where),
        h.TimeStarted(**where),
        h.CheckAnswered(**where, answer=chance(2) == 0, reasons=""),
        h.ValueConfirmed(**where, entry=identity),
        h.EquipmentTaken(**where, equipment=UUID(int=3), code="E", containers=()),
        h.ContainerOut(**where, container=UUID(int=chance(9)), code="O", quantity=None, parents=()),
        h.PlaceEntered(step=key, room=UUID(int=5), code="B-101"),
        h.BatchFinished(batch=UUID(int=7)),
        h.BatchStarted(batch=UUID(int=7)),
        h.StepRefused(step=key, verb="x", field=field, codes=("y",)),
    ]
    return acts[chance(len(acts))]


def correction(plan: Plan, state: State, chance: Chance) -> Any:
    """Another value for something that was recorded; None where nothing was."""
    found = [
        (key, entry)
        for key, step in state.steps.items()
        for entries in step.entries.values()
        for entry in entries
        if isinstance(plan.fields[step_of(key), entry.field], Record)
    ]
    if not found:
        return None
    key, entry = found[chance(len(found))]
    value = _value(plan.fields[step_of(key), entry.field], chance)
    return h.EntryCorrected(step=key, field=entry.field, entry=entry.id, value=value)


def grow(history: History, chance: Chance, acts: int) -> None:
    """Let a batch go on for so many acts: mostly what is wanted, sometimes anything, with stops decided on."""
    for _ in range(acts):
        history.wait(minutes=chance(120) + 1)
        if history.state.stops and chance(2):
            stop = history.state.stops[0]
            history.act(h.BatchCleared(exception=stop.id, disposition="accept", goes_on=True), QUALITY)
            continue
        wanted = list(wanted_acts(history.plan, history.state, chance))
        corrected = correction(history.plan, history.state, chance)
        if corrected is not None and not chance(8):
            history.act(corrected, (ONE, TWO, QUALITY)[chance(3)], "read again")
        elif wanted and chance(4):
            history.act(*wanted[chance(len(wanted))])
        else:
            by = (ONE, TWO, QUALITY)[chance(3)]
            history.act(any_acts(history.plan, history.state, chance), by, "because")
