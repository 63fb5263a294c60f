"""The whole batch record as data: what deviated first, then every step with every entry (211-1b, 211-1c, 211-3c).

The same data make the page and the paper. Labels come in both languages; values, codes and times are as recorded.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from cellpark.batches.queries import BatchView, StepLine, batch_history
from cellpark.batches.record.labels import labels_in_record
from cellpark.batches.record.rooms import clearance_in_record, clearances_of_batch
from cellpark.batches.record.words import (
    Refusal,
    both,
    cause_words,
    range_words,
    seen_words,
    title_of,
    value_text,
    verb_words,
)
from cellpark.batches.run import Happened, StepState
from cellpark.batches.run.happened import PlaceEntered, StepRefused
from cellpark.batches.run.state import Entry
from cellpark.equipment.public import LineClearance
from cellpark.identity.public import Naming, names_of_people
from cellpark.recipes.public import model


def record_of(view: BatchView, *, naming: Naming = names_of_people) -> dict[str, Any]:
    """The record; plain values alone, so that a page and typst read the same.

    ``naming`` says what people are called whom ``view`` does not name: by their names, or for readers of another
    organisation by their roles.
    """
    history = _history(view)
    clearances = clearances_of_batch(view.batch)
    people = _people(view, history, clearances, naming)
    rooms = {each.data.room: each.data.code for each in history if isinstance(each.data, PlaceEntered)}
    steps = [_step(view, unit.unit, line, people, rooms) for unit in view.units for line in unit.steps if line.state]
    batch = view.batch
    return {
        "number": batch.number,
        "recipe": f"{view.recipe.mbr} {view.recipe.version}",
        "title": {"zh": view.recipe.title.zh, "en": view.recipe.title.en},
        "hash": batch.recipe,
        "product": batch.product,
        "coi": batch.coi,
        "suite": batch.suite,
        "slot": f"{when(batch.slot_from)} \u2013 {when(batch.slot_until)}" if batch.slot_from else "",
        "started": when(batch.started_at),
        "ended": when(batch.ended_at),
        "zone": settings.TIME_ZONE,
        "version": batch.version,
        "exceptions": [_exception(each) for each in view.exceptions],
        "refused": [_refused(happened, people) for happened in history if isinstance(happened.data, StepRefused)],
        "corrected": [row for step in steps for row in step["rows"] if row["was"]],
        "outside": [row for step in steps for row in step["rows"] if row["outside"]],
        "voided": [row for step in steps for row in step["voided"]],
        "labels": labels_in_record(batch.id),
        "clearances": [clearance_in_record(each, people, when) for each in clearances],
        "steps": steps,
    }


def when(at: datetime | None) -> str:
    """A time of the record: the site's wall clock to the second, without the zone, which the head names once."""
    return "" if at is None else at.astimezone(ZoneInfo(settings.TIME_ZONE)).strftime("%Y-%m-%d %H:%M:%S")


def _history(view: BatchView) -> list[Happened]:
    """Every entry of the batch, read in pages."""
    found: list[Happened] = []
    after = 0
    while page := batch_history(view.batch.id, after=after):
        found += [happened for _, happened in page]
        after = page[-1][0].version
    return found


def _people(
    view: BatchView, history: list[Happened], clearances: Sequence[LineClearance], naming: Naming
) -> Mapping[str, str]:
    known = dict(view.people)
    cleared = {f"person/{who}" for each in clearances for who in (each.checked_by, each.verified_by) if who}
    absent = {each.by for each in history if each.by.startswith("person/") and each.by not in known} | cleared
    ids = {UUID(each.removeprefix("person/")) for each in absent}
    return {**known, **{f"person/{identity}": name for identity, name in naming(ids).items()}}


def _step(
    view: BatchView, unit: model.Unit, line: StepLine, people: Mapping[str, str], rooms: Mapping[UUID, str]
) -> dict[str, Any]:
    state = line.state
    assert state is not None, "only what was begun is in the record"
    rows = [
        row
        for field in line.step.fields
        if not isinstance(field, model.Sign)
        for row in _rows(line, field, state, people)
    ]
    voided = [_signature(line, each, people, is_void=True) for each in state.voided]
    exceptions = [each.number for each in view.exceptions if each.step == line.key]
    return {
        "key": line.key,
        "unit": unit.id,
        "zh": line.step.title.zh,
        "en": line.step.title.en,
        "text_zh": line.step.text.zh,
        "text_en": line.step.text.en,
        "room": rooms.get(state.room, "") if state.room is not None else "",
        "begun": when(state.begun_at),
        "begun_by": people.get(state.begun_by, state.begun_by),
        "completed": when(state.completed_at),
        "rows": rows,
        "signed": [_signature(line, each, people, is_void=False) for each in state.signed.values()],
        "voided": voided,
        "exceptions": exceptions,
        "odd": bool(voided or exceptions or any(row["was"] or row["outside"] for row in rows)),
    }


def _rows(line: StepLine, field: model.Field, state: StepState, people: Mapping[str, str]) -> list[dict[str, Any]]:
    title = title_of(field)
    head = {"step": line.key, "field": field.name, "zh": title.zh, "en": title.en, "limits": _limits(field)}
    if isinstance(field, model.Time):
        stretch = state.stretches.get(field.name)
        if stretch is None:
            return []
        took = f"{when(stretch.start)} \u2013 {when(stretch.end)}"
        by = people.get(stretch.by, "")
        return [{**head, **_plain(took), "by": by, "at": when(stretch.end)}]
    # what follows from other values, or is what a container holds, is not corrected by itself
    own = not isinstance(field, (model.Check, model.In))
    found = state.entries.get(field.name, ())
    streamed = isinstance(field, model.Record) and field.entry is model.Entry.STREAM
    more = {"streamed": streamed}
    return [{**head, **more, **_entry(each, people), "correctable": own and each.value is not None} for each in found]


def _limits(field: model.Field) -> str:
    match field:
        case model.Record():
            return range_words(field.limits)
        case model.Set() | model.Time():
            return range_words(field.allow)
        case _:
            return ""


def _plain(text: str) -> dict[str, Any]:
    return {"value": text, "was": [], "outside": False, "confirmed": "", "source": "", "reason": ""}


def _entry(entry: Entry, people: Mapping[str, str]) -> dict[str, Any]:
    attributes = ", ".join(f"{name} {value_text(value)}" for name, value in sorted(entry.attributes.items()))
    text = " \u00b7 ".join(part for part in (value_text(entry.value), entry.code, attributes) if part)
    was, earlier = [], entry.replaces
    while earlier is not None:
        other = f" \u00b7 {earlier.code}" if earlier.code != entry.code else ""
        was.append(f"{value_text(earlier.value)}{other} ({people.get(earlier.by, '')}, {when(earlier.at)})")
        earlier = earlier.replaces
    source = " \u00b7 ".join(part for part in (entry.device, f"SHA-256 {entry.file}" if entry.file else "") if part)
    return {
        "id": str(entry.id),
        "value": text,
        "was": was,
        "outside": entry.outside,
        "confirmed": people.get(entry.confirmed_by, "") if entry.confirmed_by else "",
        "source": source,
        "device": entry.device,
        "reason": entry.reason or "",
        "by": people.get(entry.by, entry.by),
        "at": when(entry.at),
    }


def _signature(line: StepLine, signed: Any, people: Mapping[str, str], *, is_void: bool) -> dict[str, Any]:
    return {
        "step": line.key,
        "role": signed.role,
        "meaning": signed.meaning,
        "by": people.get(signed.by, signed.by),
        "at": when(signed.at),
        "void": is_void,
        "void_at": when(signed.void_at),
        "digest": signed.digest,
    }


def _exception(found: Any) -> dict[str, Any]:
    return {
        "id": str(found.id),
        "number": found.number,
        "step": found.step,
        "field": found.field,
        "cause": both_causes(found.cause),
        "seen": seen_words(found.seen),
        "state": found.state,
        "classification": found.classification,
        "finding": found.finding,
        "disposition": found.disposition,
        "capa": found.capa,
        "opened": when(found.opened_at),
    }


def both_causes(cause: str) -> dict[str, str]:
    """A cause in both languages."""
    return both(_Cause(cause))


class _Cause:
    """A cause that is put into words when it is read, in the language then in force."""

    def __init__(self, cause: str) -> None:
        self.cause = cause

    def __str__(self) -> str:
        return cause_words(self.cause)


def _refused(happened: Happened, people: Mapping[str, str]) -> dict[str, Any]:
    data = happened.data
    assert isinstance(data, StepRefused), "chosen so"
    return {
        "step": data.step,
        "verb": both(verb_words(data.verb)),
        "field": data.field,
        "said": [both(Refusal(code)) for code in data.codes],
        "by": people.get(happened.by, happened.by),
        "at": when(happened.at),
    }
