"""What the house knows already of what went otherwise: terminated batches, late shipments, what is out of service."""

from datetime import timedelta

import pytest

from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.equipment import public as plant
from cellpark.kernel.clock import FixedClock
from cellpark.plans import public as plans
from cellpark.plans.public import EditionKind, Suggestion
from cellpark.shipments.models import Shipment, ShipmentContent
from cellpark.shipments.states import Condition, ShipmentState
from tests.people import HOUSE
from tests.planning.test_living import TIMES
from tests.plans.house import POLICY, House, in_force
from tests.plans.test_work import asked, done, made


@pytest.fixture
def planned(house: House) -> batches.Batch:
    """A batch with its place in the published plan."""
    batch = house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.encode())
    in_force(house, EditionKind.POLICY, POLICY)
    house.approved(house.submitted(made(done(asked(house)))))
    return batch


def found(house: House) -> list[Suggestion]:
    return plans.suggestions(plans.published_with_holds(house.home.id))


def changed(house: House, said: dict[str, object]) -> None:
    """The proposal after it is published as well."""
    row = plans.ask_for_change(actor=house.one, organisation_id=house.home.id, disturbances=[said])
    house.approved(house.submitted(made(done(row))))


def test_while_all_is_as_planned_nothing_is_suggested(house: House, planned: batches.Batch) -> None:
    assert found(house) == []


def test_a_device_out_of_service_is_suggested_until_the_plan_has_it(house: House, planned: batches.Batch) -> None:
    code = house.floor.incubator.code
    plant.change_service(actor=HOUSE, equipment_id=house.floor.incubator.id, verb="take_out", reason="broken")
    at = now()
    assert found(house) == [Suggestion("broken", "incubator/B", (code,), at, 1)]
    until = at + timedelta(days=1)
    changed(
        house,
        {
            "kind": "broken",
            "resource": "incubator/B",
            "since": at.isoformat(),
            "until": until.isoformat(),
            "count": 1,
        },
    )
    assert found(house) == []
    plant.change_service(actor=HOUSE, equipment_id=house.floor.incubator.id, verb="bring_back", reason="mended")
    assert found(house) == []


def test_a_terminated_batch_is_suggested_while_it_takes_places(
    house: House, planned: batches.Batch, clock: FixedClock
) -> None:
    batches.start_batch(actor=house.floor.lead, batch_id=planned.id)
    clock.advance(timedelta(minutes=10))
    batches.abort_batch(actor=house.floor.lead, batch_id=planned.id, reason="contaminated")
    planned.refresh_from_db()
    assert found(house) == [Suggestion("failed", planned.number, (planned.number,), planned.ended_at or now())]
    changed(house, {"kind": "failed", "job": planned.number, "at": (planned.ended_at or now()).isoformat()})
    assert found(house) == []


def test_a_shipment_that_comes_after_the_planned_start_is_suggested(house: House, planned: batches.Batch) -> None:
    start = plans.coming(plans.published_with_holds(house.home.id), now())[planned.number]
    row = Shipment(
        organisation_id=house.home.id,
        number="SH-7",
        sender_id=house.home.id,
        receiver_id=house.home.id,
        condition=Condition.FRESH,
        hours_max=48,
        pick_up_at=now(),
        due_at=start - timedelta(hours=1),
    )
    row.save(force_insert=True)
    ShipmentContent(organisation_id=house.home.id, shipment=row, container=new_id(), coi=planned.coi).save(
        force_insert=True
    )
    assert found(house) == []
    late = start + timedelta(hours=5)
    Shipment.objects.filter(id=row.id).update(due_at=late)
    assert found(house) == [Suggestion("late", planned.number, ("SH-7",), late)]
    changed(house, {"kind": "late", "job": planned.number, "release": late.isoformat()})
    assert found(house) == []
    # it is there
    Shipment.objects.filter(id=row.id).update(due_at=late + timedelta(days=3), state=ShipmentState.ARRIVED)
    assert found(house) == []
