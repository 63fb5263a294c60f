"""Work orders, permits and alarms through the pages and the API, as the office, tenants and programs use them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.facilities import beside
from cellpark.facilities import public as facilities
from cellpark.facilities.house import terms
from cellpark.facilities.public import FacilityPermission, Occupied, OrderState, PermitState, Where
from cellpark.identity.public import OrganisationKind, Person, Role, issue_token
from cellpark.kernel.clock import FixedClock
from tests.facilities.park import CHECKS, MONDAY, Park, let_another, picture
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at
from tests.people import acting, organisation, person

pytestmark = pytest.mark.django_db


def reader(actor: Actor) -> Client:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=actor.person_id))


def send(client: Client, address: str, **sent: Any) -> Any:
    return client.post(address, form_at(client, address) | sent)


def text(client: Client, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def upload(content: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def program(actor: Actor, *permissions: str) -> dict[str, str]:
    with use_scope(actor.scope):
        made = issue_token(actor=actor, title="BMS", scopes=list(permissions), expires_on=date(2027, 1, 1))
    return {"HTTP_AUTHORIZATION": f"Bearer {made.secret}"}


def test_a_tenant_reports_with_pictures_and_the_office_goes_through_its_acts(park: Park) -> None:
    tenant, staff = reader(park.one), reader(park.staff)
    page = text(tenant, "facility_report")
    assert 'capture="environment"' in page
    assert 'accept="image/jpeg,image/png,image/webp"' in page
    assert "B1 A-101" in page
    assert "A-103" not in page  # the room of another tenant
    answer = send(
        tenant,
        reverse("facility_report"),
        title="No light",
        kind="power",
        room=str(park.rooms[0].id),
        camera=upload(picture()),
        photos=[upload(picture(size=(60, 40)), "b.jpg"), upload(picture("PNG"), "c.png")],
    )
    assert answer.status_code == 303, answer.content.decode()
    with use_scope(EVERYTHING):
        row = facilities.orders().get()
        shown = facilities.photos_of(row)
    assert len(shown) == 2  # the same red picture as JPEG and as PNG is one
    for each in shown:
        got = tenant.get(reverse("facility_photo", args=[each.id]))
        assert (got["Content-Type"], got.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert "Accept or decline it" in text(staff, "facility_order", row.id)
    for act, sent in (
        ("accept", {"kind": "power", "urgency": "urgent"}),
        ("assign", {"assignee": str(park.people["staff"].id), "contractor": ""}),
        ("start", {}),
        ("cost", {"kind": "labour", "text": "Electrician", "quantity": "0.5", "unit_price": "120", "payer": "tenant"}),
        ("finish", {"done": "New fuse"}),
    ):
        answer = send(staff, reverse(f"facility_order_{act}", args=[row.id]), **sent)
        assert answer.status_code == 303, (act, answer.content.decode())
    page = text(tenant, "facility_order", row.id)
    assert "New fuse" in page
    assert "Example staff" not in page  # a tenant reads the side, not the names of the other one's people
    assert "You pay CNY 60.00 without tax, 6 % tax" in text(tenant, "facility_order_confirm", row.id)
    assert send(tenant, reverse("facility_order_confirm", args=[row.id])).status_code == 303
    row = park.order(row.id)
    assert (row.state, row.charged) == (OrderState.CONFIRMED, Decimal(60))
    assert "It is with the bills." in text(tenant, "facility_order", row.id)


def test_a_code_at_the_door_fills_the_room_in(park: Park) -> None:
    room = park.rooms[1]
    assert f'value="{room.id}" selected' in text(reader(park.one), "facility_report", room=str(room.id))
    assert 'value="B1 A-102"' in text(reader(park.staff), "facility_report", room=str(room.id))
    first = f'value="{park.rooms[0].id}" selected'
    assert first in text(reader(park.one), "facility_report", room="nonsense")
    sign = text(reader(park.staff), "facility_door", room.id)
    assert "B1 A-102" in sign
    # whoever comes to a door reads one of the two
    assert ("Something is broken? Scan and report it." in sign, "\u53d1\u73b0\u6545\u969c" in sign) == (True, True)
    assert f"{reverse('facility_report')}?room={room.id}" in sign


def test_a_refusal_keeps_what_was_typed(park: Park) -> None:
    tenant = reader(park.one)
    answer = send(tenant, reverse("facility_report"), title="No light", kind="power", room="", place="", photos=[])
    assert answer.status_code == 422
    assert 'value="No light"' in answer.content.decode()
    bad = send(
        tenant, reverse("facility_report"), title="No light", kind="power", place="Lift", camera=upload(b"no picture")
    )
    assert (bad.status_code, "This is no picture that can be read." in bad.content.decode()) == (422, True)


def test_the_board_sorts_by_state_and_says_what_is_late(park: Park, clock: FixedClock) -> None:
    late = park.report(urgency="emergency", title="Smoke")
    park.in_work(title="Drip")
    clock.advance(timedelta(hours=1))
    page = text(reader(park.staff), "facility_board")
    assert "2 orders are open" in page
    assert "1 is late" in page
    assert page.index("Smoke") < page.index("Drip")
    assert f'clock-stopped">\n        <a class="order-name" href="{reverse("facility_order", args=[late.id])}"' in page
    assert "Tenant one" in page
    other = text(reader(park.two), "facility_board")
    assert ("Smoke" in other, "Nothing is open." in other) == (False, True)


def test_another_tenant_gets_404(park: Park) -> None:
    """T19."""
    row, permit = park.report(photos=[picture()]), park.hot_work()
    with use_scope(EVERYTHING):
        shown = facilities.photos_of(row)[0]
    stranger = reader(park.two)
    for name, key in (
        ("facility_order", row.id),
        ("facility_order_note", row.id),
        ("facility_photo", shown.id),
        ("facility_permit", permit.id),
        ("facility_permit_paper", permit.id),
    ):
        assert stranger.get(reverse(name, args=[key])).status_code == 404, name


def test_comments_and_reasons_go_both_ways(park: Park) -> None:
    row = park.accepted()
    tenant, staff = reader(park.one), reader(park.staff)
    address = reverse("facility_order_note", args=[row.id])
    assert send(staff, address, text="Only for us", internal="on").status_code == 303
    assert send(staff, reverse("facility_order_wait", args=[row.id]), reason="When may we come?").status_code == 303
    page = text(tenant, "facility_order", row.id)
    assert ("Only for us" in page, "When may we come?" in page) == (False, True)
    assert 'name="internal"' not in page
    assert send(tenant, address, text="At ten").status_code == 303
    assert not park.order(row.id).is_waiting


def test_hot_work_is_asked_given_printed_and_closed(park: Park, clock: FixedClock) -> None:
    tenant, manager, staff = reader(park.one), reader(park.manager), reader(park.staff)
    answer = send(
        tenant,
        reverse("facility_hot_work"),
        room=str(park.rooms[0].id),
        starts_at="2026-11-23T09:00",
        ends_at="2026-11-23T12:00",
        text="Weld",
        contractor="Example Fitters",
        fire_watch="Example watcher",
        extinguisher="CO2",
        detectors="none",
        checks=list(CHECKS),
    )
    assert answer.status_code == 303, answer.content.decode()
    with use_scope(EVERYTHING):
        row = facilities.permits().get()
    assert row.starts_at == MONDAY
    assert "1 permit waits for a decision" in text(manager, "facility_permits")
    assert send(manager, reverse("facility_permit_approve", args=[row.id])).status_code == 303
    paper = tenant.get(reverse("facility_permit_paper", args=[row.id]))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    clock.advance(MONDAY + timedelta(hours=2) - clock.now())
    tenant, staff = reader(park.one), reader(park.staff)
    assert "In force" in text(tenant, "facility_permit", row.id)
    assert send(tenant, reverse("facility_permit_end", args=[row.id])).status_code == 303
    early = send(staff, reverse("facility_permit_close", args=[row.id]), said="Looked")
    # by the clock of the site
    said = "The fire watch goes on until 2026-11-23 12:00"
    assert (early.status_code, said in early.content.decode()) == (422, True)
    clock.advance(timedelta(hours=1))
    staff = reader(park.staff)
    assert send(staff, reverse("facility_permit_close", args=[row.id]), said="Looked").status_code == 303
    with use_scope(EVERYTHING):
        assert facilities.permit(row.id).state == PermitState.CLOSED


def test_a_tenant_of_two_parks_says_in_which_one_it_is(park: Park) -> None:
    with use_scope(EVERYTHING):
        other = organisation("Second park", OrganisationKind.OPERATOR)
        let_another(other, park.tenants[0])
    tenant = reader(park.one)
    page = text(tenant, "facility_report")
    assert ("B1 A-101 \u00b7 Park operator" in page, "Second park" in page) == (True, True)
    said = {"title": "No light", "kind": "power", "room": "", "place": "Gate"}
    answer = send(tenant, reverse("facility_report"), **said)
    assert answer.status_code == 422
    assert send(tenant, reverse("facility_report"), **said, operator=str(other.id)).status_code == 303
    with use_scope(EVERYTHING):
        assert facilities.orders().get().organisation_id == other.id
    assert 'name="operator"' not in text(reader(park.two), "facility_report")


def test_the_register_of_waste_is_a_file(park: Park, clock: FixedClock) -> None:
    row = park.waste()
    park.do(park.manager, facilities.approve_permit, permit_id=row.id)
    clock.advance(MONDAY - clock.now())
    closing = {"said": "Sealed", "quantity": "11.8", "containers": "2", "note_number": "T-1"}
    answer = send(reader(park.staff), reverse("facility_permit_close", args=[row.id]), **closing)
    assert answer.status_code == 303, answer.content.decode()
    for actor, seen in ((park.staff, True), (park.one, True), (park.two, False)):
        got = reader(actor).get(reverse("facility_waste"), {"month": "2026-11", "export": "csv"})
        lines = b"".join(got).decode("utf-8-sig")
        assert ("T-1" in lines, "11.8" in lines) == (seen, seen)
    assert "T-1" not in text(reader(park.staff), "facility_waste", month="2026-10")
    # nobody means a month that the calendar does not end
    assert "T-1" in text(reader(park.staff), "facility_waste", month="9999-12")
    page = text(reader(park.staff), "facility_waste", month="2026-11", tenant=str(park.tenants[0].id))
    assert "T-1" in page


def test_alarms_come_in_by_a_program_and_stand_in_a_table(park: Park) -> None:
    key = program(park.staff, FacilityPermission.SEND_ALARM)
    said = {
        "source": "BMS",
        "id": "7",
        "point": "AHU-1",
        "severity": "critical",
        "at": "2026-11-22T08:59:00Z",
        "room": "Z9 1",
    }
    client = Client()
    first = client.post("/api/v1/facility-alarms", said, content_type="application/json", **key)
    again = client.post("/api/v1/facility-alarms", said, content_type="application/json", **key)
    assert (first.status_code, first.json()["known"]) == (200, False)
    assert first.json()["id"] == again.json()["id"]
    over = {"source": "BMS", "id": "7", "at": "2026-11-22T09:00:00Z"}
    assert "1 alarm is raised" in text(reader(park.staff), "facility_alarms")
    assert "(no room of this park)" in text(reader(park.staff), "facility_alarms")
    cleared = client.post("/api/v1/facility-alarms/clear", over, content_type="application/json", **key)
    assert cleared.json()["state"] == "cleared"
    page = text(reader(park.staff), "facility_order", first.json()["order_id"])
    assert "The building system says that the alarm is over." in page
    assert reader(park.one).get(reverse("facility_alarms")).status_code == 403


def test_programs_do_what_pages_do(park: Park) -> None:
    import base64

    tenant = program(park.one, FacilityPermission.SEE, FacilityPermission.REPORT)
    office = program(park.staff, FacilityPermission.SEE, FacilityPermission.WORK)
    client = Client()

    def call(path: str, key: dict[str, str], **body: Any) -> Any:
        return client.post(f"/api/v1/{path}", body, content_type="application/json", **key)

    made = call(
        "work-orders",
        tenant,
        title="No light",
        kind="power",
        room=str(park.rooms[0].id),
        photos=[{"content": base64.b64encode(picture()).decode()}],
    )
    assert made.status_code == 200, made.json()
    one = f"work-orders/{made.json()['id']}"
    assert (made.json()["clock"], len(made.json()["photos"])) == ("green", 1)
    assert call(f"{one}/accept", office).json()["state"] == "accepted"
    cost = {"kind": "material", "text": "Fuse", "quantity": "x", "unit_price": "2", "payer": "park"}
    assert call(f"{one}/costs", office, **cost).status_code == 422
    assert call(f"{one}/costs", office, **(cost | {"quantity": "3"})).json()["costs"][0]["net"] == "6.00"
    seen = client.get(f"/api/v1/{one}", **tenant).json()
    assert (seen["costs"], seen["steps"][0]["step"]) == ([], "reported")
    figures = client.get("/api/v1/facility-figures", **office).json()
    assert (figures["open"]["normal"], len(figures["months"])) == (1, 12)


@pytest.mark.parametrize("name", ["facility_board", "facility_orders", "facility_figures", "facility_permits"])
def test_queries_do_not_grow_with_the_rows(park: Park, name: str) -> None:
    """Issue 5, section 5: the number of queries is independent of rows."""
    staff = reader(park.staff)

    def counted() -> int:
        with CaptureQueriesContext(connection) as found:
            text(staff, name)
        return len(found)

    for number in range(3):
        park.report(title=f"Fault {number}")
        park.hot_work(where=Where(place=f"Place {number}"))
    text(staff, name)
    few = counted()
    for number in range(3, 30):
        park.report(park.two if number % 2 else park.one, title=f"Fault {number}", where=Where(place="Lift"))
        park.hot_work(where=Where(place=f"Place {number}"))
    assert counted() == few


def test_figures_say_which_promises_were_kept(park: Park, clock: FixedClock) -> None:
    clock.advance(MONDAY - clock.now())
    park.done(urgency="emergency")
    row = park.report(urgency="emergency")
    clock.advance(timedelta(hours=5))
    for act, more in (
        (facilities.accept_order, {}),
        (facilities.assign_order, {"contractor": "Firm"}),
        (facilities.start_work, {}),
        (facilities.finish_work, {"done": "Late"}),
    ):
        park.do(park.staff, act, order_id=row.id, **more)
    with use_scope(park.staff.scope):
        months = facilities.kept_by_month(facilities.orders(park.staff), months=12, at=clock.now())
    last = months[-1]
    assert (last.month.isoformat(), last.answered, last.answered_in_time, last.mended_share) == (
        *("2026-11-01", 2, 1),
        Decimal("50.0"),
    )
    assert months[0].mended_share is None
    assert "50" in text(reader(park.staff), "facility_figures")


def test_a_park_promises_times_of_its_own(park: Park, clock: FixedClock) -> None:
    clock.advance(MONDAY - clock.now())
    manager, second = reader(park.manager), reader(park.second)
    page = text(manager, "facility_rules")
    assert "The rules of the house hold." in page
    sent = {"since": "2026-11-24", "normal_answer": "30", "normal_mend": "120", "alone_max": "100", "reason": "Leases"}
    late = send(manager, reverse("facility_rules_propose"), **(sent | {"since": "2026-11-23"}))
    assert (late.status_code, "Choose tomorrow or a later day." in late.content.decode()) == (422, True)
    assert send(manager, reverse("facility_rules_propose"), **sent).status_code == 303
    with use_scope(EVERYTHING):
        (row,) = facilities.own_rules(park.operator.id)
    approve = reverse("facility_rules_approve", args=[row.id])
    assert (approve in text(manager, "facility_rules"), approve in text(second, "facility_rules")) == (False, True)
    decided = second.get(approve).content.decode()
    for said in ("<ins>30</ins>", "<ins>120</ins>", "unchanged", "Leases", "24 Nov 2026"):
        assert said in decided, said
    assert reverse("facility_rules_decline", args=[row.id]) in decided
    assert send(second, approve).status_code == 303
    clock.advance(timedelta(days=1))
    staff = reader(park.staff)
    page = text(staff, "facility_rules")
    assert ("From 24 Nov 2026 on" in page, approve in page) == (True, False)
    assert 'Since <time datetime="2026-11-24">' in page
    new = park.report()
    assert "0 of 30 minutes" in text(staff, "facility_order", new.id)
    assert reader(park.one).get(reverse("facility_rules")).status_code == 403


def test_the_form_for_hot_work_says_the_rule_in_force(park: Park, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a park whose house lets a fire burn for four and a half hours."""
    known = facilities.terms_on(MONDAY.date())
    rules = replace(known, hot_work_most=timedelta(hours=4, minutes=30), fire_watch=timedelta(minutes=90))
    client = reader(park.one)
    assert "at most 8 hours." in text(client, "facility_hot_work")
    monkeypatch.setattr(terms, "editions", lambda: (rules,))
    assert "at most 4.5 hours. Somebody watches during the work, and 90 minutes" in text(client, "facility_hot_work")


def test_a_house_beside_is_asked_and_answers_on_pages(park: Park, monkeypatch: pytest.MonkeyPatch) -> None:
    """The park asks, quality of the house answers, the manager gives the permit with a reason; each sees its own acts."""
    house = park.tenants[1]
    use = Occupied(house=house.id, room_id=park.rooms[0].id, plant_room="", batch="", since=MONDAY, until=None)
    monkeypatch.setattr(beside, "contributed", lambda *_named: [lambda _rooms, _reader: [use]])
    with use_scope(EVERYTHING):
        head = acting(person("head@x.test", Role.QUALITY_HEAD, within=house), house)
    row = park.hot_work()
    client, manager = reader(head), reader(park.manager)
    page = reverse("facility_permit", args=[row.id])
    asking, allowing, giving = (
        reverse(f"facility_permit_{each}", args=[row.id]) for each in ("ask_beside", "allow_beside", "approve")
    )
    shown = manager.get(page).content.decode()
    assert [asking in shown, giving in shown, client.get(page).status_code] == [True, False, 404]
    send(manager, asking, reason="The pipe leaks")
    assert "Say whether hot work goes through beside a batch" in text(client, "home")
    shown = client.get(page).content.decode()
    assert [each in shown for each in (allowing, asking, "Houses beside", "The pipe leaks")] == [
        True,
        False,
        True,
        True,
    ]
    send(client, allowing, reason="Incubator closed")
    shown = manager.get(page).content.decode()
    assert [each in shown for each in (giving, "Lets the work through", "Incubator closed")] == [True] * 3
    send(manager, giving, reason="Water in the corridor")
    assert "Incubator closed" not in text(
        reader(park.one), "facility_permit", row.id
    )  # the asker's page names no house
    with use_scope(EVERYTHING):
        assert facilities.permit(row.id).state == PermitState.APPROVED


def test_a_permit_says_that_the_houses_beside_answer_first_and_that_its_time_is_over(
    park: Park, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = park.tenants[1].id
    use = Occupied(house=house, room_id=park.rooms[0].id, plant_room="", batch="", since=MONDAY, until=None)
    monkeypatch.setattr(beside, "contributed", lambda *_named: [lambda _rooms, _reader: [use]])
    row = park.hot_work(start=MONDAY)
    assert "A park manager who did not ask" in text(reader(park.manager), "facility_permit", row.id)
    park.do(park.staff, facilities.ask_beside, permit_id=row.id, reason="Leak")
    assert "Quality of the houses beside" in text(reader(park.manager), "facility_permit", row.id)
    monkeypatch.setattr(beside, "contributed", lambda *_named: [])
    clock.advance(MONDAY + timedelta(hours=4) - clock.now())
    late = text(reader(park.manager), "facility_permit", row.id)
    assert ("its time is over" in late, "Give the permit" in late) == (True, False)


def test_rules_of_a_park_name_the_most_urgent_first(park: Park) -> None:
    own = facilities.OwnTerms.of(facilities.terms_on(date(2026, 11, 23)))
    park.do(park.manager, facilities.propose_rules, since=date(2026, 12, 1), own=own, reason="Leases")
    page = text(reader(park.second), "facility_rules")
    proposed = page[page.index("1 Dec 2026") :]
    assert proposed.index("Emergency") < proposed.index("Urgent") < proposed.index("Can wait")
