"""How sure one more patient is done by when: scenarios that start in the plant as it is, in the published order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.timezone import get_default_timezone

from cellpark.base.actor import Actor
from cellpark.base.background import Watcher
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.living.batches import wanted_batches
from cellpark.planning.living.present import inside_of
from cellpark.planning.promising import Chance, Scenarios, chances, planned
from cellpark.planning.scheduling import Schedule
from cellpark.planning.simulation.from_recipe import PATIENT, RELEASED, distribution_of, network_of
from cellpark.planning.simulation.plant import Plant
from cellpark.planning.simulation.present import Present
from cellpark.plans.holds import held_recipes
from cellpark.plans.models import Plan
from cellpark.plans.promising import PROBE, offer, place_in, published_with_holds
from cellpark.plans.queries import beside_of
from cellpark.plans.templates import plant_of, product_of

SHARES = (0.5, 0.8, 0.95)
HOUR_S = 3_600.0
INBOUND = "inbound"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who is asked about: a patient in a schedule, and when his slot ends."""

    plan: Plan
    schedule: Schedule
    patient: str
    starts_at: datetime
    ends_at: datetime


def count_chance(*, organisation_id: UUID, asked: Mapping[str, Any], watch: Watcher) -> dict[str, Any]:
    """The slot, and by when the patient is done with 50, 80 and 95 percent.

    ``asked`` may name an order by its ``number``: where the plan has a place for it, or one is held, that is the slot.
    Batches of other recipes are where the plan has them and take nobody's place. Raises ``Refused`` as ``offer`` does,
    ``plans.work.ended``, and what a simulation refuses.
    """
    recipe = asked["recipe"]
    found = _asked(organisation_id, asked)
    product, plant = product_of(recipe), plant_of(organisation_id, recipe)
    network = network_of(product.recipe, product.plan, plant).network
    at = now()
    origin = hour_zero(plant, at)

    def hour(instant: datetime) -> float:
        return (instant - origin).total_seconds() / HOUR_S

    wanted = [each.batch for each in wanted_batches(Actor.system("plans"), organisation_id, at=at)]
    inside = tuple(
        inside_of(each, product, network, hour, at)
        for each in wanted
        if each.recipe == recipe and each.progress.has_begun
    )
    unit = found.plan.unit_minutes * 60 / HOUR_S
    recipes = {**held_recipes(organisation_id), **beside_of(found.plan).recipes}
    schedule = Schedule(tuple(each for each in found.schedule.placed if recipes.get(each.job, recipe) == recipe))
    shift = hour(found.plan.origin)
    present = planned(Present(hour(at) - shift, further=False), schedule, PATIENT, unit)
    names = {each.patient for each in inside}
    inbound = product.plan.ways.get(INBOUND)
    before = 0.0 if inbound is None else distribution_of(inbound).mean
    ordered = sorted({each.job: each.start for each in reversed(schedule.placed)}.items(), key=lambda each: each[1])
    present = replace(
        present,
        now=hour(at),
        inside=inside,
        # who is planned comes in time for his first operation
        coming=tuple(
            replace(each, at=max(hour(at), each.at + shift - before))
            for each in present.coming
            if each.patient not in names
        ),
    ).ranked([name for name, _start in ordered])

    def told(share: float) -> None:
        watch.progress(share)
        if watch.stop():
            raise Refused(Problem("plans.work.ended"))

    (chance,) = chances(
        network,
        present,
        (found.patient,),
        replace(counted(asked["scenarios"], asked["seed"]), progress=told),
    )
    return _answer(found, chance, origin)


def counted(scenarios: int, seed: int) -> Scenarios:
    """How a chance is counted on this site: where the site computes, as studies are."""
    compute: str = settings.ENVIRONMENT.compute
    return Scenarios(scenarios, seed, workers=1, hoped=(RELEASED,), compute=compute)


def _answer(found: _Asked, chance: Chance, origin: datetime) -> dict[str, Any]:
    by = {f"{share:g}": chance.by(share) for share in SHARES}
    return {
        "plan": str(found.plan.id),
        "slot_starts_at": found.starts_at.isoformat(),
        "slot_ends_at": found.ends_at.isoformat(),
        "by": {
            share: None if time is None else (origin + timedelta(hours=time)).isoformat() for share, time in by.items()
        },
        "within_slot": round(chance.within((found.ends_at - origin).total_seconds() / HOUR_S), 4),
        "released": round(len(chance.times) / chance.scenarios, 4),
        "scenarios": chance.scenarios,
    }


def hour_zero(plant: Plant, at: datetime) -> datetime:
    """Hour 0 of the network of a plant: a Monday, or that before the year of its holidays begins."""
    local = at.astimezone(get_default_timezone())
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if plant.holidays:
        midnight = midnight.replace(year=min(plant.holidays).year, month=1, day=1)
    return midnight - timedelta(days=midnight.weekday())


def _asked(organisation_id: UUID, asked: Mapping[str, Any]) -> _Asked:
    number = asked.get("number")
    place = None if number is None else place_in(organisation_id, number, published_with_holds(organisation_id))
    if place is not None:
        return _Asked(place.read.row, place.read.schedule, place.job, place.starts_at, place.ends_at)
    found = offer(organisation_id, asked["recipe"], release=datetime.fromisoformat(asked["release"]))
    placed = (*found.schedule.placed, *(replace(each, job=PROBE) for each in found.slot.placed))
    return _Asked(found.plan, Schedule(placed), PROBE, found.starts_at, found.ends_at)
