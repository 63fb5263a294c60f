"""A simulated plant that carries out a recipe: its people do each thing that a step lacks, and sign."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from cellpark.batches.rehearsal.faults import Fault, FaultKind, Moment
from cellpark.batches.rehearsal.scanning import LOTS, OF_THE_BATCH, OWN, bag_is_refused, others_are_refused
from cellpark.batches.rehearsal.values import datum, sound_value
from cellpark.batches.run import happened as h
from cellpark.batches.run.amounts import decide, span_of, wanted
from cellpark.batches.run.due import owed
from cellpark.batches.run.fold import apply
from cellpark.batches.run.legal import problems_of
from cellpark.batches.run.missing import Missing, Want, awaited_of, data_of, missing_of
from cellpark.batches.run.plan import Plan, Where
from cellpark.batches.run.recipe import Check, Equip, In, Move, Out, Record, Sample, Set, Time, Use
from cellpark.batches.run.scans import SAME_BATCH, compares_identity, is_called_for
from cellpark.batches.run.state import State
from cellpark.batches.run.view import next_steps
from cellpark.kernel.expression import names_of, parse
from cellpark.kernel.problem import Problem
from cellpark.kernel.quantity import Quantity

START: Final = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
BLINK: Final = timedelta(seconds=5)
"""How long an act takes; real durations are those of the recipe."""
MAX_ACTS: Final = 20_000
"""Acts of one history."""
LATE: Final = MappingProxyType({"1 h": timedelta(hours=1), "6 h": timedelta(hours=6), "48 h": timedelta(hours=48)})
"""How late a step may begin."""
FITS: Final = MappingProxyType({True: 2, None: 1, False: 0})
"""What the words of the recipe say of a container, the best the highest."""
PEOPLE: Final = tuple(f"person/{UUID(int=number)}" for number in range(1, 9))


class Stuck(Exception):  # noqa: N818 -- an answer: the simulated plant cannot go on
    """What the recipe asks for cannot be given by this simulation; ``problem`` is the refusal."""

    def __init__(self, step: str, problem: Problem | None) -> None:
        """Keep where and why."""
        super().__init__(step)
        self.step = step
        self.problem = problem


@dataclass(slots=True)
class Driver:
    """One history. ``places`` collects places for faults when it is a list; ``breaches`` are the exceptions owed."""

    plan: Plan
    chance: Random
    state: State = field(default_factory=State)
    at: datetime = START
    places: list[Moment] | None = None
    breaches: set[tuple[str, str, str]] = field(default_factory=set)
    replaced: dict[tuple[str, str], h.Value] = field(default_factory=dict)
    acts: int = 0

    def begin(self) -> None:
        """Plan and start a batch."""
        batch = self.uuid()
        coi = OWN if compares_identity(self.plan) else ""
        slot = h.SlotTaken(suite="A", starts_at=START, ends_at=START + timedelta(days=60), devices=())
        planned = h.BatchPlanned(
            batch=batch, number="R-1", recipe="", mbr=self.plan.recipe.mbr, product="", coi=coi, example=True
        )
        for data in (planned, slot, h.BatchStarted(batch=batch)):
            self.must("", data)

    def uuid(self) -> UUID:
        """An id by chance, the same for the same seed."""
        return UUID(int=self.chance.getrandbits(128))

    def act(self, data: h.Event, by: str = PEOPLE[0], reason: str | None = None) -> list[Problem]:
        """Do it, unless the rules refuse it; then say why."""
        self.acts += 1
        self.at += BLINK
        entry = h.Happened(data, self.at, by, self.uuid(), reason)
        problems = problems_of(self.plan, self.state, entry)
        if not problems:
            self.state = apply(self.plan, self.state, entry)
        return problems

    def must(self, step: str, data: h.Event, by: str = PEOPLE[0]) -> None:
        """Do it; raises ``Stuck`` when it is refused."""
        problems = self.act(data, by)
        if problems or self.acts > MAX_ACTS:
            raise Stuck(step, problems[0] if problems else None)

    def run(self) -> None:
        """Carry on to the end of the recipe; raises ``Stuck``."""
        while True:
            self.settle()
            ahead = next_steps(self.plan, self.state, self.at)
            if ahead.done:
                return
            if not ahead.open:
                raise Stuck(", ".join(ahead.asked), None)
            opened = ahead.open[0]
            if opened.due_at is not None and opened.due_at > self.at:
                self.at = opened.due_at
            self.step(opened.key)

    def settle(self) -> None:
        """Open the exceptions that are owed, and let the batch go on after a stop."""
        for each in owed(self.plan, self.state, self.at):
            self.breaches.add((each.cause, each.step, each.field))
            exception = self.uuid()
            self.must(
                each.step,
                h.BatchDeviated(
                    exception=exception,
                    cause=each.cause,
                    step=each.step,
                    field=each.field,
                    entry=each.entry,
                    reaction=each.reaction,
                    seen=each.seen,
                ),
            )
            if each.reaction == "stop":
                self.must(each.step, h.BatchCleared(exception=exception, disposition="assessed", goes_on=True))

    def step(self, key: str) -> None:
        """Begin a step when it has not begun, do what it lacks, and have it signed."""
        if key not in self.state.steps:
            self.note(FaultKind.SKIPPED_STEP, key)
            for delay in LATE:
                self.note(FaultKind.LATE_STEP, key, detail=delay)
            self.must(key, h.StepBegun(step=key))
        while lacking := missing_of(self.plan, self.state, key):
            self.give(key, next((each for each in lacking if not each.needs), lacking[0]))
            self.settle()
        self.sign(key)

    def sign(self, key: str) -> None:
        """Every signature that is still to come, by different people."""
        where = self.where(key)
        while awaited := awaited_of(where.step, self.state.steps[key]):
            sign, barred = awaited[0].sign, awaited[0].barred
            by = next(each for each in PEOPLE if each not in barred)
            meaning = "" if sign.meaning is None else sign.meaning.en
            self.must(
                key,
                h.StepSigned(
                    step=key, sign=sign.name, role=sign.role, meaning=meaning, signature=self.uuid(), digest=""
                ),
                by,
            )
            if key not in self.state.open:
                return

    def where(self, key: str) -> Where:
        """Where a step stands."""
        found = self.plan.find(key)
        assert found is not None, "a step of the recipe"
        return found

    def note(self, kind: FaultKind, key: str, name: str = "", detail: str = "") -> None:
        """A place for a fault, while they are collected."""
        if self.places is not None:
            self.places.append(Moment(Fault(kind, key, name, detail), self.state, self.at))

    def give(self, key: str, lack: Missing) -> None:
        """Do the one thing that is missing."""
        each = next((found for found in self.where(key).step.fields if found.name == lack.field), None)
        by = PEOPLE[1] if lack.want is Want.CONFIRMATION else PEOPLE[0]
        self.must(key, GIVERS[lack.want](self, key, each), by)

    def placed(self, key: str, _each: None) -> h.PlaceEntered:
        """A room."""
        return h.PlaceEntered(step=key, room=self.uuid(), code="R")

    def left(self, key: str, each: Out) -> h.ContainerOut:
        """One container more; what it was filled from is empty then, unless something is left for the others."""
        code = f"{key}-{each.name}"
        named = [thing for name in each.of for thing in self.state.things.get(name, ())]
        mine = {entry.thing for entry in self.state.steps[key].entries.get(each.name, ())}
        sources = named if each.of else [found for found in self.state.process if found not in mine]
        parents = () if each.move is Move.SPLIT else tuple(sources)
        return h.ContainerOut(
            step=key, field=each.name, container=self.uuid(), code=code, quantity=None, parents=parents
        )

    def device(self, key: str, each: Equip) -> h.EquipmentTaken:
        """A device of the class."""
        code = f"{key}-{each.name}"
        return h.EquipmentTaken(step=key, field=each.name, equipment=self.uuid(), code=code, containers=())

    def confirmed(self, key: str, each: Record) -> h.ValueConfirmed:
        """What a second person read."""
        entry = self.state.steps[key].entry(each.name)
        assert entry is not None, "confirmed is what was entered"
        return h.ValueConfirmed(step=key, field=each.name, entry=entry.id)

    def sampled(self, key: str, each: Sample) -> h.SampleTaken:
        """A sample of the size that the recipe says."""
        code = f"{key}-{each.name}"
        return h.SampleTaken(step=key, field=each.name, container=None, code=code, quantity=each.qty)

    def ended(self, key: str, each: Time) -> h.TimeStopped:
        """The end of a time, waited for."""
        self.wait(key, each)
        return h.TimeStopped(step=key, field=each.name)

    def data(self, key: str, but: str = "") -> dict[str, h.Value]:
        """What expressions of a step may use now."""
        return data_of(self.where(key).step, self.state, self.state.steps.get(key), but)

    def certificate(self, key: str, name: str) -> dict[str, h.Value]:
        """What a certificate must state, because the recipe asks for it."""
        found: dict[str, h.Value] = {}
        for text in self.expressions():
            for asked in names_of(parse(text)):
                owner, dot, attribute = asked.partition(".")
                if dot and owner == name and attribute not in found:
                    users = [other for other in self.expressions() if asked in names_of(parse(other))]
                    found[attribute] = datum(users, asked, self.data(key))
        return found

    def expressions(self) -> Iterator[str]:
        """Every expression of the recipe."""
        for unit, step in self.plan.recipe.steps():
            for each in step.fields:
                text = each.condition if isinstance(each, Check) else getattr(each, "qty", None)
                if isinstance(text, str):
                    yield text
            if unit.repeat is not None and step is unit.steps[-1]:
                yield unit.repeat.until

    def material_in(self, key: str, each: In) -> h.MaterialIn:
        """A container of the right patient or of the batch, when there is one: the scan says."""
        self.note(FaultKind.SWAPPED_BAG, key, each.name)
        mine = {entry.thing for entry in self.state.steps[key].entries.get(each.name, ())}
        left = [found for found in self.state.process if found not in mine] if each.match == SAME_BATCH else []
        calls = {found: is_called_for(self.plan, self.state, each, found) for found in left}
        if left and others_are_refused(self.plan, self.state, each) is not None:
            self.note(FaultKind.SWAPPED_BAG, key, each.name, OF_THE_BATCH)
        # what the words name, then what they do not exclude
        container = max(reversed(left), key=lambda found: FITS[calls[found]], default=None) or self.uuid()
        if calls.get(container) is False or bag_is_refused(each, self.state, container, self.state.coi):
            raise Stuck(key, Problem("batches.out.of_nothing", {"field": each.name}))
        return h.MaterialIn(
            step=key,
            field=each.name,
            container=container,
            code=f"{key}-{each.name}",
            quantity=None,
            attributes=self.certificate(key, each.name),
            room=None,
            equipment=(),
            person=None,
        )

    def material_used(self, key: str, each: Use) -> h.MaterialUsed:
        """A usable lot of the right material, in the amount that the recipe computes."""
        for detail in LOTS:
            self.note(FaultKind.WRONG_LOT, key, each.name, detail)
        attributes = self.certificate(key, each.name)
        data = {**self.data(key, each.name), **{f"{each.name}.{name}": value for name, value in attributes.items()}}
        asked = wanted(each.qty, data).value
        amount = asked if isinstance(asked, Quantity) else Quantity(Decimal(1), "item")
        return h.MaterialUsed(
            step=key,
            field=each.name,
            lot=self.uuid(),
            container=self.uuid(),
            code=f"{key}-{each.name}",
            quantity=amount,
            attributes=attributes,
            last=True,
        )

    def recorded(self, key: str, each: Record | Set) -> h.ValueRecorded:
        """A sound value, or the one that a fault put in its place."""
        where = self.where(key)
        conditions = [other.condition for other in where.step.fields if isinstance(other, Check)]
        repeat = self.plan.units[where.unit].repeat
        conditions += [] if repeat is None else [repeat.until]
        value = self.replaced.pop((key, each.name), None)
        if value is None:
            value = sound_value(each, conditions, self.data(key), self.chance)
            if isinstance(value, Quantity):
                self.note(FaultKind.LIMIT_BREACH, key, each.name, "above")
                self.note(FaultKind.LIMIT_BREACH, key, each.name, "below")
        return h.ValueRecorded(
            step=key, field=each.name, value=value, how="typed", device="", file="", reader="", digest=""
        )

    def answered(self, key: str, each: Check) -> h.CheckAnswered:
        """What the condition says."""
        says = decide(each.condition, self.data(key))
        if not isinstance(says.value, bool):
            raise Stuck(key, Problem("batches.field.asks", {"field": each.name, "names": ", ".join(says.missing)}))
        return h.CheckAnswered(step=key, field=each.name, answer=says.value, reasons="")

    def wait(self, key: str, each: Time) -> None:
        """Until the time is over that the recipe calls usual, or its limit where that comes first."""
        clock = self.state.clocks.get((key, each.name))
        if clock is None:
            raise Stuck(key, Problem("batches.timer.not_running", {"field": each.name}))
        end = clock.since + span_of(each.duration)
        if each.allow is not None and each.allow.high is not None:
            end = min(end, clock.since + span_of(each.allow.high) - 2 * BLINK)
        self.at = max(self.at, end)


GIVERS: Final[Mapping[Want, Callable[[Driver, str, Any], h.Event]]] = MappingProxyType(
    {
        Want.PLACE: Driver.placed,
        Want.CONTAINER: Driver.material_in,
        Want.LOT: Driver.material_used,
        Want.OUT: Driver.left,
        Want.EQUIPMENT: Driver.device,
        Want.VALUE: Driver.recorded,
        Want.CONFIRMATION: Driver.confirmed,
        Want.SAMPLE: Driver.sampled,
        Want.ANSWER: Driver.answered,
        Want.END_OF_TIME: Driver.ended,
    }
)
