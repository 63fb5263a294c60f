"""What other floors use of this app."""

from cellpark.orders.acting import asked_of, lock_order, particulars_of, patient_of, site_problems
from cellpark.orders.actions.accept_order import accept_order
from cellpark.orders.actions.approve_therapy import approve_therapy
from cellpark.orders.actions.begin_again import begin_again
from cellpark.orders.actions.begin_manufacture import begin_manufacture
from cellpark.orders.actions.cancel_order import cancel_order
from cellpark.orders.actions.check_bedside import check_bedside
from cellpark.orders.actions.collect_cells import collect_cells
from cellpark.orders.actions.comment_order import comment_order
from cellpark.orders.actions.complete_order import complete_order
from cellpark.orders.actions.confirm_identity import confirm_identity
from cellpark.orders.actions.confirm_patient_erasure import confirm_patient_erasure
from cellpark.orders.actions.cosign import cosign
from cellpark.orders.actions.describe_therapy import describe_therapy
from cellpark.orders.actions.draft_order import draft_order
from cellpark.orders.actions.fail_order import fail_order
from cellpark.orders.actions.infuse import infuse
from cellpark.orders.actions.load_example_orders import load_example_orders
from cellpark.orders.actions.make_ward_link import MadeWardLink, make_ward_link, near_acts
from cellpark.orders.actions.move_slots import move_slots
from cellpark.orders.actions.note_made import note_made
from cellpark.orders.actions.note_receipt import note_receipt
from cellpark.orders.actions.note_stop import note_stop
from cellpark.orders.actions.order_by_fhir import order_by_fhir
from cellpark.orders.actions.prepare_acceptance import prepare_acceptance
from cellpark.orders.actions.prepare_cosignature import prepare_cosignature
from cellpark.orders.actions.prepare_order_signature import prepare_order_signature
from cellpark.orders.actions.qualify_site import qualify_site
from cellpark.orders.actions.receive_on_ward import receive_on_ward
from cellpark.orders.actions.record_disposition import record_disposition
from cellpark.orders.actions.register_patient import register_patient
from cellpark.orders.actions.request_patient_erasure import request_patient_erasure
from cellpark.orders.actions.retire_therapy import retire_therapy
from cellpark.orders.actions.revoke_ward_link import revoke_ward_link
from cellpark.orders.actions.send_kit import send_kit
from cellpark.orders.actions.ship_order import ship_order
from cellpark.orders.actions.submit_order import submit_order
from cellpark.orders.actions.use_ward_link import (
    find_ward_link,
    holder_of_ward,
    use_ward_link,
    used_ward_link,
)
from cellpark.orders.actions.withdraw_site import withdraw_site
from cellpark.orders.bedside import Bedside, product_of
from cellpark.orders.clocks import WayClock, WayReading, way_clocks
from cellpark.orders.country_rules import SUPPLY_RECORDS, kinds_of
from cellpark.orders.events import CountryRule, Distances, Rule, RuleAt, SupplyLimit
from cellpark.orders.facts import collected_at
from cellpark.orders.fhir import order_bundle, service_request, specimen
from cellpark.orders.finding import find_patients, opened
from cellpark.orders.models import (
    CollectionSite,
    HospitalPatient,
    OrderStep,
    PatientOrder,
    Therapy,
    TreatmentOrder,
    WardLink,
)
from cellpark.orders.parties import HOSPITALS, MAKERS_AND_SPONSORS, find_party, party_names, treats_for
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.progress import BatchProgress, UnitProgress, batch_progress, record_text, signable_record
from cellpark.orders.queries import (
    never_submitted,
    order,
    order_of,
    orderable,
    orders,
    orders_of_patient,
    patient,
    patients,
    running_orders,
    sites_of,
    steps_of,
    therapies,
    therapy,
    ward_links,
)
from cellpark.orders.rules import COLLECTION, INFUSION, PHYSICIAN, Particulars
from cellpark.orders.signing import ACCEPT, COSIGN, SUBMIT, order_text, submission_problems
from cellpark.orders.slots import Slots, distances_of, span, suggested
from cellpark.orders.states import (
    CANCEL_FROM,
    ORDER_LIFECYCLE,
    OVER,
    Again,
    Disposition,
    OrderState,
    Side,
    SiteState,
    TherapyState,
    WardAct,
)
from cellpark.orders.transport import outbound, travels
from cellpark.orders.words import (
    AGAIN,
    DISPOSITIONS,
    EVENT_TITLES,
    ORDER_STATES,
    SIDES,
    SITE_STATES,
    THERAPY_STATES,
    WARD_ACTS,
)

__all__ = [
    "ACCEPT",
    "AGAIN",
    "CANCEL_FROM",
    "COLLECTION",
    "COSIGN",
    "DISPOSITIONS",
    "EVENT_TITLES",
    "HOSPITALS",
    "INFUSION",
    "MAKERS_AND_SPONSORS",
    "ORDER_LIFECYCLE",
    "ORDER_STATES",
    "OVER",
    "PHYSICIAN",
    "SIDES",
    "SITE_STATES",
    "SUBMIT",
    "SUPPLY_RECORDS",
    "THERAPY_STATES",
    "WARD_ACTS",
    "Again",
    "BatchProgress",
    "Bedside",
    "CollectionSite",
    "CountryRule",
    "Disposition",
    "Distances",
    "HospitalPatient",
    "MadeWardLink",
    "OrderPermission",
    "OrderState",
    "OrderStep",
    "Particulars",
    "PatientOrder",
    "Rule",
    "RuleAt",
    "Side",
    "SiteState",
    "Slots",
    "SupplyLimit",
    "Therapy",
    "TherapyState",
    "TreatmentOrder",
    "UnitProgress",
    "WardAct",
    "WardLink",
    "WayClock",
    "WayReading",
    "accept_order",
    "approve_therapy",
    "asked_of",
    "batch_progress",
    "begin_again",
    "begin_manufacture",
    "cancel_order",
    "check_bedside",
    "collect_cells",
    "collected_at",
    "comment_order",
    "complete_order",
    "confirm_identity",
    "confirm_patient_erasure",
    "cosign",
    "describe_therapy",
    "distances_of",
    "draft_order",
    "fail_order",
    "find_party",
    "find_patients",
    "find_ward_link",
    "holder_of_ward",
    "infuse",
    "kinds_of",
    "load_example_orders",
    "lock_order",
    "make_ward_link",
    "move_slots",
    "near_acts",
    "never_submitted",
    "note_made",
    "note_receipt",
    "note_stop",
    "opened",
    "order",
    "order_bundle",
    "order_by_fhir",
    "order_of",
    "order_text",
    "orderable",
    "orders",
    "orders_of_patient",
    "outbound",
    "particulars_of",
    "party_names",
    "patient",
    "patient_of",
    "patients",
    "prepare_acceptance",
    "prepare_cosignature",
    "prepare_order_signature",
    "product_of",
    "qualify_site",
    "receive_on_ward",
    "record_disposition",
    "record_text",
    "register_patient",
    "request_patient_erasure",
    "retire_therapy",
    "revoke_ward_link",
    "running_orders",
    "send_kit",
    "service_request",
    "ship_order",
    "signable_record",
    "site_problems",
    "sites_of",
    "span",
    "specimen",
    "steps_of",
    "submission_problems",
    "submit_order",
    "suggested",
    "therapies",
    "therapy",
    "travels",
    "treats_for",
    "use_ward_link",
    "used_ward_link",
    "ward_links",
    "way_clocks",
    "withdraw_site",
]
