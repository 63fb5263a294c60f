"""Finding places among 20,000 rooms: processor time of one search, and of reading the rooms once."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random
from statistics import median
from uuid import UUID

import numpy as np

from cellpark.premises.columns import NAMES, NEEDED, read_cell
from cellpark.premises.generated import GeneratedBuilding, generated_buildings
from cellpark.premises.places.catalogue import COLUMNS, Catalogue, catalogue_of, together
from cellpark.premises.places.needs import Needs
from cellpark.premises.places.outlines import laid_out
from cellpark.premises.places.search import search
from cellpark.premises.tables import read_sheet

COMPANIES, SEED, DAY, REPEATS = 1_000, 1, date(2026, 1, 1), 40
LABORATORY = frozenset({"laboratory"})
NEEDS = {
    "one laboratory, 30-60 m2": Needs(day=DAY, area_min=Decimal(30), area_max=Decimal(60), uses=LABORATORY),
    "150-220 m2, CNC, 100 kW": Needs(
        day=DAY, area_min=Decimal(150), area_max=Decimal(220), grade="CNC", power_kw=Decimal(100)
    ),
    "500-700 m2 of up to 12 rooms": Needs(day=DAY, area_min=Decimal(500), area_max=Decimal(700), rooms_max=12),
    "more than there is together": Needs(day=DAY, area_min=Decimal(5_000), rooms_max=12),
}


def rooms(building: GeneratedBuilding, random: Random) -> Iterator[tuple[object, ...]]:
    """The rooms of a generated building as rows of a catalogue."""
    sheet = read_sheet(building.rooms, columns=NAMES, required=NEEDED)
    read = [{name: read_cell(name, text) for name, text in cells.items()} for _row, cells in sheet.rows]
    house = UUID(int=random.getrandbits(128))
    for floor in range(building.floors[0], building.floors[1] + 1):
        here = [each for each in read if each["floor"] == floor]
        areas = {str(place): each["area_gross_m2"] for place, each in enumerate(here)}
        plan = laid_out(areas, width_dm=building.width_dm, depth_dm=building.depth_dm)
        for place, each in enumerate(here):
            made = {**each, "id": UUID(int=random.getrandbits(128)), "building_id": house, "outline": plan[str(place)]}
            yield tuple(made[name] for name in COLUMNS)


def cpu_ms(act: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1_000


def catalogue() -> Catalogue:
    """The generated park."""
    random = Random(SEED)
    return together([catalogue_of(rooms(each, random)) for each in generated_buildings(seed=SEED, companies=COMPANIES)])


def main() -> None:
    """Print a table: the target is a p95 under 200 ms of processor time."""
    found = catalogue()
    random = Random(SEED)
    print(f"{len(found.ids):,} rooms, {len(found.one):,} pairs of neighbours; processor time, target p95 < 200 ms.\n")
    print("| what | rooms that are free | median | p95 |\n|---|---|---|---|")
    for share in (1.0, 0.2):
        free = np.array([random.random() < share for _room in found.ids], dtype=np.bool_)
        for name, needs in NEEDS.items():
            times = sorted(cpu_ms(partial(search, found, needs, free)) for _repeat in range(REPEATS))
            print(f"| {name} | {share:.0%} | {median(times):.0f} ms | {times[int(REPEATS * 0.95)]:.0f} ms |")


if __name__ == "__main__":
    main()
