"""Words for companies, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.states import (
    CompanyState,
    NeedKind,
    NeedState,
    OfferState,
    ReviewState,
    RuleKind,
    Stage,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"companies": _("Companies of the park")}
PERMISSION_WORDS: Words = {
    CompanyPermission.SEE: _("See companies and their way into the park"),
    CompanyPermission.KEEP: _("Look after companies: leads, steps, offers, milestones, needs"),
    CompanyPermission.REVIEW: _("Review applications"),
    CompanyPermission.DECIDE: _("Decide about companies, and load the rules"),
    CompanyPermission.SEE_OWN: _("See one’s own company in the park"),
    CompanyPermission.REPORT: _("Report milestones and needs of one’s own company"),
}
STATES: Words = {
    CompanyState.LEAD: pgettext_lazy("company", "Lead"),
    CompanyState.VISITED: pgettext_lazy("company", "Visited"),
    CompanyState.APPLIED: pgettext_lazy("company", "Applied"),
    CompanyState.IN_REVIEW: pgettext_lazy("company", "In review"),
    CompanyState.ACCEPTED: pgettext_lazy("company", "Admitted"),
    CompanyState.OFFERED: pgettext_lazy("company", "Offer made"),
    CompanyState.SIGNED: pgettext_lazy("company", "Lease signed"),
    CompanyState.MOVED_IN: pgettext_lazy("company", "In the park"),
    CompanyState.GRADUATED: pgettext_lazy("company", "Graduated"),
    CompanyState.LEFT: pgettext_lazy("company", "Left"),
    CompanyState.DECLINED: pgettext_lazy("company", "Declined"),
    CompanyState.MERGED: pgettext_lazy("company", "Merged"),
}
STAGES: Words = {
    Stage.NURSERY: pgettext_lazy("stage", "Nursery"),
    Stage.INCUBATION: pgettext_lazy("stage", "Incubation"),
    Stage.ACCELERATION: pgettext_lazy("stage", "Acceleration"),
    Stage.GROWTH: pgettext_lazy("stage", "Growth"),
}
REVIEW_STATES: Words = {
    ReviewState.NAMED: pgettext_lazy("review", "Asked"),
    ReviewState.GIVEN: _("Given"),
    ReviewState.CONFLICT: _("Conflict of interest"),
}
OFFER_STATES: Words = {
    OfferState.OPEN: pgettext_lazy("offer", "Open"),
    OfferState.TAKEN: pgettext_lazy("offer", "Taken"),
    OfferState.WITHDRAWN: pgettext_lazy("offer", "Withdrawn"),
}
NEED_KINDS: Words = {
    NeedKind.ROOM: pgettext_lazy("need", "Room"),
    NeedKind.SERVICE: pgettext_lazy("need", "Service"),
    NeedKind.SUPPLIER: pgettext_lazy("need", "Supplier"),
    NeedKind.PEOPLE: pgettext_lazy("need", "People"),
}
NEED_STATES: Words = {
    NeedState.OPEN: pgettext_lazy("need", "Open"),
    NeedState.MET: pgettext_lazy("need", "Met"),
    NeedState.EXPIRED: pgettext_lazy("need", "Expired"),
    NeedState.UNMET: pgettext_lazy("need", "Unmet"),
}
PARTICULARS: Words = {
    "area_least": _("at least %(value)s m²"),
    "area_most": _("at most %(value)s m²"),
    "grade": _("grade %(value)s"),
    "power_kw": _("%(value)s kW"),
    "steam": _("with steam"),
    "ln2": _("with liquid nitrogen"),
    "height_m": _("%(value)s m high"),
    "bonded": _("bonded"),
    "from": _("wanted from %(value)s"),
}
RULE_KINDS: Words = {
    RuleKind.DATA: _("Data that rules speak of"),
    RuleKind.RECOGNITION: _("Recognition"),
    RuleKind.STAGE: _("Criteria of a stage"),
    RuleKind.ADMISSION: _("Criteria of admission"),
}
VERBS: Words = {
    "visit": _("Note a visit"),
    "apply": _("Application"),
    "review": _("Name reviewers"),
    "accept": _("Admit"),
    "offer": _("Make an offer"),
    "sign": _("Note the signed lease"),
    "move_in": _("Move in"),
    "take_over": _("Enter as a resident"),
    "graduate": _("Graduate"),
    "leave": _("Note that it left"),
    "decline": _("Decline"),
    "reopen": _("Take up again"),
    "merge": _("Merge"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "companies.company": STATES,
    "companies.stage": STAGES,
    "companies.review": REVIEW_STATES,
    "companies.offer": OFFER_STATES,
    "companies.need": NEED_STATES,
}
# next steps that the house plans
STEPS: Words = {
    "@answer": _("Answer the application"),
    "@offer": _("Ask for the answer to the offer"),
    "@keys": _("Hand over the keys"),
    "@stage": _("Say in which stage it moves in"),
    "@settle": _("Ask how it settles in"),
}
STANDINGS: Words = {
    "met": _("Met"),
    "not_met": _("Not met"),
    "unknown": _("Cannot be told yet"),
    "": _("No criteria"),
}
RISKS: Words = {
    "safe": _("Renewal safe with the data of today"),
    "unknown": _("Renewal cannot be told yet"),
    "at_risk": _("Renewal at risk"),
}


def step(text: str) -> "StrOrPromise":
    """A next step in words: as it was typed, or as the house planned it."""
    return STEPS.get(text, text)


EVENT_VALUES: Mapping[str, Words] = {
    "state": {**STATES, **NEED_STATES, **OFFER_STATES},
    "former": {**STATES, **STAGES},
    "stage": STAGES,
    "verb": VERBS,
    "standing": STANDINGS,
    "step": STEPS,
}
_C = "companies."
EVENT_TITLES: Words = {
    f"{_C}company.registered": _("Company entered"),
    f"{_C}company.renamed": _("Particulars of a company changed"),
    f"{_C}company.moved": _("Step of a company"),
    f"{_C}company.signed": _("Lease of a company signed"),
    f"{_C}company.admitted": _("Company became an organisation of the park"),
    f"{_C}company.merged": _("Two records became one"),
    f"{_C}stage.changed": _("Stage of growth changed"),
    f"{_C}milestone.recorded": _("Milestone recorded"),
    f"{_C}milestone.voided": _("Milestone taken back"),
    f"{_C}need.stated": _("Need stated"),
    f"{_C}need.applied_for": _("Need stated in an application"),
    f"{_C}need.placed": _("Need placed on the chain"),
    f"{_C}need.ended": _("Need ended"),
    f"{_C}passport.issued": _("Passport issued"),
    f"{_C}step.planned": _("Next step planned"),
    f"{_C}application.received": _("Application received"),
    f"{_C}contact.added": _("Contact added"),
    f"{_C}contact.erasure_asked": _("Erasure of a contact asked for"),
    f"{_C}contact.erased": _("Contact erased"),
    f"{_C}review.asked": _("Review asked for"),
    f"{_C}review.given": _("Review given"),
    f"{_C}review.declined": _("Reviewer stepped back"),
    f"{_C}offer.made": _("Offer made to a company"),
    f"{_C}offer.ended": _("Offer ended"),
    f"{_C}rules.loaded": _("Rules loaded"),
}
EVENT_SENTENCES: Words = {
    f"{_C}company.registered": _("%(actor)s entered the company %(name_zh)s %(name_en)s."),
    f"{_C}company.renamed": _("%(actor)s changed the particulars: %(name_zh)s %(name_en)s %(code)s."),
    f"{_C}company.moved": _("%(actor)s brought the company from “%(former)s” to “%(state)s”."),
    f"{_C}company.signed": _("%(actor)s noted that lease %(lease_number)s is signed."),
    f"{_C}company.admitted": _("%(actor)s made the company an organisation of the park."),
    f"{_C}company.merged": _("%(actor)s made one record of two."),
    f"{_C}stage.changed": _("%(actor)s brought the company into the stage “%(stage)s”; the criteria: %(standing)s."),
    f"{_C}milestone.recorded": _("%(actor)s recorded %(kind)s: %(value)s %(unit)s as of %(day)s."),
    f"{_C}milestone.voided": _("%(actor)s took a milestone back."),
    f"{_C}need.stated": _("%(actor)s stated a need: %(text)s."),
    f"{_C}need.applied_for": _("The applicant stated a need; its words lie sealed with the application."),
    f"{_C}need.placed": _("%(actor)s said that a need stands at %(node)s of the chain."),
    f"{_C}need.ended": _("%(actor)s ended a need: %(state)s. %(met_by)s"),
    f"{_C}passport.issued": _("%(actor)s issued the passport of the company."),
    f"{_C}step.planned": _("%(actor)s planned the next step: %(step)s, by %(day)s."),
    f"{_C}application.received": _("Application %(reference)s came in."),
    f"{_C}contact.added": _("%(actor)s added a contact; who it is lies sealed."),
    f"{_C}contact.erasure_asked": _("%(actor)s asked that who a contact is be erased; somebody else confirms it."),
    f"{_C}contact.erased": _("%(actor)s confirmed the erasure of a contact; nobody can read who it was."),
    f"{_C}review.asked": _("%(actor)s asked for a review by the criteria %(edition)s."),
    f"{_C}review.given": _("%(actor)s gave a review: %(total)s of 100."),
    f"{_C}review.declined": _("%(actor)s stepped back over a conflict of interest."),
    f"{_C}offer.made": _("%(actor)s offered %(rooms)s until %(valid_until)s."),
    f"{_C}offer.ended": _("%(actor)s ended the offer: %(state)s."),
    f"{_C}rules.loaded": _("%(actor)s loaded the rules %(file)s."),
}
EVENT_FIELDS: Words = {
    "company": _("Company"),
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "code": _("Code"),
    "node": _("Node of the chain"),
    "source": _("Source"),
    "demand": _("Demand"),
    "example": _("Example"),
    "verb": _("Act"),
    "former": _("Former state"),
    "state": _("State"),
    "day": _("Day"),
    "tenant": _("Tenant"),
    "lease": _("Lease"),
    "lease_number": _("Number of the lease"),
    "stage": _("Stage"),
    "criteria": _("Criteria"),
    "standing": _("What they say"),
    "evidence": _("Evidence"),
    "into": _("Goes on as"),
    "milestone": _("Milestone"),
    "kind": _("Kind"),
    "value": _("Value"),
    "unit": _("Unit"),
    "need": _("Need"),
    "text": _("Text"),
    "wanted": _("Particulars"),
    "since": _("Since"),
    "until": _("Until"),
    "met_by": _("Met by"),
    "met_by_organisation": _("Met by the organisation"),
    "digest": _("Digest of the files"),
    "owner": _("Who looks after it"),
    "step": _("Next step"),
    "application": _("Application"),
    "reference": _("Reference number"),
    "contact": _("Contact"),
    "request": _("Request"),
    "sealed_for": _("Sealed for"),
    "particulars": _("Particulars"),
    "consent": _("Consent"),
    "file_sha256": _("SHA-256 of the file"),
    "review": pgettext_lazy("company", "Review"),
    "reviewer": pgettext_lazy("company", "Reviewer"),
    "edition": _("Edition"),
    "scores": _("Points"),
    "total": _("Total"),
    "remark": _("Remark"),
    "offer": _("Offer"),
    "rooms": _("Rooms"),
    "terms": _("Terms"),
    "valid_until": _("Valid until"),
    "file": _("File"),
    "sha256": _("SHA-256"),
}
