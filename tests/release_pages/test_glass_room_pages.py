"""The sponsor's glass room on pages and by program, in both languages."""

import re
from collections.abc import Callable
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from cellpark.base.scope import use_scope
from cellpark.orders.public import TreatmentOrder
from cellpark.release import public as release
from tests.orders.ward import NAME, NUMBER, Ward
from tests.orders_pages.conftest import browser
from tests.release.test_glass_room import floor, order, plant_names, small, ward

__all__ = ["browser", "floor", "order", "small", "ward"]
Browser = Callable[..., Client]


def test_a_sponsor_reads_and_cosigns_in_the_glass_room(ward: Ward, order: TreatmentOrder, browser: Browser) -> None:
    """T19, T20, P11-8b: list, room and form; no name of the plant's people, nothing of the patient."""
    client, place = browser(ward.sponsor_head), reverse("glass_room", args=[order.id])
    board = client.get(reverse("glass_rooms")).content.decode()
    assert "1 record waits for your review" in board
    assert f"{order.batch_number}: Read the record, then cosign it" in client.get("/").content.decode()
    page = client.get(place).content.decode()
    for said in (
        "The pump stopped for two minutes.",
        "4.2 %",
        "car_pos &gt;= 10 %",
        "Production operator 1",
        order.coi,
    ):
        assert said in page
    unknown = {*plant_names(ward), NAME, NUMBER, ward.rival.name} - {"Example head"}  # who is signed in has that name
    assert [each for each in unknown if each in page] == []
    assert re.findall(r"<td>[a-z_]+ (?:==|>=|in) [^<]*</td>", page) == []
    assert (
        "\u68c0\u9a8c\u7ed3\u679c\u4e0e\u8d28\u91cf\u6807\u51c6\u5bf9\u7167".encode()
        in browser(ward.sponsor_head, "zh-hans").get(place).content
    )
    with use_scope(ward.sponsor_head.scope):
        entries = release.glass_room(actor=ward.sponsor_head, order_id=order.id).entries
    form = {"why": "reviewed", "idempotency_key": str(uuid4())}
    old = client.post(reverse("order_cosign", args=[order.id]), {**form, "seen_version": entries - 1})
    assert (old.status_code, "since you looked" in old.content.decode()) == (422, True)
    new = {"why": "reviewed", "idempotency_key": str(uuid4()), "seen_version": entries}
    signing = client.post(reverse("order_cosign", args=[order.id]), new)
    assert signing.status_code == 303
    moment = client.get(signing["Location"])
    assert moment.status_code == 200
    sent = {"entries": entries, "why": "reviewed"}
    api = f"/api/v1/orders/{order.id}/cosignature"
    asked = client.post(api, sent, content_type="application/json")
    assert asked.status_code == 200, asked.content.decode()
    # a program signs the same words, in both languages
    assert asked.json()["view"] in moment.content.decode()
    assert asked.json()["view"].count("<section lang=") == 2
    for said in (
        "Decision: <strong>Not decided</strong>",
        "\u504f\u5dee",  # deviations, for who reads Chinese
        "The pump stopped for two minutes.",
        "CAR positive cells: 4.2 % (car_pos &gt;= 10 %): <strong>Out of specification</strong>",
        order.coi,
    ):
        assert said in moment.content.decode()


def test_T19_a_rival_finds_neither_the_room_nor_a_count(ward: Ward, order: TreatmentOrder, browser: Browser) -> None:
    client = browser(ward.rival_head)
    assert client.get(reverse("glass_room", args=[order.id])).status_code == 404
    assert client.get(reverse("glass_record", args=[order.id])).status_code == 404
    board = client.get(reverse("glass_rooms")).content.decode()
    assert "0 records wait for your review" in board
    assert order.batch_number not in board


def test_a_sponsor_reads_the_room_by_program(ward: Ward, order: TreatmentOrder, browser: Browser) -> None:
    """T19: the same by program; the papers of a product wait for its release."""
    client, base = browser(ward.sponsor_head), f"/api/v1/orders/{order.id}"
    lines = client.get("/api/v1/glass-rooms").json()
    assert [(each["number"], each["waits"]) for each in lines] == [("B-0001", True)]
    room = client.get(f"{base}/glass-room").json()
    assert (room["results"][0]["verdict"], room["inquiries"][0]["state"]) == ("fail", "opened")
    assert client.get(f"{base}/glass-room/certificate/en").content[:5] == b"%PDF-"
    early = client.get(f"{base}/fhir/product")
    assert (early.status_code in (409, 422), "release.papers.not_given" in early.content.decode()) == (True, True)
    assert browser(ward.rival_head).get("/api/v1/glass-rooms").json() == []
    assert browser(ward.rival_head).get(f"{base}/glass-room").status_code == 404
