"""What other floors use of this app."""

from cellpark.materials import words
from cellpark.materials.actions.accept_hand_over import accept_hand_over
from cellpark.materials.actions.approve_source import approve_source
from cellpark.materials.actions.carry_containers import carry_containers
from cellpark.materials.actions.certify_lot import certify_lot
from cellpark.materials.actions.change_expiry import change_expiry
from cellpark.materials.actions.confirm_identity import confirm_identity
from cellpark.materials.actions.correct_operation import correct_operation
from cellpark.materials.actions.correct_outside import correct_outside
from cellpark.materials.actions.describe_material import describe_material
from cellpark.materials.actions.enrol_patient import enrol_patient
from cellpark.materials.actions.expect_container import expect_container
from cellpark.materials.actions.hold_container import hold_container
from cellpark.materials.actions.load_plant import LoadedMaterials, load_example_materials, load_plant
from cellpark.materials.actions.move_container import Movement, move_container
from cellpark.materials.actions.notice_breaches import notice_breaches
from cellpark.materials.actions.offer_hand_over import offer_hand_over
from cellpark.materials.actions.open_container import open_container
from cellpark.materials.actions.operate import operate
from cellpark.materials.actions.quarantine_lot import quarantine_lot
from cellpark.materials.actions.receive_container import Receipt, receive_container
from cellpark.materials.actions.register_lot import register_lot
from cellpark.materials.actions.reject_lot import reject_lot
from cellpark.materials.actions.release_container import release_container
from cellpark.materials.actions.release_lot import release_lot
from cellpark.materials.actions.review_near_miss import review_near_miss
from cellpark.materials.actions.state_donor_tests import state_donor_tests
from cellpark.materials.actions.verify_scan import verify_scan
from cellpark.materials.actions.withdraw_hand_over import withdraw_hand_over
from cellpark.materials.actions.withdraw_source import withdraw_source
from cellpark.materials.amending import Amended
from cellpark.materials.clocks import Reading
from cellpark.materials.events import ClockLimit
from cellpark.materials.fills import CorrectedFill, corrected_fills
from cellpark.materials.history import operations_of
from cellpark.materials.likeness import Ground
from cellpark.materials.lines import Consumed, Into, Loss, Produced
from cellpark.materials.look_alikes import LookAlike, look_alikes
from cellpark.materials.models import Container, HandOver, Lot, Material, NearMiss, Operation, Patient, Source
from cellpark.materials.moves import moved_at
from cellpark.materials.near_misses import record_wrong_label
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rules import LOOKED_AT
from cellpark.materials.scans import Scanned, phone_code, picked, resolve_scan
from cellpark.materials.states import (
    MARKERS_NEEDED,
    ClockKind,
    Colour,
    ContainerState,
    CustodyAct,
    DonorMarker,
    DonorState,
    DonorUse,
    HandOverState,
    LotState,
    MarkerFinding,
    MaterialKind,
    NearMissKind,
    NearMissState,
    OperationKind,
    ReceiptCheck,
    StorageCondition,
)
from cellpark.materials.usable import USABLE, clocks_of, usable_problems, usable_problems_then
from cellpark.materials.verdict import ScanVerdict

__all__ = [
    "LOOKED_AT",
    "MARKERS_NEEDED",
    "USABLE",
    "Amended",
    "ClockKind",
    "ClockLimit",
    "Colour",
    "Consumed",
    "Container",
    "ContainerState",
    "CorrectedFill",
    "CustodyAct",
    "DonorMarker",
    "DonorState",
    "DonorUse",
    "Ground",
    "HandOver",
    "HandOverState",
    "Into",
    "LoadedMaterials",
    "LookAlike",
    "Loss",
    "Lot",
    "LotState",
    "MarkerFinding",
    "Material",
    "MaterialKind",
    "MaterialsPermission",
    "Movement",
    "NearMiss",
    "NearMissKind",
    "NearMissState",
    "Operation",
    "OperationKind",
    "Patient",
    "Produced",
    "Reading",
    "Receipt",
    "ReceiptCheck",
    "ScanVerdict",
    "Scanned",
    "Source",
    "StorageCondition",
    "accept_hand_over",
    "approve_source",
    "carry_containers",
    "certify_lot",
    "change_expiry",
    "clocks_of",
    "confirm_identity",
    "correct_operation",
    "correct_outside",
    "corrected_fills",
    "describe_material",
    "enrol_patient",
    "expect_container",
    "hold_container",
    "load_example_materials",
    "load_plant",
    "look_alikes",
    "move_container",
    "moved_at",
    "notice_breaches",
    "offer_hand_over",
    "open_container",
    "operate",
    "operations_of",
    "phone_code",
    "picked",
    "quarantine_lot",
    "receive_container",
    "record_wrong_label",
    "register_lot",
    "reject_lot",
    "release_container",
    "release_lot",
    "resolve_scan",
    "review_near_miss",
    "state_donor_tests",
    "usable_problems",
    "usable_problems_then",
    "verify_scan",
    "withdraw_hand_over",
    "withdraw_source",
    "words",
]
