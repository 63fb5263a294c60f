"""What went otherwise is chosen from the published plan; a proposal is worked out, read and discarded or signed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Role
from cellpark.plans import public as plans
from cellpark.plans.public import Plan, PlanKind, PlanState, Work, WorkState
from tests.pages.conftest import signed_in
from tests.people import organisation, person
from tests.plans_pages.conftest import Desk, rule

MOMENT = "%Y-%m-%dT%H:%M"


@pytest.fixture
def ruled(desk: Desk) -> Desk:
    return rule(desk)


def typed(days: float) -> str:
    return timezone.localtime(now() + timedelta(days=days)).strftime(MOMENT)


def first_coming(desk: Desk) -> str:
    """Who begins first of those of whom nothing has begun."""
    with use_scope(EVERYTHING):
        found = plans.coming(plans.read_plan(desk.plan), now())
    return min(found, key=lambda each: found[each])


def add(client: Client, kind: str, **said: Any) -> Any:
    return client.post(reverse("planning_change_add", args=[kind]), said)


def asked(client: Client) -> Any:
    page = client.get(reverse("planning_change"))
    return client.post(reverse("planning_change"), {"idempotency_key": page.context["form"].key})


def proposed(client: Client) -> Plan:
    """The draft that came of what was gathered."""
    sent = asked(client)
    assert sent.status_code == 303, sent.content
    with use_scope(EVERYTHING):
        row = Work.objects.get(id=sent["Location"].rsplit("/", 1)[1])
        plans.carry_out(row.id)
        row.refresh_from_db()
        assert (row.state, plans.problems_of(row)) == (WorkState.DONE, [])
        assert row.plan is not None
        return plans.plan_row(row.plan)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_lost_batch_a_broken_device_and_a_sick_operator_become_a_proposal(ruled: Desk, language: str) -> None:
    client = signed_in(ruled.planner, language)
    job = first_coming(ruled)
    with use_scope(EVERYTHING):
        lost = next(each for each in plans.alive(plans.read_plan(ruled.plan), now()) if each != job)
    assert add(client, "late", job=job, release=typed(12)).status_code == 303
    assert add(client, "failed", job=lost, at=typed(0.1), again="U1.1", ready=typed(1)).status_code == 303
    away = {"since": typed(1), "until": typed(3), "count": "1"}
    assert add(client, "broken", resource="rate-freezer/B", **away).status_code == 303
    assert add(client, "sick", resource="operator", **away).status_code == 303
    page = client.get(reverse("planning_change")).content.decode()
    for said in (job, lost):
        assert said in page
    draft = proposed(client)
    assert (draft.kind, draft.based_on, draft.state) == (PlanKind.REPLANNED, ruled.plan.id, PlanState.DRAFT)
    page = client.get(reverse("plan", args=[draft.id])).content.decode()
    assert f"{lost}/2" in page
    assert '<svg class="beside"' in page
    with use_scope(EVERYTHING):
        change = plans.change_of(draft)
        moved = plans.moves_of(draft)
    assert {job, lost, f"{lost}/2"} <= change.hit
    assert len(moved) > 0
    rows = client.get(reverse("plan", args=[draft.id]), {"export": "csv"})
    table = (rows.getvalue() if rows.streaming else rows.content).decode("utf-8-sig").splitlines()
    assert len(table) - 1 == len(moved)
    # each has its reason
    assert all(not each.endswith(",") for each in table[1:])
    # what was gathered is in the proposal now
    assert client.get(reverse("planning_change")).context["said"] == []
    # and the way on is the one of every draft
    for name in ("plan_submit", "plan_discard"):
        assert reverse(name, args=[draft.id]) in page


def test_what_is_gathered_is_taken_out_again(ruled: Desk) -> None:
    client = ruled.client(ruled.planner)
    job = first_coming(ruled)
    add(client, "late", job=job, release=typed(12))
    add(client, "late", job=job, release=typed(12))
    add(client, "late", job=job, release=typed(13))
    assert len(client.get(reverse("planning_change")).context["said"]) == 2
    assert client.post(reverse("planning_change_drop"), {"number": "0"}).status_code == 303
    assert len(client.get(reverse("planning_change")).context["said"]) == 1
    assert client.post(reverse("planning_change_drop"), {"number": "0"}).status_code == 303
    assert client.get(reverse("planning_change")).context["said"] == []
    # another planner has gathered nothing
    assert asked(ruled.client(ruled.second)).status_code == 422


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("late", {"job": "P-9999", "release": "2026-12-01T08:00"}),
        ("late", {"job": "", "release": "2026-12-01T08:00"}),
        ("late", {"job": "P-0023", "release": "soon"}),
        ("late", {"job": "P-0023", "release": "2096-12-01T08:00"}),
        ("late", {"job": "P-0023", "release": "1996-12-01T08:00"}),
        ("failed", {"job": "P-0023", "at": "2026-12-01T08:00", "again": "U99.9"}),
        ("failed", {"job": "P-0023", "at": "2026-12-01T08:00", "again": "U1.1", "ready": "2096-12-01T08:00"}),
        ("broken", {"resource": "operator", "since": "2026-12-01T08:00", "until": "2026-12-02T08:00", "count": "1"}),
        ("broken", {"resource": "suite A/C", "since": "2026-12-02T08:00", "until": "2026-12-01T08:00", "count": "1"}),
        ("broken", {"resource": "suite A/C", "since": "2026-12-01T08:00", "until": "2026-12-02T08:00", "count": "3"}),
        ("broken", {"resource": "suite A/C", "since": "2026-12-01T08:00", "until": "2026-12-02T08:00", "count": "0"}),
        ("sick", {"resource": "suite A/C", "since": "2026-12-01T08:00", "until": "2026-12-02T08:00", "count": "1"}),
        ("urgent", {"order": "O-1", "release": "2026-12-01T08:00", "weight": "10"}),
        ("urgent", {"order": "", "release": "", "weight": "7"}),
    ],
)
def test_what_the_plan_does_not_have_is_refused_at_its_field(ruled: Desk, kind: str, said: dict[str, str]) -> None:
    client = ruled.client(ruled.planner)
    assert add(client, kind, **said).status_code == 422
    assert client.get(reverse("planning_change")).context["said"] == []


def test_no_more_is_gathered_than_a_proposal_takes_in(ruled: Desk) -> None:
    client = ruled.client(ruled.planner)
    job = first_coming(ruled)
    for number in range(plans.DISTURBANCES_MAX):
        assert add(client, "late", job=job, release=typed(10 + number)).status_code == 303
    refused = add(client, "late", job=job, release=typed(40))
    assert refused.status_code == 422
    assert "More than 20" in refused.content.decode()


def test_a_stepless_address_and_an_unknown_kind(ruled: Desk) -> None:
    client = ruled.client(ruled.planner)
    assert client.get(reverse("planning_change_add", args=["flood"])).status_code == 404
    filled = client.get(reverse("planning_change_add", args=["late"]), {"job": "P-0023", "release": "x" * 300})
    assert filled.status_code == 200


def test_without_a_plan_and_a_policy_it_says_what_to_do_and_who_can(db: None, desk: Desk) -> None:
    home = organisation("Empty")
    client = signed_in(person("planner-3@empty.example.org", Role.PLANNER, within=home))
    page = client.get(reverse("planning_change")).content.decode()
    assert "No plan is published" in page
    assert reverse("plan_edition_propose", args=["policy"]) in page
    assert client.get(reverse("planning_change_add", args=["late"])).status_code == 303
    # published, and no policy
    page = desk.get(reverse("planning_change")).content.decode()
    assert "No plan is published" not in page
    assert reverse("plan_edition_propose", args=["policy"]) in page


def test_who_only_looks_changes_nothing(ruled: Desk) -> None:
    client = ruled.client(ruled.looker)
    assert client.get(reverse("planning_change")).status_code == 403
    assert add(client, "late", job="P-0023", release=typed(9)).status_code == 403
    assert reverse("planning_change") not in client.get(reverse("planning")).content.decode()
    assert reverse("planning_change") in ruled.get(reverse("planning")).content.decode()
    assert reverse("planning_change") in ruled.get(reverse("plan", args=[ruled.plan.id])).content.decode()
