"""What quality decides after the product has left reaches the order, the ward and the bag (T14, CN-4c)."""

from datetime import date

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.identity.public import Role
from cellpark.kernel.problem import Refused
from cellpark.materials.public import Container
from cellpark.orders import public as orders
from cellpark.orders.public import Disposition, OrderState, TreatmentOrder
from cellpark.release import public as release
from cellpark.release.desk import sit_down
from cellpark.release.events import Certified
from cellpark.release.public import Decision
from tests.orders.test_vein_to_vein import codes, released, shipped
from tests.orders.ward import NUMBER, Ward
from tests.people import acting, person


def quality(ward: Ward, role: Role = Role.QUALITY_HEAD) -> Actor:
    home = ward.floor.store.organisation
    return acting(person(f"{role.value}@floor.example.org", role, within=home), home)


def certified(ward: Ward, order: TreatmentOrder, head: Actor) -> None:
    """The file says what the order was told; the checklist has tests of its own."""
    assert order.batch_id is not None
    assert head.person_id is not None
    with use_scope(head.scope):
        said = Certified(
            batch=order.batch_id, person=head.person_id, role="quality_head", signature=order.id, digest=""
        )
        sit_down(head, order.batch_id).record(said)


def checked(ward: Ward, order: TreatmentOrder, bag: Container) -> orders.Bedside:
    with use_scope(ward.nurse.scope):
        return orders.check_bedside(
            actor=ward.nurse, order_id=order.id, wristband=NUMBER, scan=bag.code, thawed_at=now()
        )


def given(ward: Ward, order: TreatmentOrder, bag: Container) -> list[str]:
    with use_scope(ward.second_nurse.scope), pytest.raises(Refused) as refused:
        orders.infuse(actor=ward.second_nurse, order_id=order.id, wristband=NUMBER, scan=bag.code)
    return codes(refused)


def test_T14_a_recall_after_shipping_stops_the_infusion_between_the_two_checks(ward: Ward) -> None:
    """T14, 211-4a: recalled at the release desk, told to the order in the same act; the second check is refused."""
    order, bag = shipped(ward)
    head = quality(ward)
    certified(ward, order, head)
    assert checked(ward, order, bag).ok
    with use_scope(head.scope):
        release.recall_batch(actor=head, batch_id=order.batch_id, reason="sterility failed")  # type: ignore[arg-type]
    assert ward.fresh(order).state == OrderState.REJECTED
    assert given(ward, order, bag) == ["orders.product.rejected"]
    with use_scope(ward.planner.scope), pytest.raises(Refused) as again:
        orders.ship_order(actor=ward.planner, order_id=order.id, shipment="SHP-0001")
    assert codes(again) == ["orders.product.rejected"]
    with use_scope(ward.physician.scope):
        assert orders.steps_of(order.id).last().details["disposition"] == "rejected"  # type: ignore[union-attr]


def test_T14_a_batch_in_quarantine_never_reads_released_at_the_hospital(ward: Ward) -> None:
    """T14, CN-4c: by somebody of the quality unit who may stop and not certify; lifted, it still waits."""
    order, _bag = released(ward)
    head, staff = quality(ward), quality(ward, Role.QUALITY_STAFF)
    certified(ward, order, head)
    with use_scope(staff.scope):
        release.quarantine_batch(actor=staff, batch_id=order.batch_id, reason="odd growth")  # type: ignore[arg-type]
    assert ward.fresh(order).state == OrderState.HELD
    with use_scope(ward.planner.scope), pytest.raises(Refused) as refused:
        orders.ship_order(actor=ward.planner, order_id=order.id, shipment="SHP-0001")
    assert codes(refused) == ["orders.product.held"]
    with use_scope(head.scope):
        prepared = release.prepare_decision(
            actor=head,
            batch_id=order.batch_id,  # type: ignore[arg-type]
            decision=Decision.LIFT,
            why="a stain",
        )
        proof = ward.device(head).sign(prepared.envelope.digest)
        release.lift_quarantine(actor=head, batch_id=order.batch_id, prepared_id=prepared.id, proof=proof)  # type: ignore[arg-type]
    assert ward.fresh(order).state == OrderState.HELD
    with use_scope(head.scope):
        done = orders.record_disposition(
            actor=head,
            coi=order.coi,
            organisation_id=order.organisation_id,
            disposition=Disposition.SUPPLIED,
            reason="the physician asked",
        )
    assert done.state == OrderState.SUPPLIED


def test_T19_only_a_hospital_is_qualified_for_collection(ward: Ward) -> None:
    """T19, CN-4a: a sponsor, or an id of nobody, is refused with the same sentence."""
    head = ward.quality
    for wrong in (ward.sponsor.id, ward.therapy.id):
        with use_scope(head.scope), pytest.raises(Refused) as refused:
            orders.qualify_site(
                actor=head,
                therapy_id=ward.therapy.id,
                hospital_id=wrong,
                assessment="AUDIT-2026-5",
                valid_until=date(2027, 12, 1),
                reason="audited",
            )
        assert codes(refused) == ["orders.party.no_hospital"]


def test_T14_a_quarantine_takes_the_first_check_at_the_bedside_back(ward: Ward) -> None:
    """T14: what was shipped is stopped as well; after a new decision two people compare again."""
    order, bag = shipped(ward)
    head = quality(ward)
    certified(ward, order, head)
    assert checked(ward, order, bag).ok
    with use_scope(head.scope):
        release.quarantine_batch(actor=head, batch_id=order.batch_id, reason="odd growth")  # type: ignore[arg-type]
    found = ward.fresh(order)
    assert (found.state, found.checked_container) == (OrderState.HELD, None)
    assert given(ward, order, bag) == ["orders.product.held"]
    with pytest.raises(Refused) as refused:
        checked(ward, order, bag)
    assert codes(refused) == ["orders.product.held"]
