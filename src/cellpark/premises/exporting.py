"""Lists of rooms for spreadsheets, in the form in which they are read again."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from cellpark.premises.columns import COLUMNS, NAMES
from cellpark.premises.models import Room
from cellpark.premises.queries import standing_on
from cellpark.premises.tables import write_csv, write_xlsx


def export_rooms(*, form: str, day: date | None = None, buildings: Iterable[UUID] | None = None) -> bytes:
    """The rooms in sight as ``csv`` or ``xlsx``: those of one day, or all that were, are and will be."""
    rows = Room.objects.select_related("building").order_by("building__code", "floor", "code", "valid_from")
    if day is not None:
        rows = rows.filter(standing_on(day))
    if buildings is not None:
        rows = rows.filter(building_id__in=list(buildings))
    lines = _lines(rows.iterator(chunk_size=2_000))
    return write_csv(NAMES, lines) if form == "csv" else write_xlsx(NAMES, lines, title="rooms")


def empty_list() -> bytes:
    """A list with its head alone, to be filled in."""
    return write_csv(NAMES, [])


def _lines(rooms: Iterable[Room]) -> Iterator[list[str]]:
    for room in rooms:
        yield [
            room.building.code
            if each.name == "building"
            else each.write(room.outline if each.name == "outline_dm" else getattr(room, each.name))
            for each in COLUMNS
        ]
