"""Reading batches: lists, and everything that a page about one batch shows in one call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cellpark.base.time import now
from cellpark.batches.models import Batch, BatchException, RunningTime
from cellpark.batches.reading import happened_of, plan_of, state_of, stream_of
from cellpark.batches.run import Happened, NextSteps, Plan, State, StepState, fold, next_steps, round_of, step_of
from cellpark.batches.run.happened import Value
from cellpark.batches.run.plan import Where
from cellpark.batches.run.recipe import In, Out, Recipe, Step, Unit, Use
from cellpark.batches.run.recipe import Sample as SampleField
from cellpark.batches.run.values import typed_value
from cellpark.batches.states import BatchState, ExceptionState
from cellpark.identity.public import names_of_people
from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import Event, events_of


class Standing(StrEnum):
    """How a step of the overview stands."""

    DONE = "done"
    OPEN = "open"
    NEXT = "next"
    AHEAD = "ahead"
    REOPENED = "reopened"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in the overview, one line a round."""

    key: str
    step: Step
    round: int | None
    standing: Standing
    state: StepState | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the overview with its steps; ``rounds``: how many rounds of a loop were begun."""

    unit: Unit
    steps: tuple[StepLine, ...]
    rounds: int


@dataclass(frozen=True, slots=True)
class BatchView:
    """Everything that a page about a batch shows. ``people``: names in sight by ``person/<uuid>``."""

    batch: Batch
    plan: Plan
    state: State
    next: NextSteps
    units: tuple[UnitLine, ...]
    exceptions: tuple[BatchException, ...]
    people: Mapping[str, str]
    at: datetime

    @property
    def recipe(self) -> Recipe:
        """The recipe that the batch runs."""
        return self.plan.recipe


def batches() -> "QuerySet[Batch]":
    """The batches in scope, each with ``open_exceptions``; running ones first, then by slot."""
    rows: QuerySet[Batch] = Batch.objects.all()
    # a subquery for each row that is shown, where a join would count for every batch there ever was
    mine = BatchException.objects.filter(batch=OuterRef("pk")).exclude(state=ExceptionState.CLOSED).order_by()
    waiting = Coalesce(Subquery(mine.values("batch").annotate(number=Count("id")).values("number")), 0)
    return rows.annotate(open_exceptions=waiting).order_by("-state", "slot_from", "number")


def running_batches() -> "QuerySet[Batch]":
    """The batches that run now, by their slot."""
    return batches().filter(state=BatchState.RUNNING)


def batch(batch_id: UUID) -> Batch:
    """One batch in scope. Raises ``Batch.DoesNotExist``."""
    found: Batch = Batch.objects.get(id=batch_id)
    return found


def batch_by_number(number: str) -> Batch:
    """One batch in scope by its number. Raises ``Batch.DoesNotExist``."""
    found: Batch = Batch.objects.get(number=number)
    return found


def exceptions() -> "QuerySet[BatchException]":
    """The exceptions in scope, the newest first."""
    rows: QuerySet[BatchException] = BatchException.objects.select_related("batch")
    return rows.order_by("-opened_at", "-id")


def batch_exception(exception_id: UUID) -> BatchException:
    """One exception in scope. Raises ``BatchException.DoesNotExist``."""
    return exceptions().get(id=exception_id)


def times_due(*, until: datetime) -> "QuerySet[RunningTime]":
    """The times in scope that must end before ``until``, the next first."""
    rows: QuerySet[RunningTime] = RunningTime.objects.select_related("batch").filter(due_at__lt=until)
    return rows.order_by("due_at")


def value_written(batch_id: UUID, *, step: str, field: str, written: str | bool) -> Value:
    """What somebody wrote into a field, as a value of the kind that the recipe wants: ``2e9`` in the field's unit.

    For a reagent, a sample or a container: an amount with its unit. Raises ``Refused``, ``Batch.DoesNotExist``.
    """
    asked = plan_of(batch(batch_id).recipe).fields.get((step_of(step), field))
    if isinstance(asked, (Use, Out, SampleField, In)) and isinstance(written, str):
        return Quantity.parse(written)
    return typed_value(asked, written)


def batch_view(batch_id: UUID, *, named: bool = True) -> BatchView:
    """One batch with its steps as they stand; without the names of its people where nobody reads them (``named``).

    Raises ``Batch.DoesNotExist``.
    """
    found = batch(batch_id)
    plan, state = state_of(found)
    return _view(found, plan, state, now(), named=named)


def batch_view_at(batch_id: UUID, *, version: int) -> BatchView:
    """The same as the batch stood after ``version`` entries of its stream: what somebody saw then (P11-5b)."""
    found = batch(batch_id)
    plan = plan_of(found.recipe)
    events: Sequence[Event] = list(events_of(stream_of(batch_id)).filter(version__lte=version))
    state = fold(plan, map(happened_of, events))
    return _view(found, plan, state, events[-1].at if events else now())


def batch_history(batch_id: UUID, *, after: int = 0, limit: int = 500) -> list[tuple[Event, Happened]]:
    """The entries of the batch behind ``after`` in their order, refused acts included; ``limit`` at most.

    Raises ``Batch.DoesNotExist``.
    """
    found = batch(batch_id)
    events = events_of(stream_of(found.id)).filter(version__gt=after)[:limit]
    return [(event, happened_of(event)) for event in events]


def _view(found: Batch, plan: Plan, state: State, at: datetime, *, named: bool = True) -> BatchView:
    coming = next_steps(plan, state, at)
    return BatchView(
        batch=found,
        plan=plan,
        state=state,
        next=coming,
        units=tuple(_unit(plan, state, coming, number) for number in range(len(plan.units))),
        exceptions=tuple(BatchException.objects.filter(batch_id=found.id).order_by("opened_at", "id")),
        people=_people(state) if named else {},
        at=at,
    )


def _unit(plan: Plan, state: State, coming: NextSteps, number: int) -> UnitLine:
    unit = plan.units[number]
    begun = state.rounds.get(number)
    rounds = 1 if unit.repeat is None else 0 if begun is None else begun[0]
    begins = {each.key for each in coming.open if not each.has_begun}
    ahead = max((_round_ahead(plan, key, number) for key in begins), default=0)
    lines = []
    for round_ in range(1, max(rounds, ahead, 1) + 1):
        for step in unit.steps:
            key = plan.key(number, step, round_)
            done = state.steps.get(key)
            standing = _standing(plan.where[step.id], done, key in begins)
            if standing is not Standing.BRANCH or unit.repeat is None:
                shown_round = round_ if unit.repeat is not None else None
                lines.append(StepLine(key, step, shown_round, standing, done))
    return UnitLine(unit, tuple(lines), rounds if unit.repeat is not None else 0)


def _round_ahead(plan: Plan, key: str, unit: int) -> int:
    where = plan.find(key)
    return 0 if where is None or where.unit != unit else round_of(key) or 0


def _standing(where: Where, done: StepState | None, begins: bool) -> Standing:
    if done is None:
        if begins:
            return Standing.NEXT
        return Standing.BRANCH if where.index is None else Standing.AHEAD
    if done.is_complete:
        return Standing.DONE
    return Standing.REOPENED if done.voided else Standing.OPEN


def _people(state: State) -> Mapping[str, str]:
    """Who appears in the batch, by name."""
    references: set[str] = set()
    for step in state.steps.values():
        references |= {step.begun_by, *step.performers}
        references |= {each.by for each in (*step.signed.values(), *step.voided)}
        references |= {each.confirmed_by for found in step.entries.values() for each in found if each.confirmed_by}
    references |= {each.by for each in state.refusals}
    ids = {UUID(each.removeprefix("person/")) for each in references if each.startswith("person/")}
    return {f"person/{identity}": name for identity, name in names_of_people(ids).items()}
