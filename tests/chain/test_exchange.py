"""Offers are open to all who take part; who wants what stays theirs until an introduction is agreed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cellpark.base.scope import use_scope
from cellpark.chain import public as chain
from cellpark.chain.public import Introduction, IntroductionState, Offer, Want, WantState
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from tests.chain.world import DAY, World

pytestmark = pytest.mark.django_db


def asked(world: World) -> tuple[Want, Offer, Introduction]:
    offer = world.offer("Phase I ward", "Beds for CAR-T infusion and a phase I trial")
    want = world.want("Ward for our secret CAR-T", "A phase I trial with CAR-T in lymphoma", node="D13")
    with use_scope(world.member.scope):
        made = chain.ask_introduction(actor=world.member, want_id=want.id, offer_id=offer.id)
    return want, offer, made


def test_offers_are_open_and_wants_are_not(world: World) -> None:
    world.offer("Phase I ward")
    world.want("Secret want")
    with use_scope(world.member.scope):
        assert [each.title for each in chain.open_offers()] == ["Phase I ward"]
        assert [each.title for each in chain.own_offers()] == []
        assert [each.title for each in chain.wants()] == ["Secret want"]
    for other in (world.doctor, world.staff):
        with use_scope(other.scope):
            assert list(chain.wants()) == []


def test_an_offer_ends_by_its_day_or_when_it_is_withdrawn(world: World, clock: FixedClock) -> None:
    short = world.offer("Short", until=DAY + timedelta(days=2))
    other = world.offer("Other")
    with use_scope(world.doctor.scope):
        chain.withdraw_offer(actor=world.doctor, offer_id=other.id)
        assert [each.id for each in chain.open_offers()] == [short.id]
        with pytest.raises(Refused, match=r"lifecycle.step"):
            chain.withdraw_offer(actor=world.doctor, offer_id=other.id)
    clock.advance(timedelta(days=2))
    with use_scope(world.doctor.scope):
        assert chain.open_offers() == []


def test_the_giver_learns_who_and_what_when_it_agrees(world: World) -> None:
    want, _offer, made = asked(world)
    assert (made.wanted, made.asker_kind) == ("", "tenant")
    assert all(each["wanted"] == "" for each in made.reasons)  # the words of the want stay with whoever wants
    with use_scope(world.doctor.scope):
        seen = chain.introduction(made.id)
        assert not chain.knows_other(seen, world.doctor.organisation_id)
        agreed = chain.agree_introduction(actor=world.doctor, introduction_id=made.id)
        assert agreed.wanted.startswith("Ward for our secret CAR-T")
        assert chain.knows_other(agreed, world.doctor.organisation_id)
        with pytest.raises(Want.DoesNotExist):
            chain.want(want.id)


def test_a_deal_is_followed_to_its_end_and_meets_the_want(world: World) -> None:
    want, _offer, made = asked(world)
    with use_scope(world.doctor.scope):
        chain.agree_introduction(actor=world.doctor, introduction_id=made.id)
    with use_scope(world.member.scope):
        chain.follow_deal(actor=world.member, introduction_id=made.id, verb="contract", reason="signed in Jinan")
        assert chain.want(want.id).state == WantState.OPEN
    with use_scope(world.doctor.scope):
        ended = chain.follow_deal(actor=world.doctor, introduction_id=made.id, verb="complete", reason="last patient")
    assert ended.state == IntroductionState.COMPLETED
    with use_scope(world.member.scope):
        assert chain.want(want.id).state == WantState.MET


def test_each_side_does_its_own_step(world: World) -> None:
    _want, _offer, made = asked(world)
    with use_scope(world.member.scope), pytest.raises(Refused, match=r"chain.introduction.side"):
        chain.agree_introduction(actor=world.member, introduction_id=made.id)
    with use_scope(world.doctor.scope):
        with pytest.raises(Refused, match=r"chain.introduction.side"):
            chain.withdraw_introduction(actor=world.doctor, introduction_id=made.id)
        with pytest.raises(Refused, match=r"lifecycle.step"):
            chain.follow_deal(actor=world.doctor, introduction_id=made.id, verb="contract", reason="too early")
    with use_scope(world.staff.scope), pytest.raises(Introduction.DoesNotExist):
        chain.agree_introduction(actor=world.staff, introduction_id=made.id)


def test_declined_is_demand_and_may_be_asked_elsewhere(world: World) -> None:
    want, offer, made = asked(world)
    with use_scope(world.member.scope), pytest.raises(Refused, match=r"chain.introduction.twice"):
        chain.ask_introduction(actor=world.member, want_id=want.id, offer_id=offer.id)
    with use_scope(world.doctor.scope):
        declined = chain.decline_introduction(actor=world.doctor, introduction_id=made.id)
    assert (declined.state, declined.wanted) == (IntroductionState.DECLINED, "")
    # the park sees that there is demand on D13, and neither whose nor what
    (seen,) = [each for each in world.chain().park["D13"].wanted if each.kind == "want"]
    assert (seen.id, seen.text) == (want.id, "")


def test_ones_own_offer_and_a_closed_want_are_refused(world: World) -> None:
    own = world.offer("Ours", by=world.member)
    want = world.want("Anything")
    with use_scope(world.member.scope):
        with pytest.raises(Refused, match=r"chain.introduction.self"):
            chain.ask_introduction(actor=world.member, want_id=want.id, offer_id=own.id)
        chain.withdraw_want(actor=world.member, want_id=want.id)
        with pytest.raises(Refused, match=r"chain.want.closed"):
            chain.ask_introduction(actor=world.member, want_id=want.id, offer_id=own.id)
        with pytest.raises(Want.DoesNotExist):
            chain.ask_introduction(actor=world.member, want_id=uuid4(), offer_id=own.id)


def test_what_an_offer_must_say(world: World) -> None:
    for wrong in ({"title": ""}, {"text": "x" * 2001}, {"node": "Z9"}, {"until": DAY}, {"area": "Jinan"}):
        with pytest.raises(Refused):
            world.offer(**{"title": "t", "text": "t", **wrong})
    with use_scope(world.doctor.scope):
        assert chain.open_offers() == []


def test_the_chain_is_the_operators(world: World) -> None:
    world.seat("M41", "Tester")
    with use_scope(world.member.scope):
        assert list(chain.seats()) == []
        # but who does what is told to everybody who asks
        assert [each.name_en for each in chain.seats_found("M4", "park:lishan")] == ["Tester"]
        assert chain.miss_search(actor=world.member, node="M41", area="park:lishan")
        with pytest.raises(NotAllowed):
            chain.end_seat(actor=world.member, seat_id=uuid4(), until=DAY, reason="x")
