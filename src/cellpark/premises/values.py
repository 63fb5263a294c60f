"""Values that acts compute for rooms."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from cellpark.kernel.problem import Problem
from cellpark.premises.columns import BY_NAME, COLUMNS, Unread
from cellpark.premises.models import Room

_CENT = Decimal("0.01")


def shared(amount: Decimal, areas: Sequence[Decimal]) -> list[Decimal]:
    """An amount shared by area to two places, cut down; what is left stands with the last: the sum is the amount."""
    total = sum(areas)
    parts = [(amount * area / total).quantize(_CENT, ROUND_DOWN) for area in areas[:-1]]
    return [*parts, amount - sum(parts)]


def part_problems(parts: Iterable[tuple[str, Decimal, Decimal]]) -> list[Problem]:
    """Codes and areas of rooms that an act makes."""
    problems = []
    for code, gross, net in parts:
        for name, value in (("code", code), ("area_gross_m2", str(gross)), ("area_net_m2", str(net))):
            try:
                BY_NAME[name].read(value)
            except Unread as unread:
                problems.append(Problem(unread.problem.code, unread.problem.params, field="parts"))
        if net > gross:
            problems.append(Problem("premises.room.areas", field="parts"))
    return problems


def held_values(room: Room) -> dict[str, Any]:
    """A room's values by column of a list of rooms, without its building."""
    values = {each.name: getattr(room, each.name) for each in COLUMNS if each.name not in ("building", "outline_dm")}
    outline = tuple(tuple((int(x), int(y)) for x, y in ring) for ring in room.outline)
    return {**values, "outline_dm": outline}
