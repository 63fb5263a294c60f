"""One company from a gap of the chain to its graduation passport, by people before browsers of their own."""

import subprocess
import sys
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, expect

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing import public as billing
from cellpark.billing.public import Bill
from cellpark.billing.tasks import bill as carry_on
from cellpark.booking import public as booking
from cellpark.booking.public import Description, Resource, Terms
from cellpark.chain import public as chains
from cellpark.companies import public as companies
from cellpark.companies.public import Company, NeedKind, NeedState, Stage, Wish
from cellpark.identity.public import Organisation, Role
from cellpark.leases.public import Lease, keep_leases, leases_of
from cellpark.ledger.public import log_keys, make_site_keys
from cellpark.premises.public import Building
from cellpark.receivables import public as receivables
from cellpark.space.public import load_park
from tests.browser.looking import standing
from tests.chain.world import follow
from tests.companies.park import CODE, SCORES, Park, load_rules, make_park
from tests.leases.park import make_room
from tests.people import HOUSE, acting, person
from tests.plays.desk import Desk, desk

pytestmark = pytest.mark.browser
SMALL_PARK = Path(__file__).parents[1] / "space" / "small-park.yaml"
NODE, PLACE = "M42", "park:small"
NAME, NAME_ZH = "Example Release Testing", "\u793a\u4f8b\u68c0\u9a8c\u516c\u53f8"


@dataclass(frozen=True, kw_only=True)
class Before:
    """What is there before the company is known."""

    park: Park
    shared: Resource
    need: UUID


@pytest.fixture
def before(durable: str) -> Before:
    """A park with rooms, rules and a shared instrument, and a company in it that looks for release tests."""
    cache.clear()
    with use_scope(EVERYTHING):
        make_site_keys(actor=Actor.system("tests"))
        load_park(actor=HOUSE, content=SMALL_PARK.read_bytes(), file=SMALL_PARK.name)
        park = make_park()
        load_rules(park)
        building = Building(
            organisation=park.house, name_en="Building", code="B1", lowest_floor=1, highest_floor=3,
            width_dm=600, depth_dm=200,
        )  # fmt: skip
        building.save(force_insert=True)
        for number in range(3):
            make_room(building, number)
        shared = booking.add_resource(
            actor=HOUSE,
            organisation_id=park.house.id,
            said=Description(code="CF-1", name_en="Cytometer", name_zh="\u6d41\u5f0f\u7ec6\u80de\u4eea", terms=Terms()),
        )
        maker = companies.register_lead(
            actor=park.officer,
            details=companies.Details(name_en="Maker of cells"),
            step="call",
            step_on=billing.today(),
        )
        need = companies.state_need(
            actor=park.officer,
            company_id=maker.id,
            wish=Wish(kind=NeedKind.SERVICE, node=NODE, text="RCL test for a clinical batch"),
        )
    return Before(park=park, shared=shared, need=need.id)


def soon() -> dict[str, str]:
    return {"step": "call", "day": (billing.today() + timedelta(days=7)).isoformat()}


@dataclass
class Office:
    """The people of the operator, each in a language of their own."""

    manager: Desk
    officer: Desk
    second: Desk


def test_a_gap_becomes_a_company_that_rents_pays_books_grows_and_takes_its_passport(
    before: Before, chromium: Browser, tmp_path: Path
) -> None:
    """The gap is recruited for; form, reviews, offer, lease, bill, payment, booking, stage, passport; the gap closes."""
    park = before.park
    with ExitStack() as open_browsers, standing() as site:
        office = Office(
            manager=desk(open_browsers, chromium, site, "zh-hans", park.manager),
            officer=desk(open_browsers, chromium, site, "en", park.officer),
            second=desk(open_browsers, chromium, site, "zh-hans", park.second),
        )
        recruit(office)
        visitor = desk(open_browsers, chromium, site, "zh-hans")
        apply(visitor)
        company = only(NAME)
        judge(office, company)
        offer(office, company)
        speaker = desk(open_browsers, chromium, site, "zh-hans", speaker_of(company))
        lease = let(office, speaker, company)
        settle(office, company)
        bill = charge(office, speaker, lease)
        pay(office, speaker, bill)
        book(speaker, before.shared)
        grow(office, company)
        zipped = take_along(office, company, tmp_path)
        everybody = (office.manager, office.officer, office.second, visitor, speaker)
        said = [line for each in everybody for line in each.console if "422" not in line]  # the refusal that is met
    assert said == []
    closed(before)
    with use_scope(EVERYTHING):
        key = log_keys()[0]
    with zipfile.ZipFile(zipped) as archive:
        archive.extract("verify.py", tmp_path)
    command = [sys.executable, "verify.py", zipped.name, "--key", key]
    told = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stdout + told.stderr


def only(name: str) -> Company:
    with use_scope(EVERYTHING):
        return Company.objects.get(name_en=name)


def speaker_of(company: Company) -> Actor:
    with use_scope(EVERYTHING):
        tenant = Organisation.objects.get(id=only(company.name_en).tenant_id)
        return acting(person("speaker@example.org", Role.ORGANISATION_ADMINISTRATOR, within=tenant))


def recruit(office: Office) -> None:
    """The map shows the gap; one click makes the lead that carries the demand."""
    page = office.officer.at("chain_gaps", park="small")
    expect(page.locator("main")).to_contain_text(NODE)
    office.officer.at("chain_node", NODE, park="small")
    office.officer.follow("chain_recruit", NODE)
    page = office.officer.send(name_en=NAME, code=CODE, step="invite them", step_on=soon()["day"])
    expect(page.locator("main")).to_contain_text("RCL test for a clinical batch")


def apply(visitor: Desk) -> None:
    """The company itself fills in the public form; its browser does the work that keeps programs away."""
    page = visitor.at("apply")
    page.wait_for_timeout(3_500)  # nobody reads and fills such a form faster; what does is taken for a program
    visitor.send(
        name_zh=NAME_ZH,
        name_en=NAME,
        code=CODE,
        business="release tests of viral vectors and cells",
        area_least="90",
        grade="C",
        contact_name="Example Contact",
        contact_email="contact@example.org",
        consent=True,
    )
    expect(page.locator("main")).to_contain_text("A-")


def judge(office: Office, company: Company) -> None:
    """Two reviewers without a conflict give points; the manager accepts."""
    reviewers = [office.officer, office.second]
    people = [str(each.who.id) for each in reviewers if each.who]
    office.manager.done("company_reviewers", company.id, reviewer=people)
    with use_scope(EVERYTHING):
        asked = {each.reviewer: each.id for each in companies.reviews_of(company.id)}
    scores = {f"score_{key}": str(value) for key, value in SCORES.items()}
    for each in reviewers:
        assert each.who is not None
        each.done("company_review", asked[each.who.id], no_conflict=True, remark="sound", **scores)
    office.manager.at("company", company.id)
    office.manager.follow("company_accept", company.id)
    office.manager.send(reason="fits the chain", **soon())


def offer(office: Office, company: Company) -> None:
    office.officer.at("company", company.id)
    office.officer.follow("company_offer", company.id)
    page = office.officer.send(rooms="R-00", terms="three years", valid_until=soon()["day"])
    expect(page.locator("main")).to_contain_text("R-00")
    office.manager.at("company", company.id)
    office.manager.follow("company_admit", company.id)
    office.manager.send()
    office.officer.done("company_milestone", company.id, kind="registered_on", value="2025-03-01", evidence="licence")


def let(office: Office, speaker: Desk, company: Company) -> Lease:
    """Drafted by one, approved by another, signed by both sides with a second factor."""
    tenant = only(company.name_en).tenant_id
    assert tenant is not None
    office.officer.done(
        "lease_draft",
        number="L-2026-001",
        tenant=tenant,
        rooms="B1/R-00",
        since=billing.today().isoformat(),
        until=billing.today().replace(year=billing.today().year + 2).isoformat(),
        **{"term-0-rate": "100", "term-0-room": "R-00", "term-2-rate": "30000"},
    )
    with use_scope(EVERYTHING):
        lease: Lease = leases_of(tenant).get()
    office.manager.at("lease", lease.id)
    office.manager.follow("lease_approve", lease.id)
    office.manager.send()
    for side in (office.manager, speaker):
        side.at("lease", lease.id)
        side.follow("lease_sign_begin", lease.id)
        side.send(why="agreed")
        expect(side.page.locator("main")).to_contain_text("L-2026-001")
        side.sign()
    with use_scope(EVERYTHING):
        lease.refresh_from_db()
    assert lease.state in ("signed", "running")
    return lease


def settle(office: Office, company: Company) -> None:
    """What the worker does: the record follows the lease, which closes what the company was recruited for."""
    follow("leases.version.signed")
    follow("companies.company.signed")
    with use_scope(EVERYTHING):
        keep_leases()
    follow("leases.lease.started")
    assert only(company.name_en).stage == Stage.NURSERY
    office.officer.at("chain_node", NODE, park="small")
    expect(office.officer.page.locator("main")).to_contain_text(NAME)


def charge(office: Office, speaker: Desk, lease: Lease) -> Bill:
    """The first run bills the deposit and the first period; the tenant reads its bill."""
    office.officer.at("billing_run_start")
    office.officer.fill(until=billing.today().isoformat())
    office.officer.press("main form[method=get] button[type=submit]")
    office.officer.send()
    with use_scope(EVERYTHING):
        run = billing.runs().get()
    carry_on(run_id=str(run.id))
    office.officer.at("billing_run", run.id)
    with use_scope(EVERYTHING):
        made: Bill = billing.bills().get(lease_id=lease.id)
    speaker.at("bills")
    speaker.follow("bill", made.id)
    expect(speaker.page.locator("main")).to_contain_text(made.number)
    return made


def pay(office: Office, speaker: Desk, bill: Bill) -> None:
    """What the bank received settles the bill; the account of the tenant owes nothing."""
    office.officer.done(
        "payment_enter",
        debtor=bill.debtor_id,
        received_on=billing.today().isoformat(),
        amount=bill.gross,
        method="bank",
    )
    with use_scope(EVERYTHING):
        assert receivables.standing(bill.debtor_id, billing.today()).open == 0
    speaker.at("own_account")
    expect(speaker.page.locator("main")).to_contain_text("0.00")


def book(speaker: Desk, shared: Resource) -> None:
    """The tenant books the shared instrument for tomorrow morning."""
    speaker.at("booking")
    speaker.follow("booking_resource", shared.id)
    speaker.follow("booking_book", shared.id)
    day = datetime.now().astimezone().date() + timedelta(days=1)
    speaker.send(starts_at=f"{day}T09:00", ends_at=f"{day}T10:00", purpose="phenotype")
    with use_scope(EVERYTHING):
        assert booking.bookings().get().purpose == "phenotype"


def grow(office: Office, company: Company) -> None:
    """Against the criteria only a manager decides, with evidence; the officer is told so on the form."""
    office.officer.at("company", company.id)
    office.officer.follow("company_stage", company.id)
    office.officer.fill(stage=Stage.INCUBATION.value, evidence="minutes of the board")
    office.officer.page.locator("main form[method=post] button[type=submit]").last.click()
    expect(office.officer.page.locator("main")).to_contain_text("ask a park manager to decide")
    office.manager.at("company", company.id)
    office.manager.follow("company_stage", company.id)
    office.manager.send(stage=Stage.INCUBATION.value, evidence="minutes of the board")
    assert only(company.name_en).stage == Stage.INCUBATION
    office.manager.at("company", company.id)
    office.manager.follow("company_graduate", company.id)
    office.manager.send(reason="own plant")


def take_along(office: Office, company: Company, folder: Path) -> Path:
    """The passport is one file that its own program finds sound, without the park."""
    page = office.manager.at("company", company.id)
    office.manager.follow("company_passport", company.id)
    with page.expect_download() as heard:
        page.locator("main form[method=post] button[type=submit]").last.click()
    zipped = folder / "passport.zip"
    heard.value.save_as(zipped)
    return zipped


def closed(before: Before) -> None:
    with use_scope(EVERYTHING):
        pursued = chains.recruitments(area=PLACE).get()
        need = companies.Need.objects.get(id=before.need)
    assert (pursued.state, pursued.lease) == ("closed", "L-2026-001")
    assert (need.state, need.met_by) == (NeedState.MET, NAME)
