"""Companies of a park, from the public form to the passport."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.companies import public as companies
from cellpark.companies.public import Details, NeedKind, RuleKind, Wish
from cellpark.ledger.public import seal_block
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.people import HOUSE

COMPANY = {"company_id": "company"}
NEED, MILESTONE = {"need_id": "company_need"}, {"milestone_id": "company_milestone"}
CONTACT = {"contact_id": "company_contact"}
REVIEW, APPLICATION = {"review_id": "company_review"}, {"application_id": "company_application"}
# done, or refused for a reason that has nothing to do with rights
DONE = (200, 302, 303, 409, 422)
SAID = (200, 409, 422)
DAY = (companies.today() + timedelta(days=5)).isoformat()


def form(args: dict[str, str] | None = None) -> Sample:
    return Sample(args or {}, own=OK, post=DONE)


ACTS = (
    *("details", "step", "visit", "contact", "decline", "reopen", "merge", "reviewers", "accept", "offer", "admit"),
    *("sign", "move_in", "enter", "stage", "graduate", "leave", "passport", "milestone", "need"),
)
ROUTES = {
    **{
        name: Sample()
        for name in (
            *("companies", "company_board", "company_funnel", "company_needs", "company_counts", "company_rules"),
            "own_company",
        )
    },
    **{name: form() for name in ("company_rules_load", "company_lead", "own_milestone", "own_need")},
    "company": Sample(COMPANY),
    "company_recognitions": Sample(COMPANY),
    **{f"company_{act}": form(COMPANY) for act in ACTS},
    "company_milestone_void": form(MILESTONE),
    "company_need_met": form(NEED),
    "company_need_give_up": form(NEED),
    "company_need_place": form(NEED),
    # the need of the sample is of no company that somebody here speaks for
    "own_need_met": Sample(NEED, own=(404,), post=(404,)),
    "own_need_give_up": Sample(NEED, own=(404,), post=(404,)),
    # a review is the reviewer's alone: to everybody else of the house it is not there
    "company_review": Sample(REVIEW, own=(404,), post=(404,)),
    "company_back": Sample(REVIEW, own=(404,), post=(404,)),
    "company_application": Sample(APPLICATION),
    "company_application_file": Sample(APPLICATION, own=(404,)),
    "apply": Sample(own=OK, post=(422, 429)),
    "apply_own": Sample(fixed={"token": "wrong"}, own=(404,), post=(404,)),
    "company_contact_erase": form(CONTACT),
    "apply_sent": Sample(fixed={"token": "wrong"}, own=(404,)),
}
SAME = {
    "company_rules_load": "load_company_rules",
    "company_lead": "enter_a_lead",
    "own_milestone": "report_own_milestone",
    "own_need": "state_own_need",
    "company_details": "change_a_company",
    "company_step": "plan_a_company_step",
    "company_visit": "note_a_company_visit",
    "company_contact": "add_a_company_contact",
    "company_decline": "decline_a_company",
    "company_reopen": "reopen_a_company",
    "company_merge": "merge_a_company",
    "company_reviewers": "name_company_reviewers",
    "company_accept": "admit_a_company",
    "company_offer": "offer_rooms_to_a_company",
    "company_admit": "make_a_company_a_tenant",
    "company_sign": "note_a_company_lease",
    "company_move_in": "move_a_company_in",
    "company_enter": "enter_a_resident_company",
    "company_stage": "change_a_company_stage",
    "company_graduate": "graduate_a_company",
    "company_leave": "note_that_a_company_left",
    "company_passport": "issue_a_passport",
    "company_milestone": "record_a_milestone",
    "company_milestone_void": "void_a_milestone",
    "company_need": "state_a_need",
    "company_need_met": "meet_a_need",
    "company_need_give_up": "give_up_a_need",
    "company_need_place": "place_a_need",
    "own_need_met": "meet_own_need",
    "own_need_give_up": "give_up_own_need",
    "company_review": "give_a_review",
    "company_back": "step_back_from_a_review",
    "company_contact_erase": "ask_contact_erasure",
}
REASONS = {
    "apply_own": "the secret link of somebody without an account; programs of the park ask for the erasure themselves",
    "apply": "a form for somebody without an account; programs enter leads with their token",
}


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=SAID)


STEP: dict[str, Any] = {"step": "test", "step_on": DAY}
DATUM = {"kind": "staff", "value": "5", "day": "2026-01-01", "evidence": "test"}
OPERATIONS = {
    "list_company_contacts": Sample(COMPANY),
    "ask_contact_erasure": Sample(CONTACT, body=lambda _side: {"reason": "test"}, own=(201, 409, 422)),
    # a contact whose erasure nobody asked for has no request to confirm
    "confirm_a_contact_erasure": Sample(
        {**CONTACT, "request_id": "company_contact"}, body=lambda _side: {}, own=(404,)
    ),
    "list_company_records": Sample(),
    "get_company_record": Sample(COMPANY),
    "list_company_needs": Sample(),
    "list_company_milestones": Sample(COMPANY),
    "count_company_recognitions": Sample(),
    "list_company_rules": Sample(),
    "read_company_recognitions": Sample(COMPANY),
    # an organisation that is no company of a park has none
    "read_own_company": Sample(own=(200, 404)),
    "report_own_milestone": Sample(body=lambda _side: DATUM, own=(*SAID, 404)),
    "state_own_need": Sample(body=lambda _side: {"kind": "people", "text": "test"}, own=(*SAID, 404)),
    "enter_a_lead": call(name_en="Test Company", **STEP),
    "load_company_rules": call(file="test.yaml", text="x"),
    "change_a_company": call(COMPANY, name_en="Test"),
    "plan_a_company_step": call(COMPANY, step="test", day=DAY),
    "note_a_company_visit": call(COMPANY, day="2026-01-01", remark="test", **STEP),
    "add_a_company_contact": call(COMPANY, name="Test", email="test@example.org"),
    "decline_a_company": call(COMPANY, reason="test"),
    "reopen_a_company": call(COMPANY, reason="test", **STEP),
    "merge_a_company": Sample(
        COMPANY, body=lambda side: {"into": str(side.thing("company_other")), "reason": "test"}, own=SAID
    ),
    "name_company_reviewers": call(COMPANY, reviewers=[]),
    "admit_a_company": call(COMPANY, reason="test", **STEP),
    "offer_rooms_to_a_company": call(COMPANY, rooms=["R-1"], terms="test", valid_until=DAY),
    "make_a_company_a_tenant": Sample(COMPANY, own=SAID),
    "note_a_company_lease": call(COMPANY, lease=str(UUID(int=1)), **STEP),
    "move_a_company_in": call(COMPANY, day="2026-01-01", stage="nursery", **STEP),
    "enter_a_resident_company": call(COMPANY, day="2026-01-01", stage="nursery", evidence="test", **STEP),
    "change_a_company_stage": call(COMPANY, day="2026-01-01", stage="growth"),
    "graduate_a_company": call(COMPANY, day="2026-01-01", reason="test"),
    "note_that_a_company_left": call(COMPANY, day="2026-01-01", reason="test"),
    "issue_a_passport": Sample(COMPANY, own=SAID),
    "record_a_milestone": Sample(COMPANY, body=lambda _side: DATUM, own=SAID),
    "void_a_milestone": call(MILESTONE, reason="test"),
    "state_a_need": call(COMPANY, kind="people", text="test"),
    "meet_a_need": call(NEED, met_by="test"),
    "give_up_a_need": call(NEED, reason="test"),
    "place_a_need": call(NEED, node="M3"),
    "meet_own_need": Sample(NEED, body=lambda _side: {"met_by": "test"}, own=(404,)),
    "give_up_own_need": Sample(NEED, body=lambda _side: {"reason": "test"}, own=(404,)),
    "give_a_review": call(REVIEW, no_conflict=True, scores={}, remark="test"),
    "step_back_from_a_review": Sample(REVIEW, own=SAID),
}
# pages show one button for both halves; programs say which
ONLY_PROGRAMS = ("confirm_a_contact_erasure",)
# closed lists, codes of the chain, folded names, digests, ids of organisations
NOT_WRITTEN = {
    "companies.Company": {"code", "state", "stage", "node", "keys", "parties"},
    "companies.Need": {"kind", "node", "state", "parties"},
    "companies.Milestone": {"kind", "unit", "parties"},
    "companies.Contact": {"nonce", "ciphertext"},
    "companies.Application": {
        "reference",
        "consent",
        "language",
        "nonce",
        "ciphertext",
        "file_type",
        "file_sha256",
        "file",
    },
    "companies.Review": {"state"},
    "companies.Offer": {"state"},
    "companies.Passage": {"state", "stage"},
    "companies.Rule": {"kind", "sha256"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        return _things(home.id, colleague.id, label)


def _things(owner: UUID, colleague: UUID, label: str) -> dict[str, Any]:
    def company(name: str) -> companies.Company:
        return companies.register_lead(
            actor=HOUSE,
            details=Details(name_zh=name, name_en=name),
            step=label,
            step_on=companies.today() + timedelta(days=9),
            source=label,
            demand=label,
            organisation_id=owner,
            known_as_other=True,
        )

    row, other = company(label), company(f"{label} other")
    need = companies.state_need(
        actor=HOUSE, company_id=row.id, wish=Wish(kind=NeedKind.ROOM, text=label, wanted={"grade": label})
    )
    companies.meet_need(actor=HOUSE, need_id=need.id, met_by=label)
    left = companies.state_need(actor=HOUSE, company_id=row.id, wish=Wish(kind=NeedKind.PEOPLE, text=label))
    day = row.state_since
    milestone = companies.Milestone(
        organisation_id=owner,
        company=row,
        kind="staff",
        value=label,
        day=day,
        evidence=label,
        recorded_at=now(),
    )
    milestone.save()
    speaker = companies.Speaker(name=label, email="contact@example.org", phone="")
    contact = companies.add_contact(actor=HOUSE, company_id=row.id, speaker=speaker)
    said = dict.fromkeys(("business", "pipeline", "staff", "file_name"), label)
    sent = new_id()
    block = seal_block(person=contact.id, event_id=sent, fields=said)
    application = companies.Application(
        id=sent,
        organisation_id=owner,
        company=row,
        contact=contact,
        reference=f"A-{code_of(label)}"[-20:],
        answers={"name_en": label, "park": label},
        nonce=block.nonce,
        ciphertext=block.ciphertext,
        consent="2026-11",
        language="en",
        sent_at=now(),
    )
    application.save()
    review = companies.Review(
        organisation_id=owner, company=row, reviewer=colleague, edition=label[:80], remark=label, scores={label: 1}
    )
    review.save()
    companies.Offer(
        organisation_id=owner,
        company=row,
        rooms=[{"id": label, "code": label, "area": label}],
        terms=label,
        valid_until=day,
        made_at=now(),
    ).save()
    companies.Rule(
        organisation_id=owner,
        kind=RuleKind.DATA,
        file=label[:120],
        text=f"# {label}\nformat: cellpark.recognition-data/1\ndata: []\n",
        sha256="0" * 64,
        loaded_at=now(),
    ).save()
    return {
        "company": row.id,
        "company_contact": contact.id,
        "company_other": other.id,
        "company_need": left.id,
        "company_milestone": milestone.id,
        "company_review": review.id,
        "company_application": application.id,
    }
