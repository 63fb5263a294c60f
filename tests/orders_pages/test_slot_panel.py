"""The slot on the page of an order: seen, held, counted and given back, without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.kernel.clock import FixedClock
from cellpark.orders.public import TreatmentOrder
from cellpark.plans import public as plans
from cellpark.plans.actions.hold_slot import keep_slot, take_slot
from cellpark.plans.public import HoldState, SlotHold, Work
from tests.orders.ward import REFERENCES, Ward, make_ward
from tests.orders_pages.test_order_pages import local
from tests.people import HOUSE
from tests.plans.house import House, planned_house
from tests.plans.test_promises import published

Browser = Callable[..., Client]


@pytest.fixture
def house(db: None, clock: FixedClock, settings: Any, tmp_path: Path) -> House:
    """A plant with times in force and one batch planned; nothing is published yet."""
    with use_scope(EVERYTHING):
        return planned_house(clock, settings, tmp_path)


@pytest.fixture
def ward(house: House) -> Ward:
    with use_scope(EVERYTHING):
        return make_ward(house.floor)


def publish(house: House) -> None:
    with use_scope(EVERYTHING):
        published(house)


def get(client: Client, route: str, order: TreatmentOrder, **query: str) -> str:
    answer = client.get(reverse(route, args=[order.id]), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def text(page: str) -> str:
    """What people read of it."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def post(client: Client, route: str, order: TreatmentOrder, **fields: str) -> Any:
    return client.post(reverse(route, args=[order.id]), {"idempotency_key": str(uuid4()), **fields})


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found is not None, page
    return found[1]


def offered(page: str) -> dict[str, str]:
    """What the button to hold the slot sends."""
    return {name: hidden(page, name) for name in ("release", "promised")}


def test_a_hospital_sees_the_slot_holds_it_and_gives_it_back(house: House, ward: Ward, browser: Browser) -> None:
    order = ward.completed()
    publish(house)
    client = browser(ward.physician)
    later = get(client, "order", order)
    # the page does not wait for the plan; the panel asks behind it
    assert f'hx-get="{reverse("order_slot", args=[order.id])}"' in later
    page = get(client, "order", order, slot="1")
    assert "Hold this slot for 72 hours" in page
    held = post(client, "order_slot_hold", order, **offered(page))
    assert held.status_code == 303
    page = client.get(held["Location"]).content.decode()
    assert "Held until 25 Nov 2026" in text(page)
    assert "Hold this slot" not in page
    with use_scope(EVERYTHING):
        row = SlotHold.objects.get()
    assert (row.order, row.state, row.held_by) == (order.id, HoldState.HELD, ward.physician.person_id)
    # what holds is said on the page at once, without looking for anything
    assert "Held until 25 Nov 2026" in text(get(browser(ward.nurse), "order", order))
    assert post(client, "order_slot_back", order).status_code == 303
    page = get(client, "order", order, slot="1")
    assert "given back" in page
    assert "Hold this slot for 72 hours" in page
    refused = post(client, "order_slot_back", order)
    assert refused.status_code == 422
    assert "No slot is held for order" in refused.content.decode()


def test_a_slot_that_was_taken_meanwhile_is_refused_with_the_next_one(
    house: House, ward: Ward, browser: Browser
) -> None:
    first, second = ward.completed(), ward.completed(patient=ward.patient("Li Na", "MRN-2"))
    publish(house)
    client = browser(ward.physician)
    seen = offered(get(client, "order_slot", first))
    assert offered(get(client, "order_slot", second)) == seen
    assert post(client, "order_slot_hold", first, **seen).status_code == 303
    refused = post(client, "order_slot_hold", second, **seen)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "was taken meanwhile; the next one ends" in page
    assert offered(page)["promised"] > seen["promised"]
    assert first.number not in page
    garbled = post(client, "order_slot_hold", second, release="soon", promised="")
    assert garbled.status_code == 422
    with use_scope(EVERYTHING):
        assert SlotHold.objects.count() == 1


def test_where_nothing_is_published_the_page_says_whose_turn_it_is(house: House, ward: Ward, browser: Browser) -> None:
    order = ward.completed()
    page = get(browser(ward.physician), "order_slot", order)
    assert "No plan is published." in page
    assert f"Who can: the planners of {house.home.name_en}" in page
    ward.signed(order)
    page = get(browser(ward.planner), "order", order, slot="1")
    assert "Who can: two of your planners" in page
    chinese = browser(ward.physician, "zh-hans").get(reverse("order_slot", args=[order.id])).content.decode()
    assert "\u8c01\u53ef\u4ee5" in chinese


def test_a_recipe_without_overlay_is_an_empty_state(house: House, ward: Ward, browser: Browser, settings: Any) -> None:
    order = ward.completed()
    publish(house)
    settings.PLAN_FOLDERS = []
    page = get(browser(ward.physician), "order_slot", order)
    assert "The recipe of this therapy has no planning overlay." in page
    assert "Who can: the planners of" in page


def test_the_form_of_an_order_shows_the_slot_for_the_day_that_is_written(
    house: House, ward: Ward, browser: Browser
) -> None:
    order = ward.drafted()
    publish(house)
    client = browser(ward.physician)
    form = get(client, "order_items", order)
    assert f'hx-get="{reverse("order_slot", args=[order.id])}?brief=1"' in form
    assert 'hx-include="#id_collect_at"' in form
    day = now() + timedelta(days=9)
    said = localtime(day).strftime("%Y-%m-%dT%H:%M")
    brief = get(client, "order_slot", order, brief="1", collect_at=said)
    assert "Cells collected at 1 Dec 2026" in text(brief)
    # nothing is sent from beside the form, so that nothing that was typed is lost
    assert "Hold this slot" not in brief
    assert "Count how sure" not in brief
    past = get(client, "order_slot", order, collect_at="2026-01-01T08:00")
    assert "This time is past." in past
    garbled = get(client, "order_slot", order, collect_at="soon")
    assert "soon" in garbled
    assert "is not a date" in garbled
    # without a script the page after saving shows it
    fields = {f"reference_{item}": text for item, text in REFERENCES.items()}
    saved = post(client, "order_items", order, **fields, **local(ward.slots()))
    assert saved.status_code == 303
    assert "Hold this slot for 72 hours" in client.get(saved["Location"]).content.decode()


def test_how_sure_it_is_is_counted_behind_the_page_with_progress_and_stop(
    house: House, ward: Ward, browser: Browser
) -> None:
    order = ward.completed()
    publish(house)
    client = browser(ward.physician)
    page = get(client, "order_slot", order)
    assert "Not counted yet." in page
    assert post(client, "order_chance", order, day=hidden(page, "day")).status_code == 303
    going = get(client, "order_chance", order)
    assert 'hx-trigger="every 2s"' in going
    assert post(client, "order_chance_stop", order).status_code == 303
    assert "The last count was stopped before its end." in get(client, "order_chance", order)
    house.floor.clock.advance(timedelta(minutes=1))
    assert post(client, "order_chance", order).status_code == 303
    with use_scope(EVERYTHING):
        row = Work.objects.order_by("-asked_at").first()
        assert row is not None
        plans.carry_out(row.id)
    page = get(client, "order_slot", order)
    assert len(re.findall(r"Ready by \d+ \w+ \d{4} with (50|80|95) %\.", page)) == 3
    assert "Counted at 22 Nov 2026" in text(page)
    assert "ends at another time" not in page
    # another day is another slot: what was counted says so
    day = localtime(now() + timedelta(days=12)).strftime("%Y-%m-%dT%H:%M")
    assert "ends at another time" in get(client, "order_slot", order, collect_at=day)
    assert "95" in browser(ward.physician, "zh-hans").get(reverse("order_slot", args=[order.id])).content.decode()


def test_a_promise_is_read_beside_the_fact(house: House, ward: Ward, browser: Browser) -> None:
    order = ward.completed()
    publish(house)
    client = browser(ward.physician)
    assert post(client, "order_slot_hold", order, **offered(get(client, "order_slot", order))).status_code == 303
    ward.signed(order)
    with use_scope(EVERYTHING):
        row = SlotHold.objects.get()
        take_slot(actor=HOUSE, hold_id=row.id)
        assert "taken by its order" in get(client, "order", order)
        keep_slot(actor=HOUSE, hold_id=row.id, at=row.ends_at + timedelta(days=3))
    page = get(client, "order", order)
    assert "3 days later than promised" in page


def test_T19_who_is_no_side_of_an_order_sees_no_slot_and_the_hospital_no_plan(
    house: House, ward: Ward, browser: Browser
) -> None:
    """T19: not the sponsor, not a rival; and no batch, room or other order stands on the hospital's page."""
    order = ward.signed(ward.completed())
    other = ward.signed(ward.completed(patient=ward.patient("Li Na", "MRN-2")))
    publish(house)
    for route in ("order_slot", "order_slot_hold", "order_slot_back", "order_chance", "order_chance_stop"):
        address = reverse(route, args=[order.id])
        assert browser(ward.rival_head).get(address).status_code == 404
        assert browser(ward.rival_head).post(address, {"idempotency_key": str(uuid4())}).status_code == 404
        assert browser(ward.sponsor_head).get(address).status_code == 403
        assert browser(ward.sponsor_head).post(address, {"idempotency_key": str(uuid4())}).status_code == 403
    assert "order-slot" not in get(browser(ward.sponsor_head), "order", order)
    page = get(browser(ward.physician), "order_slot", order)
    assert "This order stands in the published plan." in page
    with use_scope(EVERYTHING):
        plan = plans.published_plan(house.home.id)
    assert plan is not None
    names = {each.key for each in plan.facts.jobs} - {order.number} | {other.number, str(plan.row.id)}
    assert len(names) >= 3
    assert [each for each in names if each in page] == []
