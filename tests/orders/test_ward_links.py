"""A link for the ward: one comparison of patient and label, by somebody without an account (T1, T20, CN-4k2)."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of
from cellpark.orders import public as orders
from cellpark.orders.public import Disposition, MadeWardLink, OrderState, TreatmentOrder, WardAct, WardLink
from tests.orders.road import arrived, left, planned, taken_in
from tests.orders.test_vein_to_vein import codes, head, product, released, shipped
from tests.orders.ward import KIT, NUMBER, Ward

pytestmark = pytest.mark.django_db


def link(
    ward: Ward, order: TreatmentOrder, act: WardAct = WardAct.RECEIVE_ON_WARD, hours: int = 24, by: Actor | None = None
) -> MadeWardLink:
    maker = by or ward.physician
    with use_scope(maker.scope):
        return orders.make_ward_link(actor=maker, order_id=order.id, act=act, hours=hours)


def use(
    ward: Ward, made: MadeWardLink, scan: str, wristband: str = NUMBER, hospital: UUID | None = None
) -> orders.Bedside:
    return orders.use_ward_link(
        hospital=hospital or ward.hospital.id, secret=made.secret, wristband=wristband, scan=scan
    )


def kit_waits(ward: Ward) -> TreatmentOrder:
    order = ward.accepted()
    with use_scope(ward.planner.scope):
        return orders.send_kit(actor=ward.planner, order_id=order.id, kit=KIT)


def entries(order: TreatmentOrder) -> list[tuple[str, str]]:
    with use_scope(EVERYTHING):
        return [(each.type.removeprefix("orders.order."), each.actor) for each in events_of(f"order/{order.id}")]


def test_T1_a_ward_nurse_without_an_account_receives_the_bag_of_her_patient(ward: Ward) -> None:
    """T1, CN-4k2: the link is named in the ledger, spent once, and no check at the bedside is made by it."""
    order, bag = shipped(ward)
    made = link(ward, order)
    done = use(ward, made, bag.code)
    assert (done.ok, done.order.state, done.order.checked_by) == (True, OrderState.SHIPPED, None)
    assert entries(order)[-1] == ("ward_received", f"system/link/{made.link.id}")
    with pytest.raises(Refused) as refused:
        use(ward, made, bag.code)
    assert codes(refused) == ["shipments.link.spent"]
    # the second person alone would do for nobody: two people with an account compare afterwards
    with use_scope(ward.second_nurse.scope), pytest.raises(Refused) as refused:
        orders.infuse(actor=ward.second_nurse, order_id=order.id, wristband=NUMBER, scan=bag.code)
    assert codes(refused) == ["orders.bedside.not_checked"]


def test_T1_what_does_not_belong_together_is_a_stop_and_on_record_and_the_link_stays(ward: Ward) -> None:
    """T1, T19, T20: another patient's wristband, another bag, no bag at all; the holder is not told which it was."""
    order, bag = shipped(ward)
    stranger = ward.accepted(patient=ward.patient("Li Hua", "MRN-9"))
    with use_scope(ward.planner.scope):
        other = product(ward, stranger.coi)
    made = link(ward, order)
    tried = [
        use(ward, made, bag.code, wristband="MRN-1"),
        use(ward, made, other.code),
        use(ward, made, "CT-NOBODY"),
    ]
    with pytest.raises(Refused) as refused:
        use(ward, made, f"{settings.CELLPARK_ADDRESS}/go?c={bag.code}")
    assert codes(refused) == ["materials.scan.phone_code"]
    assert [[(each.code, each.field) for each in one.problems] for one in tried] == [
        [("orders.identity.not_together", None)]
    ] * 3
    stops = [each for each in entries(order) if each[0] == "identity_refused"]
    assert stops == [("identity_refused", f"system/link/{made.link.id}")] * 3
    assert use(ward, made, bag.code).ok


def test_CN_4k2_a_collection_nurse_compares_patient_and_kit_before_the_collection(ward: Ward) -> None:
    """CN-4k2, T1: nothing is collected by it; a stranger's kit is a stop on record."""
    order = kit_waits(ward)
    made = link(ward, order, WardAct.CONFIRM_IDENTITY)
    wrong = use(ward, made, "KIT-0008")
    assert [each.code for each in wrong.problems] == ["orders.identity.not_together"]
    done = use(ward, made, KIT.lower())
    assert (done.ok, done.order.state, done.order.bags) == (True, OrderState.KIT_SENT, [])
    assert [each[0] for each in entries(order)][-2:] == ["identity_refused", "identity_confirmed"]


def test_T20_a_link_is_no_way_to_find_the_number_of_a_patient(ward: Ward) -> None:
    """T19, T20: after five refusals it is taken back, which is on record, and the right number opens nothing more."""
    made = link(ward, kit_waits(ward), WardAct.CONFIRM_IDENTITY)
    tried = [use(ward, made, KIT, wristband=f"MRN-{n}") for n in range(5)]
    assert [[each.code for each in one.problems] for one in tried] == [
        *[["orders.identity.not_together"]] * 4,
        ["orders.identity.not_together", "orders.link.refused_often"],
    ]
    with use_scope(EVERYTHING):
        last = events_of(f"ward-link/{made.link.id}").last()
        assert last is not None
        assert (last.type, last.actor) == ("orders.link.revoked", f"system/link/{made.link.id}")
    with pytest.raises(Refused) as refused:
        use(ward, made, KIT)
    assert codes(refused) == ["shipments.link.spent"]


def test_a_link_ends_with_what_it_was_made_for(ward: Ward) -> None:
    """T1: an order that is called off, or collects again with another kit, leaves no old link that works."""
    act = WardAct.CONFIRM_IDENTITY
    order = ward.accepted()
    old = link(ward, order, act, hours=168)
    ward.collected(order)
    tried = []
    for again in (False, True):
        if again:
            with use_scope(ward.quality.scope):
                orders.begin_again(
                    actor=head(ward), order_id=order.id, again=orders.Again.COLLECTION, reason="too poor"
                )
            with use_scope(ward.planner.scope):
                orders.send_kit(actor=ward.planner, order_id=order.id, kit="KIT-0008")
        with pytest.raises(Refused) as refused:
            use(ward, old, "KIT-0008" if again else KIT)
        tried.append(codes(refused))
    fresh = link(ward, order, act)
    assert orders.find_ward_link(ward.hospital.id, fresh.secret).id == fresh.link.id
    with use_scope(ward.physician.scope):
        orders.cancel_order(actor=ward.physician, order_id=order.id, reason="treated elsewhere")
    with pytest.raises(Refused) as refused:
        use(ward, fresh, "KIT-0008")
    assert [*tried, codes(refused)] == [["orders.link.over"]] * 3


def test_a_link_waits_for_its_turn_and_does_nothing_else(ward: Ward) -> None:
    """P11-6, T14, CN-4b: not before the product is on its way, not before it was taken in, not what is held."""
    order, bag = released(ward)
    made = link(ward, order)
    with pytest.raises(Refused) as refused:
        use(ward, made, bag.code)
    assert codes(refused) == ["lifecycle.step"]
    way = planned(ward, "SHP-0001", [bag.id], inbound=False)
    left(ward, way)
    with use_scope(ward.planner.scope):
        orders.ship_order(actor=ward.planner, order_id=order.id, shipment="SHP-0001")
    with pytest.raises(Refused) as refused:
        use(ward, made, bag.code)
    assert codes(refused) == ["orders.shipment.not_taken_in"]
    arrived(ward, way)
    taken_in(ward, way)
    with use_scope(ward.quality.scope):
        orders.record_disposition(
            actor=head(ward),
            coi=order.coi,
            organisation_id=order.organisation_id,
            disposition=Disposition.HELD,
            reason="test",
        )
    with pytest.raises(Refused) as refused:
        use(ward, made, bag.code)
    assert codes(refused) == ["orders.product.held"]


def test_P11_9_a_wrong_an_expired_a_foreign_and_a_revoked_link_open_nothing(ward: Ward) -> None:
    order = kit_waits(ward)
    act = WardAct.CONFIRM_IDENTITY
    late, back, fresh = link(ward, order, act, hours=1), link(ward, order, act), link(ward, order, act)
    with use_scope(ward.nurse.scope):
        orders.revoke_ward_link(actor=ward.nurse, link_id=back.link.id)
        with pytest.raises(Refused) as refused:
            orders.revoke_ward_link(actor=ward.nurse, link_id=back.link.id)
    assert codes(refused) == ["lifecycle.step"]
    ward.floor.clock.advance(timedelta(hours=2))
    wrong = MadeWardLink(fresh.link, "x" * 32)
    for made, hospital in ((late, None), (back, None), (wrong, None), (fresh, ward.sponsor.id)):
        with pytest.raises(Refused) as refused:
            use(ward, made, KIT, hospital=hospital)
        assert codes(refused) == ["shipments.link.spent"]
    assert use(ward, fresh, KIT).ok


def test_P11_4_the_hospital_alone_makes_links_and_for_what_is_near(ward: Ward) -> None:
    """P11-4, T20: the plant makes none, nobody makes one for an act that is far off or over."""
    order = ward.accepted()
    with pytest.raises(NotAllowed):
        link(ward, order, by=ward.planner)
    for act, hours, code in (
        (WardAct.RECEIVE_ON_WARD, 24, "orders.link.not_near"),
        (WardAct.CONFIRM_IDENTITY, 0, "shipments.time.range"),
        (WardAct.CONFIRM_IDENTITY, 169, "shipments.time.range"),
    ):
        with pytest.raises(Refused) as refused:
            link(ward, order, act, hours=hours)
        assert codes(refused) == [code]


def test_P11_9_the_secret_is_kept_nowhere_and_the_plant_sees_no_link(ward: Ward) -> None:
    made = link(ward, kit_waits(ward), WardAct.CONFIRM_IDENTITY)
    with use_scope(EVERYTHING):
        assert made.secret not in str(WardLink.objects.get().__dict__)
        assert all(made.secret.encode() not in bytes(each.payload) for each in events_of(f"ward-link/{made.link.id}"))
    with use_scope(ward.planner.scope):
        assert not WardLink.objects.exists()
