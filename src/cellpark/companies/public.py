"""What other floors use of this app."""

from cellpark.companies import words
from cellpark.companies.actions.accept_application import accept_application
from cellpark.companies.actions.add_contact import add_contact
from cellpark.companies.actions.admit_tenant import admit_tenant
from cellpark.companies.actions.apply import ANSWER_STEP, Filled, Upload, apply
from cellpark.companies.actions.ask_review import ask_review
from cellpark.companies.actions.change_details import change_details
from cellpark.companies.actions.change_stage import change_stage
from cellpark.companies.actions.decline import decline
from cellpark.companies.actions.enter_resident import enter_resident
from cellpark.companies.actions.erase_contact import (
    ask_contact_erasure,
    ask_own_erasure,
    confirm_contact_erasure,
)
from cellpark.companies.actions.give_review import give_review, step_back
from cellpark.companies.actions.graduate import graduate
from cellpark.companies.actions.issue_passport import issue_passport
from cellpark.companies.actions.leave import leave
from cellpark.companies.actions.load_example_companies import load_example_companies, load_example_rules
from cellpark.companies.actions.load_rules import load_rules
from cellpark.companies.actions.make_offer import OfferedRoom, make_offer, offered_rooms
from cellpark.companies.actions.merge_companies import merge_companies
from cellpark.companies.actions.move_in import move_in
from cellpark.companies.actions.note_visit import note_visit
from cellpark.companies.actions.plan_step import plan_step
from cellpark.companies.actions.record_milestone import record_milestone, void_milestone
from cellpark.companies.actions.record_signing import record_signing
from cellpark.companies.actions.register_lead import register_lead
from cellpark.companies.actions.reopen import reopen
from cellpark.companies.actions.state_need import expire_needs, give_up_need, meet_need, place_need, state_need
from cellpark.companies.applications import Attached, Sent, application, applications_of, attached
from cellpark.companies.contacts import (
    ERASED_WITHIN_DAYS,
    Contacted,
    contact,
    contact_of_application,
    contacts_of,
    contacts_to_erase,
)
from cellpark.companies.criteria import Criteria
from cellpark.companies.duplicates import Found, duplicates
from cellpark.companies.facts import FINANCING, GRANTED, company_data, data_of
from cellpark.companies.judging import (
    criteria_in_force,
    criteria_of,
    recognitions_of,
    rules_of,
    stage_rules,
    vocabulary_of,
)
from cellpark.companies.kinds import kind_words, value_words
from cellpark.companies.leasing import unrecorded
from cellpark.companies.models import (
    Application,
    Company,
    Contact,
    Milestone,
    Need,
    Offer,
    Passage,
    Review,
    Rule,
)
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.queries import (
    PATH,
    BoardColumn,
    applications_beside,
    asleep,
    board,
    companies,
    company,
    due_for,
    funnel,
    merged_into,
    milestones_of,
    needs,
    needs_of,
    offers_of,
    open_offer,
    own_company,
    passages_of,
    review,
    reviews_of,
    reviews_waiting,
    sealed_needs,
    unowned,
)
from cellpark.companies.rows import desk_of, stream_of, today
from cellpark.companies.rules import FILE_MAX_BYTES, SUFFIXES, WANTED, Details, Speaker, Wish
from cellpark.companies.staff import staff_of
from cellpark.companies.stages import stage_judgement
from cellpark.companies.standing import COUNTS, Counted, Glide, counts, glide_path
from cellpark.companies.states import (
    COMPANY_LIFECYCLE,
    ENDED,
    RESIDENT,
    STAGE_LIFECYCLE,
    STAGE_VERBS,
    CompanyState,
    NeedKind,
    NeedState,
    OfferState,
    ReviewState,
    RuleKind,
    Stage,
)

__all__ = [
    "ANSWER_STEP",
    "COMPANY_LIFECYCLE",
    "COUNTS",
    "ENDED",
    "ERASED_WITHIN_DAYS",
    "FILE_MAX_BYTES",
    "FINANCING",
    "GRANTED",
    "PATH",
    "RESIDENT",
    "STAGE_LIFECYCLE",
    "STAGE_VERBS",
    "SUFFIXES",
    "WANTED",
    "Application",
    "Attached",
    "BoardColumn",
    "Company",
    "CompanyPermission",
    "CompanyState",
    "Contact",
    "Contacted",
    "Counted",
    "Criteria",
    "Details",
    "Filled",
    "Found",
    "Glide",
    "Milestone",
    "Need",
    "NeedKind",
    "NeedState",
    "Offer",
    "OfferState",
    "OfferedRoom",
    "Passage",
    "Review",
    "ReviewState",
    "Rule",
    "RuleKind",
    "Sent",
    "Speaker",
    "Stage",
    "Upload",
    "Wish",
    "accept_application",
    "add_contact",
    "admit_tenant",
    "application",
    "applications_beside",
    "applications_of",
    "apply",
    "ask_contact_erasure",
    "ask_own_erasure",
    "ask_review",
    "asleep",
    "attached",
    "board",
    "change_details",
    "change_stage",
    "companies",
    "company",
    "company_data",
    "confirm_contact_erasure",
    "contact",
    "contact_of_application",
    "contacts_of",
    "contacts_to_erase",
    "counts",
    "criteria_in_force",
    "criteria_of",
    "data_of",
    "decline",
    "desk_of",
    "due_for",
    "duplicates",
    "enter_resident",
    "expire_needs",
    "funnel",
    "give_review",
    "give_up_need",
    "glide_path",
    "graduate",
    "issue_passport",
    "kind_words",
    "leave",
    "load_example_companies",
    "load_example_rules",
    "load_rules",
    "make_offer",
    "meet_need",
    "merge_companies",
    "merged_into",
    "milestones_of",
    "move_in",
    "needs",
    "needs_of",
    "note_visit",
    "offered_rooms",
    "offers_of",
    "open_offer",
    "own_company",
    "passages_of",
    "place_need",
    "plan_step",
    "recognitions_of",
    "record_milestone",
    "record_signing",
    "register_lead",
    "reopen",
    "review",
    "reviews_of",
    "reviews_waiting",
    "rules_of",
    "sealed_needs",
    "staff_of",
    "stage_judgement",
    "stage_rules",
    "state_need",
    "step_back",
    "stream_of",
    "today",
    "unowned",
    "unrecorded",
    "value_words",
    "vocabulary_of",
    "void_milestone",
    "words",
]
