"""A link for somebody without an account: one act of one side, once, until it ends; nothing else (CN-4k, P11-9b)."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of
from cellpark.materials.public import NearMiss
from cellpark.shipments import public as shipments
from cellpark.shipments.public import HandLink, LinkAct, LinkRole, MadeLink
from tests.shipments.journey import World, row_of

pytestmark = pytest.mark.django_db


def link(world: World, identity: object, act: LinkAct = LinkAct.TAKE_OVER, hours: int = 48) -> MadeLink:
    with use_scope(world.planner.scope):
        return shipments.make_link(
            actor=world.planner,
            shipment_id=identity,  # type: ignore[arg-type]
            act=act,
            role=LinkRole.COURIER,
            hours=hours,
        )


def use(world: World, made: MadeLink, raw: str = "SH-1") -> object:
    return shipments.use_link(owner=world.plant.organisation.id, secret=made.secret, raw=raw)


def code_of(call: object) -> str:
    with pytest.raises(Refused) as refused:
        call()  # type: ignore[operator]
    return refused.value.problems[0].code


def test_a_courier_without_an_account_takes_over_and_the_link_is_spent(world: World) -> None:
    packed = world.packed()
    made = link(world, packed.id)
    assert code_of(lambda: use(world, made)) == "lifecycle.step"  # the sender hands over first
    with use_scope(world.planner.scope):
        shipments.hand_over(actor=world.planner, shipment_id=packed.id, raw="SH-1")
    wrong = use(world, made, world.other_bag.code)
    assert (wrong.ok, row_of(packed.id).state) == (False, "handed_over")  # type: ignore[attr-defined]
    # T20: neither the label that would have matched nor whose bag it was
    assert [(each.code, dict(each.params)) for each in wrong.problems] == [("materials.scan.stopped", {})]  # type: ignore[attr-defined]
    assert wrong.container is None  # type: ignore[attr-defined]
    assert use(world, made, world.bag.code).ok  # type: ignore[attr-defined]
    assert row_of(packed.id).state == "in_transit"
    assert code_of(lambda: use(world, made)) == "shipments.link.spent"
    with use_scope(EVERYTHING):
        assert NearMiss.objects.count() == 1
        taken = [each for each in events_of(f"shipment/{packed.id}") if each.type.endswith("taken_over")]
        assert taken[0].actor == f"system/link/{made.link.id}"


def test_T1_a_link_is_taken_back_after_five_scans_that_do_not_belong(world: World) -> None:
    """T1, T20: nobody tries labels until one fits; each try is a near miss, and the house that sent the link is told."""
    packed = world.packed()
    with use_scope(world.planner.scope):
        shipments.hand_over(actor=world.planner, shipment_id=packed.id, raw="SH-1")
    made = link(world, packed.id)
    other = link(world, packed.id, LinkAct.ARRIVE)
    for times in range(5):
        wrong = use(world, made, world.other_bag.code if times % 2 else "NO LABEL")
        assert wrong.ok is False  # type: ignore[attr-defined]
    assert [each.code for each in wrong.problems] == ["materials.scan.stopped", "shipments.link.stopped"]  # type: ignore[attr-defined]
    assert code_of(lambda: use(world, made, world.bag.code)) == "shipments.link.spent"
    with use_scope(world.planner.scope):
        assert (NearMiss.objects.count(), row_of(packed.id).state) == (5, "handed_over")
        assert {each.id: each.state for each in shipments.links_of(packed.id)} == {
            made.link.id: "revoked",
            other.link.id: "open",
        }
        assert shipments.stopped_links([packed.id]) == {made.link.id}
        assert [each.id for each in shipments.links_to_renew([row_of(packed.id)])] == [made.link.id]
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=world.planner.person_id))
    assert "Look at what was scanned, then make a new link" in client.get("/").content.decode()
    assert "Taken back by itself after wrong scans" in client.get(f"/shipments/{packed.id}").content.decode()
    # a link that was taken back by somebody, and one for the same act again, ask for nothing
    with use_scope(world.planner.scope):
        shipments.revoke_link(actor=world.planner, link_id=other.link.id)
    again = link(world, packed.id)
    with use_scope(world.planner.scope):
        assert shipments.links_to_renew([row_of(packed.id)]) == []
    assert use(world, again, world.bag.code).ok  # type: ignore[attr-defined]


def test_LBL3_a_courier_who_scans_the_code_for_phones_is_told_to_scan_the_large_symbol(world: World) -> None:
    """LBL-3, T1: nothing was mixed up and nothing is counted; that of another bag is a near miss as its label is."""
    packed = world.packed()
    with use_scope(world.planner.scope):
        shipments.hand_over(actor=world.planner, shipment_id=packed.id, raw="SH-1")
    made = link(world, packed.id)
    for _times in range(6):
        answer = use(world, made, f"{settings.CELLPARK_ADDRESS}/go?c={world.bag.code}")
        assert [(each.code, each.field) for each in answer.problems] == [("materials.scan.phone_code", "raw")]  # type: ignore[attr-defined]
    wrong = use(world, made, f"{settings.CELLPARK_ADDRESS}/go?c={world.other_bag.code}")
    assert [each.code for each in wrong.problems] == ["materials.scan.stopped"]  # type: ignore[attr-defined]
    with use_scope(EVERYTHING):
        assert (NearMiss.objects.count(), row_of(packed.id).state) == (1, "handed_over")
    assert use(world, made, world.bag.code).ok  # type: ignore[attr-defined]


def test_the_secret_is_kept_nowhere(world: World) -> None:
    made = link(world, world.packed().id)
    with use_scope(EVERYTHING):
        row = HandLink.objects.get()
        assert made.secret not in str(row.__dict__)
        assert len(row.digest) == 64
        assert all(made.secret.encode() not in bytes(each.payload) for each in events_of(f"shipment/{row.shipment_id}"))


def test_a_link_ends_is_taken_back_and_opens_no_other_act(world: World, clock: FixedClock) -> None:
    packed = world.packed()
    late, back = link(world, packed.id, hours=1), link(world, packed.id)
    with use_scope(world.planner.scope):
        shipments.revoke_link(actor=world.planner, link_id=back.link.id)
    clock.advance(timedelta(hours=2))
    for each in (late, back):
        assert code_of(lambda made=each: use(world, made)) == "shipments.link.spent"
    other = world.hospital.id
    fresh = link(world, packed.id, LinkAct.HAND_OVER)
    assert code_of(lambda: shipments.use_link(owner=other, secret=fresh.secret, raw="SH-1")) == "shipments.link.spent"
    assert use(world, fresh).ok  # type: ignore[attr-defined]
    assert row_of(packed.id).state == "handed_over"


def test_only_the_owner_makes_links_and_not_for_what_is_done(world: World) -> None:
    packed = world.packed()
    with use_scope(world.courier.scope), pytest.raises(NotAllowed):
        shipments.make_link(actor=world.courier, shipment_id=packed.id, act=LinkAct.TAKE_OVER, role=LinkRole.COURIER)
    with use_scope(world.planner.scope):
        shipments.hand_over(actor=world.planner, shipment_id=packed.id, raw="SH-1")
    assert code_of(lambda: link(world, packed.id, LinkAct.HAND_OVER)) == "shipments.link.passed"
    assert code_of(lambda: link(world, packed.id, hours=0)) == "shipments.time.range"
