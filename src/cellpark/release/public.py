"""What other floors use of this app."""

from cellpark.release import words
from cellpark.release.actions.answer_supply import answer_supply
from cellpark.release.actions.certify import certify
from cellpark.release.actions.certify_stage_one import certify_stage_one
from cellpark.release.actions.destroy_batch import destroy_batch
from cellpark.release.actions.evaluate_supply import evaluate_supply
from cellpark.release.actions.inform_physician import inform_physician
from cellpark.release.actions.lift_quarantine import lift_quarantine
from cellpark.release.actions.notice_late_results import notice_late_results
from cellpark.release.actions.notice_supply import notice_supply
from cellpark.release.actions.open_supply import open_supply
from cellpark.release.actions.order_recall import order_recall
from cellpark.release.actions.prepare_review import prepare_review
from cellpark.release.actions.quarantine_batch import quarantine_batch
from cellpark.release.actions.recall_batch import recall_batch
from cellpark.release.actions.record_plan import record_plan
from cellpark.release.actions.reject import reject
from cellpark.release.actions.request_supply import request_supply
from cellpark.release.actions.review_audit_trail import review_audit_trail
from cellpark.release.actions.supply_out_of_specification import supply_out_of_specification
from cellpark.release.actions.tell_of_supply import Told, tell_of_supply
from cellpark.release.actions.withdraw_supply import withdraw_supply
from cellpark.release.actions.witness_destruction import witness_destruction
from cellpark.release.clocks import Awaits, Clock
from cellpark.release.covered import participants, trail_seen
from cellpark.release.deciding import Decision, decision_problems, prepare_decision, standing_supply
from cellpark.release.destruction import left_of
from cellpark.release.events import DestroyedContainer
from cellpark.release.glass.papers import has_papers, product_certificate, product_resources
from cellpark.release.glass.room import (
    GlassRoom,
    batches_in_glass,
    glass_certificate,
    glass_record,
    glass_room,
    orders_in_glass,
    records_to_read,
)
from cellpark.release.lines import HOLDS, Behind, CheckLine, Line, Standing
from cellpark.release.models import BatchDisposition, RecallOrder, Supply
from cellpark.release.permissions import ReleasePermission
from cellpark.release.queries import (
    Waiting,
    Waits,
    assumed_for,
    changed_since,
    checklist_of,
    checklist_seen,
    disposition_of,
    dispositions,
    recall_orders,
    release_queue,
    rescue_options,
    reserves_of,
    supplies,
    supplies_of,
    supply,
    waiting_of,
)
from cellpark.release.radius import Suggestion, Tier, Touched, blast_radius, thing_name
from cellpark.release.rescue import Assumptions, Leg, Need, Option, Reserve, Source, Stretch, Way
from cellpark.release.rules import gaps
from cellpark.release.states import (
    DISPOSITION_LIFECYCLE,
    RELEASED,
    STANDING,
    SUPPLY_LIFECYCLE,
    DispositionState,
    Stage,
    SupplyState,
    Trial,
)
from cellpark.release.supply_clocks import clocks_of, next_clock

checklist = checklist_of

__all__ = [
    "DISPOSITION_LIFECYCLE",
    "HOLDS",
    "RELEASED",
    "STANDING",
    "SUPPLY_LIFECYCLE",
    "Assumptions",
    "Awaits",
    "BatchDisposition",
    "Behind",
    "CheckLine",
    "Clock",
    "Decision",
    "DestroyedContainer",
    "DispositionState",
    "GlassRoom",
    "Leg",
    "Line",
    "Need",
    "Option",
    "RecallOrder",
    "ReleasePermission",
    "Reserve",
    "Source",
    "Stage",
    "Standing",
    "Stretch",
    "Suggestion",
    "Supply",
    "SupplyState",
    "Tier",
    "Told",
    "Touched",
    "Trial",
    "Waiting",
    "Waits",
    "Way",
    "answer_supply",
    "assumed_for",
    "batches_in_glass",
    "blast_radius",
    "certify",
    "certify_stage_one",
    "changed_since",
    "checklist",
    "checklist_of",
    "checklist_seen",
    "clocks_of",
    "decision_problems",
    "destroy_batch",
    "disposition_of",
    "dispositions",
    "evaluate_supply",
    "gaps",
    "glass_certificate",
    "glass_record",
    "glass_room",
    "has_papers",
    "inform_physician",
    "left_of",
    "lift_quarantine",
    "next_clock",
    "notice_late_results",
    "notice_supply",
    "open_supply",
    "order_recall",
    "orders_in_glass",
    "participants",
    "prepare_decision",
    "prepare_review",
    "product_certificate",
    "product_resources",
    "quarantine_batch",
    "recall_batch",
    "recall_orders",
    "record_plan",
    "records_to_read",
    "reject",
    "release_queue",
    "request_supply",
    "rescue_options",
    "reserves_of",
    "review_audit_trail",
    "standing_supply",
    "supplies",
    "supplies_of",
    "supply",
    "supply_out_of_specification",
    "tell_of_supply",
    "thing_name",
    "trail_seen",
    "waiting_of",
    "withdraw_supply",
    "witness_destruction",
    "words",
]
