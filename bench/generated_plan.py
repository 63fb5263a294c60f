"""A plant and its plan, drawn by chance and named as planning names things, for pages that are measured and tested.

The steps, limits and people are those of the shared instances (``cart_instances``), in units of five minutes.
"""

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from cellpark.planning.facts import (
    Calendar,
    Edge,
    Facts,
    Hold,
    Job,
    Lag,
    Mode,
    Need,
    Objective,
    Operation,
    Resource,
    Shift,
)
from cellpark.planning.scheduling import Asked, Schedule, search
from cellpark.recipes.dialect.model import Bilingual

if TYPE_CHECKING:
    from cellpark.plans.public import Plan

UNIT_MINUTES = 5
HOUR = 60 // UNIT_MINUTES
DAY, WEEK = 24 * HOUR, 168 * HOUR
RECIPE = "CART-EXAMPLE"
STEPS = {
    "U1.1": ("receipt", 2, (("suite A/C", 1), ("operator", 1))),
    "U2.1": ("activation", 6, (("suite B/B", 1), ("operator", 2))),
    "U3.1": ("transduction", 4, (("suite B/B", 1), ("operator", 2))),
    "U4.1#1": ("in-process sample", 1, (("operator", 1),)),
    "U5.1": ("harvest", 6, (("suite B/B", 1), ("operator", 2))),
    "U6.1": ("freezing", 3, (("rate-freezer/B", 1), ("operator", 1))),
    "potency": ("", 24, (("QC", 1),)),
    "pcr": ("", 8, (("QC", 1),)),
    "sterility": ("", 168, ()),
    "review": ("", 4, (("QA", 1),)),
    "outbound": ("", 24, ()),
}
CLEARANCE_HOURS, TARGET_DAYS, PER_DAY = 2, 27, 3


def labels(name: str = "") -> dict[str, dict[str, Bilingual]]:
    """What the steps of the recipe are called; ``name`` stands behind each."""
    said = {key.partition("#")[0]: f"{each[0]} {name}".strip() for key, each in STEPS.items() if each[0]}
    return {RECIPE: {key: Bilingual(each, each) for key, each in said.items()}}


def generated(patients: int, seed: int, *, since_day: int = 0, turns: int = 200) -> tuple[Facts, Schedule]:
    """Facts of so many patients, three a day from a day on, and a plan of them that a short search found."""
    chance = Random(seed)
    days = since_day + patients // PER_DAY + 70
    operators = tuple(Shift(day * DAY + 6 * HOUR, day * DAY + 22 * HOUR, 14 if day < 5 else 8) for day in range(7))
    office = tuple(Shift(day * DAY + 8 * HOUR, day * DAY + 16 * HOUR) for day in range(5))
    facts = Facts(
        name=f"generated-{patients}-{seed}",
        horizon=days * DAY,
        calendars=(Calendar("operator", operators, WEEK), Calendar("QA", office, WEEK)),
        resources=(
            Resource("suite A/C", 2),
            Resource("suite B/B", 8),
            Resource("rocking-bioreactor/B", 40),
            Resource("rate-freezer/B", 2),
            Resource("operator", 14, "operator"),
            Resource("QC", 8),
            Resource("QA", 3, "QA"),
        ),
        jobs=tuple(_job(number, since_day, chance) for number in range(patients)),
        objective=Objective(flow=1, tardiness=5),
        unit_minutes=UNIT_MINUTES,
    )
    return facts, search(facts, Asked(turns=turns, seed=seed))


def publish(
    organisation_id: UUID, *, patients: int, seed: int, days_ago: int = 0, turns: int = 200, name: str = ""
) -> "Plan":
    """A plan of an organisation that begins so many days ago, published by the house itself."""
    from django.utils.timezone import get_default_timezone

    from cellpark.base.actor import Actor
    from cellpark.base.time import now
    from cellpark.planning.drafting import Clock
    from cellpark.plans import public as plans

    facts, schedule = generated(patients, seed, turns=turns)
    at = now().astimezone(get_default_timezone())
    monday = (at - timedelta(days=days_ago + at.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    beside = plans.Beside(labels=labels(name), recipes={each.key: RECIPE for each in facts.jobs})
    made = plans.Made(facts=facts, schedule=schedule, clock=Clock(monday, UNIT_MINUTES), as_of=at, beside=beside)
    drawer, approver = Actor.system("bench"), Actor.system("bench-approval")
    row = plans.keep_plan(actor=drawer, organisation_id=organisation_id, kind=plans.PlanKind.DRAWN, made=made)
    plans.submit_plan(actor=drawer, plan_id=row.id)
    return plans.approve_plan(actor=approver, plan_id=row.id)


def _job(number: int, since_day: int, chance: Random) -> Job:
    def lag(first: str, second: str, least: int, most: int | None = None) -> Lag:
        return Lag(first, second, least * HOUR, None if most is None else most * HOUR)

    release = (since_day + number // PER_DAY) * DAY + chance.randrange(DAY)
    expansion = chance.randrange(144, 240)
    return Job(
        key=f"P-{number:04}",
        operations=tuple(_operation(key) for key in STEPS),
        lags=(
            lag("U1.1", "U2.1", 0, 6),
            lag("U2.1", "U3.1", 16, 32),
            lag("U3.1", "U4.1#1", 60, 84),
            lag("U3.1", "U5.1", expansion - 12, expansion + 12),
            lag("U5.1", "U6.1", 0, 4),
            lag("U6.1", "potency", 0),
            lag("U6.1", "pcr", 0),
            lag("U6.1", "sterility", 0, 0),
            lag("potency", "review", 0),
            lag("pcr", "review", 0),
            lag("sterility", "review", 0),
            lag("review", "outbound", 0, 0),
        ),
        holds=(Hold("U2.1", "U5.1", ("rocking-bioreactor/B",), first_at=Edge.START, last_at=Edge.START),),
        release=release,
        due=release + TARGET_DAYS * DAY,
        weight=chance.choice((1, 1, 1, 2, 4)),
        group=f"P-{number:04}",
    )


def _operation(key: str) -> Operation:
    _said, hours, taken = STEPS[key]
    needs = tuple(
        Need((name,), count, CLEARANCE_HOURS * HOUR if name.startswith("suite") else 0) for name, count in taken
    )
    return Operation(key, (Mode(hours * HOUR, needs),))
