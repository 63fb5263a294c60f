"""The planning board in a real browser: look, drag to a refusal and its reason, drag to what fits, propose, print."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.planning.trying import Wish, tried
from cellpark.plans import public as plans
from cellpark.plans.changing import change_plan
from cellpark.plans.public import Plan, PlanState
from cellpark.studies.models import Study
from cellpark.studies.public import StudyState
from cellpark.web.areas.plans import source
from tests.browser.looking import CONTRAST, DESK, TABLET, look, standing, visitor
from tests.pages.conftest import signed_in
from tests.plans_pages.conftest import Desk, make_desk, rule

pytestmark = pytest.mark.browser
BAR = ".board-bar:not(.board-fixed):not(.board-ghost):not(.board-kept)"


@pytest.fixture
def shown(durable: str) -> Iterator[tuple[str, Desk, str, str]]:
    """The site, and the sessions of a planner and of who only looks."""
    desk = rule(make_desk())
    sessions = [signed_in(each).cookies["sessionid"].value for each in (desk.planner, desk.looker)]
    with standing() as site:
        yield site, desk, sessions[0], sessions[1]


def proposal_of(desk: Desk) -> Plan:
    """What is proposed after a late shipment and a device that is out."""
    with use_scope(EVERYTHING):
        job, start = min(plans.coming(plans.read_plan(desk.plan), now()).items(), key=lambda each: each[1])
        said = [
            {"kind": "late", "job": job, "release": (start + timedelta(days=2)).isoformat()},
            {
                "kind": "broken",
                "resource": "rate-freezer/B",
                "since": start.isoformat(),
                "until": (start + timedelta(days=3)).isoformat(),
            },
        ]
        return change_plan(
            actor=desk.as_actor(desk.planner), organisation_id=desk.home.id, said=plans.read_disturbances(said)
        )


def study_of(desk: Desk) -> Study:
    """A study with an answer."""
    change = {"kind": "patients", "name": "", "number": 60}
    figures = [["days", "mean", 22.5, 0.25], ["cost", "per patient treated", 717_449.0, 32_711.0]]
    differences = [["days", "mean", 1.5, 0.5], ["cost", "per patient treated", -200.0, 900.0]]
    bar = {"name": "patients|", "low": [-1.0, 0.25], "high": [2.0, 0.5], "swing": [3.0, 0.75], "problems": []}
    row = Study(
        organisation_id=desk.home.id,
        name="More patients",
        recipe="0" * 64,
        mbr="CART-EXAMPLE",
        state=StudyState.DONE,
        asked={"changes": [change], "patients": 40, "replications": 40, "tornado": True, "seed": 1},
        answer={
            "replications": 40,
            "enough": False,
            "currency": "CNY",
            "missing": ["devices.balance"],
            "base": figures,
            "changes": {"patients||60": {"figures": figures, "differences": differences, "problems": []}},
            "tornado": [{"figure": ["days", "mean"], "bars": [bar]}],
        },
        asked_at=now(),
    )
    with use_scope(EVERYTHING):
        row.save(force_insert=True)
    return row


def test_the_pages_of_planning_are_readable_by_everybody(chromium: Browser, shown: tuple[str, Desk, str, str]) -> None:
    site, desk, planner, looker = shown
    pages = {
        f"board-{view}": f"{reverse('planning')}?view={view}&days=7" for view in ("suite", "device", "people", "batch")
    } | {
        "board-day": f"{reverse('planning')}?view=suite&days=1",
        "move": reverse("planning_move"),
        "change": reverse("planning_change"),
        "change-failed": reverse("planning_change_add", args=["failed"]),
        "change-broken": reverse("planning_change_add", args=["broken"]),
        "proposal": reverse("plan", args=[proposal_of(desk).id]),
        "studies": reverse("studies"),
        "study": reverse("study", args=[study_of(desk).id]),
        "print": reverse("planning_print"),
        "live": reverse("plant_now"),
        "fact": reverse("plan_and_fact"),
        "plans": reverse("plans"),
        "plan": reverse("plan", args=[desk.plan.id]),
        "draw": reverse("plan_draw"),
        "rules": reverse("plan_editions"),
        "propose-times": reverse("plan_edition_propose", args=["times"]),
    }
    found = []
    for language in ("en", "zh-hans"):
        with visitor(chromium, site, sessionid=planner, cellpark_language=language) as context:
            found += look(context, site, pages, sizes=(DESK, TABLET), label=f"planning-{language}")
    dark = {name: pages[name] for name in ("board-suite", "live", "plan")}
    with visitor(chromium, site, sessionid=looker, cellpark_theme="dark") as context:
        found += look(context, site, dark, sizes=(DESK,), axe=CONTRAST, label="planning-dark")
    assert found == []


def a_move(desk: Desk) -> tuple[str, str, float]:
    """A batch whose receipt can begin later on its day when what follows gives way; the day, and how many lengths."""
    with use_scope(EVERYTHING):
        shown = source.one(desk.plan.id)
    hour = 60 // shown.clock.unit_minutes
    coming = [each for each in shown.held.placed.values() if each.operation == "U1.1" and each.start > shown.now + hour]
    for each in sorted(coming, key=lambda placed: placed.start):
        day = shown.clock.at(each.start).date()
        for hours in range(1, 6):
            start = each.start + hours * hour
            wish = Wish(each.job, each.operation, start, rest=True)
            if shown.clock.at(start).date() == day and tried(shown.held, wish, shown.now).fits:
                return each.job, day.isoformat(), hours * hour / (each.end - each.start)
    raise AssertionError


def box_of(page: Page, name: str) -> Any:
    box = page.locator(f'{BAR}[aria-label^="{name}"]').first.bounding_box()
    assert box is not None
    return box


def drag(page: Page, name: str, by: float) -> None:
    """Take hold of a bar in its middle and let it go elsewhere."""
    box = box_of(page, name)
    x, y = box["x"] + min(box["width"] / 2, 20), box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y, steps=4)
    page.mouse.move(x + by, y, steps=4)
    with page.expect_response(lambda answer: (answer.request.post_data_json or {}).get("keep")):
        page.mouse.up()


def test_a_planner_drags_is_refused_with_the_reason_drags_again_and_proposes(
    chromium: Browser, shown: tuple[str, Desk, str, str]
) -> None:
    site, desk, planner, _looker = shown
    job, day, lengths = a_move(desk)
    said: list[str] = []
    with visitor(chromium, site, sessionid=planner) as context:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{site}{reverse('planning')}?view=suite&days=1&from={day}&batch={job}")
        bar = page.locator(f'{BAR}[aria-label^="{job}"]').first
        expect(bar).to_be_visible()
        told = page.locator("[data-board-told]")
        # far to the left: before the material is there
        drag(page, job, -700)
        expect(told).to_contain_text("It does not fit.")
        expect(told).to_contain_text("cannot begin at")
        assert page.locator("[data-board-changes] tr").count() == 0
        # later on the day, and what follows moves as well
        page.locator("[data-board-rest]").check()
        drag(page, job, lengths * box_of(page, job)["width"])
        expect(page.locator("[data-board-changes] tr").first).to_contain_text(job)
        expect(page.locator(".board-moved").first).to_be_visible()
        expect(page.locator(".board-ghost").first).to_be_attached()
        # the same by keys: take hold, an hour on, and leave it
        page.locator("[data-board-scroll]").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        assert page.locator(".board-held").count() == 0
        page.get_by_role("link", name="Propose the changes").click()
        expect(page.get_by_role("cell", name="U1.1").first).to_be_visible()
        page.get_by_role("button", name="Make a draft of them").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Plan 2")
        page.get_by_role("link", name="Sign that it shall hold").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Sign that the plan shall hold")
    assert said == []
    with use_scope(EVERYTHING):
        assert Plan.objects.filter(state=PlanState.DRAFT, based_on=desk.plan.id).count() == 1
