"""From the first contact to graduation."""

from datetime import timedelta

import pytest

from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import Company, CompanyState, Details, Stage
from cellpark.identifiers.credit import complete
from cellpark.identity import public as identity
from cellpark.identity.public import Membership, Organisation, OrganisationKind, Role
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import envelope, events_of
from tests.companies.park import (
    CODE,
    HOUSE,
    SCORES,
    SOON,
    TODAY,
    Park,
    applied,
    filled,
    lead,
    lease_of,
    load_rules,
    milestone,
    offered,
    person_of,
    resident,
    reviewed,
    signed,
)
from tests.people import acting, organisation, person

pytestmark = pytest.mark.usefixtures("everything")


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.problems]


def test_a_company_goes_from_the_form_to_graduation(park: Park) -> None:
    row = resident(park)
    assert (row.state, row.stage, row.owner_person) == (CompanyState.MOVED_IN, Stage.NURSERY, park.manager.person_id)
    tenant: Organisation = Organisation.objects.get(id=row.tenant_id)
    assert (tenant.kind, tenant.credit_code, row.parties) == ("tenant", CODE, [tenant.id])
    milestone(park, row, "staff", "6")
    milestone(park, row, "core_ip", "true")
    row = companies.change_stage(actor=park.officer, company_id=row.id, stage=Stage.INCUBATION, day=TODAY, evidence="")
    row = companies.graduate(actor=park.manager, company_id=row.id, day=TODAY, reason="built its own plant")
    passed = [(each.state, each.stage) for each in companies.passages_of(row.id)]
    assert [state for state, _stage in passed] == [
        *("lead", "applied", "in_review", "accepted", "offered", "signed", "moved_in", "moved_in", "moved_in"),
        "graduated",
    ]
    assert passed[-1] == ("graduated", "incubation")
    assert (row.next_step, row.next_step_on) == ("", None)


def test_a_lead_has_an_owner_and_a_next_step_with_a_day(park: Park) -> None:
    row = lead(park)
    assert (row.owner_person, row.next_step, row.next_step_on) == (park.officer.person_id, "call", SOON)
    with pytest.raises(Refused) as refused:
        companies.plan_step(actor=park.officer, company_id=row.id, step="", day=TODAY - timedelta(days=1))
    assert codes(refused) == ["base.required", "companies.step.day"]
    stranger = acting(person("tenant@example.org", Role.MEMBER, within=park.house))
    with pytest.raises(Refused) as refused:
        companies.plan_step(actor=park.officer, company_id=row.id, step="x", day=SOON, owner=person_of(stranger))
    assert codes(refused) == ["companies.owner.stranger"]


def test_nothing_falls_asleep_unseen(park: Park) -> None:
    row = lead(park)
    assert list(companies.asleep(SOON)) == []
    assert list(companies.asleep(SOON + timedelta(days=1))) == [row]
    nameless = applied_by_nobody(park)
    assert nameless in companies.asleep(TODAY)


def test_a_company_whose_keeper_left_falls_asleep_seen(park: Park) -> None:
    row = lead(park)
    assert list(companies.unowned(TODAY)) == []
    identity.suspend_person(actor=HOUSE, person_id=person_of(park.officer), reason="left")
    assert (list(companies.unowned(TODAY)), list(companies.asleep(TODAY))) == ([row], [row])
    second = companies.register_lead(
        actor=park.manager, details=Details(name_en="Another"), step="call", step_on=SOON, owner=person_of(park.second)
    )
    held: Membership = Membership.objects.get(person_id=park.second.person_id)
    identity.end_membership(actor=HOUSE, membership_id=held.id, ends_on=TODAY, reason="left")
    assert set(companies.unowned(TODAY)) == {row, second}


def applied_by_nobody(park: Park) -> Company:
    return companies.apply(house=park.house.id, filled=filled("Another Company", "")).company


def test_a_known_credit_code_is_refused_and_a_likely_name_asked_about(park: Park) -> None:
    lead(park, name="Chenxi Biotech Co., Ltd.")
    with pytest.raises(Refused) as refused:
        lead(park, name="Something Else")
    assert codes(refused) == ["companies.duplicate.code"]
    name = Details(name_zh="\u4e0a\u6d77\u6668\u66e6\u751f\u7269\u79d1\u6280\u6709\u9650\u516c\u53f8")
    with pytest.raises(Refused) as refused:
        companies.register_lead(actor=park.officer, details=name, step="call", step_on=SOON)
    assert codes(refused) == ["companies.duplicate.name"]
    other = companies.register_lead(actor=park.officer, details=name, step="call", step_on=SOON, known_as_other=True)
    assert other.code == ""


def test_two_records_become_one_and_keep_both_histories(park: Park) -> None:
    kept, other = lead(park), lead(park, name="Example Vector Company", code="")
    milestone(park, other, "staff", "12")
    merged = companies.merge_companies(
        actor=park.manager, company_id=other.id, into_id=kept.id, reason="the same licence"
    )
    other.refresh_from_db()
    assert (other.state, other.merged_into_id) == (CompanyState.MERGED, kept.id)
    assert [each.kind for each in companies.milestones_of(merged.id)] == ["staff"]
    assert companies.merged_into(kept.id) == [other]
    for row in (kept, other):
        assert envelope(list(events_of(companies.stream_of(row.id)))[-1])["type"] == "companies.company.merged"
    assert list(companies.companies()) == [merged]
    with pytest.raises(Refused) as refused:
        companies.plan_step(actor=park.officer, company_id=other.id, step="x", day=SOON)
    assert codes(refused) == ["companies.merged"]


def test_the_names_of_what_was_merged_lead_to_it_after_it_is_renamed(park: Park) -> None:
    kept, other = lead(park), lead(park, name="Chenxi Biotech", code="")
    companies.merge_companies(actor=park.manager, company_id=other.id, into_id=kept.id, reason="the same licence")
    details = Details(name_en="Something New", code=kept.code)
    companies.change_details(actor=park.officer, company_id=kept.id, details=details)
    found = companies.duplicates(Details(name_en="Chenxi Biotech Ltd"), house=park.house.id)
    assert [each.company.id for each in found] == [kept.id]


def test_the_organisation_that_a_company_was_admitted_as_goes_on_with_the_record_that_stays(park: Park) -> None:
    """Otherwise nobody could ever be admitted as it: an organisation is one company of a park."""
    admitted = companies.admit_tenant(actor=park.manager, company_id=offered(park).id)
    milestone(park, admitted, "staff", "12")
    kept = lead(park, name="Another name of it", code="")
    companies.merge_companies(actor=park.manager, company_id=admitted.id, into_id=kept.id, reason="the same licence")
    kept.refresh_from_db()
    former = Company.objects.get(id=admitted.id)
    assert (kept.tenant_id, kept.code, kept.parties) == (admitted.tenant_id, CODE, [admitted.tenant_id])
    assert (former.tenant_id, former.parties) == (None, [])
    assert [each.parties for each in companies.milestones_of(kept.id)] == [[admitted.tenant_id]]


def test_a_company_may_be_a_tenant_of_two_parks_and_neither_learns_of_the_other(park: Park) -> None:
    first = companies.admit_tenant(actor=park.manager, company_id=offered(park).id)
    house = organisation("Second operator", OrganisationKind.OPERATOR)
    people = [(Role.PARK_MANAGER, "manager"), (Role.PARK_STAFF, "officer"), (Role.PARK_STAFF, "second")]
    second = Park(house, *(acting(person(f"{name}@two.example.org", role, within=house)) for role, name in people))
    load_rules(second)
    again = companies.admit_tenant(actor=second.manager, company_id=offered(second).id)
    assert (again.tenant_id, again.id != first.id) == (first.tenant_id, True)


def test_one_that_signed_is_not_merged_away(park: Park) -> None:
    row, other = signed(park), lead(park, name="Another", code="")
    with pytest.raises(Refused) as refused:
        companies.merge_companies(actor=park.manager, company_id=row.id, into_id=other.id, reason="x")
    assert codes(refused) == ["lifecycle.step"]


def test_two_reviewers_judge_and_nobody_with_a_conflict(park: Park) -> None:
    row = applied(park)
    with pytest.raises(Refused) as refused:
        companies.ask_review(actor=park.manager, company_id=row.id, reviewers=[person_of(park.officer)])
    assert codes(refused) == ["companies.review.pair"]
    reviewers = [person_of(park.officer), person_of(park.second)]
    companies.ask_review(actor=park.manager, company_id=row.id, reviewers=reviewers)
    first, second = companies.reviews_of(row.id)
    with pytest.raises(Refused) as refused:
        companies.give_review(actor=park.officer, review_id=first.id, no_conflict=False, scores=SCORES, remark="x")
    assert codes(refused) == ["companies.review.declare"]
    with pytest.raises(Refused) as refused:
        companies.give_review(actor=park.second, review_id=first.id, no_conflict=True, scores=SCORES, remark="x")
    assert codes(refused) == ["companies.review.other"]
    companies.step_back(actor=park.officer, review_id=first.id)
    with pytest.raises(Refused) as refused:
        companies.give_review(actor=park.officer, review_id=first.id, no_conflict=True, scores=SCORES, remark="x")
    assert codes(refused) == ["lifecycle.step"]
    given = companies.give_review(
        actor=park.second, review_id=second.id, no_conflict=True, scores={**SCORES, "science": 5}, remark="x"
    )
    assert given.total == 86
    with pytest.raises(Refused) as refused:
        accept(park, row)
    assert codes(refused) == ["companies.review.few"]
    companies.ask_review(actor=park.manager, company_id=row.id, reviewers=[person_of(park.manager)])
    with pytest.raises(Refused) as refused:
        accept(park, row)
    assert codes(refused) == ["companies.review.few", "companies.review.open"]
    third = companies.reviews_of(row.id)[-1]
    companies.give_review(actor=park.manager, review_id=third.id, no_conflict=True, scores=SCORES, remark="x")
    assert accept(park, row).state == CompanyState.ACCEPTED


def accept(park: Park, row: Company) -> Company:
    return companies.accept_application(
        actor=park.manager, company_id=row.id, reason="fits", step="choose rooms", step_on=SOON
    )


def test_reviewers_who_differ_widely_call_for_a_third(park: Park) -> None:
    row = reviewed(park, dict.fromkeys(SCORES, 5), dict.fromkeys(SCORES, 2))
    with pytest.raises(Refused) as refused:
        accept(park, row)
    assert codes(refused) == ["companies.review.apart"]


def test_a_tenant_has_its_own_signed_lease(park: Park) -> None:
    row = offered(park)
    with pytest.raises(Refused) as refused:
        sign(park, row, lease_of(park, park.house.id).id)
    assert codes(refused) == ["companies.tenant.none"]
    row = companies.admit_tenant(actor=park.manager, company_id=row.id)
    draft = lease_of(park, row.tenant_id, state="draft", number="L-2")
    for lease, code in ((draft, "unsigned"), (lease_of(park, park.house.id, number="L-3"), "other")):
        with pytest.raises(Refused) as refused:
            sign(park, row, lease.id)
        assert codes(refused) == [f"companies.lease.{code}"]


def sign(park: Park, row: Company, lease: object) -> Company:
    return companies.record_signing(
        actor=park.officer,
        company_id=row.id,
        lease_id=lease,
        step="keys",
        step_on=SOON,  # type: ignore[arg-type]
    )


def test_a_stage_is_reached_by_criteria_or_by_a_decision_with_evidence(park: Park) -> None:
    row = resident(park)
    with pytest.raises(Refused) as refused:
        companies.change_stage(actor=park.officer, company_id=row.id, stage=Stage.INCUBATION, day=TODAY, evidence="")
    assert codes(refused) == ["companies.stage.unknown"]
    milestone(park, row, "staff", "2")
    with pytest.raises(Refused) as refused:
        companies.change_stage(actor=park.officer, company_id=row.id, stage=Stage.INCUBATION, day=TODAY, evidence="")
    assert codes(refused) == ["companies.stage.not_met"]
    with pytest.raises(Refused) as refused:
        companies.change_stage(
            actor=park.officer, company_id=row.id, stage=Stage.INCUBATION, day=TODAY, evidence="minutes of the board"
        )
    assert codes(refused) == ["companies.stage.manager"]
    row = companies.change_stage(
        actor=park.manager, company_id=row.id, stage=Stage.INCUBATION, day=TODAY, evidence="minutes of the board"
    )
    told = envelope(list(events_of(companies.stream_of(row.id)))[-1])["data"]
    assert (told["criteria"], told["standing"], told["evidence"]) == (
        "stage-incubation 2026",
        "not_met",
        "minutes of the board",
    )


def test_a_tenant_sees_itself_and_reports_and_nobody_else_does(park: Park) -> None:
    row = resident(park)
    own: Organisation = Organisation.objects.get(id=row.tenant_id)
    speaker = acting(person("speaker@example.org", Role.ORGANISATION_ADMINISTRATOR, within=own))
    member = acting(person("member@example.org", Role.MEMBER, within=own))
    with use_scope(speaker.scope):
        assert companies.own_company(own.id) == row
        companies.record_milestone(
            actor=speaker, company_id=row.id, kind="staff", value="9", day=TODAY, evidence="payroll"
        )
        with pytest.raises(NotAllowed):
            companies.record_milestone(
                actor=member, company_id=row.id, kind="staff", value="9", day=TODAY, evidence="payroll"
            )
        assert companies.applications_of(row.id) == []
        assert companies.reviews_of(row.id) == []
    with use_scope(Scope(frozenset({organisation_of(park)}))), pytest.raises(Company.DoesNotExist):
        companies.company(row.id)
    with use_scope(EVERYTHING):
        assert companies.company_data(row, TODAY)["staff"] == 9


def organisation_of(park: Park) -> object:
    from tests.people import organisation

    return organisation("Stranger").id


def test_the_funnel_counts_what_ever_came_so_far(park: Park) -> None:
    resident(park)
    lead(park, name="Another", code="")
    before = lead(park, name="Here before", code=complete("9", "1", "000000", "MA1FL5XM"))
    companies.enter_resident(
        actor=park.manager, company_id=before.id, day=TODAY, stage=Stage.NURSERY, evidence="lease of 2020",
        step="visit", step_on=SOON,
    )  # fmt: skip
    counted = companies.funnel(TODAY, TODAY + timedelta(days=10))
    # who applied by the form came past the visit; who was here before was not recruited
    assert [counted[each].came for each in companies.PATH] == [2, 1, 1, 1, 1, 1, 1, 1]
    assert (counted[CompanyState.LEAD].now, counted[CompanyState.LEAD].days) == (1, 10)
    assert (counted[CompanyState.APPLIED].now, counted[CompanyState.APPLIED].days) == (0, None)
    assert {column.stage: column.count for column in companies.board() if column.stage} == {
        Stage.NURSERY: 2,
        Stage.INCUBATION: 0,
        Stage.ACCELERATION: 0,
        Stage.GROWTH: 0,
    }
