"""The pages of planning: look at the plan, move a step in a what-if, propose, sign, publish; what strangers get."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from bench.generated_plan import publish
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Role
from cellpark.planning.scheduling import check
from cellpark.planning.trying import Wish, tried
from cellpark.plans import public as plans
from cellpark.plans.public import Plan, PlanKind, PlanState
from cellpark.web.areas.plans import source
from tests.pages.conftest import signed_in
from tests.people import organisation, person
from tests.planning.test_living import TIMES
from tests.plans_pages.conftest import Desk


def window(client: Client, **said: str) -> Any:
    answer = client.get(reverse("planning_window"), {"view": "suite", "days": "28", **said})
    assert answer.status_code == 200
    return answer.json()


def attempt(client: Client, desk: Desk, job: str, operation: str, start: int, **more: Any) -> Any:
    body = {"plan": str(desk.plan.id), "job": job, "operation": operation, "start": start, **more}
    answer = client.post(reverse("planning_try"), json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def coming(desk: Desk) -> tuple[str, str, int]:
    """The first receipt that is still to come."""
    with use_scope(EVERYTHING):
        shown = source.one(desk.plan.id)
    found = min(
        (each.start, each.job)
        for each in shown.held.placed.values()
        if each.operation == "U1.1" and each.start > shown.now
    )
    return found[1], "U1.1", found[0]


def moved(client: Client, desk: Desk) -> tuple[str, int]:
    """A what-if with one change that fits, however the plan came out."""
    job, operation, start = coming(desk)
    for later in range(12, 12 * 24, 12):
        found = attempt(client, desk, job, operation, start + later, rest=True, keep=True, window={"days": "28"})
        if found["fits"]:
            return job, start + later
        if found["nearest"] is not None:
            again = attempt(client, desk, job, operation, found["nearest"], rest=True, keep=True, window={"days": "28"})
            if again["fits"]:
                return job, found["nearest"]
    raise AssertionError


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("view", ["suite", "device", "people", "batch"])
def test_the_board_shows_the_published_plan(desk: Desk, language: str, view: str) -> None:
    client = signed_in(desk.looker, language)
    answer = client.get(reverse("planning"), {"view": view, "days": "7"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "board-window" in page
    assert "P-0000" in page
    # who only looks moves nothing
    assert reverse("planning_propose") not in page
    assert client.post(reverse("planning_try"), "{}", content_type="application/json").status_code == 403


def test_without_a_plan_the_board_says_what_to_do(db: None) -> None:
    home = organisation("Empty")
    client = signed_in(person("planner@empty.example.org", within=home))
    assert client.get(reverse("planning")).status_code == 403
    client = signed_in(person("planner-2@empty.example.org", Role.PLANNER, within=home))
    for name in ("planning", "planning_print", "plant_now", "plan_and_fact", "plans", "plan_editions"):
        assert client.get(reverse(name)).status_code == 200
    assert b"No plan is published yet" in client.get(reverse("planning")).content
    assert client.get(reverse("planning_window")).json()["bars"] == []


def test_the_table_says_the_same_and_can_be_taken_home(desk: Desk) -> None:
    client = desk.client(desk.looker)
    answer = client.get(reverse("planning"), {"view": "suite", "days": "28", "export": "csv"})
    rows = (
        answer.getvalue().decode("utf-8-sig").splitlines() if answer.streaming else answer.content.decode().splitlines()
    )
    bars = {(bar[1], bar[2]) for bar in window(client)["bars"]}
    assert len(rows) - 1 == len(bars)


def test_a_step_is_tried_and_the_reason_is_said(desk: Desk) -> None:
    """Nothing is changed by trying; a refusal names the fact in the reader's language and the nearest start."""
    client = desk.client(desk.planner)
    job, operation, start = coming(desk)
    found = attempt(client, desk, job, operation, start + 12 * 24 * 40)
    assert found["fits"] is False
    assert found["problems"][0]["what"].startswith("\u201c")
    assert job in found["problems"][0]["what"]
    assert found["problems"][0]["why"]
    chinese = signed_in(desk.planner, "zh-hans")
    said = attempt(chinese, desk, job, operation, start + 12 * 24 * 40)["problems"][0]
    assert "\u4e0d\u80fd" in said["what"]
    assert window(client)["changes"] == []


def test_a_what_if_is_gathered_taken_back_and_proposed(desk: Desk) -> None:
    client = desk.client(desk.planner)
    job, start = moved(client, desk)
    shown = window(client)
    assert shown["changes"][0]["job"] == job
    marks = [bar[5] for bar in shown["bars"]]
    assert any(each & 2 for each in marks)
    assert any(each & 4 for each in marks)
    # the plan that others see is as it was
    assert window(desk.client(desk.second))["changes"] == []
    assert client.post(reverse("planning_undo")).status_code == 303
    assert window(client)["changes"] == []
    assert moved(client, desk) == (job, start)
    page = client.get(reverse("planning_propose"))
    assert job in page.content.decode()
    sent = client.post(reverse("planning_propose"), {"idempotency_key": page.context["form"].key})
    assert sent.status_code == 303
    with use_scope(EVERYTHING):
        draft = Plan.objects.get(state=PlanState.DRAFT)
        read = plans.read_plan(draft)
        assert (draft.kind, draft.based_on) == (PlanKind.ADJUSTED, desk.plan.id)
        assert check(read.facts, read.schedule) == []
        assert read.schedule.starts()[job, "U1.1"] == start
    assert sent["Location"] == reverse("plan", args=[draft.id])
    assert window(client)["changes"] == []
    assert client.get(sent["Location"]).status_code == 200
    assert client.get(reverse("planning"), {"plan": str(draft.id)}).status_code == 200
    assert client.get(reverse("planning_print"), {"plan": str(draft.id)}).status_code == 200


def test_a_step_is_moved_by_a_form_as_well(desk: Desk) -> None:
    client = desk.client(desk.planner)
    job, _operation, start = coming(desk)
    with use_scope(EVERYTHING):
        at = source.one(desk.plan.id).clock.at(start + 24 * 12 * 60)
    said = {"job": job, "operation": "u1.1", "start": f"{at:%Y-%m-%dT%H:%M}"}
    refused = client.post(reverse("planning_move"), said)
    assert refused.status_code == 422
    assert "cannot begin" in refused.content.decode()
    for wrong in ({**said, "job": "P-9999"}, {**said, "operation": "U99.9"}, {**said, "start": "soon"}):
        assert client.post(reverse("planning_move"), wrong).status_code == 422
    with use_scope(EVERYTHING):
        where = source.one(desk.plan.id)
    found = tried(where.held, Wish(job, "U1.1", start + 24 * 12 * 60), where.now)
    assert found.nearest is not None
    near = where.clock.at(found.nearest)
    kept = client.post(reverse("planning_move"), {**said, "start": f"{near:%Y-%m-%dT%H:%M}"})
    assert kept.status_code == 303


def test_a_draft_is_discarded_and_a_signed_plan_given_back(desk: Desk) -> None:
    client = desk.client(desk.planner)
    moved(client, desk)
    page = client.get(reverse("planning_propose"))
    client.post(reverse("planning_propose"), {"idempotency_key": page.context["form"].key})
    with use_scope(EVERYTHING):
        draft = Plan.objects.get(state=PlanState.DRAFT)
    for name in ("plan_submit", "plan_approve", "plan_decline", "plan_discard"):
        assert client.get(reverse(name, args=[draft.id])).status_code == 200
    # nobody publishes a draft that nobody signed
    page = client.get(reverse("plan_approve", args=[draft.id]))
    form = page.context["form"]
    said = {"idempotency_key": form.key, "role": "planner", "why": "test"}
    assert client.post(reverse("plan_approve", args=[draft.id]), said).status_code == 422
    page = client.get(reverse("plan_submit", args=[draft.id]))
    sent = client.post(reverse("plan_submit", args=[draft.id]), {**said, "idempotency_key": page.context["form"].key})
    assert sent.status_code == 302
    signing = client.get(sent["Location"])
    assert signing.status_code == 200
    assert draft.schedule_sha256 in signing.content.decode()
    # the statement is the signer's own
    assert desk.client(desk.second).get(sent["Location"]).status_code == 404
    page = client.get(reverse("plan_discard", args=[draft.id]))
    assert (
        client.post(reverse("plan_discard", args=[draft.id]), {"idempotency_key": page.context["form"].key}).status_code
        == 303
    )
    with use_scope(EVERYTHING):
        assert Plan.objects.get(id=draft.id).state == PlanState.DISCARDED


def test_a_strangers_plan_is_not_there(desk: Desk) -> None:
    client = desk.client(desk.stranger)
    job, operation, start = coming(desk)
    for address in (
        reverse("plan", args=[desk.plan.id]),
        f"{reverse('planning')}?plan={desk.plan.id}",
        f"{reverse('planning_window')}?plan={desk.plan.id}",
        f"{reverse('planning_print')}?plan={desk.plan.id}",
        f"{reverse('planning_move')}?plan={desk.plan.id}",
    ):
        assert client.get(address).status_code == 404, address
    body = {"plan": str(desk.plan.id), "job": job, "operation": operation, "start": start}
    answer = client.post(reverse("planning_try"), json.dumps(body), content_type="application/json")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"plan": 7}',
        '{"plan": "x", "job": 1}',
        '{"start": true}',
        json.dumps({"window": 3}),
        "x" * 5_000,
    ],
)
def test_what_cannot_be_read_is_refused(desk: Desk, body: str) -> None:
    client = desk.client(desk.planner)
    answer = client.post(reverse("planning_try"), body, content_type="application/json")
    assert answer.status_code in (404, 409, 422)


def test_addresses_that_make_no_sense_show_the_board_as_it_is_at_first(desk: Desk) -> None:
    client = desk.client(desk.planner)
    for query in ("view=x&from=never&days=9", "from=9999-12-31", "from=0001-01-01&days=28", "batch=" + "x" * 300):
        assert client.get(f"{reverse('planning')}?{query}").status_code == 200
        assert client.get(f"{reverse('planning_window')}?{query}").status_code == 200
    assert client.get(f"{reverse('planning')}?plan=x").status_code == 404
    assert attempt(client, desk, "P-0023", "U1.1", 10**12)["fits"] is False
    assert attempt(client, desk, "P-0023", "U1.1", -5)["fits"] is False


def test_the_pages_around_the_board_answer(desk: Desk) -> None:
    for language in ("en", "zh-hans"):
        client = signed_in(desk.looker, language)
        for address in (
            reverse("plant_now"),
            reverse("plan_and_fact"),
            reverse("plans"),
            reverse("plan", args=[desk.plan.id]),
            reverse("plan_editions"),
            reverse("planning_print"),
        ):
            assert client.get(address).status_code == 200, address


def test_times_of_the_plant_are_proposed_and_given_back(desk: Desk) -> None:
    client = desk.client(desk.planner)
    address = reverse("plan_edition_propose", args=["times"])
    page = client.get(address)
    said = {
        "since": localdate().isoformat(),
        "text": "no: times",
        "reason": "The first",
        "idempotency_key": page.context["form"].key,
    }
    assert client.post(address, said).status_code == 422
    page = client.get(address)
    sent = client.post(address, {**said, "text": TIMES, "idempotency_key": page.context["form"].key})
    assert sent.status_code == 303
    assert client.get(sent["Location"]).status_code == 200
    edition = sent["Location"].rsplit("/", 1)[1]
    # who proposed it does not approve it
    page = client.get(reverse("plan_edition_approve", args=[edition]))
    own = {"role": "planner", "why": "test", "idempotency_key": page.context["form"].key}
    assert client.post(reverse("plan_edition_approve", args=[edition]), own).status_code == 422
    second = desk.client(desk.second)
    page = second.get(reverse("plan_edition_approve", args=[edition]))
    asked = second.post(
        reverse("plan_edition_approve", args=[edition]), {**own, "idempotency_key": page.context["form"].key}
    )
    assert asked.status_code == 302
    assert second.get(asked["Location"]).status_code == 200
    page = client.get(reverse("plan_edition_decline", args=[edition]))
    back = {"reason": "Not yet", "idempotency_key": page.context["form"].key}
    assert client.post(reverse("plan_edition_decline", args=[edition]), back).status_code == 303
    assert client.get(reverse("plan_edition_propose", args=["weather"])).status_code == 404


def test_the_house_remembers_no_change_of_a_plan_that_was_overtaken(desk: Desk) -> None:
    """A what-if belongs to the plan from which it was made."""
    client = desk.client(desk.planner)
    moved(client, desk)
    with use_scope(EVERYTHING):
        publish(desk.home.id, patients=2, seed=9, days_ago=0, turns=5)
    assert window(client)["changes"] == []
