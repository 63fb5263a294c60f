"""A made-up park is the same for the same seed, adds up, and is brought in by the acts of the house."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing.public import Bill, BillLine
from cellpark.companies.public import Company, CompanyState, Need
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.leases.public import Lease, LeaseRoom, LeaseState
from cellpark.plays.grown.plan import PlannedRoom
from cellpark.plays.public import Grown, grow_park, grown_park, manager_email
from cellpark.premises.public import Building, Room

DAY = date(2026, 11, 22)
PASSWORD = "a-word-for-tests-alone"
EXAMPLES = Path(__file__).parents[2] / "examples"


def rooms(companies: int) -> list[PlannedRoom]:
    count = companies * 20
    return [PlannedRoom(UUID(int=n), f"R-{n}", "laboratory", Decimal(40)) for n in range(count)]


def test_the_same_seed_gives_the_same_park_and_another_one_another() -> None:
    park = grown_park(rooms(30), companies=30, seed=7, today=DAY)
    assert park == grown_park(rooms(30), companies=30, seed=7, today=DAY)
    assert park != grown_park(rooms(30), companies=30, seed=8, today=DAY)


def test_no_room_of_a_plan_is_let_twice_and_each_company_rents_today() -> None:
    park = grown_park(rooms(100), companies=100, seed=3, today=DAY)
    days = sorted((room.code, each.since, each.until) for each in park.leases for room in each.rooms)
    assert all(one[0] != two[0] or one[2] <= two[1] for one, two in pairwise(days))
    running = Counter(each.company for each in park.leases if each.since <= DAY < each.until)
    assert running == dict.fromkeys(range(100), 1)


@pytest.fixture
def grown(db: None, clock: FixedClock) -> Grown:
    return grow_park(examples=EXAMPLES, companies=2, seed=5, billed_months=2, password=PASSWORD)


def test_a_park_is_brought_in_with_its_leases_running_and_its_months_billed(grown: Grown) -> None:
    with use_scope(EVERYTHING):
        house = {"organisation_id": grown.operator}
        assert (Building.objects.filter(**house).count(), Room.objects.filter(**house).count()) == (1, 40)
        assert Company.objects.filter(**house, state=CompanyState.MOVED_IN).count() == 2
        assert Need.objects.filter(company__organisation_id=grown.operator).exists()
        states = Counter(Lease.objects.filter(**house).values_list("state", flat=True))
        assert states[LeaseState.RUNNING] == 2
        let = LeaseRoom.objects.filter(**house, starts_on__lte=DAY, ends_on__gt=DAY).count()
        bills = Bill.objects.filter(**house)
        months = {each.since.replace(day=1) for each in bills}
        assert months == {date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)}, "what was billed elsewhere is not"
        assert BillLine.objects.filter(bill__in=bills.filter(since=date(2026, 11, 1))).count() == let


def test_one_manager_signs_in_looks_after_every_company_and_sees_the_park(grown: Grown) -> None:
    client = Client()
    sent = {"login": manager_email(5), "password": PASSWORD}
    assert client.post(reverse("account_login"), sent).status_code == 302
    with use_scope(EVERYTHING):
        found = list(Company.objects.filter(organisation_id=grown.operator))
    assert {each.owner_person for each in found} == {grown.manager}
    shown = client.get(reverse("companies")).content.decode()
    assert all(each.name in shown for each in found)


def test_the_same_park_is_not_brought_in_twice(grown: Grown) -> None:
    with pytest.raises(Refused) as refused:
        grow_park(examples=EXAMPLES, companies=2, seed=5, billed_months=0, password=PASSWORD)
    assert refused.value.problems[0].code == "plays.grown.there"


@pytest.mark.parametrize(("companies", "months"), [(0, 0), (5001, 0), (1, 61), (1, -1)])
def test_a_size_that_is_no_park_is_refused(db: None, companies: int, months: int) -> None:
    with pytest.raises(Refused) as refused:
        grow_park(examples=EXAMPLES, companies=companies, seed=1, billed_months=months, password=PASSWORD)
    assert refused.value.problems[0].code == "plays.grown.size"
