"""Batches that are planned or on their way, and orders that wait for one, as what is to be planned."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.public import Batch, BatchState, state_of
from cellpark.orders.public import OrderState, TreatmentOrder, running_orders
from cellpark.planning.drafting import BatchToPlan, Progress, Stretch
from cellpark.quality.public import Stage, TestState, tests

WAITING = (OrderState.SUBMITTED, OrderState.ACCEPTED, OrderState.KIT_SENT, OrderState.COLLECTED, OrderState.RECEIVED)
"""Nothing has been begun for them yet."""
IN_TESTING = (OrderState.MANUFACTURING, OrderState.MADE)
"""What was made for them is being tested, or waits for its decision."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One batch to plan: the SHA-256 of its recipe stands in ``batch.recipe``; ``number`` is its own or its order's."""

    batch: BatchToPlan
    order: str = ""


def wanted_batches(actor: Actor, organisation_id: UUID, *, at: datetime) -> tuple[Wanted, ...]:
    """Everything of an organisation that still takes rooms, devices or people, in the scope that is open."""
    orders = [
        each
        for each in running_orders(actor).select_related("therapy")
        if each.organisation_id == organisation_id and each.state != OrderState.DRAFT
    ]
    return (*_batches(organisation_id, orders, at), *_orders(orders, at))


def _batches(organisation_id: UUID, orders: list[TreatmentOrder], at: datetime) -> Iterator[Wanted]:
    by_batch = {each.batch_id: each for each in orders if each.batch_id is not None}
    alive = Batch.objects.filter(organisation_id=organisation_id, state__in=(BatchState.PLANNED, BatchState.RUNNING))
    # a batch that is finished takes the laboratory's time until it is decided about
    tested = [each.batch_id for each in by_batch.values() if each.state in IN_TESTING]
    made = Batch.objects.filter(organisation_id=organisation_id, state=BatchState.FINISHED, id__in=tested)
    rows = [*alive.order_by("slot_from", "number"), *made.order_by("ended_at", "number")]
    laboratory = _tests([each.id for each in rows])
    for each in rows:
        order = by_batch.get(each.id)
        yield Wanted(_batch(each, order, laboratory.get(each.id, {}), at), "" if order is None else order.number)


def _batch(row: Batch, order: TreatmentOrder | None, laboratory: Mapping[str, Stretch], at: datetime) -> BatchToPlan:
    progress = Progress()
    if row.state != BatchState.PLANNED:
        _plan, state = state_of(row)
        steps = {key: Stretch(each.begun_at, each.completed_at or each.ended_at) for key, each in state.steps.items()}
        progress = Progress(steps, laboratory, row.ended_at if row.state == BatchState.FINISHED else None)
    begins = row.started_at or row.slot_from or at
    return BatchToPlan(
        key=row.number,
        recipe=row.recipe,
        release=begins if order is None or order.collect_at is None else order.collect_at,
        group=row.coi or row.number,
        due=None if order is None else order.infuse_at,
        arrived=True,
        progress=progress,
    )


def _tests(batches: list[UUID]) -> Mapping[UUID, dict[str, Stretch]]:
    """Tests for release that were begun; a test is named as the recipe names it, by its attribute."""
    found: dict[UUID, dict[str, Stretch]] = defaultdict(dict)
    rows = tests().filter(batch__in=batches, stage=Stage.RELEASE).exclude(state=TestState.CANCELLED)
    for each in rows.order_by("ordered_at", "id"):
        if each.begun_at is not None:
            done = each.verified_at if each.state == TestState.VERIFIED else None
            found[each.batch][each.attribute] = Stretch(each.begun_at, done)
    return found


def _orders(orders: list[TreatmentOrder], at: datetime) -> Iterator[Wanted]:
    """Orders without a batch: their cells are collected when it was agreed, and are there once they were received."""
    for each in orders:
        if each.state not in WAITING or each.batch_id is not None:
            continue
        batch = BatchToPlan(
            key=each.number,
            recipe=each.therapy.recipe,
            release=each.collect_at or at,
            group=each.coi or each.number,
            due=each.infuse_at,
            arrived=each.state == OrderState.RECEIVED,
        )
        yield Wanted(batch, each.number)
