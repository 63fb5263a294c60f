"""A queue of tubes: sent together, analysed by the worker and not in the request, each with an end of its own."""

import json
from types import SimpleNamespace

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.ledger.public import events_of
from cellpark.quality.effects import want_analysis
from cellpark.quality.public import TubeRun
from cellpark.quality.tasks import analyse
from tests.assays.flow.made import events, fcs
from tests.assays.flow.test_gating import six
from tests.flow_pages.test_pages import Laboratory, file, laboratory, send

__all__ = ["laboratory"]


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's thread gives its connection back; these tests have but one."""
    monkeypatch.setattr("cellpark.quality.tasks.connection", SimpleNamespace(close=lambda: None))


def queued(laboratory: Laboratory, *contents: bytes) -> list[TubeRun]:
    files = [file(content, f"{number}.fcs") for number, content in enumerate(contents)]
    answer = send(laboratory.client, reverse("flow-queue-add"), tubes=files, strategy=laboratory.strategy.id)
    assert answer.status_code == 303, answer.content.decode()
    with use_scope(EVERYTHING):
        return list(TubeRun.objects.order_by("asked_at", "id"))


def test_211_194a_a_queue_of_tubes_ends_file_by_file(laboratory: Laboratory) -> None:
    """211-194a: sound tubes are analysed, a malformed one ends by the name of its fault; nothing waits in the request."""
    whole = fcs(events(600))
    runs = queued(laboratory, six(), whole[:-100], b"no tube")
    assert [each.state for each in runs] == ["queued"] * 3
    page = laboratory.reader.get(reverse("flow-queue")).content.decode()
    assert "3 of 3 tubes wait." in page
    assert 'hx-trigger="every 3s"' in page
    assert f'href="{reverse("flow-queue")}"' in page  # without JavaScript
    for each in runs:
        analyse.func(run_id=str(each.id))
        analyse.func(run_id=str(each.id))  # a worker that was killed begins again
    with use_scope(EVERYTHING):
        runs = list(TubeRun.objects.order_by("asked_at", "id"))
        assert [len(events_of(each.stream)) for each in runs] == [2, 2, 2]
    assert [each.state for each in runs] == ["analysed", "refused", "refused"]
    page = laboratory.client.get(reverse("flow-queue")).content.decode()
    assert "hx-trigger" not in page
    assert "The DATA segment is said to lie in bytes" in page
    assert reverse("flow-analysis", args=[runs[0].file, laboratory.strategy.id]) in page
    chinese = laboratory.client.get(reverse("flow-queue"), headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "\u65e0\u6cd5\u5206\u6790" in chinese  # cannot be analysed
    address = f"/api/v1/gating-strategies/{laboratory.strategy.id}/analyses/{runs[0].file}"
    assert json.loads(laboratory.client.get(address).content)["digest"] == runs[0].digest


def test_each_queued_tube_is_a_job_of_the_worker(laboratory: Laboratory) -> None:
    run = queued(laboratory, six())[0]
    with use_scope(EVERYTHING):
        want_analysis(events_of(run.stream).get().id)
    job = ProcrastinateJob.objects.get(task_name="quality.analyse_tube")
    assert (job.args, job.queueing_lock) == ({"run_id": str(run.id)}, f"tube/{run.id}")


def test_programs_queue_what_is_kept_and_read_how_far_it_is(laboratory: Laboratory) -> None:
    body = {"files": [str(laboratory.tube.id)], "strategy": str(laboratory.strategy.id)}
    answer = laboratory.client.post(
        "/api/v1/tube-runs",
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": str(new_id())},
    )
    assert answer.status_code == 202, answer.content.decode()
    made = json.loads(answer.content)
    analyse.func(run_id=made["id"])
    found = json.loads(laboratory.client.get(f"/api/v1/tube-runs/{made['id']}").content)
    assert (found["state"], len(found["digest"]), found["problems"]) == ("analysed", 64, [])
    assert [each["id"] for each in json.loads(laboratory.client.get("/api/v1/tube-runs").content)] == [made["id"]]


def test_whoever_only_reads_queues_nothing_and_nothing_is_no_queue(laboratory: Laboratory) -> None:
    assert laboratory.reader.get(reverse("flow-queue-add")).status_code == 403
    answer = send(laboratory.client, reverse("flow-queue-add"), strategy=laboratory.strategy.id)
    assert answer.status_code == 422
    assert "No tube was queued yet." in laboratory.client.get(reverse("flow-queue")).content.decode()
