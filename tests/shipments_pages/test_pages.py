"""Through the pages and the API, as people and programs do it; and the phone page behind a link."""

import base64
import json
import re
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Person, issue_token
from cellpark.kernel.clock import FixedClock
from cellpark.materials.public import NearMiss
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Excursion, HandLink, LinkAct, LinkRole, MadeLink
from cellpark.web.areas.shipments.views import held
from cellpark.web.pages.scan_code import scan_code
from tests.materials.plant import COI
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at, form_in
from tests.shipments.journey import World, logger_table, row_of

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def reader(actor: Actor) -> Client:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=actor.person_id))


def send(client: Client, name: str, identity: Any, **sent: Any) -> Any:
    address = reverse(name, args=[identity])
    return client.post(address, form_at(client, address) | sent)


def test_a_shipment_goes_its_way_by_pages(world: World) -> None:
    planner, nurse, courier = reader(world.planner), reader(world.nurse), reader(world.courier)
    sent = form_at(planner, reverse("shipment_plan")) | {
        "number": "SH-7",
        "containers": "BAG-1",
        "partner": "Ward hospital",
        "other_carrier": "Cold carrier",
        "pick_up_at": "2026-11-22T10:00",
        "due_at": "2026-11-23T10:00",
    }
    answer = planner.post(reverse("shipment_plan"), sent)
    assert answer.status_code == 303, answer.content.decode()
    with use_scope(EVERYTHING):
        made = shipments.shipments().get()
    steps: list[tuple[Client, str, dict[str, Any]]] = [
        (planner, "shipment_pack", {"raw": "BAG-1"}),
        (planner, "shipment_seal", {"seal": "SEAL-1", "logger": "TT-1"}),
        (planner, "shipment_hand_over", {"raw": "SH-7"}),
        (courier, "shipment_take_over", {"raw": "sh-7"}),
        (nurse, "shipment_arrive", {"raw": "BAG-1"}),
        (nurse, "shipment_unpack", {"raw": "BAG-1"}),
        (nurse, "shipment_receive", {"seal": "SEAL-1"}),
    ]
    for client, name, values in steps:
        page = client.get(reverse("shipment", args=[made.id])).content.decode()
        assert reverse(name, args=[made.id]) in page, name  # the next act is offered to the side whose turn it is
        assert send(client, name, made.id, **values).status_code == 303, name
    assert row_of(made.id).state == "received"
    # from now on both are partners, chosen by their names
    again = planner.get(reverse("shipment_plan")).content.decode()
    assert f'<option value="{world.hospital.id}">{world.hospital.name}</option>' in again
    assert f'<option value="{world.carrier.id}">{world.carrier.name}</option>' in again
    way = nurse.get(reverse("shipment_epcis", args=[made.id]))
    assert way.headers["Content-Type"].startswith("application/ld+json")


def test_the_page_shows_the_temperature_and_the_excursion_and_quality_decides(world: World, clock: FixedClock) -> None:
    there = world.received(clock)
    nurse, quality = reader(world.nurse), reader(world.quality)
    table = logger_table(there.sealed_at, *["5.0"] * 10, *["9.4"] * 6, *["5.0"] * 15)
    answer = send(nurse, "shipment_logger", there.id, file=SimpleUploadedFile("trip.csv", table))
    assert answer.status_code == 303
    page = nurse.get(reverse("shipment", args=[there.id])).content.decode()
    assert 'class="warmth-curve"' in page
    assert 'class="warmth-outside"' in page
    assert "SH-1-X1" in page
    with use_scope(EVERYTHING):
        excursion = Excursion.objects.get()
    address = reverse("shipment_excursion", args=[excursion.id])
    assert "idempotency_key" not in nurse.get(address).content.decode()  # the owner's quality unit decides
    sent = form_at(quality, address) | {"decision": "accepted", "reason": "stability study ST-12"}
    assert quality.post(address, sent).status_code == 303
    assert send(nurse, "shipment_inspect", there.id, verdict="accept", reason="in order").status_code == 303
    assert row_of(there.id).state == "accepted"


def test_T1_a_wrong_label_on_the_page_stays_as_one_near_miss(world: World) -> None:
    planned, client = world.plan(), reader(world.planner)
    address = reverse("shipment_pack", args=[planned.id])
    sent = form_at(client, address) | {"raw": "BAG-2"}
    for _again in range(2):
        assert client.post(address, sent).status_code == 422
    with use_scope(EVERYTHING):
        assert NearMiss.objects.count() == 1


def made_link(world: World, identity: Any) -> str:
    """The path of a link for the courier, as the page shows it once."""
    client = reader(world.planner)
    answer = send(client, "shipment_link", identity, act="take_over", role="courier", hours="24")
    assert answer.status_code == 200
    html = answer.content.decode()
    return html[html.index("/go/") : html.index("</span>", html.index("/go/"))]


def test_a_phone_without_an_account_does_the_one_act_of_its_link_and_sees_no_patient(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    packed = world.packed()
    path = made_link(world, packed.id)
    phone = Client(headers={"Accept-Language": "en"})
    waiting = phone.get(path)
    assert (waiting.status_code, "idempotency_key" in waiting.content.decode()) == (200, False)
    with use_scope(world.planner.scope):
        shipments.hand_over(actor=world.planner, shipment_id=packed.id, raw="SH-1")
    ready = phone.get(path)
    page = ready.content.decode()
    assert ready.headers["Cache-Control"].count("no-store") == 1
    assert not any(secret in page for secret in (COI, "BAG-1", "SEAL-77", "DEWAR-4"))
    wrong = phone.post(path, form_in(page) | {"raw": "BAG-2"})
    assert wrong.status_code == 422
    # the refusal stands in the log of requests, and what opens the page does not
    assert f"/{path.split('/')[1]}/" in caplog.text
    assert path.rsplit("/", 1)[1] not in caplog.text
    assert row_of(packed.id).state == "handed_over"
    right = form_in(page) | {"raw": "DEWAR-4", "idempotency_key": form_at(phone, path)["idempotency_key"]}
    # a click that comes twice is answered twice alike, and another one finds the link spent
    for _click in range(2):
        done = phone.post(path, right)
        assert (done.status_code, row_of(packed.id).state) == (200, "in_transit")
    assert phone.post(path, right | {"idempotency_key": str(uuid4())}).status_code == 410
    assert phone.get(path).status_code == 410
    assert phone.get(reverse("shipment", args=[packed.id])).status_code == 302  # nothing else opens
    with use_scope(EVERYTHING):
        assert HandLink.objects.get().state == "used"


@pytest.mark.parametrize("ward", ["", "ward/"])
def test_T19_a_refused_or_mistyped_address_of_a_link_is_logged_without_what_opens_it(
    ward: str, caplog: pytest.LogCaptureFixture
) -> None:
    """T19: a form without its token is refused before the page; an address with a slash too many leads nowhere."""
    link = f"/go/{ward}{uuid4()}/7F3KQ0W2M9ZXC4TBN81H"
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403
    assert Client().post(f"{link}/").status_code == 404
    assert "7F3KQ" not in caplog.text
    assert {each.name for each in caplog.records} == {"django.security.csrf", "django.request"}
    assert caplog.text.count(f"{link.rsplit('/', 1)[0]}/...") == 2


def test_T19_whoever_guesses_locks_out_nobody_but_the_own_address(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T19: behind a proxy it is the caller's address that counts, and an open link is counted by itself alone."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr(held, "ADDRESS_TRIES_MAX", 3)
    packed = world.packed()
    path = made_link(world, packed.id)
    with use_scope(world.planner.scope):
        shipments.hand_over(actor=world.planner, shipment_id=packed.id, raw="SH-1")

    def guess(address: str) -> int:
        there = Client(headers={"X-Forwarded-For": address})
        return there.get(f"/go/{world.planner.organisation_id}/{uuid4().hex}").status_code

    assert [guess("203.0.113.9") for _ in range(4)] == [410, 410, 410, 429]
    assert guess("203.0.113.10") == 410
    # a forged header is no way round the count, and no failure of the site
    assert [guess("nobody") for _ in range(4)] == [410, 410, 410, 429]
    honest = Client(headers={"Accept-Language": "en", "X-Forwarded-For": "203.0.113.9"})
    assert honest.post(path, form_at(honest, path) | {"raw": "DEWAR-4"}).status_code == 200
    assert row_of(packed.id).state == "in_transit"


def test_T19_the_code_on_a_label_leads_to_the_act_of_a_link_and_to_nothing_without_one(world: World) -> None:
    """T19, CN-4k: a stranger learns the same of a code that exists and of one that does not."""
    packed = world.packed()
    phone = Client(headers={"Accept-Language": "en"})
    pages = [phone.get(reverse("shipment_go"), {"c": code}).content.decode() for code in ("SH-1", "SH-9")]
    there, not_there = (TOKEN.sub("", each[each.index('class="entrance"') :]) for each in pages)
    assert there.replace("SH-1", "SH-9") == not_there
    assert "A code alone opens nothing: the act needs a one-time link." in there
    path = made_link(world, packed.id)
    phone.get(path)
    led = phone.get(reverse("shipment_go"), {"c": "SH-1"})
    assert (led.status_code, led["Location"]) == (302, f"{path}?c=SH-1")
    with use_scope(world.planner.scope):
        shipments.hand_over(actor=world.planner, shipment_id=packed.id, raw="SH-1")
    ready = phone.get(led["Location"]).content.decode()
    assert 'value="SH-1"' in ready
    assert phone.post(path, form_in(ready) | {"raw": "SH-1"}).status_code == 200
    # the link is spent: the code opens nothing again
    assert phone.get(reverse("shipment_go"), {"c": "SH-1"}).status_code == 200


def test_CN_4k_the_one_time_code_is_typed_beside_the_label(world: World) -> None:
    """CN-4k, T19: as people read it; a wrong one, a spent one and too many attempts open nothing."""
    packed = world.packed()
    client = reader(world.planner)
    page = send(client, "shipment_link", packed.id, act="hand_over", role="courier", hours="24").content.decode()
    [code] = re.findall(r">(\w{5}(?:-\w{5}){3})<", page)
    phone = Client(headers={"Accept-Language": "en"})
    go = reverse("shipment_go")
    led = phone.post(go, {"c": "SH-1", "one_time": f" {code.lower().replace('0', 'o')} "})
    assert led.status_code == 302
    ready = phone.get(led["Location"]).content.decode()
    assert 'value="SH-1"' in ready
    assert phone.post(led["Location"], form_in(ready) | {"raw": "SH-1"}).status_code == 200
    for wrong in (code, "AAAAA-AAAAA-AAAAA-AAAAA", ""):
        refused = phone.post(go, {"c": "SH-1", "one_time": wrong})
        assert (refused.status_code, "This link does not work" in refused.content.decode()) == (410, True)
    answers = [phone.post(go, {"c": "SH-1", "one_time": code}).status_code for _ in range(12)]
    assert answers[-1] == 429


def test_the_label_of_the_shipper_carries_a_code_that_a_camera_follows(world: World) -> None:
    """LBL-5: read back from the drawing itself."""
    packed = world.packed()
    page = reader(world.planner).get(reverse("shipment_label", args=[packed.id])).content.decode()
    assert "SH-1" in page
    code = scan_code("http://testserver/go?c=SH-1")
    assert f'd="{code.path}"' in page
    dark = np.full((code.size * 8, code.size * 8), 255, dtype=np.uint8)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", code.path):
        dark[int(y) * 8 : int(y) * 8 + 8, int(x) * 8 : int(x) * 8 + 8] = 0
    assert [each.text for each in zxingcpp.read_barcodes(dark)] == ["http://testserver/go?c=SH-1"]


def test_too_many_attempts_wait(world: World) -> None:
    packed = world.packed()
    phone = Client(headers={"Accept-Language": "en"})
    nothing = reverse("shipment_phone", args=[world.plant.organisation.id, "x" * 32])
    assert [phone.get(nothing).status_code for _ in range(12)][-3:] == [410, 429, 429]
    with use_scope(world.planner.scope):
        shipments.hand_over(actor=world.planner, shipment_id=packed.id, raw="SH-1")
        early, wrong = (
            shipments.make_link(actor=world.planner, shipment_id=packed.id, act=act, role=LinkRole.COURIER)
            for act in (LinkAct.ARRIVE, LinkAct.TAKE_OVER)
        )

    def tried(link: MadeLink, raw: str) -> Any:
        path = reverse("shipment_phone", args=[world.plant.organisation.id, link.secret])
        return phone.post(path, {"idempotency_key": str(uuid4()), "raw": raw})

    # an act that does not come yet is no wrong scan, and is not tried for ever either
    assert [tried(early, "SH-1").status_code for _ in range(11)][-2:] == [422, 429]
    # what does not belong takes the link back long before that
    answers = [tried(wrong, f"WRONG-{n}").content.decode() for n in range(5)]
    assert ["works no longer" in each for each in answers] == [False] * 4 + [True]
    elsewhere = Client(headers={"Accept-Language": "en"}, REMOTE_ADDR="192.0.2.7")
    spent = reverse("shipment_phone", args=[world.plant.organisation.id, wrong.secret])
    assert elsewhere.get(spent).status_code == 410


def test_programs_do_the_same(world: World, clock: FixedClock) -> None:
    def call(actor: Actor, method: str, path: str, **body: Any) -> Any:
        with use_scope(EVERYTHING):
            secret = issue_token(
                actor=actor, title="t", scopes=actor.permissions, expires_on=now().date().replace(year=2027)
            ).secret
        return getattr(Client(), method)(
            f"/api/v1/{path}",
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    there = world.delivered(clock)
    received = call(world.nurse, "post", f"shipments/{there.id}/receive", seal="SEAL-77")
    assert (received.status_code, received.json()["state"]) == (200, "received")
    table = logger_table(there.sealed_at, *["5.0"] * 31)
    read = call(
        world.nurse, "post", f"shipments/{there.id}/logger", name="t.csv", content=base64.b64encode(table).decode()
    )
    assert read.json()["evaluation"]["signature"] == "absent"
    wrong = call(world.nurse, "post", f"shipments/{there.id}/unpack", raw="BAG-2")
    assert wrong.status_code in (409, 422)
    link = call(world.planner, "post", f"shipments/{there.id}/links", act="arrive", role="ward")
    assert link.status_code in (409, 422)
