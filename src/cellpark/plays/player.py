"""Carry out a whole batch: begin each step, do what it lacks, have it signed; where the script says otherwise, that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Final
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.batches.public import BatchException, BatchView, Missing, OpenStep, Part, Want
from cellpark.equipment import public as plant
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.plays.exceptions import settle
from cellpark.plays.files import file_for
from cellpark.plays.hands import Hands
from cellpark.plays.labels import keep_specimens, label_what_was_filled
from cellpark.plays.products import product_of
from cellpark.plays.script import Script, Turn
from cellpark.plays.stage import Stage
from cellpark.recipes.public import model

PAUSE: Final = timedelta(seconds=20)
"""Between two acts."""
ACTS_MAX: Final = 5_000


@dataclass(slots=True)
class Told:
    """One line of the story: when, who, what, and the refusal where it was refused."""

    at: Any
    who: str
    verb: str
    step: str
    field: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Player:
    """One batch in progress. ``hands`` work at its steps, ``desk`` starts it and labels what it fills; ``tell`` hears
    every act, done or refused.
    """

    script: Script
    batch_id: UUID
    cast: Mapping[str, Actor]
    hands: Hands
    desk: Hands
    stage: Stage
    clock: FixedClock
    tell: Callable[[Told], None]
    chance: Random = field(default_factory=lambda: Random(19))  # noqa: S311 -- values of an example, not a secret
    acts: int = 0
    turns: dict[str, Turn] = field(default_factory=dict)
    done_turns: set[tuple[str, str]] = field(default_factory=set)
    seen: BatchView | None = None

    def __post_init__(self) -> None:
        """Find the turns by their step."""
        self.turns = {turn.step: turn for turn in self.script.turns}

    def play(self) -> BatchView:
        """Carry on to the end. Raises ``Refused`` when an act is refused that the script does not expect to be."""
        while True:
            view = self.view()
            settle(self, view)
            view = self.view()
            if view.next.done:
                break
            if not view.next.open:
                raise Refused(Problem("plays.stuck", {"names": ", ".join(view.next.asked) or "-"}))
            self.step(view, view.next.open[0])
        keep_specimens(self)
        self.leave()
        self.act("operator", "finish_batch")
        self.unplayed()
        return self.view()

    def view(self) -> BatchView:
        """The batch as it is now; read again when somebody has acted or time has passed, and not before."""
        if self.seen is None or self.seen.at != now():
            self.seen = batches.batch_view(self.batch_id, named=False)
        return self.seen

    def act(self, who: str, verb: str, **said: Any) -> None:
        """One act on the batch, told whether it is done or refused."""
        self.told(self.hands, who, verb, batch_id=self.batch_id, **said)

    def beside(self, who: str, verb: str, **said: Any) -> None:
        """One act beside the steps, told as well."""
        self.told(self.desk, who, verb, **said)

    def told(self, by: Hands, who: str, verb: str, **said: Any) -> None:
        """One act by a pair of hands."""
        self.acts += 1
        if self.acts > ACTS_MAX:
            raise Refused(Problem("plays.stuck", {"names": str(said.get("step", "-"))}))
        self.clock.advance(PAUSE)
        told = Told(now(), who, verb, str(said.get("step", "")), str(said.get("field", "")))
        self.seen = None
        try:
            by.do(who, verb, **said)
        except Refused as refused:
            told.problems = refused.problems
            self.tell(told)
            raise
        self.tell(told)

    def expect_refusal(self, who: str, verb: str, **said: Any) -> None:
        """An act that must be refused. Raises ``Refused(plays.not_refused)`` when it is not."""
        try:
            self.act(who, verb, **said)
        except Refused:
            return
        raise Refused(Problem("plays.not_refused", {"step": str(said["step"]), "verb": verb}))

    def heard(self, exception: BatchException) -> None:
        """Quality led an exception to its end."""
        self.seen = None
        self.tell(Told(now(), "qa", "close_exception", exception.step, exception.field))

    def unplayed(self) -> None:
        """A turn at a step that was never reached is a mistake in the script."""
        left = sorted(self.turns.keys() - {step for step, _ in self.done_turns})
        if left:
            raise Refused(Problem("plays.unplayed", {"steps": ", ".join(left)}))

    def step(self, view: BatchView, opened: OpenStep) -> None:
        """One step from its beginning to its last signature."""
        key = opened.key
        turn = self.turns.get(key, Turn(step="U0.0"))
        self.done_turns.add((key, "begun"))
        if opened.due_at is not None and opened.due_at > now():
            self.clock.instant = opened.due_at
        if not opened.has_begun:
            self.act("operator", "begin_step", step=key)
        while True:
            view = self.view()
            opened = next((each for each in view.next.open if each.key == key), opened)
            if not opened.missing:
                break
            lacking = [each for each in opened.missing if not each.needs] or list(opened.missing)
            self.give(view, opened, min(lacking, key=partial(_when, opened)), turn)
            settle(self, self.view())
        self.sign(key, turn)

    def give(self, view: BatchView, opened: OpenStep, lack: Missing, turn: Turn) -> None:
        """Do the one thing that is missing."""
        if lack.want is Want.PLACE:
            self.enter(opened)
            return
        asked = opened.step.field(lack.field)
        GIVERS[lack.want](self, view, opened, asked, turn)

    def enter(self, opened: OpenStep) -> None:
        """Clear the line of a room of the right grade, unless the batch is at work there, then go in."""
        place = opened.where.place
        assert place is not None, "a place was asked for"
        room = self.stage.room(place)
        if not plant.OpenWork.objects.filter(room_id=room.id, ended_at=None).exists():
            self.clear(room)
        self.act("operator", "enter_place", step=opened.key, code=room.scan_code)

    def clear(self, room: plant.Room) -> None:
        """Take out what is the batch's own, then clear the line, both; somebody else's material leaves it as it is."""
        mine = self.script.batch
        things = list(plant.Placement.objects.filter(room_id=room.id, removed_at=None))
        if any(each.batch != mine for each in things):
            return
        for each in things:
            plant.remove_container(actor=self.cast["operator"], room_id=room.id, container=each.container)
        made = plant.clear_line(actor=self.cast["operator"], room_id=room.id, items=plant.CLEARANCE_ITEMS)
        for who in ("operator", "verifier"):
            self.clock.advance(PAUSE)
            self.desk.sign_clearance(who, made.id)

    def leave(self) -> None:
        """Close what is open and take out all but what is stored: the next one finds empty rooms (CN-4e)."""
        rest = plant.Placement.objects.filter(batch=self.script.batch, removed_at=None)
        for each in rest.exclude(equipment__kind__in=plant.STORES).order_by("code"):
            there = {"actor": self.cast["operator"], "room_id": each.room_id, "container": each.container}
            if each.openness in plant.EXPOSED:
                plant.close_container(**there)
            plant.remove_container(**there)

    def bring_in(self, _view: BatchView, opened: OpenStep, asked: model.In, turn: Turn) -> None:
        """Scan the containers that the recipe means, after the wrong one where the script says so."""
        for wrong in turn.wrong:
            if wrong.field == asked.name and (opened.key, asked.name) not in self.done_turns:
                self.done_turns.add((opened.key, asked.name))
                self.expect_refusal("operator", "scan_in", step=opened.key, field=asked.name, code=wrong.code)
        codes = [code for code in self.stage.made.get(asked.what, []) if self.stage.holds(code)]
        if not codes:
            raise Refused(Problem("plays.nothing_made", {"step": opened.key, "what": asked.what}))
        count = len(codes) if asked.qty is None else int(asked.qty.value)
        for code in codes[-count:]:
            self.act("operator", "scan_in", step=opened.key, field=asked.name, code=code)

    def use(self, _view: BatchView, opened: OpenStep, asked: model.Use, turn: Turn) -> None:
        """Scan a usable lot, after one that must be refused where the script says so."""
        for wrong in turn.wrong:
            if wrong.field == asked.name and (opened.key, asked.name) not in self.done_turns:
                self.done_turns.add((opened.key, asked.name))
                self.expect_refusal("operator", "use_material", step=opened.key, field=asked.name, code=wrong.code)
        decided = opened.amounts.get(asked.name)
        needed = decided.value if decided is not None and isinstance(decided.value, Quantity) else None
        code = self.stage.reagent(asked.material, needed)
        try:
            self.act("operator", "use_material", step=opened.key, field=asked.name, code=code)
        except Refused as refused:
            # how much it is depends on the lot's certificate, which is read with the scan
            short = next((each for each in refused.problems if each.code == "materials.operation.too_much"), None)
            if short is None:
                raise
            code = self.stage.deliver(asked.material, Quantity.parse(str(short.params["asked"])))
            self.act("operator", "use_material", step=opened.key, field=asked.name, code=code)

    def out(self, view: BatchView, opened: OpenStep, asked: model.Out, _turn: Turn) -> None:
        """Fill what leaves the step."""
        made = product_of(view, asked, opened)
        self.act(
            "operator",
            "produce",
            step=opened.key,
            field=asked.name,
            material=made.material,
            parts=[Part(quantity=quantity) for quantity in made.quantities],
        )
        step = self.view().state.steps[opened.key]
        codes = [entry.code for entry in step.entries[asked.name]]
        known = self.stage.made.setdefault(asked.what, [])
        known += [code for code in codes if code not in known]
        label_what_was_filled(self)

    def take(self, view: BatchView, opened: OpenStep, asked: model.Equip, _turn: Turn) -> None:
        """Scan a device of the class."""
        code = self.stage.device(asked.equipment_class, near=view.state.room, taken=set(view.state.held.values()))
        self.stage.made_clean(code, by=self.cast["operator"])
        self.act("operator", "take_equipment", step=opened.key, field=asked.name, code=code)

    def value(self, view: BatchView, opened: OpenStep, asked: model.Record | model.Set, turn: Turn) -> None:
        """A value that the script names, or a sound one, entered as the recipe wants it."""
        said = turn.values.get(asked.name)
        value = self.sound(view, opened, asked)
        if said is not None:
            self.done_turns.add((opened.key, asked.name))
            value = Quantity.parse(said) if isinstance(value, Quantity) and isinstance(said, str) else said
        entry = asked.entry if isinstance(asked, model.Record) else model.Entry.TYPED
        if entry is model.Entry.FILE:
            assert isinstance(asked, model.Record), "only values are read from files"
            self.file(view, opened, asked, value)
            return
        more = {"again": value} if entry is model.Entry.TWICE else {}
        self.act("operator", "record_value", step=opened.key, field=asked.name, value=value, **more)

    def sound(self, view: BatchView, opened: OpenStep, asked: model.Record | model.Set) -> batches.Value:
        """A value within limits that keeps to the main line, where one can."""
        conditions = [each.condition for each in opened.step.fields if isinstance(each, model.Check)]
        repeat = opened.unit.repeat
        conditions += [] if repeat is None else [repeat.until]
        data = batches.data_of(opened.step, view.state, opened.state)
        return batches.sound_value(asked, conditions, data, self.chance)

    def file(self, view: BatchView, opened: OpenStep, asked: model.Record, value: batches.Value) -> None:
        """The instrument's file with this value and its neighbours of the same reader."""
        fields = [
            each
            for each in opened.step.fields
            if isinstance(each, model.Record) and each.reader == asked.reader and each.entry is model.Entry.FILE
        ]
        turn = self.turns.get(opened.key)
        values: dict[str, Quantity] = {}
        for each in fields:
            said = None if turn is None else turn.values.get(each.name)
            found = Quantity.parse(said) if isinstance(said, str) else self.sound(view, opened, each)
            assert isinstance(found, Quantity), "instruments measure numbers"
            values[each.name] = found
        assert isinstance(value, Quantity), "instruments measure numbers"
        values[asked.name] = value
        entries = () if opened.state is None else (each for found in opened.state.entries.values() for each in found)
        taken = frozenset(each.thing for each in entries if each.thing is not None)
        source = self.stage.registered_source(str(asked.reader), taken=taken)
        sample = f"{view.batch.number}-{opened.key}"
        made = file_for(str(asked.reader), sample=sample, values=values, at=now(), serial=source.serial)
        self.act("operator", "attach_file", step=opened.key, device=source.scan_code, **made)

    def confirm(self, view: BatchView, opened: OpenStep, asked: model.Record, turn: Turn) -> None:
        """A second person reads the same; the script may let the first one try (T5)."""
        step = view.state.steps[opened.key]
        entry = step.entry(asked.name)
        assert entry is not None, "confirmed is what was entered"
        said = {"step": opened.key, "field": asked.name, "entry": entry.id, "value": entry.value}
        if turn.same_person and (opened.key, "confirmed") not in self.done_turns:
            self.done_turns.add((opened.key, "confirmed"))
            self.expect_refusal("operator", "confirm_value", **said)
        self.act("verifier", "confirm_value", **said)

    def sample(self, _view: BatchView, opened: OpenStep, asked: model.Sample, _turn: Turn) -> None:
        """A sample of the size that the recipe says."""
        self.act("operator", "take_sample", step=opened.key, field=asked.name)
        label_what_was_filled(self)

    def answer(self, _view: BatchView, opened: OpenStep, asked: model.Check, _turn: Turn) -> None:
        """What was recorded decides."""
        self.act("operator", "answer_check", step=opened.key, field=asked.name)

    def end(self, _view: BatchView, opened: OpenStep, asked: model.Time, turn: Turn) -> None:
        """Wait as long as is usual, or longer where the script says ``late`` (T10)."""
        timer = next((each for each in opened.timers if each.field.name == asked.name), None)
        if timer is not None:
            until = timer.since + span(asked.duration)
            if turn.late is not None:
                until = timer.since + span(asked.duration) + span(Quantity.parse(turn.late))
            if until > now():
                self.clock.instant = until
        self.act("operator", "stop_time", step=opened.key, field=asked.name)

    def sign(self, key: str, turn: Turn) -> None:
        """Every signature that is still to come; after the first one, the correction that the script asks for."""
        while True:
            view = self.view()
            opened = next((each for each in view.next.open if each.key == key), None)
            if opened is None or not opened.awaited:
                return
            if opened.missing:
                self.step(view, opened)
                return
            awaited = opened.awaited[0]
            part = PARTS.get(awaited.sign.role.lower(), "operator")
            if turn.same_person and awaited.sign.not_by and (key, "signed") not in self.done_turns:
                self.done_turns.add((key, "signed"))
                self.refused_signature("operator", key, awaited.sign.name)
            self.signed(part, key, awaited.sign.name)
            if turn.correct is not None and (key, "corrected") not in self.done_turns:
                self.done_turns.add((key, "corrected"))
                self.correct(key, turn)

    def signed(self, who: str, key: str, name: str) -> None:
        """One signature, told."""
        self.clock.advance(PAUSE)
        told = Told(now(), who, "sign_step", key, name)
        self.seen = None
        try:
            self.hands.sign(who, self.batch_id, key, name)
        except Refused as refused:
            told.problems = refused.problems
            self.tell(told)
            raise
        self.tell(told)

    def refused_signature(self, who: str, key: str, name: str) -> None:
        """A signature that must be refused (T5)."""
        try:
            self.signed(who, key, name)
        except Refused:
            return
        raise Refused(Problem("plays.not_refused", {"step": key, "verb": "sign_step"}))

    def correct(self, key: str, turn: Turn) -> None:
        """A new entry with its reason; what was signed on the old one is void (T11)."""
        said = turn.correct
        assert said is not None, "the turn names a correction"
        entry = self.view().state.steps[key].entry(said.field)
        assert entry is not None, "corrected is what was entered"
        value = Quantity.parse(said.value) if isinstance(entry.value, Quantity) else said.value
        self.act(
            "operator", "correct_entry", step=key, field=said.field, entry=entry.id, value=value, reason=said.reason
        )


def _when(opened: OpenStep, lack: Missing) -> tuple[bool, datetime]:
    """Times end when everything else of the step is done, and of several times the one that is planned to end first."""
    ends = next((timer.planned for timer in opened.timers if timer.field.name == lack.field), now())
    return lack.want is Want.END_OF_TIME, ends if lack.want is Want.END_OF_TIME else now()


def span(length: Quantity) -> timedelta:
    """A length of time."""
    return timedelta(seconds=float(length.base()))


PARTS: Final = {"operator": "operator", "verifier": "verifier", "qa": "qa", "qp": "qa", "supervisor": "qa"}
GIVERS: Final[Mapping[Want, Callable[[Player, BatchView, OpenStep, Any, Turn], None]]] = {
    Want.CONTAINER: Player.bring_in,
    Want.LOT: Player.use,
    Want.OUT: Player.out,
    Want.EQUIPMENT: Player.take,
    Want.VALUE: Player.value,
    Want.CONFIRMATION: Player.confirm,
    Want.SAMPLE: Player.sample,
    Want.ANSWER: Player.answer,
    Want.END_OF_TIME: Player.end,
}
