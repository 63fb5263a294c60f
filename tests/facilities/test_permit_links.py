"""A firm without an account reads its permit by a link, says that hot work is over, and sees nothing else."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.facilities import public as facilities
from cellpark.facilities.public import Permit, PermitLink, PermitState
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from tests.facilities.park import Park
from tests.facilities.test_permits import approved, at
from tests.facilities_pages.test_pages import reader
from tests.pages.sending import form_at

pytestmark = pytest.mark.django_db
MARK = "Example Welding"


def made(park: Park, row: Permit, actor: Any = None) -> tuple[PermitLink, str]:
    """The link and the address of its page."""
    found = park.do(actor or park.one, facilities.make_permit_link, permit_id=row.id)
    return found.link, reverse("permit_phone", args=[found.link.organisation_id, found.secret])


def read(address: str, language: str = "en") -> str:
    return str(Client(headers={"Accept-Language": language}).get(address).content.decode())


def refused(act: Any, *args: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return [each.code for each in caught.value.problems]


def test_the_firm_sees_at_once_whether_the_permit_is_in_force(park: Park, clock: FixedClock) -> None:
    row = park.hot_work(contractor=MARK)
    _link, address = made(park, row)
    assert "not permitted yet: do not begin" in read(address)
    approved(park, row)
    assert "do not begin before" in read(address)
    at(clock, hours=1)
    page = read(address)
    for word in ("In force until", row.code, row.place, "Weld a bracket", "Example watcher", "CO2 5 kg", "D-12", MARK):
        assert word in page
    at(clock, hours=5)
    assert "nothing is permitted any more" in read(address)
    at(clock, hours=4 + 24)
    assert Client().get(address).status_code == 410


def test_it_reads_chinese_as_well(park: Park) -> None:
    row = park.hot_work(contractor=MARK)
    _link, address = made(park, row)
    assert "\u52a8\u706b" in read(address, "zh-hans")


def test_a_permit_that_is_taken_away_says_stop_and_why(park: Park, clock: FixedClock) -> None:
    row = approved(park, park.hot_work())
    _link, address = made(park, row)
    at(clock, hours=1)
    park.do(park.staff, facilities.revoke_permit, permit_id=row.id, reason="Gas was smelled")
    page = read(address)
    assert "Revoked: stop at once" in page
    assert "Gas was smelled" in page


def test_the_firm_says_once_that_the_work_is_over(park: Park, clock: FixedClock) -> None:
    row = approved(park, park.hot_work())
    link, address = made(park, row)
    client = Client(headers={"Accept-Language": "en"})
    at(clock, hours=1)
    assert client.post(address, form_at(client, address)).status_code == 200
    with use_scope(EVERYTHING):
        ended, spent = Permit.objects.get(id=row.id), PermitLink.objects.get(id=link.id)
    assert (ended.state, ended.over_at, spent.state) == (PermitState.ENDED, clock.now(), "used")
    page = read(address)
    assert "nothing is permitted any more" in page
    assert "The work is over" not in page


def test_waste_is_read_and_nothing_else(park: Park, clock: FixedClock) -> None:
    row = approved(park, park.waste())
    _link, address = made(park, row)
    at(clock, hours=1)
    page = read(address)
    assert "Example Carrier" in page
    assert "The work is over" not in page


def test_a_link_is_made_by_the_two_sides_alone_and_taken_back(park: Park) -> None:
    row = park.hot_work()
    with pytest.raises((Refused, NotAllowed, Permit.DoesNotExist)):
        made(park, row, park.two)
    link, address = made(park, row, park.staff)
    park.do(park.one, facilities.revoke_permit_link, permit_id=row.id, link_id=link.id)
    assert Client().get(address).status_code == 410
    again = {"permit_id": row.id, "link_id": link.id}
    assert refused(park.do, park.one, facilities.revoke_permit_link, **again) == ["lifecycle.step"]


def test_no_link_is_made_for_work_that_is_over_nor_too_many(park: Park, clock: FixedClock) -> None:
    row = park.hot_work()
    for _each in range(5):
        made(park, row)
    assert refused(made, park, row) == ["facilities.link.many"]
    other = park.hot_work(start=row.starts_at + timedelta(days=1))
    park.do(park.one, facilities.withdraw_permit, permit_id=other.id)
    assert refused(made, park, other) == ["facilities.link.over"]
    late = park.hot_work(start=row.starts_at + timedelta(days=2))
    at(clock, days=3)
    assert refused(made, park, late) == ["facilities.link.over"]


def test_wrong_links_are_told_apart_for_nobody_and_wait(park: Park) -> None:
    row = park.hot_work()
    _link, address = made(park, row)
    client = Client(headers={"Accept-Language": "en"})
    for wrong in (f"{address}X", reverse("permit_phone", args=[uuid4(), address.rsplit("/", 1)[1]])):
        assert client.get(wrong).status_code == 410
    statuses = {client.get(f"{address}X").status_code for _each in range(12)}
    assert statuses == {410, 429}


def test_nothing_else_of_the_park_is_seen_with_it(park: Park) -> None:
    """No other permit, no page of the park, neither who asked nor who else is there."""
    row = approved(park, park.hot_work(contractor=MARK))
    other = park.hot_work(start=row.starts_at + timedelta(days=1), contractor="Another firm")
    _link, address = made(park, row)
    client = Client(headers={"Accept-Language": "en"})
    page = client.get(address).content.decode()
    for each in (other.code, "Another firm", *(each.name for each in park.tenants), *map(str, park.people.values())):
        assert each not in page
    for name in ("facility_permit", "facility_permit_paper"):
        assert client.get(reverse(name, args=[row.id])).status_code in (302, 404)


def test_the_park_makes_and_takes_back_a_link_on_the_page(park: Park) -> None:
    row = park.hot_work(contractor=MARK)
    client, address = reader(park.one), reverse("facility_permit_link", args=[row.id])
    page = client.post(address, form_at(client, address)).content.decode()
    assert "/go/permit/" in page
    with use_scope(EVERYTHING):
        link = PermitLink.objects.get()
    back = client.post(reverse("facility_permit_link_revoke", args=[row.id, link.id]))
    assert back.status_code == 303
    with use_scope(EVERYTHING):
        assert PermitLink.objects.get().state == "revoked"
