"""Work in the background: how far it is, whether it shall end, and what came of it."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from cellpark.base.actor import Actor
from cellpark.base.background import Watch, as_kept, as_told
from cellpark.base.scope import Scope, use_scope
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.scheduling import Asked, Progress, solve
from cellpark.plans.actions.keep_plan import Made, keep_plan
from cellpark.plans.chance import count_chance
from cellpark.plans.changing import change_plan
from cellpark.plans.disturbances import read_disturbances
from cellpark.plans.house import read_house
from cellpark.plans.learning import learned_answer
from cellpark.plans.models import Plan, Work
from cellpark.plans.preferring import preferred, settled
from cellpark.plans.states import PlanKind, WorkKind, WorkState

ATTEMPTS_MAX = 3
TIME_LIMIT_S = 600.0


def carry_out(work_id: UUID) -> None:
    """Do what was asked, in the scope of the one organisation; safe to begin again after a process was killed."""
    with transaction.atomic():
        row = Work.objects.select_for_update().filter(id=work_id).first()
        if row is None or row.state not in (WorkState.WAITING, WorkState.RUNNING):
            return
        if row.attempts >= ATTEMPTS_MAX:
            _end(row, WorkState.REFUSED, problems=[Problem("plans.work.failed", {"attempts": ATTEMPTS_MAX})])
            return
        row.state, row.attempts, row.began_at = WorkState.RUNNING, row.attempts + 1, row.began_at or now()
        row.save(update_fields=["state", "attempts", "began_at"])
    watch = Watch(Work.objects.filter(id=row.id), TIME_LIMIT_S)
    with use_scope(Scope(frozenset({row.organisation_id}))):
        try:
            _carry(row, watch)
        except Refused as refused:
            row.refresh_from_db()
            _end(row, WorkState.STOPPED if row.stop_wanted else WorkState.REFUSED, problems=list(refused.problems))


def _carry(row: Work, watch: Watch) -> None:
    """Work out what was asked; what came of it and the end of the work are kept together or not at all."""

    def done(**made: Any) -> None:
        row.refresh_from_db()
        _end(row, WorkState.STOPPED if watch.wanted else WorkState.DONE, **made)

    def planned(plan: Plan) -> None:
        done(plan=plan.id)

    actor = Actor.system("plans")
    if row.kind == WorkKind.CHANCE:
        done(answer=count_chance(organisation_id=row.organisation_id, asked=row.asked, watch=watch))
    elif row.kind == WorkKind.LEARN:
        done(answer=learned_answer(row, watch))
    elif row.kind == WorkKind.REPLAN:
        change_plan(
            actor=actor,
            organisation_id=row.organisation_id,
            said=read_disturbances(row.asked["disturbances"]),
            person=row.asked_by,
            watch=watch,
            then=planned,
        )
    else:
        _draw(actor, row, watch, planned)


def _draw(actor: Actor, row: Work, watch: Watch, then: Callable[[Plan], None]) -> None:
    asked = row.asked
    house = read_house(actor=actor, organisation_id=row.organisation_id, horizon_days=asked["days"])

    def told(each: Progress) -> None:
        watch.progress(each.share)

    kept = preferred(row.organisation_id, house) if asked.get("keep_published", True) else None
    schedule = solve(
        house.facts if kept is None else kept.facts,
        Asked(
            turns=asked["turns"],
            seed=asked["seed"],
            limit_s=TIME_LIMIT_S,
            progress=told,
            stop=watch.stop,
            published=None if kept is None else kept.published,
            clock=time.monotonic,
        ),
    )
    made = Made(
        facts=house.facts,
        schedule=schedule if kept is None else settled(house.facts, schedule),
        clock=house.clock,
        as_of=house.as_of,
        beside=house.beside,
        times=house.times.id,
        policy=None if kept is None else kept.policy.id,
        seed=asked["seed"],
    )
    keep_plan(
        actor=actor,
        organisation_id=row.organisation_id,
        kind=PlanKind.DRAWN,
        made=made,
        person=row.asked_by,
        then=then,
    )


def _end(row: Work, state: WorkState, *, problems: list[Problem] | None = None, **made: Any) -> None:
    row.state, row.ended_at = state, now()
    row.share = 1.0 if state is WorkState.DONE else row.share
    row.problems = [as_kept(each) for each in problems or ()]
    for name, value in made.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "ended_at", "share", "problems", "plan", "answer"])


def problems_of(row: Work) -> list[Problem]:
    """Why nothing came of some work."""
    return as_told(row.problems)


def works(organisation_id: UUID) -> QuerySet[Work]:
    """Work of an organisation in sight, the newest first."""
    rows: QuerySet[Work] = Work.objects.filter(organisation_id=organisation_id).order_by("-asked_at", "-id")
    return rows


def work_row(work_id: UUID) -> Work:
    """One piece of work in sight; raises ``DoesNotExist``."""
    row: Work = Work.objects.get(id=work_id)
    return row
