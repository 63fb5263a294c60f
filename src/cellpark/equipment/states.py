"""Kinds, grades and states of rooms and equipment."""

from enum import StrEnum

from cellpark.equipment.permissions import EquipmentPermission
from cellpark.kernel.lifecycle import Lifecycle, Transition, register


class Grade(StrEnum):
    """Clean grade of a room or of what somebody is gowned for (EU GMP annex 1), the cleanest first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    CNC = "CNC"


class RoomUse(StrEnum):
    """What a room is designated for; a room may have several uses."""

    CELLS = "cells"
    VECTOR = "vector"
    INFECTIOUS = "infectious"
    QC = "qc"
    CORRIDOR = "corridor"
    STORAGE = "storage"


class Pressure(StrEnum):
    """Pressure of a room against its surroundings."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Openness(StrEnum):
    """How far product is exposed: open, closed but punctured, vented in culture, closed tubing (CN-4h)."""

    OPEN = "open"
    PUNCTURED = "punctured"
    VENTED = "vented"
    CLOSED = "closed"


class Content(StrEnum):
    """What is in a container. A released vector lot that is added to cells is a reagent; a vector being made is not."""

    CELLS = "cells"
    VECTOR = "vector"
    REAGENT = "reagent"
    SAMPLE = "sample"


class Infectious(StrEnum):
    """What is known of infectious agents in a material."""

    UNKNOWN = "unknown"
    NEGATIVE = "negative"
    POSITIVE = "positive"


class EquipmentKind(StrEnum):
    """Classes of equipment, as recipes name them."""

    SAFETY_CABINET = "safety-cabinet"
    ISOLATOR = "isolator"
    INCUBATOR = "incubator"
    SHAKER = "shaker"
    DRY_THAWER = "dry-thawer"
    CELL_PROCESSOR = "cell-processor"
    CELL_WASHER = "cell-washer"
    CELL_SELECTOR = "cell-selector"
    ROCKING_BIOREACTOR = "rocking-bioreactor"
    BIOREACTOR_50L = "bioreactor-50l"
    DEBEADING_MAGNET = "debeading-magnet"
    TUBE_WELDER = "tube-welder"
    TUBE_SEALER = "tube-sealer"
    CELL_COUNTER = "cell-counter"
    CYTOMETER = "cytometer"
    METABOLITE_ANALYSER = "metabolite-analyser"
    PH_METER = "ph-meter"
    BALANCE = "balance"
    CENTRIFUGE = "centrifuge"
    PUMP = "pump"
    CHROMATOGRAPHY_SKID = "chromatography-skid"
    TFF_SKID = "tff-skid"
    INTEGRITY_TESTER = "integrity-tester"
    PARTICLE_COUNTER = "particle-counter"
    FILL_STATION = "fill-station"
    VIAL_FILLER = "vial-filler"
    INSPECTION_BOOTH = "inspection-booth"
    RATE_FREEZER = "rate-freezer"
    LN2_STORAGE = "ln2-storage"
    FREEZER_80 = "freezer-80"
    REFRIGERATOR = "refrigerator"
    LABEL_PRINTER = "label-printer"
    TERMINAL = "terminal"
    SCANNER = "scanner"
    SHIPPER = "shipper"


# what may be a source of data once it is registered (P11-7)
DEVICES = frozenset(
    {
        EquipmentKind.TERMINAL,
        EquipmentKind.SCANNER,
        EquipmentKind.BALANCE,
        EquipmentKind.LABEL_PRINTER,
        EquipmentKind.CELL_COUNTER,
        EquipmentKind.CYTOMETER,
        EquipmentKind.METABOLITE_ANALYSER,
        EquipmentKind.PH_METER,
        EquipmentKind.PARTICLE_COUNTER,
        EquipmentKind.INTEGRITY_TESTER,
    }
)
# what is closed and frozen or cold goes to a store, wherever the plant has it
STORES = frozenset({EquipmentKind.LN2_STORAGE, EquipmentKind.FREEZER_80, EquipmentKind.REFRIGERATOR})
# where the air around an open container is grade A
ZONES_OF_GRADE_A = frozenset({EquipmentKind.SAFETY_CABINET, EquipmentKind.ISOLATOR})


class Wanted(StrEnum):
    """The states that a step may ask of a piece of equipment."""

    QUALIFIED = "qualified"
    CALIBRATED = "calibrated"
    CLEAN = "clean"


class ServiceState(StrEnum):
    """Whether a room or a piece of equipment may be used at all."""

    IN_SERVICE = "in_service"
    OUT_OF_SERVICE = "out_of_service"


class Activity(StrEnum):
    """What an entry of an equipment's log is about (211-3c)."""

    USE = "use"
    CLEANING = "cleaning"
    QUALIFICATION = "qualification"
    CALIBRATION = "calibration"
    OUT_OF_SERVICE = "out_of_service"
    BACK_IN_SERVICE = "back_in_service"


class ReservationState(StrEnum):
    """Whether a reservation keeps others out."""

    BOOKED = "booked"
    CANCELLED = "cancelled"


class ClearanceState(StrEnum):
    """A line clearance: noted, signed by whoever checked, in force once a second person signed, spent by the next use.

    211-3b, P11-8a.
    """

    NOTED = "noted"
    CHECKED = "checked"
    IN_FORCE = "in_force"
    VOID = "void"


class AssessmentState(StrEnum):
    """A risk assessment of closed systems side by side (ATMP-3a, CN-4e)."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


EQUIPMENT_LIFECYCLE = register(
    Lifecycle(
        name="equipment.equipment",
        states=ServiceState,
        initial=ServiceState.IN_SERVICE,
        transitions=(
            Transition(
                source=ServiceState.IN_SERVICE,
                verb="take_out",
                target=ServiceState.OUT_OF_SERVICE,
                permission=EquipmentPermission.TAKE_OUT,
            ),
            Transition(
                source=ServiceState.OUT_OF_SERVICE,
                verb="bring_back",
                target=ServiceState.IN_SERVICE,
                permission=EquipmentPermission.SERVICE,
            ),
        ),
    )
)

CLEARANCE_LIFECYCLE = register(
    Lifecycle(
        name="equipment.clearance",
        states=ClearanceState,
        initial=ClearanceState.NOTED,
        transitions=(
            Transition(
                source=ClearanceState.NOTED,
                verb="sign",
                target=ClearanceState.CHECKED,
                permission=EquipmentPermission.CLEAR_LINE,
            ),
            Transition(
                source=ClearanceState.NOTED,
                verb="void",
                target=ClearanceState.VOID,
                permission=EquipmentPermission.CLEAR_LINE,
            ),
            Transition(
                source=ClearanceState.CHECKED,
                verb="verify",
                target=ClearanceState.IN_FORCE,
                permission=EquipmentPermission.CLEAR_LINE,
            ),
            Transition(
                source=ClearanceState.CHECKED,
                verb="void",
                target=ClearanceState.VOID,
                permission=EquipmentPermission.CLEAR_LINE,
            ),
            Transition(
                source=ClearanceState.IN_FORCE,
                verb="void",
                target=ClearanceState.VOID,
                permission=EquipmentPermission.CLEAR_LINE,
            ),
        ),
        final=frozenset({ClearanceState.VOID}),
    )
)

ASSESSMENT_LIFECYCLE = register(
    Lifecycle(
        name="equipment.assessment",
        states=AssessmentState,
        initial=AssessmentState.DRAFT,
        transitions=(
            Transition(
                source=AssessmentState.DRAFT,
                verb="approve",
                target=AssessmentState.APPROVED,
                permission=EquipmentPermission.APPROVE_ASSESSMENT,
            ),
            Transition(
                source=AssessmentState.DRAFT,
                verb="withdraw",
                target=AssessmentState.WITHDRAWN,
                permission=EquipmentPermission.DRAFT_ASSESSMENT,
            ),
            Transition(
                source=AssessmentState.APPROVED,
                verb="withdraw",
                target=AssessmentState.WITHDRAWN,
                permission=EquipmentPermission.APPROVE_ASSESSMENT,
            ),
        ),
        final=frozenset({AssessmentState.WITHDRAWN}),
    )
)

RESERVATION_LIFECYCLE = register(
    Lifecycle(
        name="equipment.reservation",
        states=ReservationState,
        initial=ReservationState.BOOKED,
        transitions=(
            Transition(
                source=ReservationState.BOOKED,
                verb="cancel",
                target=ReservationState.CANCELLED,
                permission=EquipmentPermission.RESERVE,
            ),
        ),
        final=frozenset({ReservationState.CANCELLED}),
    )
)
