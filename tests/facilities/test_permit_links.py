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
from cellpark.ledger.public import events_of
from tests.facilities.park import Park
from tests.facilities.test_permits import approved, at
from tests.facilities_pages.test_pages import reader, text
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


def say(address: str, act: str, client: Client | None = None) -> Any:
    """Tap a button of the page."""
    client = client or Client(headers={"Accept-Language": "en"})
    return client.post(address, {**form_at(client, address), "act": act})


def test_the_firm_says_that_the_work_begins_and_staff_read_who_said_so(park: Park, clock: FixedClock) -> None:
    """Once, also with two links; in the ledger under the name of the link, for nobody has an account."""
    row = approved(park, park.hot_work(contractor=MARK))
    link, address = made(park, row)
    _other, second = made(park, row)
    at(clock, hours=1)
    assert '"begin"' in read(address)
    page = say(address, "begin").content.decode()
    assert ('value="begin"' in page, 'value="end"' in page, "Work begun" in page) == (False, True, True)
    begun = clock.now()
    at(clock, hours=2)
    with use_scope(EVERYTHING):
        again = facilities.begin_by_link(owner=row.organisation_id, secret=second.rsplit("/", 1)[1])
        events = list(events_of(f"work-permit/{row.id}"))
        opened = PermitLink.objects.get(id=link.id)
    assert (again.begun_at, again.begun_by, again.state, opened.state) == (begun, None, PermitState.APPROVED, "open")
    said = [each for each in events if each.type == "facilities.permit.begun"]
    assert [each.actor for each in said] == [f"system/link/{link.id}"]
    for who in (park.staff, park.one):
        assert f"{MARK}, by its link" in text(reader(who), "facility_permit", row.id)
    assert say(address, "end").status_code == 200
    assert facilities_state(row) == PermitState.ENDED
    for who in (park.staff, park.one):
        page = text(reader(who), "facility_permit", row.id)
        assert page.count(f"{MARK}, by its link") == 2
        assert "The firm said by it that the work is over" in page


def facilities_state(row: Permit) -> str:
    with use_scope(EVERYTHING):
        return str(Permit.objects.get(id=row.id).state)


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ({"hours": -1}, "facilities.permit.not_yet"),
        ({"hours": 4}, "facilities.permit.over"),
    ],
)
def test_work_begins_within_the_time_of_its_permit(
    park: Park, clock: FixedClock, after: dict[str, int], code: str
) -> None:
    row = approved(park, park.hot_work())
    _link, address = made(park, row)
    at(clock, **after)
    said = {"owner": row.organisation_id, "secret": address.rsplit("/", 1)[1]}
    assert refused(facilities.begin_by_link, **said) == [code]
    assert 'value="begin"' not in read(address)


def test_nothing_begins_without_a_permit(park: Park, clock: FixedClock) -> None:
    """Not given yet, taken away, or one of waste; a link that was taken back opens nothing."""
    row = park.hot_work()
    link, address = made(park, row)
    owner, secret = row.organisation_id, address.rsplit("/", 1)[1]
    at(clock, hours=1)
    assert refused(facilities.begin_by_link, owner=owner, secret=secret) == ["lifecycle.step"]
    approved(park, row)
    park.do(park.staff, facilities.revoke_permit, permit_id=row.id, reason="Gas was smelled")
    assert refused(facilities.begin_by_link, owner=owner, secret=secret) == ["lifecycle.step"]
    park.do(park.one, facilities.revoke_permit_link, permit_id=row.id, link_id=link.id)
    assert refused(facilities.begin_by_link, owner=owner, secret=secret) == ["facilities.link.spent"]
    _link, address = made(park, approved(park, park.waste()))
    for act in (facilities.begin_by_link, facilities.end_by_link):
        assert refused(act, owner=owner, secret=address.rsplit("/", 1)[1]) == ["facilities.permit.hot_alone"]


def test_a_button_that_the_page_does_not_have_is_refused_and_tries_are_counted(park: Park, clock: FixedClock) -> None:
    row = approved(park, park.hot_work())
    _link, address = made(park, row)
    at(clock, hours=1)
    client = Client(headers={"Accept-Language": "en"})
    assert say(address, "close", client).status_code == 422
    statuses = {say(address, "close", client).status_code for _each in range(12)}
    assert (statuses, facilities_state(row)) == ({422, 429}, PermitState.APPROVED)


def test_the_tenant_says_on_the_page_that_the_work_begins(park: Park, clock: FixedClock) -> None:
    row = approved(park, park.hot_work())
    at(clock, hours=1)
    tenant, address = reader(park.one), reverse("facility_permit_begin", args=[row.id])
    sent = form_at(tenant, address)
    assert [tenant.post(address, sent).status_code for _each in range(2)] == [303, 303]
    with use_scope(EVERYTHING):
        begun = Permit.objects.get(id=row.id)
    assert (begun.begun_at, begun.begun_by) == (clock.now(), park.people["one"].id)
    page = text(reader(park.staff), "facility_permit", row.id)
    assert ("Work begun" in page, "by its link" in page) == (True, False)


def test_the_firm_says_once_that_the_work_is_over(park: Park, clock: FixedClock) -> None:
    row = approved(park, park.hot_work())
    link, address = made(park, row)
    client = Client(headers={"Accept-Language": "en"})
    at(clock, hours=1)
    assert say(address, "end", client).status_code == 200
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
