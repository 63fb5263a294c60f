"""Cost of goods: what a plant spends in a year, divided by those who were treated.

People, rooms and devices cost what they cost whether they are used or not; materials and tests are counted as they were
used. What was spent on patients who were not treated in the end is the line ``failures``.
"""

import math
from collections.abc import Mapping

from cellpark.planning.simulation.from_recipe import AGAIN, YEAR_HOURS
from cellpark.planning.simulation.model import Calendar
from cellpark.planning.simulation.plant import Plant
from cellpark.planning.simulation.prices import Prices
from cellpark.planning.studying.base import Base, prefix_of

LINES = ("labour", "suites", "devices", "materials", "tests", "other", "failures")
TOTAL, PER_BATCH, A_YEAR = "per patient treated", "per batch begun", "a year"
Row = Mapping[tuple[str, str, str], float]


def standing(plant: Plant, prices: Prices) -> dict[str, float]:
    """What a year costs whoever comes, by line."""
    return {
        "labour": math.fsum(prices.labour.get(role, 0.0) * paid_hours(plant, role) for role in plant.people),
        "suites": math.fsum(prices.suites.get(name, 0.0) * each.count for name, each in plant.suites.items()),
        "devices": math.fsum(prices.devices.get(name, 0.0) * each.count for name, each in plant.devices.items()),
        "other": prices.other,
    }


def paid_hours(plant: Plant, role: str) -> float:
    """Hours on shift of everybody of a role in a year."""
    calendar = plant.calendar_of(role)
    if calendar is None:
        return plant.people[role].count * YEAR_HOURS
    return YEAR_HOURS / calendar.period * _each_period(calendar)


def _each_period(calendar: Calendar) -> float:
    return math.fsum((each.end - each.start) * each.level for each in calendar.openings)


def goods(
    base: Base, fixed: Mapping[str, float], unpriced: Mapping[str, tuple[str, ...]], row: Row, years: float
) -> dict[str, float]:
    """The lines of one replication by patient treated, their sum, that of a batch, and the whole of a year."""
    assert base.prices is not None
    collected = treated = batches = materials = tests = 0.0
    for place, made in enumerate(base.made):
        source, prefix = base.source_of(place), prefix_of(base, place)
        ended = row["patients", source, "ended"]
        cost, released = row["patients", source, "cost"], row["patients", source, "end released"]
        again = row.get(("operation", prefix + AGAIN, "started"), 0.0)
        collected += ended
        treated += ended * released if ended else 0.0
        batches += ended + again
        materials += ended * cost if ended else 0.0
        materials += (ended + again) * math.fsum(base.prices.batch.get(each, 0.0) for each in unpriced[prefix])
        tests += math.fsum(
            base.prices.tests.get(name, 0.0) * row.get(("operation", prefix + name, "started"), 0.0)
            for name in made.product.plan.tests
        )
    spent = {**fixed, "materials": materials / years, "tests": tests / years}
    whole = math.fsum(spent.values())
    found = {name: _part(spent[name] * years, collected) for name in LINES if name in spent}
    found["failures"] = _part(whole * years, treated) - _part(whole * years, collected)
    found[TOTAL] = _part(whole * years, treated)
    found[PER_BATCH] = _part(whole * years, batches)
    found[A_YEAR] = whole
    return found


def _part(value: float, of: float) -> float:
    return value / of if of > 0 else math.nan
