"""Ask for work in the background, and end it before its time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.background import asked_to_end
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.planning.drafting import HORIZON_DAYS
from cellpark.planning.living.learned import waiting_batches
from cellpark.plans.disturbances import as_form, read_disturbances
from cellpark.plans.editions import policy_in_force, times_in_force
from cellpark.plans.learning import version_to_learn
from cellpark.plans.models import Work
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.queries import published_row
from cellpark.plans.rows import in_turn
from cellpark.plans.rules import effort_problems, scenario_problems
from cellpark.plans.states import WorkKind, WorkState

TURNS, SCENARIOS = 20_000, 1_000
UNDER_WAY = (WorkState.WAITING, WorkState.RUNNING)


def ask_for_plan(
    *,
    actor: Actor,
    organisation_id: UUID,
    turns: int = TURNS,
    seed: int = 1,
    days: int = HORIZON_DAYS,
    keep_published: bool = True,
) -> Work:
    """A draft of what is to be done from now on.

    ``keep_published``: what is published is moved only where others gain more than the policy in force says. Raises
    ``Refused``: ``plans.times.none``, ``plans.work.busy``, …
    """
    refuse_any(effort_problems(turns=turns, seed=seed, days=days))
    times_in_force(organisation_id)
    asked = {"turns": turns, "seed": seed, "days": days, "keep_published": keep_published}
    return queued(actor, PlanPermission.DRAW, organisation_id, WorkKind.DRAW, asked)


def ask_for_change(*, actor: Actor, organisation_id: UUID, disturbances: Any) -> Work:
    """A proposal after disturbances, by the policy in force.

    Raises ``Refused``: ``plans.disturbance.field``, ``plans.policy.none``, ``plans.promise.nothing_published``.
    """
    said = read_disturbances(disturbances)
    policy_in_force(organisation_id)
    refuse_nothing_published(organisation_id)
    return queued(actor, PlanPermission.DRAW, organisation_id, WorkKind.REPLAN, {"disturbances": as_form(said)})


def ask_for_chance(
    *, actor: Actor, organisation_id: UUID, recipe: str, release: datetime, scenarios: int = SCENARIOS, seed: int = 1
) -> Work:
    """How sure one more patient is done by when, by scenarios that start in the plant as it is."""
    refuse_any(scenario_problems(scenarios=scenarios, seed=seed))
    refuse_nothing_published(organisation_id)
    asked = {"recipe": recipe, "release": release.isoformat(), "scenarios": scenarios, "seed": seed}
    return queued(actor, PlanPermission.SEE, organisation_id, WorkKind.CHANCE, asked)


def ask_for_learning(*, actor: Actor, organisation_id: UUID, recipe_id: UUID) -> Work:
    """What the executed batches of a recipe of the organisation say of its overlay in force; nothing is kept.

    Raises ``DoesNotExist`` for a recipe of nobody there; ``Refused``: ``planning.learn.no_recipe``,
    ``planning.learn.nothing``.
    """
    version = version_to_learn(organisation_id, recipe_id)
    if not waiting_batches([version])[version.recipe_id]:
        raise Refused(Problem("planning.learn.nothing", {"recipe": version.recipe.mbr}))
    return queued(actor, PlanPermission.DRAW, organisation_id, WorkKind.LEARN, {"recipe": str(recipe_id)})


def stop_work(*, actor: Actor, work_id: UUID) -> Work:
    """End it with what was found so far; what has not begun does not begin. Raises ``Refused(plans.work.over)``."""
    actor.require(PlanPermission.DRAW)
    return stopped(work_id)


def stopped(work_id: UUID) -> Work:
    """The same for whoever was let through. Raises ``Refused(plans.work.over)``."""
    row: Work = asked_to_end(Work.objects.all(), work_id, Problem("plans.work.over"))
    return row


def refuse_nothing_published(organisation_id: UUID) -> None:
    """Raises ``Refused(plans.promise.nothing_published)``."""
    if published_row(organisation_id) is None:
        raise Refused(Problem("plans.promise.nothing_published"))


def queued(
    actor: Actor, permission: PlanPermission, organisation_id: UUID, kind: WorkKind, asked: dict[str, Any]
) -> Work:
    """Let the worker do it; a plant has one of a kind at a time, and each order its own count.

    Raises ``NotAllowed``; ``Refused(plans.work.busy)``.
    """
    from cellpark.plans.tasks import work

    actor.require(permission)
    with transaction.atomic():
        in_turn(organisation_id)
        rows = Work.objects.filter(organisation_id=organisation_id, kind=kind, state__in=UNDER_WAY)
        same = rows.filter(asked__order=asked["order"]) if "order" in asked else rows.exclude(asked__has_key="order")
        if same.exists():
            raise Refused(Problem("plans.work.busy"))
        row = Work(organisation_id=organisation_id, kind=kind, asked=asked, asked_by=actor.person_id, asked_at=now())
        row.save(force_insert=True)
        work.defer(work_id=str(row.id))
    return row
