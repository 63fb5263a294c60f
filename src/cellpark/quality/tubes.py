"""Reading the queue of tubes."""

from typing import TYPE_CHECKING
from uuid import UUID

from cellpark.kernel.problem import Problem
from cellpark.quality.models import TubeRun

if TYPE_CHECKING:
    from django.db.models import QuerySet


def tube_runs() -> "QuerySet[TubeRun]":
    """The runs in scope with their strategies."""
    rows: QuerySet[TubeRun] = TubeRun.objects.select_related("strategy")
    return rows


def tube_run(run_id: UUID) -> TubeRun:
    """One run in scope. Raises ``TubeRun.DoesNotExist``."""
    return tube_runs().get(id=run_id)


def problems_of(run: TubeRun) -> tuple[Problem, ...]:
    """Why a run was refused."""
    return tuple(Problem(each["code"], each["params"]) for each in run.problems)
