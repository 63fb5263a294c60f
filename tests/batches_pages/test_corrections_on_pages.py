"""Corrections on the pages: the way back to the bench of a finished batch, and what is typed twice."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Refused
from tests.batches.floor import SMALL, Floor
from tests.batches.test_corrections import beads_taken, correct, left
from tests.batches.test_exceptions import found
from tests.batches.test_gates import codes
from tests.batches.test_running import run_through
from tests.materials.plant import q


def test_T11_a_finished_batch_is_corrected_decided_and_signed_again(
    floor: Floor, browser: Callable[[Actor], Client]
) -> None:
    """T11, P11-8b: the check is answered again by the new value, on the bench that the batch's page leads to."""
    batch = run_through(floor)
    client = browser(floor.one)
    assert f"/batches/{batch.id}/work" not in client.get(f"/batches/{batch.id}").content.decode()
    correct(floor, batch, "U2.1#2", "vcd", "1.2e6 cells/mL", by=floor.quality)
    assert f"/batches/{batch.id}/work" in client.get(f"/batches/{batch.id}").content.decode()
    [opened] = floor.view(batch).next.open
    assert [(each.field, str(each.want)) for each in opened.missing] == [("density", "answer")]
    assert 'value="answer"' in client.get(f"/batches/{batch.id}/work").content.decode()
    sent = {"verb": "answer", "step": "U2.1#2", "field": "density", "idempotency_key": str(uuid4())}
    assert client.post(f"/batches/{batch.id}/act", sent).status_code == 303
    floor.sign(batch, "U2.1#2")
    assert (floor.view(batch).next.open, floor.view(batch).batch.state) == ((), "finished")
    assert found(batch) == []


def test_CN_1b_a_correction_of_what_a_device_gave_is_typed_twice(
    floor: Floor, follows: Callable[[str], Floor], browser: Callable[[Actor], Client]
) -> None:
    """CN-1b, P11-7: by the act, the page and so by program."""
    follows(SMALL.replace("range 1e8..5e10; else stop", "range 1e8..5e10; entry twice; else stop"))
    batch = floor.started()
    floor.begun(batch, "U1.1")
    floor.record(batch, "U1.1", "tnc", "2e9 cells", again=q("2e9 cells"))
    for again in ({}, {"again": q("4e9 cells")}):
        with pytest.raises(Refused) as refused:
            correct(floor, batch, "U1.1", "tnc", "3e9 cells", **again)
        assert codes(refused) == ["batches.value.typed_otherwise"]
    entry = floor.view(batch).state.steps["U1.1"].entry("tnc")
    sent = {"step": "U1.1", "field": "tnc", "entry": str(entry.id), "value": "3e9", "reason": "misread"}
    client, address = browser(floor.two), f"/batches/{batch.id}/correct"
    assert client.post(address, {**sent, "idempotency_key": str(uuid4())}).status_code == 422
    assert client.post(address, {**sent, "again": "3e9", "idempotency_key": str(uuid4())}).status_code == 303
    assert str(floor.view(batch).state.steps["U1.1"].entry("tnc").value) == "3E+9 cell"


def test_T11_another_container_is_scanned_on_the_page_of_a_correction(
    floor: Floor, browser: Callable[[Actor], Client]
) -> None:
    """T11, 211-1b: amount and container on one page; the record shows both as they were."""
    batch, one, other = beads_taken(floor)
    entry = floor.view(batch).state.steps["U1.2"].entry("beads")
    assert entry is not None
    client, address = browser(floor.two), f"/batches/{batch.id}/correct"
    sent = {"step": "U1.2", "field": "beads", "entry": str(entry.id), "value": "15", "reason": "mixed up"}
    assert 'name="code"' in client.get(address, sent).content.decode()
    refused = client.post(address, {**sent, "value": "101", "idempotency_key": str(uuid4())})
    assert (refused.status_code, left(one, other)) == (422, ["85 mL", "100 mL"])
    assert client.post(address, {**sent, "code": other.code, "idempotency_key": str(uuid4())}).status_code == 303
    assert left(one, other) == ["100 mL", "85 mL"]
    record = client.get(f"/batches/{batch.id}/record").content.decode()
    assert f"15 mL · {other.code}" in record
    assert f"15 mL · {one.code} (" in record
