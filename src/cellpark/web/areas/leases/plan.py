"""The rooms of a lease on their floors: one schematic strip a floor, the other rooms beside them in outline."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cellpark.base.scope import widened
from cellpark.premises.public import Building, Room, rooms

WIDTH, STRIP, MARGIN, LETTER = 720, 96, 3, 7.4


@dataclass(frozen=True, slots=True)
class Floor:
    """One floor: its drawing, and what it shows in words."""

    building: Building
    floor: int
    view_box: str
    body: SafeString
    codes: str


def floors_of(organisation: UUID, own: Iterable[UUID], day: date, *, links: str = "") -> list[Floor]:
    """The floors on which a lease has rooms, by building and from the highest down.

    ``links`` is the address of a room's page with the id of no room in it, where the reader may open it. Of the other
    rooms nothing is told but where they are: a tenant is a stranger to the next one.
    """
    with widened(organisation):
        mine = list(rooms().select_related("building").filter(id__in=list(own)))
        places = {(row.building_id, row.floor) for row in mine}
        near = rooms().filter(building_id__in={building for building, _floor in places})
        beside = [row for row in near if (row.building_id, row.floor) in places and row.stands_on(day)]
    houses = {row.building_id: row.building for row in mine}
    ids = {row.id for row in mine}
    found = []
    for building, floor in sorted(places, key=lambda each: (houses[each[0]].code, -each[1])):
        here = [row for row in mine if (row.building_id, row.floor) == (building, floor)]
        others = [row for row in beside if (row.building_id, row.floor) == (building, floor) and row.id not in ids]
        found.append(_floor(houses[building], floor, here, others, links))
    return found


def _floor(building: Building, floor: int, own: Sequence[Room], others: Sequence[Room], links: str) -> Floor:
    drawn = [*others, *own]
    points = [point for row in drawn for ring in row.outline for point in ring]
    width = max([building.width_dm, *(x for x, _y in points)])
    depth = max([building.depth_dm, *(y for _x, y in points)])
    scale = ((WIDTH - 2 * MARGIN) / width, (STRIP - 2 * MARGIN) / depth)
    size = f'width="{WIDTH - 2 * MARGIN}" height="{STRIP - 2 * MARGIN}"'
    ground = f'<rect class="plan-ground" x="{MARGIN}" y="{MARGIN}" {size}/>'
    ids = {row.id for row in own}
    parts = [ground, *(_room(row, scale, ids, links) for row in drawn)]
    body = mark_safe("".join(parts))  # noqa: S308 -- every text is escaped where it is written
    return Floor(building, floor, f"0 0 {WIDTH} {STRIP}", body, ", ".join(sorted(row.code for row in own)))


def _room(row: Room, scale: tuple[float, float], own: Collection[UUID], links: str) -> str:
    if not row.outline:
        return ""
    path = "".join(
        "M" + "L".join(f"{MARGIN + x * scale[0]:.1f} {MARGIN + y * scale[1]:.1f}" for x, y in ring) + "Z"
        for ring in row.outline
    )
    if row.id not in own:
        return f'<path class="plan-other" d="{path}"/>'
    shape = f'<title>{escape(row.code)}</title><path class="plan-own" d="{path}"/>{_label(row, scale)}'
    if not links:
        return f"<g>{shape}</g>"
    address = escape(links.replace(str(UUID(int=0)), str(row.id)))
    return f'<a href="{address}" aria-label="{escape(row.code)}">{shape}</a>'


def _label(row: Room, scale: tuple[float, float]) -> str:
    points = [point for ring in row.outline for point in ring]
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    low, high = min(y for _x, y in points), max(y for _x, y in points)
    if (right - left) * scale[0] < len(row.code) * LETTER + 4:
        return ""
    x, y = MARGIN + (left + right) / 2 * scale[0], MARGIN + (low + high) / 2 * scale[1] + 4.5
    return f'<text x="{x:.1f}" y="{y:.1f}">{escape(row.code)}</text>'
