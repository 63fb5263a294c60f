"""A large fictional park for measuring: the same seed gives the same buildings and the same lists of rooms. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from cellpark.premises.columns import NAMES
from cellpark.premises.states import RoomUse
from cellpark.premises.tables import write_csv

ROOMS_A_COMPANY, AREA_A_COMPANY_M2 = 20, 1_000
FLOORS, ROOMS_A_FLOOR = 20, 50
SINCE = "2021-01-01"
_USES = (
    *((RoomUse.LABORATORY, "CNC", 30),) * 8,
    *(
        (RoomUse.PILOT, "D", 60),
        (RoomUse.PILOT, "C", 80),
        (RoomUse.PRODUCTION, "C", 90),
        (RoomUse.PRODUCTION, "B", 120),
    ),
    *((RoomUse.OFFICE, "", 10),) * 5,
    *((RoomUse.STORAGE, "", 15), (RoomUse.STORAGE, "", 15), (RoomUse.ANIMAL, "CNC", 30)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedBuilding:
    """A building and the list of its rooms as CSV."""

    code: str
    name_zh: str
    name_en: str
    phase: str
    floors: tuple[int, int]
    width_dm: int
    depth_dm: int
    rooms: bytes


def generated_buildings(*, seed: int, companies: int) -> Iterator[GeneratedBuilding]:
    """Buildings for ``companies``: 20 rooms and 1,000 m2 gross for each, exactly, as far as floors are full."""
    rooms = companies * ROOMS_A_COMPANY
    number = 0
    while rooms > 0:
        number += 1
        inside = min(rooms, FLOORS * ROOMS_A_FLOOR)
        rooms -= inside
        random = Random(f"{seed}/{number}")  # noqa: S311 -- the same seed gives the same park
        code = f"G{number:02d}"
        floors = -(-inside // ROOMS_A_FLOOR)
        yield GeneratedBuilding(
            code=code,
            name_zh="",
            name_en=f"Generated building {number}",
            phase=str(1 + (number - 1) // 7),
            floors=(1, floors),
            width_dm=1_100,
            depth_dm=300,
            rooms=write_csv(NAMES, _rows(random, code, inside)),
        )


def _rows(random: Random, building: str, count: int) -> Iterator[list[str]]:
    mean = AREA_A_COMPANY_M2 // ROOMS_A_COMPANY
    for place in range(count):
        if place % ROOMS_A_FLOOR == 0:
            areas = _areas(random, min(count - place, ROOMS_A_FLOOR), mean)
        yield _row(random, building, place, areas[place % ROOMS_A_FLOOR])


def _areas(random: Random, count: int, mean: int) -> list[int]:
    """Areas between half and one and a half of the mean whose sum is the mean times their number."""
    areas = [mean] * count
    for one in range(0, count - 1, 2):
        moved = random.randrange(mean // 2)
        areas[one] += moved
        areas[one + 1] -= moved
    random.shuffle(areas)
    return areas


def _row(random: Random, building: str, place: int, area: int) -> list[str]:
    use, grade, power = random.choice(_USES)
    works = use in (RoomUse.PILOT, RoomUse.PRODUCTION)
    floor = place // ROOMS_A_FLOOR + 1
    cells: Mapping[str, object] = {
        "building": building,
        "code": f"{floor}{place % ROOMS_A_FLOOR + 1:02d}",
        "floor": floor,
        "kind": "room",
        "inside": "",
        "use": use.value,
        "area_gross_m2": area,
        "area_net_m2": (Decimal(area) * Decimal("0.82")).quantize(Decimal("0.01")),
        "grade": grade,
        "height_m": "4.8" if works else "3.9",
        "floor_load_kn_m2": "7.5" if works else "4",
        "power_kw": power + random.choice((0, 10, 20)),
        "steam_kg_h": random.choice((0, 80, 150)) if works else 0,
        "purified_water_l_h": random.choice((40, 80)) if grade else 0,
        "ln2": "yes" if grade and random.random() < 0.2 else "no",
        "exhaust_m3_h": 2_000 if works else 800 if grade else 0,
        "waste": random.choice(("chemical", "both")) if grade else "",
        "bonded": "no",
        "public": "yes",
        "valid_from": SINCE,
        "valid_until": "",
        "outline_dm": "",
    }
    return [str(cells[name]) for name in NAMES]
