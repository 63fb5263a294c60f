"""A published plan after disturbances: the new plan by the policy in force, and each move with its reason."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.background import Watch
from cellpark.base.time import now
from cellpark.kernel.problem import Problem
from cellpark.planning.facts import Facts
from cellpark.planning.replanning import Cause, Disturbance, Failed, Move, Replanned, Rule, move_problem, replan
from cellpark.planning.scheduling import objective_of
from cellpark.plans.actions.keep_plan import Made, keep_plan
from cellpark.plans.beside import Beside
from cellpark.plans.disturbances import Said, as_form, disturbance_of
from cellpark.plans.editions import policy_in_force
from cellpark.plans.files import content_of, keep
from cellpark.plans.models import Plan
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.promising import published_with_holds
from cellpark.plans.queries import beside_of
from cellpark.plans.states import PlanKind
from cellpark.plans.templates import one_more

HOUR_MINUTES = 60


def change_plan(
    *,
    actor: Actor,
    organisation_id: UUID,
    said: tuple[Said, ...],
    person: UUID | None = None,
    watch: Watch | None = None,
    then: Callable[[Plan], None] | None = None,
) -> Plan:
    """A draft that takes the disturbances in and moves little else; the moves are kept beside it.

    ``watch`` hears how far it is, and may end it with the best so far. ``then``: as in ``keep_plan``.

    Raises ``Refused``: ``plans.promise.nothing_published``, ``plans.policy.none``, ``plans.disturbance.outside``, and
    what ``replan`` refuses.
    """
    actor.require(PlanPermission.DRAW)
    policy, edition = policy_in_force(organisation_id)
    facts, schedule, row = published_with_holds(organisation_id)
    disturbances = _read(said, facts, row)
    at = now()
    found = replan(
        facts,
        schedule,
        disturbances,
        row.clock.after(at),
        policy.policy(row.unit_minutes),
        progress=None if watch is None else watch.progress,
        stop=None if watch is None else watch.stop,
    )
    objective = objective_of(found.facts, found.schedule)
    bound = min(found.schedule.bound, objective)
    beside = _beside(beside_of(row), said, disturbances, {job.key for job in facts.jobs}, found)
    made = Made(
        facts=found.facts,
        schedule=replace(found.schedule, objective=objective, bound=bound, proven=False),
        clock=row.clock,
        as_of=at,
        beside=replace(beside, reasons=keep(organisation_id, write_reasons(found))),
        times=row.times,
        policy=edition.id,
        seed=policy.seed,
    )
    return keep_plan(
        actor=actor,
        organisation_id=organisation_id,
        kind=PlanKind.REPLANNED,
        made=made,
        based_on=row,
        person=person,
        then=then,
    )


def _read(said: tuple[Said, ...], facts: Facts, row: Plan) -> tuple[Disturbance, ...]:
    """What was said, in the units of a plan."""
    return tuple(
        disturbance_of(
            each,
            facts,
            row.clock,
            lambda one: one_more(
                row, facts.horizon, one.recipe, one.key, release=one.release, arrived=one.arrived, weight=one.weight
            ),
        )
        for each in said
    )


def _beside(
    before: Beside, said: tuple[Said, ...], disturbances: Sequence[Disturbance], jobs: set[str], found: Replanned
) -> Beside:
    """What stood beside the plan before, with the batches that it did not have; other new jobs are what is out."""
    made = {each.key: each.recipe for each in said if each.kind == "urgent"}
    made |= {each.key: before.recipes.get(each.job, "") for each in disturbances if isinstance(each, Failed)}
    out = tuple(job.key for job in found.facts.jobs if job.key not in jobs | made.keys())
    return replace(
        before,
        recipes={**before.recipes, **{key: recipe for key, recipe in made.items() if key}},
        out=(*before.out, *out),
        disturbances=tuple(as_form(said)),
    )


def write_reasons(found: Replanned) -> bytes:
    """Why each operation was moved, and how many of those who are not hit, as a file."""
    form = {
        "format": "cellpark.reasons/1",
        "hit": sorted(found.hit),
        "others": found.others,
        "others_moved": found.others_moved,
        "moves": [asdict(each) for each in found.moves],
    }
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Changed:
    """What a plan does to the one that it was made from: who is hit, each move, and how many operations of ``others``
    there are, of which ``others_moved`` begin elsewhere.
    """

    hit: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    others: int = 0
    others_moved: int = 0


def change_of(row: Plan) -> Changed:
    """Of a plan that was changed after disturbances; of other plans nothing."""
    digest = beside_of(row).reasons
    if not digest:
        return Changed()
    form = json.loads(content_of(row.organisation_id, digest))
    return Changed(
        frozenset(form["hit"]), tuple(_move(each) for each in form["moves"]), form["others"], form["others_moved"]
    )


def reasons_of(row: Plan) -> tuple[Move, ...]:
    """The moves of a plan that was changed after disturbances; of other plans none."""
    return change_of(row).moves


def _move(form: dict[str, Any]) -> Move:
    rule = form["rule"]
    said = {**form, "cause": Cause(str(form["cause"])), "rule": None if rule is None else Rule(str(rule))}
    return Move(**said)


def sentences_of(row: Plan, moves: Sequence[Move]) -> list[Problem]:
    """Each move with its reason, to be said in the reader's language."""
    return [
        move_problem(each, lambda unit: f"{row.at(unit):%Y-%m-%d %H:%M}", lambda n: _span(row, n)) for each in moves
    ]


def _span(row: Plan, units: int) -> str:
    minutes = units * row.unit_minutes
    return f"{minutes // HOUR_MINUTES}:{minutes % HOUR_MINUTES:02} h"
