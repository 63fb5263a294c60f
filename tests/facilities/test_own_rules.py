"""Rules of an operator's own: from a day on, by two people; an order keeps those under which it was reported."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.facilities import public as facilities
from cellpark.facilities.house import terms
from cellpark.facilities.house.own import OwnTerms, own_problems, with_own
from cellpark.facilities.house.terms import terms_on
from cellpark.facilities.models import OwnRules
from cellpark.facilities.public import RulesState, terms_for, terms_of
from cellpark.identity.public import OrganisationKind, Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from tests.facilities.park import MONDAY, Park
from tests.people import acting, organisation, person

TUESDAY = date(2026, 11, 24)
HOUSE = terms_on(date(2026, 11, 23))
QUICK = replace(
    OwnTerms.of(HOUSE),
    minutes={**OwnTerms.of(HOUSE).minutes, "normal": (30, 120)},
    alone_max=Decimal("100.00"),
    labour_rate=Decimal("150.00"),
)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refusal.value.problems]


def proposed(park: Park, since: date = TUESDAY, own: OwnTerms = QUICK) -> OwnRules:
    return park.do(park.manager, facilities.propose_rules, since=since, own=own, reason="Promised in the new leases")


@pytest.fixture
def monday(park: Park, clock: FixedClock) -> Park:
    clock.advance(MONDAY - clock.now())
    return park


def approved(park: Park, **more: Any) -> OwnRules:
    return park.do(park.second, facilities.approve_rules, rules_id=proposed(park, **more).id)


def test_what_is_kept_is_what_was_said() -> None:
    assert OwnTerms.from_json(QUICK.as_json()) == QUICK
    terms = with_own(HOUSE, QUICK, TUESDAY)
    assert OwnTerms.of(terms) == QUICK
    assert (terms.since, terms.office, terms.checks, terms.targets["emergency"].office) == (
        *(TUESDAY, HOUSE.office, HOUSE.checks),
        None,
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"minutes": {"normal": (30, 120)}}, "facilities.rules.urgencies"),
        ({"minutes": {**QUICK.minutes, "low": (121, 120)}}, "facilities.rules.minutes"),
        ({"minutes": {**QUICK.minutes, "low": (0, 120)}}, "facilities.rules.minutes"),
        ({"minutes": {**QUICK.minutes, "low": (1, 86_401)}}, "facilities.rules.minutes"),
        ({"alone_max": Decimal("-0.01")}, "facilities.cost.amount"),
        ({"alone_max": Decimal("0.001")}, "facilities.cost.amount"),
        ({"labour_rate": Decimal("NaN")}, "facilities.cost.amount"),
        ({"silence_days": 0}, "facilities.rules.silence"),
        ({"silence_days": 61}, "facilities.rules.silence"),
    ],
)
def test_rules_that_promise_nothing_are_refused(change: dict[str, Any], problem: str) -> None:
    assert own_problems(QUICK, house=HOUSE) == []
    assert [each.code for each in own_problems(replace(QUICK, **change), house=HOUSE)] == [problem]


@pytest.mark.django_db
def test_an_order_keeps_the_rules_under_which_it_was_reported(monday: Park, clock: FixedClock) -> None:
    """Both orders are there at once, each with its own promise."""
    approved(monday)
    before = monday.report()
    clock.advance(timedelta(days=1))
    after = monday.report()
    assert [each.due_at - each.reported_at for each in (before, after)] == [timedelta(hours=4), timedelta(minutes=30)]
    assert [each.edition for each in (before, after)] == [HOUSE.since, TUESDAY]
    with use_scope(EVERYTHING):
        assert terms_for(monday.operator.id, TUESDAY).labour_rate == Decimal("150.00")
        assert terms_for(monday.tenants[0].id, TUESDAY) == HOUSE
    with use_scope(monday.one.scope):  # the tenant reads its clock under rules that it cannot see
        assert facilities.order_clock(facilities.order(after.id), clock.now()).mend.allowed == timedelta(hours=2)


@pytest.mark.django_db
def test_the_limit_of_costs_is_that_of_the_order(monday: Park, clock: FixedClock) -> None:
    """CNY 150 were charged on the tenant's word yesterday; from today on more than 100 needs a second person."""
    approved(monday)
    old = monday.done(cost="150")
    clock.advance(timedelta(days=1))
    new = monday.done(cost="150")
    charged = [monday.do(monday.one, facilities.confirm_order, order_id=each.id).charged for each in (old, new)]
    assert charged == [Decimal(150), None]
    assert monday.do(monday.manager, facilities.approve_cost, order_id=new.id).charged == Decimal(150)


@pytest.mark.django_db
def test_nobody_approves_what_they_proposed(monday: Park) -> None:
    row = proposed(monday)
    with pytest.raises(Refused) as refusal:
        monday.do(monday.manager, facilities.approve_rules, rules_id=row.id)
    assert codes(refusal) == ["facilities.rules.own"]
    with use_scope(EVERYTHING), pytest.raises(IntegrityError), transaction.atomic():
        OwnRules.objects.filter(id=row.id).update(state=RulesState.APPROVED, decided_by=row.proposed_by)


@pytest.mark.django_db
def test_rules_begin_on_a_day_to_come(monday: Park, clock: FixedClock) -> None:
    for since, problem in (
        (date(2026, 11, 23), "facilities.rules.past"),
        (date(2028, 1, 1), "facilities.rules.far"),
    ):
        with pytest.raises(Refused) as refusal:
            proposed(monday, since)
        assert codes(refusal) == [problem]
    row = proposed(monday)
    clock.advance(timedelta(days=1))  # nobody decided in time
    with pytest.raises(Refused) as refusal:
        monday.do(monday.second, facilities.approve_rules, rules_id=row.id)
    assert codes(refusal) == ["facilities.rules.past"]


@pytest.mark.django_db
def test_two_editions_do_not_begin_on_one_day(monday: Park) -> None:
    other = proposed(monday)
    approved(monday)
    with pytest.raises(Refused) as refusal:
        monday.do(monday.second, facilities.approve_rules, rules_id=other.id)
    assert codes(refusal) == ["facilities.rules.taken"]


@pytest.mark.django_db
def test_what_a_park_promised_outlives_new_rules_of_the_house(
    monday: Park, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later release brings rules of the same day and of the day after: hours of permits are theirs, promises are not."""
    approved(monday)
    newer = [
        replace(HOUSE, since=TUESDAY + timedelta(days=each), fire_watch=timedelta(hours=2 + each)) for each in (0, 1)
    ]
    monkeypatch.setattr(terms, "editions", lambda: (HOUSE, *newer))
    clock.advance(timedelta(days=1))
    rows = [monday.report()]
    clock.advance(timedelta(days=1))
    rows.append(monday.report())
    assert [each.edition for each in rows] == [TUESDAY, TUESDAY + timedelta(days=1)]
    assert [each.due_at - each.reported_at for each in rows] == [timedelta(minutes=30)] * 2
    with use_scope(EVERYTHING):
        assert [terms_of(each).fire_watch for each in rows] == [timedelta(hours=2), timedelta(hours=3)]
        assert [terms_of(each).alone_max for each in rows] == [Decimal("100.00")] * 2
        assert terms_for(monday.tenants[0].id, TUESDAY) == newer[0]


@pytest.mark.django_db
def test_declined_rules_hold_for_nobody(monday: Park, clock: FixedClock) -> None:
    row = monday.do(monday.second, facilities.decline_rules, rules_id=proposed(monday).id, reason="Too short")
    assert (row.state, row.reason) == (RulesState.DECLINED, "Too short")
    clock.advance(timedelta(days=1))
    assert monday.report().edition == HOUSE.since


@pytest.mark.django_db
def test_only_managers_of_the_park_itself_set_its_rules(monday: Park) -> None:
    row = proposed(monday)
    for actor in (monday.staff, monday.one):
        with pytest.raises(NotAllowed):
            monday.do(actor, facilities.approve_rules, rules_id=row.id)
    other = organisation("Second park", OrganisationKind.OPERATOR)
    stranger = acting(person("other@x.test", Role.PARK_MANAGER, within=other), other)
    with pytest.raises(OwnRules.DoesNotExist):
        monday.do(stranger, facilities.approve_rules, rules_id=row.id)
