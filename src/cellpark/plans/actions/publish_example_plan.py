"""Draw up a plan of what is to be done in the example plant, and publish it by its two example planners."""

import time
from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.utils.html import format_html

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning, sign_as_example
from cellpark.planning.scheduling import Asked, solve
from cellpark.plans.actions.decide_plan import approve_plan
from cellpark.plans.actions.keep_plan import Made, keep_plan
from cellpark.plans.actions.submit_plan import submit_plan
from cellpark.plans.example_people import WHY, example_planners, example_plant
from cellpark.plans.house import read_house
from cellpark.plans.models import Plan
from cellpark.plans.queries import published_row
from cellpark.plans.signing import prepare_plan_signature
from cellpark.plans.states import PlanKind

DAYS, TURNS, SEED, LIMIT_S = 90, 2_000, 1, 20.0


def publish_example_plan(*, password: str) -> Plan | None:
    """The published plan: the one that is there, or a new one by the ordinary acts; None where nothing is to be done.

    In a scope that covers the organisation; safe to repeat. Raises ``Refused``, as ``read_house`` and ``solve``.
    """
    plant = example_plant()
    if plant is None:
        return None
    there = published_row(plant.id)
    if there is not None:
        return there
    planner, second = example_planners(plant)
    house = read_house(actor=planner, organisation_id=plant.id, horizon_days=DAYS)
    if not house.facts.jobs:
        return None
    schedule = solve(house.facts, Asked(turns=TURNS, seed=SEED, limit_s=LIMIT_S, clock=time.monotonic))
    made = Made(
        facts=house.facts,
        schedule=schedule,
        clock=house.clock,
        as_of=house.as_of,
        beside=house.beside,
        times=house.times.id,
        seed=SEED,
    )
    with transaction.atomic():
        row = keep_plan(actor=planner, organisation_id=plant.id, kind=PlanKind.DRAWN, made=made)
        row = _signed(planner, row, Meaning.RESPONSIBLE, submit_plan, password)
        return _signed(second, row, Meaning.APPROVED, approve_plan, password)


def _signed(actor: Actor, row: Plan, meaning: Meaning, act: Callable[..., Plan], password: str) -> Plan:
    prepared = prepare_plan_signature(
        actor=actor,
        row=row,
        meaning=meaning,
        role=min(actor.roles),
        why=WHY,
        view=format_html("<p>{} {}</p><p>SHA-256 {}</p>", row.number, row.as_of, row.schedule_sha256),
    )
    signed: UUID = sign_as_example(actor=actor, prepared=prepared, password=password)
    return act(actor=actor, plan_id=row.id, signature_id=signed)
