"""A checklist and a case as pages show them: words, colours, the records behind each line as links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.messages import Explained, explain
from cellpark.quality.public import Monitoring
from cellpark.quality.words import METHODS
from cellpark.release.public import Behind, CheckLine, Clock
from cellpark.release.words import LINES, STANDINGS
from cellpark.web.areas.release.words import AWAITS, RECORDS, STANDING_COLOURS

# kinds of records with the page that opens them; a kind without one is named and not linked
PAGES: Mapping[str, str] = {
    "batch": "batch_record",
    "results": "lab_batch",
    "test": "lab_test",
    "environment": "environment_reading",
    "shipment": "shipment",
    "signature": "signature",
    "exception": "batch_exception",
    "labels": "label_balance",
    "near_miss": "near_miss",
    "container": "container",
    "lot": "lot",
    "equipment": "equipment_log",
    "supply": "supply",
}
WHOLE = {"results": gettext_lazy("All results"), "labels": gettext_lazy("Balance of the labels")}
"""What is said for a record that is the whole of its kind."""
RECORDS_SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class Linked:
    """One record behind a line."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What keeps a line from holding: every case of it, then once its rule and what to do."""

    cases: tuple[str, ...]
    rule: str | None
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the checklist in words."""

    code: str
    words: str
    colour: str
    standing: str
    problems: tuple[Explained, ...]
    gaps: tuple[Gap, ...]
    records: tuple[Linked, ...]
    remarks: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class ShownClock:
    """One record of a case with its clock, in words."""

    code: str
    words: str
    who: str
    colour: str
    since: datetime | None
    due_at: datetime | None
    done_at: datetime | None
    late: bool
    source: str


def shown_lines(lines: Iterable[CheckLine]) -> list[ShownLine]:
    """The checklist in the reader's language."""
    found = []
    for line in lines:
        problems = tuple(explain(each) for each in line.problems)
        found.append(
            ShownLine(
                line.code,
                str(LINES[line.code]),
                STANDING_COLOURS[line.standing],
                str(STANDINGS[line.standing]),
                problems,
                _gaps(problems),
                tuple(linked(line.records)),
                tuple(explain(each) for each in line.remarks),
            )
        )
    return found


def _gaps(problems: Iterable[Explained]) -> tuple[Gap, ...]:
    """Problems that one rule and one remedy answer stand together."""
    found: dict[tuple[str | None, str, str], list[str]] = {}
    for each in problems:
        found.setdefault((each.rule, each.why, each.remedy), []).append(each.what)
    return tuple(Gap(tuple(cases), *answer) for answer, cases in found.items())


def linked(records: Iterable[Behind]) -> list[Linked]:
    """Records with the pages that open them."""
    found = []
    for each in list(records)[:RECORDS_SHOWN_MAX]:
        page, name = PAGES.get(each.kind), _named(each)
        if page is not None and name:
            found.append(Linked(name, reverse(page, args=[each.id])))
    return found


def _named(record: Behind) -> str:
    """What a record is called; a reading of a room by its method in words."""
    if record.kind == "environment":
        room, _space, method = record.name.rpartition(" ")
        if method in set(Monitoring):
            return f"{room} {METHODS[Monitoring(method)]}"
    return record.name or str(WHOLE.get(record.kind, ""))


def shown_clocks(clocks: Iterable[Clock], at: datetime) -> list[ShownClock]:
    """The records of a case in their order."""
    return [
        ShownClock(
            each.code,
            str(RECORDS[each.code]),
            str(AWAITS[each.awaits]),
            _colour(each, at),
            each.since,
            each.due_at,
            each.done_at,
            each.is_late(at),
            each.source,
        )
        for each in clocks
    ]


def _colour(clock: Clock, at: datetime) -> str:
    if clock.done_at is not None:
        return "done"
    if clock.since is None:
        return "planned"
    return "stopped" if clock.is_late(at) else "waiting"


def batch_crumbs(batch_id: UUID | None = None, number: str = "") -> list[dict[str, str]]:
    """The way back to the desk, and to the batch."""
    found = [{"href": reverse("release"), "label": _("Release desk")}]
    if batch_id is not None:
        found.append({"href": reverse("release_batch", args=[batch_id]), "label": number})
    return found
