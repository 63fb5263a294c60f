"""What happens to a container outside the batch reaches the batch that it is in, once (T7, T10)."""

from datetime import timedelta

import pytest

from cellpark.base.outbox import carry_out, subscriptions
from cellpark.base.time import now
from cellpark.batches import effects
from cellpark.batches import public as batches
from cellpark.batches.public import Batch, BatchException
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Event, events_of
from cellpark.materials import public as materials
from cellpark.materials.public import DonorMarker, MarkerFinding
from tests.batches.floor import COI, OTHER_COI, Floor
from tests.batches.test_exceptions import found
from tests.batches.test_gates import codes

BREACHED = "materials.container.clock_breached"
TESTED = "materials.container.donor_tested"


def deliver(container: materials.Container, kind: str) -> Event:
    """The newest event of a kind, told to everybody who listens, twice as after a lost worker."""
    event = [each for each in events_of(f"container/{container.id}") if each.type == kind][-1]
    for _again in range(2):
        for subscriber in subscriptions()[kind]:
            carry_out(subscriber=subscriber, event_id=str(event.id))
    return event


def in_process(floor: Floor) -> tuple[Batch, materials.Container]:
    bag = floor.store.patient_bag()
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, bag)
    return batch, bag


def breached(floor: Floor, *, hours: int) -> int:
    floor.clock.advance(timedelta(hours=hours))
    return materials.notice_breaches(actor=floor.lead)


def test_T10_a_clock_that_runs_out_in_process_opens_an_exception_of_the_batch_once(floor: Floor) -> None:
    bag = floor.store.patient_bag(collected_at=now())
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, bag)
    assert breached(floor, hours=73) == 1
    event = deliver(bag, BREACHED)
    effects.deviate_over_clock(event.id)
    assert found(batch) == [("B-0001-E01", "clock", "", "", "deviation major")]
    assert BatchException.objects.get().seen == f"{bag.code} fresh > 72 h"
    batch.refresh_from_db()
    assert batch.version == events_of(f"batch/{batch.id}").count()


def test_T10_a_container_in_no_running_batch_opens_none(floor: Floor) -> None:
    batch, _bag = in_process(floor)
    other = floor.store.patient_bag(OTHER_COI, collected_at=now())
    assert breached(floor, hours=73) >= 1
    deliver(other, BREACHED)
    assert found(batch) == []


def stated(floor: Floor, finding: MarkerFinding) -> None:
    materials.state_donor_tests(
        actor=floor.quality,
        organisation_id=floor.store.organisation.id,
        coi=COI,
        results=dict.fromkeys(DonorMarker, finding),
        report_sha256="a" * 64,
        tested_at=now(),
        reason="report of the hospital",
    )


def test_T7_a_donor_who_becomes_positive_stops_the_batch(floor: Floor) -> None:
    """ATMP-3b: no step begins until quality has judged it."""
    batch, bag = in_process(floor)
    stated(floor, MarkerFinding.NEGATIVE)
    deliver(bag, TESTED)
    assert found(batch) == []
    stated(floor, MarkerFinding.POSITIVE)
    deliver(bag, TESTED)
    assert found(batch) == [("B-0001-E01", "donor", "", "", "stop")]
    with pytest.raises(Refused) as refused:
        batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.2")
    assert codes(refused) == ["batches.batch.stopped"]
