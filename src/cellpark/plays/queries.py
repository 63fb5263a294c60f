"""Reading how far stories are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from cellpark.orders.public import TreatmentOrder
from cellpark.plays.models import Telling
from cellpark.plays.story.script import Story, read_story


@dataclass(frozen=True, slots=True)
class TellingLine:
    """One patient of a story: ``order`` when the way is told, the order is in sight and may be opened.

    ``is_through``: the way is at its end and not only told up to today.
    """

    title: str
    is_told: bool
    is_through: bool
    order: TreatmentOrder | None


def tellings() -> "QuerySet[Telling]":
    """The stories in scope, the first begun first."""
    rows: QuerySet[Telling] = Telling.objects.all()
    return rows.order_by("begun_at", "id")


def telling_lines(telling: Telling, *, may_open: bool) -> list[TellingLine]:
    """Every patient of a story in their order, in the reader's language."""
    ids = [UUID(each["order"]) for each in telling.told] if may_open else []
    seen = {each.id: each for each in TreatmentOrder.objects.filter(id__in=ids)}
    language = (get_language() or "").partition("-")[0]
    lines = []
    for number, patient in enumerate(_read(telling.text).patients):
        title = _said(patient.title, language)
        told = telling.told[number] if number < len(telling.told) else None
        order = None if told is None else seen.get(UUID(told["order"]))
        lines.append(TellingLine(title, told is not None, told is not None and patient.days_ago is None, order))
    return lines


def telling_title(telling: Telling) -> str:
    """What a story is called, in the reader's language."""
    return _said(_read(telling.text).title, (get_language() or "").partition("-")[0])


def _said(words: Mapping[Any, str], language: str) -> str:
    return words.get("zh" if language == "zh" else "en") or next(iter(words.values()))


@lru_cache(maxsize=8)
def _read(text: str) -> Story:
    """A page asks for the same few stories again and again, and none changes once it is begun."""
    return read_story(text.encode())
