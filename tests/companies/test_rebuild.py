"""Companies, what they look for and what they reached are folds of their streams."""

from datetime import timedelta

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import Company, Details, Milestone, Need, NeedKind, Stage, Wish
from cellpark.identifiers.credit import complete
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild, make_site_keys
from tests.companies.park import SOON, TODAY, Park, filled, lead, load_rules, make_park, milestone, offered, resident

ROWS = ("companies_company", "companies_milestone", "companies_need")


@pytest.fixture
def park(durable: str, clock: FixedClock) -> Park:
    with use_scope(EVERYTHING):
        make_site_keys(actor=Actor.system("tests"))
        made = make_park()
        load_rules(made)
        return made


def wish(kind: NeedKind = NeedKind.ROOM, **more: object) -> Wish:
    return Wish(kind=kind, text="A clean room", **more)  # type: ignore[arg-type]


def whole_life(park: Park) -> Company:
    row = resident(park)
    wrong = milestone(park, row, "staff", "60")
    companies.void_milestone(actor=park.officer, milestone_id=wrong.id, reason="a nought too many")
    milestone(park, row, "staff", "6")
    milestone(park, row, "core_ip", "true")
    companies.change_stage(actor=park.officer, company_id=row.id, stage=Stage.INCUBATION, day=TODAY, evidence="")
    met = companies.state_need(
        actor=park.officer, company_id=row.id, wish=wish(wanted={"grade": "C", "area_least": "80"})
    )
    companies.meet_need(actor=park.officer, need_id=met.id, met_by="E-0302", met_by_organisation=park.house.id)
    late = wish(NeedKind.SERVICE, node="M41", since=TODAY, until=TODAY + timedelta(days=1))
    companies.state_need(actor=park.officer, company_id=row.id, wish=late)
    companies.expire_needs(actor=park.officer, on=TODAY + timedelta(days=1))
    companies.state_need(actor=park.officer, company_id=row.id, wish=wish(NeedKind.PEOPLE))
    details = Details(name_en="Example Vectors Bio", name_zh="\u793a\u4f8b", code=row.code, node="M33")
    companies.change_details(actor=park.officer, company_id=row.id, details=details)
    companies.issue_passport(actor=park.manager, company_id=row.id)
    return companies.graduate(actor=park.manager, company_id=row.id, day=TODAY, reason="built its own plant")


def merged(park: Park) -> Company:
    """A record with a tenant, milestones and needs of its own that goes on in another one, and lives on there."""
    former = companies.admit_tenant(actor=park.manager, company_id=offered(park).id)
    milestone(park, former, "staff", "12")
    need = companies.state_need(actor=park.officer, company_id=former.id, wish=wish(NeedKind.SUPPLIER, node="U21"))
    into = lead(park, name="Another name of it", code="")
    companies.merge_companies(actor=park.manager, company_id=former.id, into_id=into.id, reason="one licence")
    companies.give_up_need(actor=park.officer, need_id=need.id, reason="nobody makes it")
    milestone(park, into, "staff", "13")
    companies.decline(actor=park.manager, company_id=into.id, reason="no room")
    return companies.reopen(actor=park.officer, company_id=into.id, reason="a room is free", step="call", step_on=SOON)


def differing() -> set[tuple[str, tuple[str, ...]]]:
    return {(each.table, each.columns) for each in check_rebuild().differences if each.table in ROWS}


def test_P11_5a_the_tables_are_folds_of_their_streams(park: Park) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    with use_scope(EVERYTHING):
        whole_life(park)
        before = lead(park, name="Here before", code=complete("9", "1", "000000", "MA1FL5XM"))
        companies.enter_resident(
            actor=park.manager, company_id=before.id, day=TODAY, stage=Stage.NURSERY, evidence="lease of 2020",
            step="visit", step_on=SOON,
        )  # fmt: skip
        lead(park, name="Never called", code="")
        companies.apply(house=park.house.id, filled=filled(name="Applied", code="", wishes=[wish()]))
        rebuilt = check_rebuild()
        assert [each for each in rebuilt.differences if each.table in ROWS] == []
        assert {name: rebuilt.rows[name] for name in ROWS} == dict(zip(ROWS, (4, 4, 4), strict=True))
        Company.objects.filter(id=before.id).update(owner_person=None, tenant_id=None)
        Milestone.objects.filter(value="60").update(voided=False)
        Need.objects.filter(kind="people").update(state="met", text="Other people")
        assert differing() == {
            ("companies_company", ("owner_person", "tenant_id")),
            ("companies_milestone", ("voided",)),
            ("companies_need", ("recorded", "state")),
        }


def test_P11_5a_what_was_merged_goes_on_in_the_record_that_stays(park: Park) -> None:
    """P11-5a: one stream alone does not say whose a need is; both of them, read in the ledger's order, do."""
    with use_scope(EVERYTHING):
        into = merged(park)
        assert {each.company_id for each in (*Need.objects.all(), *Milestone.objects.all())} == {into.id}
        rebuilt = check_rebuild()
        assert [each for each in rebuilt.differences if each.table in ROWS] == []
        assert {name: rebuilt.rows[name] for name in ROWS} == dict(zip(ROWS, (2, 2, 1), strict=True))
        Need.objects.update(parties=[])
        assert differing() == {("companies_need", ("parties",))}
