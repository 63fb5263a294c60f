"""Tables of rows in memory behave like those of the database."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory

from cellpark.web.pages.tables import Choice, Column, Kind, Table


@dataclass(frozen=True)
class Room:
    name: str
    size: int
    grade: str


ROOMS = [Room(f"Room {number}", number * 7 % 100, "BCD"[number % 3]) for number in range(1, 61)]
COLUMNS = (
    Column(key="name", label="Name", sort="name", search=("name",)),
    Column(key="size", label="Size", kind=Kind.NUMBER, sort="size"),
    Column(key="grade", label="Grade"),
)
CHOICES = (Choice(key="grade", label="Grade", lookup="grade", options=(("B", "B"), ("C", "C"), ("D", "D"))),)


def table(query: str) -> Table:
    request = RequestFactory().get(f"/rooms?{query}")
    return Table(ROOMS, COLUMNS, request, caption="Rooms", order="size", choices=CHOICES)


def test_numbers_are_sorted_as_numbers() -> None:
    assert [row.size for row in table("size=25").page.rows] == sorted(room.size for room in ROOMS)[:25]
    assert [row.size for row in table("sort=-size&size=25").page.rows] == sorted(
        (room.size for room in ROOMS), reverse=True
    )[:25]


def test_instants_are_sorted_in_their_order_and_none_stands_last() -> None:
    """In autumn a clock shows an hour twice: what is read is not the order."""
    berlin = ZoneInfo("Europe/Berlin")
    times = [datetime(2026, 10, 25, hour, tzinfo=UTC) for hour in (1, 0)]
    rows = [None, *(at.astimezone(berlin) for at in times), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]
    column: Column[Any] = Column(key="at", label="At", kind=Kind.MOMENT, value=lambda row: row[0], sort="at")
    request = RequestFactory().get("/visits")
    found = Table([(each,) for each in rows], (column,), request, caption="Visits", order="at").page.rows
    assert [row[0] for row in found] == [rows[2], rows[3], rows[1], None]


@pytest.mark.parametrize(("first", "step"), [("size=25", "next"), ("size=25&page=last", "previous")])
def test_its_pages_hold_every_row_once(first: str, step: str) -> None:
    here, found = table(first), []
    while True:
        found += [row.name for row in here.page.rows]
        if step not in here.links:
            break
        here = table(here.links[step].removeprefix("?"))
    assert sorted(found) == sorted(room.name for room in ROOMS)


def test_words_and_choices_filter_it() -> None:
    assert [row.name for row in table("q=room+6&grade=B").page.rows] == ["Room 60", "Room 6", "Room 36"]
    assert table("q=room+6&grade=B").count == 3


def test_whoever_reads_beside_the_rows_is_told_which_are_shown_before_their_cells_are_read() -> None:
    told: list[list[str]] = []
    seen: list[str] = []

    def name(row: Room) -> str:
        seen.append(row.name)
        return row.name

    columns = (Column(key="name", label="Name", value=name), COLUMNS[1])
    request = RequestFactory().get("/rooms?size=25")
    found = Table(
        ROOMS,
        columns,
        request,
        caption="Rooms",
        order="size",
        shown=lambda rows: told.append([*seen, *(row.name for row in rows)]),
    )
    assert [cells[0].text for cells in found.lines] == seen
    assert told == [[row.name for row in sorted(ROOMS, key=lambda row: row.size)[:25]]]
