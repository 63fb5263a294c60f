"""Reading plans with the facts and the schedule that belong to them."""

from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from cellpark.planning.facts import Facts, read_facts
from cellpark.planning.scheduling import Schedule, read_schedule
from cellpark.plans.beside import Beside, read_beside
from cellpark.plans.events import MovedOperation
from cellpark.plans.files import content_of
from cellpark.plans.models import Plan
from cellpark.plans.moving import moves_between, read_moves, starts_of
from cellpark.plans.states import PlanState

FILES_HELD = 16
"""Files of so many plans are held by a process: a page reads the same few again and again, and they never change."""


class PlanRead(NamedTuple):
    """A plan with what it holds; nobody is given a schedule that the checker has not accepted."""

    facts: Facts
    schedule: Schedule
    row: Plan


def plans(organisation_id: UUID) -> QuerySet[Plan]:
    """All plans of an organisation in sight, the newest first."""
    rows: QuerySet[Plan] = Plan.objects.filter(organisation_id=organisation_id).order_by("-number")
    return rows


def plan_row(plan_id: UUID) -> Plan:
    """One plan in sight, without its files; raises ``DoesNotExist``."""
    row: Plan = Plan.objects.get(id=plan_id)
    return row


def read_plan(row: Plan) -> PlanRead:
    """The facts and the schedule of a plan in sight."""
    owner: UUID = row.organisation_id
    return PlanRead(_facts(owner, row.facts_sha256), _schedule(owner, row.schedule_sha256), row)


def beside_of(row: Plan) -> Beside:
    """Names for people, and what a plan in sight was drawn from."""
    return _beside(row.organisation_id, row.beside_sha256)


def published_row(organisation_id: UUID) -> Plan | None:
    """The row of the published plan, or None."""
    row: Plan | None = plans(organisation_id).filter(state=PlanState.PUBLISHED).first()
    return row


def published_plan(organisation_id: UUID) -> PlanRead | None:
    """The plan that crews follow, or None. Two queries, and none for files that this process read before."""
    row = published_row(organisation_id)
    return None if row is None else read_plan(row)


def draft_plans(organisation_id: UUID, limit: int = 10) -> list[PlanRead]:
    """Drafts and what waits for its second person, the newest first."""
    rows = plans(organisation_id).filter(state__in=[PlanState.DRAFT, PlanState.SUBMITTED])
    return [read_plan(row) for row in rows[:limit]]


def moves_of(row: Plan) -> tuple[MovedOperation, ...]:
    """What a plan moves: against the plan that was published when it was submitted, or against today's."""
    if row.moves_sha256:
        return read_moves(content_of(row.organisation_id, row.moves_sha256))
    before = published_plan(row.organisation_id)
    return () if before is None or before.row.id == row.id else moves_against(before, read_plan(row))


def moves_against(before: PlanRead, after: PlanRead) -> tuple[MovedOperation, ...]:
    """The operations that begin elsewhere in ``after`` than in ``before``."""
    starts = [starts_of(each.schedule, each.row.clock, beside_of(each.row)) for each in (before, after)]
    return moves_between(starts[0], starts[1], after.row.as_of)


@lru_cache(maxsize=FILES_HELD)
def _facts(organisation_id: UUID, digest: str) -> Facts:
    return read_facts(content_of(organisation_id, digest))


@lru_cache(maxsize=FILES_HELD)
def _schedule(organisation_id: UUID, digest: str) -> Schedule:
    return read_schedule(content_of(organisation_id, digest))


@lru_cache(maxsize=FILES_HELD)
def _beside(organisation_id: UUID, digest: str) -> Beside:
    return read_beside(content_of(organisation_id, digest))
