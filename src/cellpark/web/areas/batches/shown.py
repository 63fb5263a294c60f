"""An open step as the operator's page shows it: its lines in order, what each asks for, what is recorded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from cellpark.batches.public import (
    BatchView,
    Decision,
    Missing,
    OpenStep,
    RecordedEntry,
    StepState,
    Timer,
    Want,
    range_words,
    title_of,
    value_text,
)
from cellpark.kernel.decimals import typed_number
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.public import model
from cellpark.web.pages import formats

NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
AMBER_SHARE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One entry of a line as it stands."""

    id: str
    text: str
    who: str
    at: datetime
    is_outside: bool
    was: str
    correctable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field of the step. ``ask`` is what the page offers: scan, number, twice, text, choice, yes_no, confirm ...

    ``control`` is how a value is given: as for ``ask``, also where a second person confirms it. ``left`` is what of a
    reagent is still to be used, a bare number in ``unit``; ``may_start``: its time may begin now, later than the step.
    """

    name: str
    zh: str
    en: str
    want: Want | None
    ask: str
    control: str
    unit: str
    limits: str
    amount: str
    choices: Sequence[tuple[str, str, str]]
    needs: str
    recorded: Sequence[Recorded]
    left: str = ""
    may_start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """A time that runs: ``colour`` is a state's, ``due`` its latest end, else its planned one."""

    step: str
    name: str
    zh: str
    en: str
    since: datetime
    due: datetime
    earliest: datetime | None
    is_limit: bool
    colour: str


def lines_of(view: BatchView, opened: OpenStep) -> list[Line]:
    """The fields of the step in the order of the recipe, without its signatures."""
    missing = {each.field: each for each in opened.missing}
    found = [_place_line(opened)] if "" in missing else []
    found += [
        _line(view, opened, field, missing.get(field.name))
        for field in opened.step.fields
        if not isinstance(field, model.Sign)
    ]
    return found


def _place_line(opened: OpenStep) -> Line:
    place = opened.where.place
    words = f"{place.suite} · {place.grade}" if place is not None else ""
    return Line(
        name="",
        zh=words,
        en=words,
        want=Want.PLACE,
        ask="scan",
        control="scan",
        unit="",
        limits="",
        amount="",
        choices=(),
        needs="",
        recorded=(),
    )


def _line(view: BatchView, opened: OpenStep, field: model.Field, missing: Missing | None) -> Line:
    decision = opened.amounts.get(field.name)
    amount = str(decision.value) if decision is not None and isinstance(decision.value, Quantity) else ""
    unit, limits = _unit_and_limits(field)
    if isinstance(field, model.Use) and decision is not None and isinstance(decision.value, Quantity):
        unit = decision.value.unit
    title = title_of(field)
    return Line(
        name=field.name,
        zh=title.zh,
        en=title.en,
        want=None if missing is None else missing.want,
        ask="" if missing is None else _ask(field, missing.want),
        control=_control(field),
        unit=unit,
        limits=limits,
        amount=amount or (str(field.qty) if isinstance(field, (model.In, model.Sample)) and field.qty else ""),
        choices=choices_of(field),
        needs=", ".join(() if missing is None else missing.needs),
        recorded=recorded_of(view, opened.state, field.name),
        left=_left(opened, field.name, decision),
        may_start=_may_start(opened, field),
    )


def _left(opened: OpenStep, name: str, decision: Decision | None) -> str:
    """What is still asked for after the lots that were used; empty before the first and where nothing is computed."""
    used = () if opened.state is None else opened.state.entries.get(name, ())
    if not used or decision is None or not isinstance(decision.value, Quantity):
        return ""
    left = decision.value
    try:
        for each in used:
            if isinstance(each.value, Quantity):
                left -= each.value
    except Refused:
        return ""  # asked for by volume and taken by the piece: nothing is left to compute
    return f"{max(left.value, Decimal(0)):f}" if left.unit == decision.value.unit else ""


def _may_start(opened: OpenStep, field: model.Field) -> bool:
    """Whether the time runs since the step began, so that it may begin anew, once."""
    begun = None if opened.state is None else opened.state.begun_at
    own = isinstance(field, model.Time) and field.since is None
    return own and any(each.field.name == field.name and each.since == begun for each in opened.timers)


def recorded_of(view: BatchView, state: StepState | None, name: str) -> list[Recorded]:
    """What is recorded in a field, with who and when and what it replaced."""
    where = None if state is None else view.plan.find(state.key)
    field = None if where is None else view.plan.fields.get((where.step.id, name))
    entries = () if state is None else state.entries.get(name, ())
    return [
        Recorded(
            id=str(each.id),
            text=" · ".join(part for part in (each.code, value_text(each.value)) if part),
            who=view.people.get(each.by, ""),
            at=each.at,
            is_outside=each.outside,
            was="" if each.replaces is None else _was(each.replaces, each.code),
            correctable=each.value is not None and not isinstance(field, (model.Check, model.In)),
        )
        for each in entries
    ]


def _was(earlier: RecordedEntry, code: str) -> str:
    """What stood before; the code of its container where that was another one."""
    other = earlier.code if earlier.code != code else ""
    return " · ".join(part for part in (other, value_text(earlier.value)) if part)


def _ask(field: model.Field, want: Want) -> str:
    match want:
        case Want.PLACE | Want.CONTAINER | Want.LOT | Want.EQUIPMENT:
            return "scan"
        case Want.VALUE if isinstance(field, model.Record):
            return _ask_value(field)
        case Want.VALUE:
            return "number"
        case Want.CONFIRMATION:
            return "confirm"
        case _:
            return {Want.OUT: "out", Want.SAMPLE: "sample", Want.ANSWER: "answer"}.get(want, "time")


def _ask_value(field: model.Record) -> str:
    if field.entry in (model.Entry.FILE, model.Entry.STREAM):
        return field.entry.value
    if field.entry is model.Entry.TWICE:
        return "twice"
    if field.entry is model.Entry.SCANNED:
        return "device"
    return _control(field)


def _control(field: model.Field) -> str:
    kinds = {model.ValueKind.NUMBER: "number", model.ValueKind.CHOICE: "choice", model.ValueKind.YES_NO: "yes_no"}
    return kinds.get(field.kind, "text") if isinstance(field, model.Record) else "number"


def _unit_and_limits(field: model.Field) -> tuple[str, str]:
    match field:
        case model.Record():
            return ("" if field.unit == "1" else field.unit), range_words(field.limits)
        case model.Set():
            return field.value.unit, range_words(field.allow) or str(field.value)
        case model.Time():
            return field.duration.unit, range_words(field.allow) or str(field.duration)
        case _:
            return "", ""


def unit_of(field: model.Field) -> str:
    """The unit in which a bare number of this field is read; empty where it has none, or the record alone knows it."""
    return formats.unit(_unit_and_limits(field)[0])


def choices_of(field: model.Field) -> list[tuple[str, str, str]]:
    """The codes between which one chooses, with their Chinese and English; none where nothing is chosen."""
    if not isinstance(field, model.Record):
        return []
    labels = field.labels or tuple(model.Bilingual(code, code) for code in field.choices)
    return [(code, label.zh, label.en) for code, label in zip(field.choices, labels, strict=False)]


def sentence(step: model.Step) -> Mapping[str, Sequence[tuple[str, bool]]]:
    """The step's sentence in pieces by language; a piece that names a field is told apart."""
    titles = {field.name: title_of(field) for field in step.fields}
    said = {}
    for language in ("zh", "en"):
        pieces = NAME.split(getattr(step.text, language))
        said[language] = [
            (getattr(titles[piece], language) if place % 2 and piece in titles else piece, bool(place % 2))
            for place, piece in enumerate(pieces)
            if piece
        ]
    return said


def countdowns(timers: Sequence[Timer], at: datetime) -> list[Countdown]:
    """The running times, the next to end first."""
    return [
        Countdown(
            step=each.step,
            name=each.field.name,
            zh=title_of(each.field).zh,
            en=title_of(each.field).en,
            since=each.since,
            due=each.latest or each.planned,
            earliest=each.earliest,
            is_limit=each.latest is not None,
            colour=_colour(each, at),
        )
        for each in timers
    ]


def _colour(timer: Timer, at: datetime) -> str:
    due = timer.latest or timer.planned
    if at > due:
        return "stopped" if timer.latest is not None else "waiting"
    whole = max((due - timer.since), timedelta(seconds=1))
    return "waiting" if (due - at) / whole < AMBER_SHARE else "running"


def typed(field: model.Field, text: str) -> str | bool | Quantity:
    """What a person typed as a value of the field's kind. Raises ``Refused(quantity.number)``."""
    if isinstance(field, model.Record):
        if field.kind is model.ValueKind.YES_NO:
            return text == "yes"
        if field.kind is not model.ValueKind.NUMBER:
            return text
        return parsed(text, field.unit)
    return parsed(text, field.value.unit) if isinstance(field, model.Set) else text


def parsed(text: str, unit: str) -> Quantity:
    """A number in ``unit``, or with a unit of its own."""
    clean = typed_number(text)
    try:
        return Quantity.parse(clean if " " in clean or unit == "1" else f"{clean} {unit}")
    except Refused:
        return Quantity.parse(clean)
