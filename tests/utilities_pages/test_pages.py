"""Meters through the pages and the API, as the park office, tenants and programs use them."""

import re
from datetime import date
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
from cellpark.billing.public import Charge
from cellpark.identity.public import Person, issue_token
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Period, Share, UtilityPermission
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at, form_in
from tests.utilities.site import ALL, OCTOBER, Site

pytestmark = pytest.mark.django_db


def reader(actor: Actor) -> Client:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=actor.person_id))


def send(client: Client, address: str, **sent: Any) -> Any:
    return client.post(address, form_at(client, address) | sent)


def test_the_office_registers_prices_and_reads_a_meter(site: Site) -> None:
    manager, staff = reader(site.manager), reader(site.staff)
    answer = send(
        manager, reverse("utility_tariff_register"), code="W-1", utility="water", name_en="Water", bands=["all"]
    )
    assert answer.status_code == 303
    answer = send(manager, answer.url, since="2026-01-01", price_all="0: 3.00; 100: 5.00", minimum="10", tax="0.09")
    assert answer.status_code == 303
    assert "0: 3.00; 100: 5.00" in manager.get(answer.url).content.decode()
    with use_scope(EVERYTHING):
        water = utilities.tariffs().get(code="W-1")
    answer = send(
        staff,
        reverse("utility_meter_register"),
        code="W-101",
        tariff=str(water.id),
        role="room",
        building=str(site.building.id),
        room="A-101",
        serial="SN-9",
        day="2026-09-01",
        first="5",
    )
    assert answer.status_code == 303, answer.content.decode()
    with use_scope(EVERYTHING):
        point = utilities.points().get(code="W-101")
    read = reverse("utility_meter_read", args=[point.id])
    assert send(staff, read, day="2026-10-01", all="35.5").status_code == 303
    doubted = send(staff, read, day="2026-11-01", all="900")
    assert doubted.status_code == 422
    assert 'type="checkbox"' in doubted.content.decode()  # what is only unusual can be confirmed
    assert send(staff, read, day="2026-11-01", all="900", confirmed="on").status_code == 303
    page = staff.get(reverse("utility_meter", args=[point.id])).content.decode()
    assert "data-chart" in page
    assert "35.5" in page


def test_a_round_goes_from_meter_to_meter_and_a_scan_finds_one(site: Site) -> None:
    _first, second = site.point("E-101"), site.point("E-102", 1)
    staff = reader(site.staff)
    round_page = staff.get(reverse("utility_round"), {"day": "2026-10-01"}).content.decode()
    assert round_page.index("E-101") < round_page.index("E-102")
    scanned = staff.get(reverse("utility_round"), {"day": "2026-10-01", "code": "SN-E-101"})
    assert scanned.status_code == 302
    answer = send(staff, scanned.url, all="10")
    assert answer.url.startswith(reverse("utility_meter_read", args=[second.id]))
    answer = send(staff, answer.url, all="20")
    assert "Every meter is read" in staff.get(answer.url).content.decode()
    missed = staff.get(reverse("utility_round"), {"day": "2026-10-01", "code": "NO"}).content.decode()
    assert "There is no meter “NO”." in missed


def test_a_file_is_tried_before_it_is_taken_in(site: Site) -> None:
    site.point("E-101")
    staff, address = reader(site.staff), reverse("utility_import")
    bad = SimpleUploadedFile("r.csv", b"point,day,value\nE-101,2026-10-01,x\nE-9,2026-10-01,1\n")
    page = send(staff, address, file=bad).content.decode()
    assert "2 lines stop the file" in page
    assert "There is no measuring point “E-9”." in page
    good = SimpleUploadedFile("r.csv", b"point,day,value\nE-101,2026-10-01,77\n")
    page = send(staff, address, file=good).content.decode()
    assert "1 reading can be taken in" in page
    with use_scope(EVERYTHING):
        assert utilities.Reading.objects.filter(source="file").count() == 0
    answer = staff.post(reverse("utility_import_take_in"), form_in(page))
    assert answer.status_code == 303
    with use_scope(EVERYTHING):
        assert utilities.Reading.objects.get(source="file").registers == {ALL: "77"}
    assert send(staff, address, file=SimpleUploadedFile("r.csv", b"\xff\xfe\x00")).status_code == 422
    # what is no such file at all is refused in words, also where it comes without its dry run
    assert "The columns are" in staff.post(reverse("utility_import_take_in"), {"content": "x"}).content.decode()


def test_a_period_is_previewed_closed_and_explained_to_the_tenant(site: Site) -> None:
    point = site.point("E-101")
    site.lease(0, 0, date(2026, 1, 1), date(2027, 1, 1))
    manager, tenant, other = reader(site.manager), reader(site.readers[0]), reader(site.readers[1])
    asked = {"utility": "electricity", "since": "2026-09-01", "until": "2026-10-01"}
    address = reverse("utility_period_close")
    stopped = manager.get(address, asked).content.decode()
    assert "E-101 is not read on 2026-10-01." in stopped
    assert "idempotency_key" not in stopped
    assert send(manager, reverse("utility_estimate"), day="2026-10-01").status_code == 422  # nothing to go on with
    site.read(point, OCTOBER, 1000)
    preview = manager.get(address, asked).content.decode()
    assert "850.00" in preview
    assert site.tenants[0].name in preview
    with use_scope(EVERYTHING):
        assert Share.objects.count() == 0
    answer = manager.post(address, form_in(preview))
    assert answer.status_code == 303
    watching = manager.get(answer.url)
    assert ("0 of 1 shares are charged" in watching.content.decode(), watching["Refresh"]) == (True, "3")
    # what the worker does with the entry of the closing
    with use_scope(EVERYTHING):
        utilities.continue_closing(actor=site.manager, period_id=Period.objects.get().id)
    assert "Refresh" not in manager.get(answer.url)
    with use_scope(EVERYTHING):
        share, charge = Share.objects.get(), Charge.objects.get()
    assert (charge.net, share.charge_id) == (Decimal("850.00"), charge.id)
    assert "850.00" in manager.get(answer.url).content.decode()
    own = tenant.get(reverse("utility_own")).content.decode()
    assert "E-101" in own
    assert reverse("utility_share", args=[share.id]) in own
    why = tenant.get(reverse("utility_share", args=[share.id])).content.decode()
    assert "0.85" in why
    assert tenant.get(reverse("utility_own_meter", args=[point.id])).status_code == 200
    for name, identity in (("utility_share", share.id), ("utility_own_meter", point.id)):
        assert other.get(reverse(name, args=[identity])).status_code == 404
    assert tenant.get(reverse("utility_meter", args=[point.id])).status_code == 403
    # the office corrects: the tenant sees both, the one that was taken back and the new one
    with use_scope(EVERYTHING):
        reading = utilities.Reading.objects.get(day=OCTOBER)
    corrected = send(manager, reverse("utility_reading_correct", args=[reading.id]), all="900", reason="misread")
    assert corrected.status_code == 303
    own = tenant.get(reverse("utility_own")).content.decode()
    assert "765.00" in own
    assert "Taken back" in own


def test_devices_are_replaced_keys_set_and_points_closed_by_page(site: Site) -> None:
    point, common = site.point("E-101", first=10), site.point("E-C", None, role=utilities.PointRole.COMMON)
    staff = reader(site.staff)
    address = reverse("utility_meter_replace", args=[point.id])
    answer = send(staff, address, all="40", serial="NEW-1", digits="5", day="2026-10-01", first="3")
    assert answer.status_code == 303, answer.content.decode()
    key = reverse("utility_meter_key", args=[common.id])
    assert send(staff, key, by="fixed", weights="B1 A-999: 2").status_code == 422
    answer = send(staff, key, by="fixed", weights="B1 A-101: 2\nB1 A-102: 1")
    assert answer.status_code == 303, answer.content.decode()
    assert "B1 A-101: 2" in staff.get(key).content.decode()
    assert send(staff, reverse("utility_meter_close", args=[common.id]), all="9", day="2026-10-01").status_code == 303
    assert "Closed" in staff.get(reverse("utility_meters")).content.decode()


def test_programs_do_what_the_pages_do(site: Site) -> None:
    site.lease(0, 0, date(2026, 1, 1), date(2027, 1, 1))
    with use_scope(site.manager.scope):
        made = issue_token(
            actor=site.manager, title="meters", scopes=list(UtilityPermission), expires_on=date(2027, 1, 1)
        )
    client = Client(headers={"Authorization": f"Bearer {made.secret}"})

    def call(path: str, body: Any = None) -> Any:
        address = f"/api/v1/utilities/{path}"
        answer = client.get(address) if body is None else client.post(address, body, content_type="application/json")
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    device = {"serial": "SN-1", "day": "2026-09-01", "registers": {"all": "0"}}
    where = {"building": str(site.building.id), "room": str(site.rooms[0].id), "role": "room"}
    point = call("meters", {"code": "E-1", "tariff": str(site.tariff.id), **where, "device": device})
    file = {"content": "point,day,value\nE-1,2026-10-01,100\nE-9,2026-10-01,1\n"}
    assert call("readings", file)["lines"] == [
        {"line": 3, "point": "E-9", "wrong": ["utilities.file.point"], "doubtful": []}
    ]
    taken = call("readings", {"content": "point,day,value\nE-1,2026-10-01,100\n", "take_in": True})
    assert (taken["count"], taken["taken_in"]) == (1, True)
    assert [each["registers"] for each in call(f"meters/{point['id']}/readings")] == [{"all": "0"}, {"all": "100"}]
    days = {"utility": "electricity", "since": "2026-09-01", "until": "2026-10-01"}
    assert call("previews", days)["net"] == "85.00"
    assert call("periods", days)["net"] == "85.00"
    assert [(each["net"], each["tenant_id"]) for each in call("shares")] == [("85.00", str(site.tenants[0].id))]
    call(f"tariffs/{site.tariff.id}/prices", {"since": "2026-11-01", "prices": {"all": [{"price": "0.9"}]}})
    assert len(call("tariffs")[0]["prices"]) == 2


def test_the_lists_ask_the_same_for_3_and_for_30_meters(site: Site) -> None:
    staff = reader(site.staff)

    def counted(address: str) -> int:
        staff.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert staff.get(address).status_code == 200
        return len(asked)

    for number in range(3):
        site.point(f"E-{number}", number % 4)
    addresses = [reverse("utility_meters"), f"{reverse('utility_round')}?day=2026-10-01"]
    few = [counted(each) for each in addresses]
    for number in range(3, 30):
        site.point(f"E-{number}", number % 4)
    assert [counted(each) for each in addresses] == few
    assert re.search("30 rows", staff.get(addresses[0]).content.decode())
