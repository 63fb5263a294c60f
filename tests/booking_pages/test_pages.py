"""Through the pages, as people do it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.booking import public as booking
from cellpark.booking.effects import offer_what_is_free
from cellpark.booking.public import Booking, Feed, Quota, Resource, Terms
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Event
from cellpark.web.areas.booking.rule_words import (
    closed_as_lines,
    quotas_as_lines,
    read_closed,
    read_quotas,
    read_windows,
    windows_as_lines,
)
from tests.booking.park import Park, at, state_of
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at
from tests.premises.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: FixedClock) -> World:
    with use_scope(EVERYTHING):
        return make_world()


def reader(actor: Actor) -> Client:
    with use_scope(EVERYTHING):
        client = signed_in(Person.objects.get(id=actor.person_id))
    client.cookies["cellpark_zone"] = "UTC"
    return client


def send(client: Client, name: str, identity: Any = None, **sent: Any) -> Any:
    address = reverse(name, args=[] if identity is None else [identity])
    return client.post(address, form_at(client, address) | sent)


def times(hours: float, minutes: int = 60) -> dict[str, str]:
    start = at(hours)
    return {"starts_at": f"{start:%Y-%m-%dT%H:%M}", "ends_at": f"{start + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"}


def only() -> Booking:
    with use_scope(EVERYTHING):
        return booking.bookings().get()


def test_a_booking_goes_its_way_by_pages(park: Park, clock: FixedClock) -> None:
    member = reader(park.member)
    assert park.room.name in member.get(reverse("booking")).content.decode()
    answer = send(member, "booking_book", park.room.id, purpose="run 7", **times(1))
    assert answer.status_code == 303, answer.content.decode()
    row = only()
    assert row.starts_at == at(1)
    assert send(member, "booking_change", row.id, purpose="run 8", **times(2)).status_code == 303
    clock.advance(timedelta(hours=2))
    member = reader(park.member)
    assert send(member, "booking_check_in", row.id, raw="CF-1").status_code == 422
    assert send(member, "booking_check_in", row.id, raw="MR-101").status_code == 303
    assert "run 8" in member.get(reverse("booking_one", args=[row.id])).content.decode()
    assert member.post(reverse("booking_check_out", args=[row.id])).status_code == 303
    assert state_of(row) == "done"


def test_a_refusal_says_why_and_leads_to_the_nearest_time_that_works(park: Park) -> None:
    park.book(1, 120, actor=park.rival)
    member = reader(park.member)
    answer = send(member, "booking_book", park.room.id, **times(1.5, 120))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "It is taken from 2026-11-22 10:00 to 2026-11-22 12:00." in text
    found = re.search(r'href="(/booking/resources/[^"]*start=2026-11-22T12:00[^"]*)"', text)
    assert found is not None
    href = found[1].replace("&amp;", "&")
    assert member.post(href, form_at(member, href)).status_code == 303
    assert reverse("booking_wait", args=[park.room.id]) in text


def test_the_conflicts_of_a_series_are_listed_before_anything_is_booked(park: Park) -> None:
    park.book(at(1) + timedelta(days=7), actor=park.rival)
    member = reader(park.member)
    answer = send(member, "booking_book", park.room.id, every_days="7", times="3", **times(1))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count("Cannot be had") == 1
    assert (
        send(member, "booking_book", park.room.id, every_days="7", times="3", skip="on", **times(1)).status_code == 303
    )
    with use_scope(park.member.scope):
        assert booking.bookings().count() == 2


def test_others_see_busy_on_every_page(park: Park) -> None:
    row = park.book(1, purpose="secret-canary")
    rival = reader(park.rival)
    for name, args in (("booking", []), ("bookings", []), ("booking_resource", [park.room.id]), ("booking_waits", [])):
        page = rival.get(reverse(name, args=args)).content.decode()
        assert "secret-canary" not in page
        assert park.company.name not in page
    assert "Busy" in rival.get(reverse("booking_resource", args=[park.room.id])).content.decode()
    assert rival.get(reverse("booking_one", args=[row.id])).status_code == 404
    assert "secret-canary" in reader(park.staff).get(reverse("booking_resource", args=[park.room.id])).content.decode()


def test_what_is_free_is_scanned_and_used(park: Park) -> None:
    member = reader(park.member)
    assert send(member, "booking_scan", raw="MR-101", minutes="30").status_code == 303
    assert only().state == "in_use"


def test_several_are_booked_together_or_none(park: Park) -> None:
    park.book(1, actor=park.rival, resource=park.device)
    member = reader(park.member)
    chosen = {"resources": [str(park.room.id), str(park.device.id)]}
    refused = send(member, "booking_bundle", **chosen, **times(1))
    assert refused.status_code == 422
    assert "CF-1, 2026-11-22 10:00 cannot be had:" in refused.content.decode()
    assert send(member, "booking_bundle", **chosen, **times(3)).status_code == 303
    with use_scope(park.member.scope):
        first = booking.bookings().first()
    assert first is not None
    assert "Booked together with it" in member.get(reverse("booking_one", args=[first.id])).content.decode()
    assert send(member, "booking_cancel", first.id, whole="on").status_code == 303


def test_what_is_offered_is_taken_from_the_queue(park: Park) -> None:
    taken = park.book(3)
    rival = reader(park.rival)
    assert send(rival, "booking_wait", park.room.id, **times(3)).status_code == 303
    park.do(booking.cancel, booking_id=taken.id)
    with use_scope(EVERYTHING):
        freed = Event.objects.get(type="booking.booking.cancelled")
        offer_what_is_free(freed.id)
        wait = booking.waits().get()
    assert "kept for you until" in rival.get(reverse("booking_waits")).content.decode()
    assert rival.get("/").status_code == 200
    answer = rival.post(reverse("booking_wait_accept", args=[wait.id]))
    assert answer["Location"] == reverse("booking_one", args=[wait.booking_id])
    assert rival.post(reverse("booking_wait_leave", args=[wait.id])).status_code == 303


def test_a_table_is_tried_and_then_imported(park: Park) -> None:
    member = reader(park.member)
    text = f"resource,start,end\nMR-101,{at(1):%Y-%m-%d %H:%M},{at(2):%Y-%m-%d %H:%M}\n"
    for dry, expected in (("on", 422), ("", 303)):
        sent = form_at(member, reverse("booking_import")) | {"file": SimpleUploadedFile("b.csv", text.encode())}
        sent.pop("dry_run", None)
        answer = member.post(reverse("booking_import"), sent | ({"dry_run": dry} if dry else {}))
        assert answer.status_code == expected
    assert only().via == "import"


def test_a_calendar_is_read_under_a_secret_address_until_it_is_revoked(park: Park) -> None:
    park.book(1, purpose="mine-text")
    park.book(3, actor=park.rival, purpose="secret-canary")
    member = reader(park.member)
    page = send(member, "booking_feeds", resource=str(park.room.id)).content.decode()
    found = re.search(r"/calendars/[0-9a-f-]+/[\w-]+\.ics", page)
    assert found is not None
    answer = Client().get(found[0])
    assert answer.headers["Content-Type"].startswith("text/calendar")
    read = Calendar.from_ical(answer.content)
    assert [str(each["summary"]) for each in read.walk("VEVENT")] == ["MR-101: mine-text", "Busy"]
    assert b"secret-canary" not in answer.content
    with use_scope(EVERYTHING):
        feed = Feed.objects.get()
    assert feed.digest not in found[0]
    assert reader(park.rival).post(reverse("booking_feed_revoke", args=[feed.id])).status_code == 404
    assert member.post(reverse("booking_feed_revoke", args=[feed.id])).status_code == 303
    assert Client().get(found[0]).status_code == 404


def test_the_owner_writes_the_rules_and_they_stand_in_words(park: Park) -> None:
    staff = reader(park.staff)
    sent = {
        "code": "PCR-1",
        "name_en": "Example PCR room",
        "windows": "1-5 08:00-18:00",
        "closed": "2026-12-25",
        "quotas": "week 10\nmonth 60 nursery",
        "training": "BSL2",
        "price": "120.00",
        "tax": "0.06",
    }
    answer = send(staff, "booking_resource_add", **sent)
    assert answer.status_code == 303, answer.content.decode()
    with use_scope(EVERYTHING):
        made = Resource.objects.get(code="PCR-1")
    page = staff.get(reverse("booking_resource", args=[made.id])).content.decode()
    for words in (
        "Mon–Fri 08:00–18:00",
        "2026-12-25",
        "10 hours a week for a company.",
        "of the stage “Nursery”",
        "BSL2",
        "CNY 120.00 an hour and 6 % tax",
    ):
        assert words in page
    assert send(staff, "booking_resource_change", made.id, windows="8 nonsense").status_code == 422
    assert send(staff, "booking_resource_close", made.id, reason="moved").status_code == 303
    assert send(staff, "booking_resource_change", made.id, open_max="3", quotas=sent["quotas"]).status_code == 303
    with use_scope(EVERYTHING):
        again = booking.resource(made.id)
    assert (again.state, again.terms.open_max, again.terms.quotas[1]) == ("closed", 3, Quota("month", 60, "nursery"))


def test_the_lines_of_rules_come_back_as_they_were_written() -> None:
    terms = Terms(
        windows=read_windows("1-5 08:00-12:00\n1-5 13:00-18:00\n6 09:00-12:00"),
        closed=read_closed("2026-10-01 2026-10-07\n2027-01-01"),
        quotas=read_quotas("week 10\nmonth 40 growth"),
    )
    assert windows_as_lines(terms) == "1-5 08:00-12:00\n1-5 13:00-18:00\n6 09:00-12:00"
    assert closed_as_lines(terms) == "2026-10-01 2026-10-07\n2027-01-01"
    with override("en"):
        assert quotas_as_lines(terms) == "week 10\nmonth 40 Growth"


def test_quotas_are_written_in_either_language_and_with_either_keyboard() -> None:
    wanted = (Quota("week", 10), Quota("month", 40, "nursery"))
    for language in ("zh-hans", "en"):
        with override(language):
            lines = quotas_as_lines(Terms(quotas=wanted))
            assert read_quotas(lines) == wanted
    for said in ("\u5468 10\n\u6708\u300040 \u82d7\u5703", "WEEK \uff11\uff10\nmonth 40 nursery"):
        assert read_quotas(said) == wanted
    for bad in ("\u5e74 10", "week", "week ten", "week 10 none", "week 10 nursery growth", "week 745"):
        with pytest.raises(Refused):
            read_quotas(bad)
    windows = read_windows("1-5 08\uff1a00-18\uff1a00")
    assert windows == read_windows("1-5 08:00-18:00")


def test_a_room_is_let_be_booked_from_its_page(world: World) -> None:
    """The room's page leads there, the form knows the room, and another house's room is not there."""
    staff = reader(world.manager)
    with use_scope(EVERYTHING):
        room = world.room("101")
    page = staff.get(reverse("premises_room", args=[room.id])).content.decode()
    address = f"{reverse('booking_resource_add')}?room={room.id}"
    assert address in page
    form = form_at(staff, address)
    assert (form["code"], form["kind"]) == ("B1-101", "room")
    assert staff.post(address, form).status_code == 303
    with use_scope(EVERYTHING):
        made = Resource.objects.get(code="B1-101")
    assert (made.source_kind, made.source_id) == ("premises.room", room.id)
    assert address not in staff.get(reverse("premises_room", args=[room.id])).content.decode()
    assert staff.get(f"{reverse('booking_resource_add')}?room={made.id}").status_code == 404
    assert staff.get(f"{reverse('booking_resource_add')}?room=x").status_code == 404


@pytest.mark.parametrize("query", ["?day=9999-99-99", "?start=x&end=y", "?start=0001-01-01T00:00", "?day=0001-01-01"])
def test_addresses_that_nobody_wrote_are_no_error(park: Park, query: str) -> None:
    member = reader(park.member)
    for name in ("booking_book", "booking_wait", "booking_resource"):
        assert member.get(reverse(name, args=[park.room.id]) + query).status_code == 200
    assert member.get(reverse("booking") + query).status_code == 200


def test_the_calendar_asks_as_often_for_many_resources_as_for_few(park: Park) -> None:
    member = reader(park.member)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert member.get(reverse("booking")).status_code == 200
        return len(found)

    asked()
    before = asked()
    for number in range(10):
        row = park.add(f"X-{number}")
        park.book(1, resource=row)
        park.book(3, resource=row, actor=park.rival)
    assert asked() == before


def test_who_may_book_is_chosen_by_name_and_written_by_exact_name(park: Park) -> None:
    """No id is typed: those who are known are ticked, others are named whole."""
    client = reader(park.staff)
    address = reverse("booking_resource_change", args=[park.room.id])
    sent = form_at(client, address) | {"open_to_all": "", "allowed_named": park.other.name_en}
    client.post(address, sent)
    with use_scope(EVERYTHING):
        row = booking.resource(park.room.id)
    assert (row.open_to_all, row.parties) == (False, [park.other.id])
    assert f'value="{park.other.id}" id' in client.get(address).content.decode()
    refused = client.post(address, form_at(client, address) | {"allowed_named": "Nobody at all"})
    assert "Nobody at all" in refused.content.decode()
    assert refused.status_code == 422


def test_a_resource_has_a_label_that_who_keeps_resources_prints(park: Park) -> None:
    """The code on it opens the page where the resource is booked."""
    address = reverse("booking_resource_label", args=[park.room.id])
    printed = reader(park.staff).get(address)
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert printed.content.startswith(b"%PDF-")
    assert reader(park.member).get(address).status_code == 403
