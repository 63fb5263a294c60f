"""Hospital portal, order board, glass room: what each side sees and does on pages, without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.orders import public as orders
from cellpark.orders.public import OrderState
from tests.orders.test_stopped_batch import aborted, manufacturing
from tests.orders.ward import BORN, DIN, NAME, NUMBER, REFERENCES, Ward

Browser = Callable[..., Client]
PATIENT_WORDS = (NAME, NUMBER, BORN.isoformat(), "Xiaoming")


def post(client: Client, route: str, /, *args: Any, **fields: Any) -> Any:
    return client.post(reverse(route, args=args), {"idempotency_key": str(uuid4()), **fields})


def local(slots: orders.Slots) -> dict[str, str]:
    return {name: localtime(at).strftime("%Y-%m-%dT%H:%M") for name, at in slots.form().items()}


def test_a_hospital_orders_in_three_steps(ward: Ward, browser: Browser) -> None:
    """Therapy and patient; references and times; the physician's signature."""
    client = browser(ward.physician)
    made = post(client, "hospital_patient_register", name=NAME, born=BORN.isoformat(), number=NUMBER)
    assert made.status_code == 303
    patient = made["Location"].rsplit("/", 1)[1]
    begun = post(client, "order_new", therapy=str(ward.therapy.id), patient=patient, country="cn")
    assert begun.status_code == 303, begun.content.decode()
    order = begun["Location"].split("/")[2]
    lacking = client.get(reverse("order", args=[order])).content.decode()
    assert "What the order still lacks" in lacking
    form = {f"reference_{item}": text for item, text in REFERENCES.items()}
    named = post(client, "order_items", order, **form | {"reference_cd19-positive": f"{NUMBER}"}, **local(ward.slots()))
    assert named.status_code == 422
    assert "names the patient" in named.content.decode()
    assert post(client, "order_items", order, **form, **local(ward.slots())).status_code == 303
    page = client.get(reverse("order", args=[order])).content.decode()
    assert "What the order still lacks" not in page
    assert NAME in page
    signing = post(client, "order_submit", order, why="treatment decided")
    assert signing.status_code == 303
    assert "PATH-2026-11" in client.get(signing["Location"]).content.decode()


def test_a_wrong_wristband_is_a_stop_on_the_page_and_stays_on_record(ward: Ward, browser: Browser) -> None:
    """T1, CN-4k2: the form comes back with the stop, although its key was used."""
    order = ward.accepted()
    with use_scope(ward.planner.scope):
        orders.send_kit(actor=ward.planner, order_id=order.id, kit="KIT-1")
    client = browser(ward.nurse)
    stopped = post(client, "order_collect", order.id, wristband="MRN-1", kit="KIT-1", din=DIN, volumes="180 mL")
    assert stopped.status_code == 422
    assert "Stop. Do not go on" in stopped.content.decode()
    assert ward.fresh(order).version == 6
    done = post(client, "order_collect", order.id, wristband=NUMBER, kit="kit-1", din=DIN, volumes="180 mL, 60 mL")
    assert done.status_code == 303
    assert ward.fresh(order).state == OrderState.COLLECTED


def test_the_board_says_what_this_side_must_do(ward: Ward, browser: Browser) -> None:
    order = ward.signed(ward.completed())
    board = browser(ward.planner).get(reverse("orders")).content.decode()
    assert "1 order waits for you" in board
    assert reverse("order_accept", args=[order.id]) in board
    assert "0 orders wait for you" in browser(ward.sponsor_head).get(reverse("orders")).content.decode()
    signing = post(browser(ward.planner), "order_accept", order.id, why="a slot is free")
    assert signing.status_code == 303
    assert "PATH-2026-11" in browser(ward.planner).get(signing["Location"]).content.decode()


def test_the_slots_are_moved_on_a_page_with_a_reason(ward: Ward, browser: Browser) -> None:
    order = ward.accepted()
    client = browser(ward.planner)
    later = local(ward.slots(now() + timedelta(days=4)))
    assert post(client, "order_move", order.id, **later).status_code == 422
    assert post(client, "order_move", order.id, **later, reason="courier strike").status_code == 303
    assert "courier strike" in browser(ward.sponsor_head).get(reverse("order", args=[order.id])).content.decode()


def test_T19_another_sponsor_finds_no_order_and_no_name(ward: Ward, browser: Browser) -> None:
    """T19: not by address, not on the board, not among therapies."""
    order = ward.accepted()
    client = browser(ward.rival_head)
    for name in ("order", "order_cosign", "order_comment"):
        assert client.get(reverse(name, args=[order.id])).status_code == 404
    assert client.get(reverse("therapy", args=[ward.therapy.id])).status_code == 404
    seen = client.get(reverse("orders")).content.decode() + client.get(reverse("therapies")).content.decode()
    assert [word for word in (order.number, order.coi, "CART-019", "Sponsor") if f">{word}<" in seen] == []


def test_T20_no_page_of_sponsor_or_maker_shows_the_patient(ward: Ward, browser: Browser) -> None:
    """T20: a crawl from the front page on, and the events of the ledger, for the planner and for both sponsors."""
    ward.collected()
    for actor in (ward.planner, ward.sponsor_head, ward.quality):
        client = browser(actor)
        pages = dict(crawl(client))
        assert any("/orders/" in address for address in pages)
        leaks = [address for address, html in pages.items() if any(word in html for word in PATIENT_WORDS)]
        assert leaks == []


def crawl(client: Client, most: int = 80) -> list[tuple[str, str]]:
    """Every page that links lead to, orders first."""
    waiting, seen, found = [reverse("orders"), "/"], set(), []
    while waiting and len(found) < most:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        if response.status_code != 200 or "html" not in response.headers.get("Content-Type", ""):
            continue
        html = response.content.decode()
        found.append((address, html))
        links = re.findall(r'href="(/[^"#?]*)"', html)
        waiting += [link for link in links if not link.startswith(("/static/", "/account/", "/logout"))]
    return found


def test_the_journey_reads_in_both_languages_and_as_a_table(ward: Ward, browser: Browser) -> None:
    order = ward.collected()
    english = browser(ward.nurse).get(reverse("order", args=[order.id])).content.decode()
    assert english.count('class="journey-station') == 10
    assert '<th scope="row">Collected</th>' in english
    chinese = browser(ward.nurse, "zh-hans").get(reverse("order", args=[order.id])).content.decode()
    assert "\u8eab\u4efd\u94fe" in chinese


def test_an_order_whose_batch_was_stopped_leads_its_plant_to_the_rescue(ward: Ward, browser: Browser) -> None:
    order = manufacturing(ward)
    aborted(ward, order)
    page = browser(ward.quality).get(reverse("order", args=[order.id])).content.decode()
    assert "The batch was stopped: make or collect again, or end the order" in page
    assert reverse("release_rescue", args=[order.batch_id]) in page
    seen = browser(ward.physician).get(reverse("order", args=[order.id])).content.decode()
    assert reverse("release_rescue", args=[order.batch_id]) not in seen


def test_a_patient_is_found_by_name_and_the_list_has_pages(
    ward: Ward, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T20: the search is the hospital's own; a page opens only the patients that it shows."""
    monkeypatch.setattr("cellpark.web.areas.orders.views.patients.A_PAGE", 2)
    codes = [ward.patient(name=f"Maple Fictional {number}", number=f"EXH-{number}").code for number in range(3)]
    nurse = browser(ward.nurse)
    first, second = (nurse.get("/hospital-patients", {"page": page}).content.decode() for page in (1, 2))
    assert [code in first for code in codes] == [False, True, True]
    assert [code in second for code in codes] == [True, False, False]
    assert "page=2" in first
    found = nurse.get("/hospital-patients", {"q": "fictional 1"}).content.decode()
    assert [code in found for code in codes] == [False, True, False]
    assert "No patient of your hospital is called so." in nurse.get("/hospital-patients?q=oak").content.decode()
