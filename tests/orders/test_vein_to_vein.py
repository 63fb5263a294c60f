"""An order from its draft to the infusion, with what is refused on the way."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.batches.public import Batch, BatchState, batch
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of
from cellpark.materials.public import Container, Material, Operation, Patient, hold_container
from cellpark.orders import public as orders
from cellpark.orders.effects import follow_receipt
from cellpark.orders.public import Disposition, OrderState, Slots
from tests.materials.plant import q
from tests.orders.road import arrived, carried, left, planned, taken_in
from tests.orders.ward import DIN, KIT, NUMBER, Ward


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [each.code for each in refused.value.problems]


def product(ward: Ward, coi: str) -> Container:
    """A product bag of a chain of identity, as a batch leaves it."""
    store = ward.floor.store
    return store.stock(material=store.product, amount="40 mL", coi=coi, code=f"PB-{coi[-6:]}")


def released(ward: Ward, accepted: orders.TreatmentOrder | None = None) -> tuple[orders.TreatmentOrder, Container]:
    order = ward.collected(accepted)
    received(ward, order)
    with use_scope(ward.planner.scope):
        orders.note_receipt(actor=ward.planner, order_id=order.id)
        made = orders.begin_manufacture(actor=ward.planner, order_id=order.id, number="B-0900", suite="B")
        assert made.batch_number == "B-0900"
        finish(ward, made)
        orders.note_made(actor=ward.planner, order_id=order.id)
    with use_scope(ward.quality.scope):
        orders.record_disposition(
            actor=head(ward),
            coi=made.coi,
            organisation_id=made.organisation_id,
            disposition=Disposition.RELEASED,
            reason="checklist complete",
        )
    with use_scope(ward.planner.scope):
        bag = product(ward, made.coi)
    return ward.fresh(order), bag


def shipped(ward: Ward, accepted: orders.TreatmentOrder | None = None) -> tuple[orders.TreatmentOrder, Container]:
    order, bag = released(ward, accepted)
    way = planned(ward, "SHP-0001", [bag.id], inbound=False)
    left(ward, way)
    with use_scope(ward.planner.scope):
        sent = orders.ship_order(actor=ward.planner, order_id=order.id, shipment="SHP-0001")
    arrived(ward, way)
    taken_in(ward, way)
    return sent, bag


def received(ward: Ward, order: orders.TreatmentOrder) -> None:
    """Brought by a shipment that was taken in, and passed through the receipt check."""
    carried(ward, f"IN-{order.number[-6:]}", [UUID(each["container"]) for each in order.bags], inbound=True)
    ward.receive(order)


def head(ward: Ward) -> Actor:
    return replace(ward.quality, permissions=ward.quality.permissions | {orders.OrderPermission.DECIDE})


def finish(ward: Ward, order: orders.TreatmentOrder) -> None:
    """The batch's steps have tests of their own; here its end alone counts."""
    Batch.objects.filter(id=order.batch_id).update(state=BatchState.FINISHED)


def test_the_chain_of_identity_is_issued_at_acceptance_before_any_collection(ward: Ward) -> None:
    """LBL-5, ST-028: the code exists, and the maker knows its patient, before a bag does."""
    order = ward.accepted()
    assert order.state == OrderState.ACCEPTED
    assert order.coi.startswith("CHA999926")
    with use_scope(ward.planner.scope):
        assert Patient.objects.filter(coi=order.coi).count() == 1
        assert not Container.objects.filter(coi=order.coi).exists()


def test_no_act_before_its_turn(ward: Ward) -> None:
    """P11-6: a collection before the kit, an acceptance before the signature, a second acceptance."""
    order = ward.completed()
    with use_scope(ward.planner.scope), pytest.raises(Refused) as refused:
        orders.prepare_acceptance(actor=ward.planner, order_id=order.id, why="x")
    assert codes(refused) == ["lifecycle.step"]
    with use_scope(ward.nurse.scope), pytest.raises(Refused) as refused:
        orders.collect_cells(
            actor=ward.nurse, order_id=order.id, wristband=NUMBER, kit=KIT, din=DIN, volumes=[q("1 mL")]
        )
    assert codes(refused) == ["lifecycle.step"]


def test_each_side_does_its_own_part(ward: Ward) -> None:
    """P11-4: the sponsor accepts no order, and the maker's people collect nothing."""
    order = ward.signed(ward.completed())
    with use_scope(ward.sponsor_head.scope), pytest.raises(Refused) as refused:
        orders.prepare_acceptance(actor=ward.sponsor_head, order_id=order.id, why="x")
    assert codes(refused) == ["orders.side.other"]
    with use_scope(ward.planner.scope), pytest.raises((Refused, NotAllowed)):
        orders.collect_cells(
            actor=ward.planner, order_id=order.id, wristband=NUMBER, kit=KIT, din=DIN, volumes=[q("1 mL")]
        )


def test_an_order_is_signed_when_nothing_is_missing(ward: Ward) -> None:
    """Eligibility and consent by reference, wash-outs, slots; all that is missing is told at once."""
    order = ward.drafted()
    with use_scope(ward.physician.scope):
        with pytest.raises(Refused) as refused:
            orders.prepare_order_signature(actor=ward.physician, order_id=order.id, why="x")
        assert codes(refused) == ["orders.slots.missing"]
        orders.complete_order(
            actor=ward.physician,
            order_id=order.id,
            references={"cd19-positive": "PATH-1"},
            last_doses={"steroids": now().date()},
            slots=ward.slots(),
        )
        with pytest.raises(Refused) as refused:
            orders.prepare_order_signature(actor=ward.physician, order_id=order.id, why="x")
    assert codes(refused) == ["orders.reference.missing", "orders.reference.missing", "orders.wash_out.short"]


def test_a_nurse_does_not_sign_orders(ward: Ward) -> None:
    """T2: the physician's qualification is asked for at the signature."""
    order = ward.completed()
    with use_scope(ward.nurse.scope), pytest.raises(Refused) as refused:
        orders.prepare_order_signature(actor=ward.nurse, order_id=order.id, why="x")
    assert codes(refused) == ["orders.person.not_qualified"]


def test_a_hospital_that_is_off_the_list_orders_nothing(ward: Ward) -> None:
    """CN-4a: withdrawn sites neither order nor collect."""
    with use_scope(ward.quality.scope):
        site = orders.sites_of(ward.therapy.id).get()
        orders.withdraw_site(actor=ward.quality, site_id=site.id, reason="audit failed")
    with use_scope(ward.physician.scope), pytest.raises(Refused) as refused:
        ward.drafted()
    assert codes(refused) == ["orders.site.not_qualified"]


def test_a_wrong_wristband_stops_the_collection_and_is_on_record(ward: Ward) -> None:
    """T1, CN-4k2: the act is not done, and the attempt stays."""
    order = ward.accepted()
    with use_scope(ward.planner.scope):
        orders.send_kit(actor=ward.planner, order_id=order.id, kit="KIT-1")
    with use_scope(ward.nurse.scope):
        said = {"actor": ward.nurse, "order_id": order.id, "din": DIN, "volumes": [q("180 mL")]}
        done = orders.collect_cells(**said, wristband="MRN-0000000", kit="KIT-1")
        assert [each.code for each in done.problems] == ["orders.identity.wrong_patient"]
        # the kit that lies there was sent for somebody else
        done = orders.collect_cells(**said, wristband=NUMBER, kit="KIT-2")
        assert [each.code for each in done.problems] == ["orders.identity.wrong_kit"]
        assert done.order.state == OrderState.KIT_SENT
        assert orders.steps_of(order.id).last().type == "identity_refused"  # type: ignore[union-attr]


def test_each_bag_of_a_collection_is_a_container_of_the_maker(ward: Ward) -> None:
    """CN-4b2: chain of identity and donation number are on the container before it arrives."""
    order = ward.collected()
    with use_scope(ward.planner.scope):
        found = Container.objects.filter(coi=order.coi).order_by("code")
        assert [(each.din, str(each.quantity), each.state) for each in found] == [
            (DIN, "180 mL", "expected"),
            (DIN, "60 mL", "expected"),
        ] or {str(each.quantity) for each in found} == {"180 mL", "60 mL"}


def test_an_order_is_received_with_its_last_bag(ward: Ward) -> None:
    order = ward.collected()
    with use_scope(ward.planner.scope), pytest.raises(Refused) as refused:
        orders.note_receipt(actor=ward.planner, order_id=order.id)
    assert codes(refused) == ["orders.bags.on_the_way"]
    received(ward, order)
    with use_scope(ward.planner.scope):
        last = events_of(f"container/{order.bags[-1]['container']}").filter(type="materials.container.received")[0]
        follow_receipt(last.id)
    assert ward.fresh(order).state == OrderState.RECEIVED


def test_two_people_compare_patient_and_bag_before_the_infusion(ward: Ward) -> None:
    """CN-4k2, T5, T10: another person, the same bag, within the hold after thaw."""
    order, bag = shipped(ward)
    with use_scope(ward.nurse.scope):
        with pytest.raises(Refused) as refused:
            orders.infuse(actor=ward.nurse, order_id=order.id, wristband=NUMBER, scan=bag.code)
        assert codes(refused) == ["orders.bedside.not_checked"]
        collected = orders.check_bedside(
            actor=ward.nurse, order_id=order.id, wristband=NUMBER, scan=order.bags[0]["code"], thawed_at=now()
        )
        assert [each.code for each in collected.problems] == ["orders.identity.wrong_bag"]
        assert orders.check_bedside(
            actor=ward.nurse, order_id=order.id, wristband=NUMBER, scan=bag.code, thawed_at=now()
        ).ok
        with pytest.raises(Refused) as refused:
            orders.infuse(actor=ward.nurse, order_id=order.id, wristband=NUMBER, scan=bag.code)
        assert codes(refused) == ["orders.bedside.same_person"]
        ward.floor.clock.advance(timedelta(minutes=12))
        done = orders.infuse(actor=ward.second_nurse, order_id=order.id, wristband=NUMBER, scan=bag.code)
    assert done.ok
    assert done.order.state == OrderState.INFUSED


def test_T14_a_bag_that_quality_stopped_is_not_given(ward: Ward) -> None:
    """T14, CN-4c: put on hold after it left the plant; also between the two checks, and the attempts are on record."""
    order, bag = shipped(ward)
    said = {"order_id": order.id, "wristband": NUMBER, "scan": bag.code}
    with use_scope(ward.nurse.scope):
        assert orders.check_bedside(actor=ward.nurse, thawed_at=now(), **said).ok
    with use_scope(ward.planner.scope):
        hold_container(actor=ward.floor.store.operator, container_id=bag.id, reason="recall")
    with use_scope(ward.nurse.scope):
        done = orders.infuse(actor=ward.second_nurse, **said)
        assert [each.code for each in done.problems] == ["materials.container.not_usable"]
        assert done.order.state == OrderState.SHIPPED
        assert orders.steps_of(order.id).last().type == "identity_refused"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["starting", "intermediate"])
def test_only_a_product_is_given(ward: Ward, kind: str) -> None:
    """T1: a bag of the same patient from the middle of the process is none."""
    order, bag = shipped(ward)
    Material.objects.filter(id=bag.material_id).update(kind=kind)
    with use_scope(ward.nurse.scope):
        done = orders.check_bedside(
            actor=ward.nurse, order_id=order.id, wristband=NUMBER, scan=bag.code, thawed_at=now()
        )
    assert [each.code for each in done.problems] == ["orders.identity.wrong_bag"]


def test_T14_a_bag_of_the_batch_that_was_rejected_is_not_given(ward: Ward) -> None:
    """T14: both batches carry one chain of identity; what counts is which of them the order goes by."""
    order, bag = shipped(ward)
    Operation.objects.create(
        id=bag.id,
        organisation_id=bag.organisation_id,
        kind="transfer",
        batch=order.therapy_id,  # any batch but the order's
        consumed=[],
        produced=[{"container": str(bag.id)}],
        losses=[],
        done_at=now(),
    )
    with use_scope(ward.nurse.scope):
        done = orders.check_bedside(
            actor=ward.nurse, order_id=order.id, wristband=NUMBER, scan=bag.code, thawed_at=now()
        )
    assert [each.code for each in done.problems] == ["orders.identity.wrong_bag"]


def test_a_bag_that_waited_too_long_is_not_given(ward: Ward) -> None:
    """T10: the hold after thaw ends the act."""
    order, bag = shipped(ward)
    with use_scope(ward.nurse.scope), pytest.raises(Refused) as refused:
        orders.check_bedside(
            actor=ward.nurse,
            order_id=order.id,
            wristband=NUMBER,
            scan=bag.code,
            thawed_at=now() - timedelta(minutes=61),
        )
    assert codes(refused) == ["orders.thaw.too_long"]


def test_slots_move_as_one_with_a_reason_and_take_the_batch_along(ward: Ward) -> None:
    order = ward.collected()
    received(ward, order)
    with use_scope(ward.planner.scope):
        orders.note_receipt(actor=ward.planner, order_id=order.id)
        made = orders.begin_manufacture(actor=ward.planner, order_id=order.id, number="B-0901", suite="B")
        before = Slots.of(made)
        assert before is not None
        later = Slots(
            collect_at=before.collect_at,
            manufacture_from=before.manufacture_from,
            manufacture_until=before.manufacture_until + timedelta(days=1),
            infuse_at=before.infuse_at + timedelta(days=1),
        )
        moved = orders.move_slots(actor=ward.planner, order_id=order.id, slots=later, reason="slow growth")
        assert Slots.of(moved) == later
        assert made.batch_id is not None
        assert batch(made.batch_id).slot_until == later.manufacture_until
        far = Slots(
            collect_at=later.collect_at + timedelta(days=1),
            manufacture_from=later.manufacture_from,
            manufacture_until=later.manufacture_until,
            infuse_at=later.infuse_at + timedelta(days=60),
        )
        with pytest.raises(Refused) as refused:
            orders.move_slots(actor=ward.planner, order_id=order.id, slots=far, reason="x")
    assert codes(refused)[0] == "orders.slots.happened"
    with use_scope(ward.sponsor_head.scope):
        said = orders.steps_of(order.id).get(type="slots_moved")
    assert said.reason == "slow growth"


def test_out_of_specification_never_reads_released(ward: Ward) -> None:
    """T14: a supply under 11.5 is a state of its own."""
    order = ward.collected()
    received(ward, order)
    with use_scope(ward.planner.scope):
        orders.note_receipt(actor=ward.planner, order_id=order.id)
        made = orders.begin_manufacture(actor=ward.planner, order_id=order.id, number="B-0902")
        finish(ward, made)
        orders.note_made(actor=ward.planner, order_id=order.id)
        done = orders.record_disposition(
            actor=head(ward),
            coi=made.coi,
            organisation_id=made.organisation_id,
            disposition=Disposition.SUPPLIED,
            reason="physician asked",
        )
    assert done.state == OrderState.SUPPLIED
    assert "released" not in done.reached


@pytest.mark.parametrize(("who", "late"), [("physician", False), ("sponsor_head", True)])
def test_until_when_an_order_is_cancelled_depends_on_the_side(ward: Ward, who: str, late: bool) -> None:
    order = ward.collected()
    actor = getattr(ward, who)
    with use_scope(actor.scope):
        if not late:
            done = orders.cancel_order(actor=actor, order_id=order.id, reason="progress of the disease")
            assert done.state == OrderState.CANCELLED
            return
        with pytest.raises(Refused) as refused:
            orders.cancel_order(actor=actor, order_id=order.id, reason="x")
    assert codes(refused) == ["orders.cancel.too_late"]
