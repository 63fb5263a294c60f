"""What the neighbours say for or against a batch: results, environment, shipments, orders."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from cellpark.base.actor import Actor
from cellpark.batches.public import Batch
from cellpark.kernel.problem import Problem
from cellpark.orders import public as orders
from cellpark.quality.public import (
    EnvironmentResult,
    ResultView,
    Test,
    TestState,
    Verdict,
    release_problems,
    remarks_on,
    result_views,
)
from cellpark.quality.public import Stage as QualityStage
from cellpark.release.failing import failing
from cellpark.release.lines import Behind
from cellpark.release.states import RELEASED, DispositionState, Stage
from cellpark.shipments.public import Shipment, shipment_problems
from cellpark.shipments.public import shipments_of as all_shipments

# what each decision says to the order; a recall takes back what it was told before
SAID = {
    DispositionState.STAGE_ONE: orders.Disposition.RELEASED,
    DispositionState.CERTIFIED: orders.Disposition.RELEASED,
    DispositionState.SUPPLIED: orders.Disposition.SUPPLIED,
    DispositionState.QUARANTINED: orders.Disposition.HELD,
    DispositionState.REJECTED: orders.Disposition.REJECTED,
    DispositionState.RECALLED: orders.Disposition.REJECTED,
}
# a quarantine before anything was made leaves the order where it is: it reads as made, not as released
HOLDABLE = (
    orders.OrderState.MADE,
    orders.OrderState.RELEASED,
    orders.OrderState.SUPPLIED,
    orders.OrderState.SHIPPED,
)
# the first stage rests on what is due at release; a full release on what may come later as well (ATMP-2a)
STAGES = {Stage.ONE: QualityStage.RELEASE, Stage.FULL: QualityStage.POST_RELEASE}


@dataclass(frozen=True, slots=True)
class Results:
    """What stands against the results of a batch at a stage of its release, and what is said beside them."""

    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    """Flags of analyses, files whose sample somebody confirmed (P11-7)."""
    tests: tuple[Behind, ...] = ()
    """The tests that were not cancelled; what failed or waits first."""

    @property
    def failed(self) -> bool:
        """Whether a result is out of specification."""
        return bool(failing(self.problems))


def batches_with_failures() -> "QuerySet[Test]":
    """The batches in scope that have a failing result: the few that are worth a closer look."""
    rows = Test.objects.filter(verdict=Verdict.FAIL).exclude(state=TestState.CANCELLED)
    found: QuerySet[Test] = rows.values("batch")  # type: ignore[assignment]
    return found


def results_of(batch_id: UUID, *, stage: Stage) -> Results:
    """The results that this stage of a release rests on (T13)."""
    views = result_views(batch_id)
    problems = release_problems(batch_id, STAGES[stage], views=views)
    return Results(tuple(problems), tuple(remarks_on(views)), _tests(views))


def late_results(batch_id: UUID) -> Sequence[Problem]:
    """What the specification lets come after a first stage, and is not there yet (ATMP-2a)."""
    due = {(each.code, str(each.params)) for each in results_of(batch_id, stage=Stage.ONE).problems}
    later = results_of(batch_id, stage=Stage.FULL).problems
    return [each for each in later if (each.code, str(each.params)) not in due]


def readings_of(found: Iterable[EnvironmentResult]) -> tuple[Behind, ...]:
    """Readings as records behind a line; what does not pass first."""
    rows = sorted(found, key=lambda each: (each.passes, each.sampled_at))
    return tuple(Behind("environment", each.id, f"{each.room_code} {each.method}") for each in rows)


def _tests(views: Iterable[ResultView]) -> tuple[Behind, ...]:
    rows = [each for each in views if each.state is not TestState.CANCELLED]
    order = {Verdict.FAIL: 0, Verdict.PENDING: 1, Verdict.NEGATIVE_TO_DATE: 2}
    found = sorted(rows, key=lambda each: (order.get(each.verdict, 3), each.code, each.sample_code))
    return tuple(Behind("test", each.test, f"{each.name} {each.sample_code}") for each in found)


def roads_of(coi: str) -> Sequence[Shipment]:
    """The shipments of a chain of identity."""
    return list(all_shipments(coi)) if coi else ()


def shipped(roads: Iterable[Shipment]) -> tuple[Behind, ...]:
    """Shipments as records behind a line."""
    return tuple(Behind("shipment", each.id, each.number) for each in roads)


def shipments_of(
    coi: str, batch_id: UUID, roads: Sequence[Shipment], touched: Collection[UUID]
) -> tuple[Problem, ...] | None:
    """Excursions and gaps of custody on the way of what the batch used or made; None without a chain of identity."""
    return tuple(shipment_problems(coi, batch=batch_id, among=roads, touched=touched)) if coi else None


@dataclass(frozen=True, slots=True)
class Ordered:
    """Who ordered a treatment."""

    hospital: UUID
    sponsor: UUID | None


def order_of(coi: str) -> Ordered | None:
    """The order of a chain of identity; None where the plant keeps none."""
    found = orders.order_of(coi) if coi else None
    if found is None:
        return None
    sponsor = None if found.sponsor_id == found.organisation_id else found.sponsor_id
    return Ordered(found.hospital_id, sponsor)


def treats_for(maker: UUID, hospital: UUID) -> bool:
    """Whether a hospital collects for a product of a maker, or has ordered from it."""
    return orders.treats_for(maker, hospital)


def tell_order(actor: Actor, batch: Batch, *, before: str, after: DispositionState, reason: str) -> None:
    """Let the order go on with what was decided on its batch, in the same transaction (T14).

    An order that is over or goes on with another batch, or a batch without one, hears nothing; nor does one that
    heard the same before, as from the second of two stages. What was shipped is taken back as well (T14).
    """
    said = SAID.get(after)
    found = orders.order_of(batch.coi) if batch.coi else None
    # what was made again, or collected again, has a batch of its own: the order goes by that one
    if said is None or found is None or found.state in orders.OVER or found.batch_id != batch.id:
        return
    again = said is orders.Disposition.RELEASED and before in RELEASED
    held = said is orders.Disposition.HELD and found.state not in HOLDABLE
    if again or held or found.state == said:
        return
    # whoever may stop a batch stops its order with it: the right was settled at the desk
    deciding = replace(actor, permissions=actor.permissions | {orders.OrderPermission.DECIDE})
    orders.record_disposition(
        actor=deciding, coi=batch.coi, organisation_id=batch.organisation_id, disposition=said, reason=reason
    )
