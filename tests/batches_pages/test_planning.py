"""A planner plans a batch without an order, gives and moves its slot, starts and ends it, all on pages."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import localtime

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.batches.public import Batch
from cellpark.equipment.public import OpenWork, Reservation, remove_container
from tests.batches.floor import COI, OTHER_COI, Floor

Browser = Callable[[Actor], Client]


def post(client: Client, address: str, **sent: Any) -> Any:
    return client.post(address, {**sent, "idempotency_key": str(uuid4())})


class Choices(list):  # type: ignore[type-arg]
    """The recipes in force, as the query gives them."""

    def select_related(self, *_names: str) -> "Choices":
        return self

    order_by = select_related


@pytest.fixture
def recipes(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    row = SimpleNamespace(
        sha256=floor.recipe, recipe=SimpleNamespace(mbr="SMALL-1"), number="1.0.0", title_zh="x", title_en="y"
    )
    monkeypatch.setattr("cellpark.web.areas.batches.views.planning.approved_versions", lambda: Choices([row]))


def written(hours: int) -> str:
    return f"{localtime(now() + timedelta(hours=hours)):%Y-%m-%dT%H:%M}"


def test_211_1a_a_batch_without_an_order_is_planned_slotted_moved_and_started_on_pages(
    floor: Floor, browser: Browser, recipes: None
) -> None:
    """211-1a, CN-2f: each act by whoever plans; moving says why; a refusal stands at its field."""
    client = browser(floor.lead)
    assert "/batches/new" in client.get("/batches").content.decode()
    assert "/batches/new" not in browser(floor.one).get("/batches").content.decode()
    refused = post(client, "/batches/new", number="b 1", recipe=floor.recipe, coi=COI)
    assert refused.status_code == 422
    answer = post(client, "/batches/new", number="VEC-1", recipe=floor.recipe, coi=COI)
    assert answer.status_code == 303, answer.content.decode()[-2000:]
    batch = Batch.objects.get(number="VEC-1")
    address = f"/batches/{batch.id}"
    page = client.get(address).content.decode()
    assert f"{address}/slot" in page
    assert f"{address}/start" not in page
    wrong = post(client, f"{address}/slot", suite="B", starts_at=written(5), ends_at=written(1))
    assert wrong.status_code == 422
    given = {"suite": "B", "devices": "INC-1"}
    taken = post(client, f"{address}/slot", starts_at=written(0), ends_at=written(48), **given)
    assert taken.status_code == 303, taken.content.decode()[-2000:]
    silent = post(client, f"{address}/slot/move", starts_at=written(24), ends_at=written(72), reason="", **given)
    assert silent.status_code == 422
    moved = post(
        client, f"{address}/slot/move", starts_at=written(24), ends_at=written(72), reason="line down", **given
    )
    assert moved.status_code == 303
    batch.refresh_from_db()
    assert f"{localtime(batch.slot_from):%Y-%m-%dT%H:%M}" == written(24)
    assert f"{address}/start" in client.get(address).content.decode()
    assert post(client, f"{address}/start").status_code == 303
    batch.refresh_from_db()
    assert batch.state == "running"
    operator = browser(floor.one)
    for path in ("slot", "slot/move", "abort"):
        assert f"{address}/{path}" not in operator.get(address).content.decode()
        assert post(operator, f"{address}/{path}", reason="x").status_code == 403


def test_T6_an_aborted_batch_frees_its_room_and_its_bookings(floor: Floor, browser: Browser) -> None:
    """T6, T8, CN-2f: aborted on its page with a reason; the room and the device are there for the next batch."""
    batch = floor.planned()
    client, address = browser(floor.lead), f"/batches/{batch.id}"
    span = {"starts_at": written(0), "ends_at": written(48)}
    post(client, f"{address}/slot/move", suite="B", devices="INC-1", reason="earlier", **span)
    post(client, f"{address}/start")
    floor.cleared()
    bag = floor.store.patient_bag()
    floor.counted(batch, bag)
    assert OpenWork.objects.filter(batch=batch.number, ended_at=None).count() == 1
    assert post(client, f"{address}/abort", reason=" ").status_code == 422
    assert post(client, f"{address}/abort", reason="the bag leaked").status_code == 303
    batch.refresh_from_db()
    assert batch.state == "aborted"
    assert not OpenWork.objects.filter(batch=batch.number, ended_at=None).exists()
    assert set(Reservation.objects.filter(batch=batch.number).values_list("state", flat=True)) == {"cancelled"}
    # what still holds cells is carried out by somebody; then the room can be cleared
    remove_container(actor=floor.one, room_id=floor.room.id, container=bag.id)
    other = floor.started("B-0002", OTHER_COI)
    floor.cleared()
    floor.counted(other, floor.store.patient_bag(OTHER_COI))
