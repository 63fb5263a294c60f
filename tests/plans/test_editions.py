"""Times of the plant and the policy of plans: proposed by one person, approved by another, dated."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.identity.public import Meaning, Role
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.plans import public as plans
from cellpark.plans.public import Edition, EditionKind, EditionState
from tests.people import acting, organisation, person
from tests.planning.test_living import TIMES
from tests.plans.house import POLICY, House, in_force
from tests.plans.test_publishing import codes


def test_times_hold_from_their_day_once_a_second_person_signed(house: House) -> None:
    with pytest.raises(Refused) as refused:
        plans.times_in_force(house.home.id)
    assert codes(refused) == ["plans.times.none"]
    row = in_force(house, EditionKind.TIMES, TIMES.encode())
    assert (row.state, row.proposed_by, row.decided_by) == (EditionState.APPROVED, house.planner.id, house.second.id)
    plant, found = plans.times_in_force(house.home.id)
    assert found.id == row.id
    assert plant.people["operator"].count == 8
    assert plans.edition_text(row) == TIMES
    later = localdate(now()) + timedelta(days=30)
    more = plans.propose_edition(
        actor=house.one,
        organisation_id=house.home.id,
        kind=EditionKind.TIMES,
        since=later,
        content=TIMES.replace("count: 8", "count: 7").encode(),
    )
    signed = house.sign(house.second, more, Meaning.APPROVED)
    plans.approve_edition(actor=house.two, edition_id=more.id, signature_id=signed)
    assert plans.times_in_force(house.home.id)[1].id == row.id
    assert plans.times_in_force(house.home.id, later)[0].people["operator"].count == 7


def test_whoever_proposed_an_edition_does_not_approve_it(house: House) -> None:
    row = plans.propose_edition(
        actor=house.one,
        organisation_id=house.home.id,
        kind=EditionKind.POLICY,
        since=localdate(now()),
        content=POLICY,
    )
    signed = house.sign(house.planner, row, Meaning.APPROVED)
    with pytest.raises(Refused) as refused:
        plans.approve_edition(actor=house.one, edition_id=row.id, signature_id=signed)
    assert codes(refused) == ["plans.edition.own"]
    with pytest.raises(Refused) as refused:
        plans.approve_edition(actor=house.two, edition_id=row.id)
    assert codes(refused) == ["plans.signature.missing"]
    back = plans.decline_edition(actor=house.two, edition_id=row.id, reason="Too much may move")
    assert (back.state, back.reason) == (EditionState.DECLINED, "Too much may move")
    with pytest.raises(Refused) as refused:
        plans.policy_in_force(house.home.id)
    assert codes(refused) == ["plans.policy.none"]


@pytest.mark.parametrize(
    ("kind", "content", "found"),
    [
        (EditionKind.TIMES, b"format: nothing", ["simulation.plant.unreadable"]),
        (EditionKind.TIMES, TIMES.replace("a_year: 100", "a_year: 0").encode(), ["simulation.plant.field"]),
        (EditionKind.POLICY, b"\xff", ["plans.policy.unreadable"]),
        (EditionKind.POLICY, POLICY.replace(b"0.03", b"3"), ["plans.policy.field"]),
        (EditionKind.POLICY, POLICY + b"more: 1\n", ["plans.policy.field"]),
    ],
)
def test_a_file_that_says_nothing_is_not_kept(
    house: House, kind: EditionKind, content: bytes, found: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        plans.propose_edition(
            actor=house.one, organisation_id=house.home.id, kind=kind, since=localdate(now()), content=content
        )
    assert codes(refused) == found
    assert not Edition.objects.exists()


def test_an_edition_holds_from_no_past_day_and_not_from_far_away(house: House) -> None:
    for days, code in ((-1, "plans.edition.past"), (800, "plans.edition.far")):
        with pytest.raises(Refused) as refused:
            plans.propose_edition(
                actor=house.one,
                organisation_id=house.home.id,
                kind=EditionKind.POLICY,
                since=localdate(now()) + timedelta(days=days),
                content=POLICY,
            )
        assert codes(refused) == [code]


def test_T19_an_edition_of_another_organisation_is_not_there(house: House) -> None:
    """T19: neither to read nor to decide; and who may not plan proposes none."""
    row = in_force(house, EditionKind.POLICY, POLICY)
    other = organisation("Other")
    stranger = acting(person("planner@other.example.org", Role.PLANNER, within=other), other)
    with use_scope(stranger.scope):
        assert list(plans.editions(house.home.id, EditionKind.POLICY)) == []
        with pytest.raises(Edition.DoesNotExist):
            plans.decline_edition(actor=stranger, edition_id=row.id, reason="No")
    with pytest.raises(NotAllowed):
        plans.propose_edition(
            actor=house.floor.one,
            organisation_id=house.home.id,
            kind=EditionKind.POLICY,
            since=localdate(now()),
            content=POLICY,
        )
