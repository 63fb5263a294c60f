"""Labels as people see them, at the bench and at the desk: both languages; no fault for axe, nothing too wide."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person
from cellpark.labels.public import Donor, Stage, apply_label, sample_label, verify_label, void_label
from tests.browser.looking import DESK, TABLET, look, standing, visitor
from tests.labels.plant import PAYLOAD, Plant
from tests.pages.conftest import signed_in

pytestmark = pytest.mark.browser
BATCH = UUID("01900000-0000-7000-8000-000000000001")


@pytest.fixture
def bench(durable: str) -> Iterator[tuple[str, Plant]]:
    with standing() as site, use_scope(EVERYTHING):
        yield site, Plant()


def pages(plant: Plant) -> dict[str, str]:
    container = uuid4()
    done, specimen, spoilt = (plant.ready(each, batch=BATCH) for each in (container, uuid4(), uuid4()))
    apply_label(actor=plant.first, label_id=done.id, container=container)
    verify_label(actor=plant.second, label_id=done.id, stage=Stage.AFFIX, scanned=PAYLOAD)
    sample_label(actor=plant.first, label_id=specimen.id, reason="record")
    void_label(actor=plant.first, label_id=spoilt.id, reason="smeared")
    waiting = plant.ready(batch=BATCH, donor=Donor.POSITIVE)
    fresh = plant.issued(batch=BATCH)
    verify_label(actor=plant.second, label_id=fresh.id, stage=Stage.ISSUE, scanned="CT-26-000124")
    return {
        "queue": reverse("labels"),
        "queue-unknown": reverse("labels") + "?scan=26-999999",
        "label": reverse("label", args=[waiting.id]),
        "label-near-miss": reverse("label", args=[fresh.id]),
        "verify": reverse("label_verify", args=[fresh.id]),
        "void": reverse("label_void", args=[waiting.id]),
        "issue": reverse("label_issue", args=[plant.template.id]),
        "templates": reverse("label_templates"),
        "template": reverse("label_template", args=[plant.template.id]),
        "balances": reverse("label_balances"),
        "balance": reverse("label_balance", args=[BATCH]),
    }


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_labels_are_readable_at_the_bench_and_at_the_desk(
    chromium: Browser, bench: tuple[str, Plant], language: str
) -> None:
    site, plant = bench
    shown = pages(plant)
    session = signed_in(Person.objects.get(id=plant.first.person_id)).cookies["sessionid"].value
    with visitor(chromium, site, sessionid=session, cellpark_language=language) as context:
        assert look(context, site, shown, sizes=(DESK, TABLET), label=f"labels-{language}") == []


def test_a_wrong_scan_is_stopped_in_the_browser(chromium: Browser, bench: tuple[str, Plant]) -> None:
    """T1, as a keyboard-wedge scanner sends it: the code and a carriage return."""
    site, plant = bench
    label = plant.issued()
    session = signed_in(Person.objects.get(id=plant.second.person_id)).cookies["sessionid"].value
    with visitor(chromium, site, sessionid=session, cellpark_language="en") as context:
        page = context.new_page()
        page.goto(site + reverse("label_verify", args=[label.id]))
        page.keyboard.type("CT-26-000124\n")
        page.wait_for_selector(".scan-stop")
        assert "STOP. You scanned" in page.inner_text("main")
        page.fill("#id_scanned", "")
        page.click("#id_scanned")
        page.keyboard.type("CT-26-000123\n")
        page.wait_for_url("**" + reverse("label", args=[label.id]))
        assert "Verified: the scan is the label" in page.inner_text("body")
