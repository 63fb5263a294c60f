"""The map of a park: its buildings, or its phases where no building is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from cellpark.space.public import USES, Building, BuildingUse, Layout, ParkPage, Phase, published_date
from cellpark.web.pages.park_map import Block, ParkMap, draw
from cellpark.web.pages.park_words import listed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_OPENED, _BEGUN, _UNDATED, _UNSTATED = "opened", "begun", "undated", "unstated"
_TONES: "dict[str, StrOrPromise]" = {
    **{use.value: words for use, words in USES.items()},
    _OPENED: _("Opened"),
    _BEGUN: _("Ground broken"),
    _UNDATED: _("No date published"),
    _UNSTATED: _("Use not published"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """One entry of the legend."""

    key: str
    label: "StrOrPromise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawn map with its legend."""

    map: ParkMap
    spoken: str
    tones: Sequence[Tone]
    is_schematic: bool
    shows_buildings: bool


def picture_of(layout: Layout | ParkPage) -> Picture | None:
    """The picture of a park; none where nothing of it has a place on the map."""
    buildings = [building for building in layout.buildings if building.map_x is not None]
    phases = [phase for phase in layout.phases if phase.map_x is not None]
    blocks = [_building(building) for building in buildings] or [_phase(phase) for phase in phases]
    drawn = draw(blocks)
    if drawn is None:
        return None
    used = dict.fromkeys(block.tone for block in blocks)
    return Picture(
        map=drawn,
        spoken=listed(_spoken(block) for block in blocks),
        tones=[Tone(key=tone, label=_TONES[tone]) for tone in used],
        is_schematic=any(place.map_is_schematic for place in (buildings or phases)),
        shows_buildings=bool(buildings),
    )


def _building(building: Building) -> Block:
    return Block(
        key=building.key,
        href=f"#building-{building.key}",
        label=building.name,
        detail="",
        tone=BuildingUse(building.use).value if building.use else _UNSTATED,
        is_flat=False,
        **_rectangle(building),
    )


def _phase(phase: Phase) -> Block:
    date = phase.opened or phase.ground_broken
    return Block(
        key=phase.key,
        href=f"#phase-{phase.key}",
        label=phase.name,
        detail=published_date(date) if date else "",
        tone=_OPENED if phase.opened else _BEGUN if phase.ground_broken else _UNDATED,
        is_flat=bool(phase.ground_broken and not phase.opened),
        **_rectangle(phase),
    )


def _spoken(block: Block) -> str:
    colon = pgettext("between a term and its value", ": ")
    return f"{block.label}{colon}{_TONES[block.tone]} {block.detail}".strip()


def _rectangle(place: Building | Phase) -> dict[str, int]:
    sides = {"x": place.map_x, "y": place.map_y, "width": place.map_width, "depth": place.map_depth}
    assert None not in sides.values(), "the database keeps all four numbers or none"
    return {name: side for name, side in sides.items() if side is not None}
