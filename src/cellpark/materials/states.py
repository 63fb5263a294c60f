"""Kinds and states of materials, lots and containers."""

from enum import StrEnum

from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.materials.permissions import MaterialsPermission


class MaterialKind(StrEnum):
    """What a material is in the process."""

    STARTING = "starting"
    REAGENT = "reagent"
    VECTOR = "vector"
    MEDIUM = "medium"
    CONSUMABLE = "consumable"
    INTERMEDIATE = "intermediate"
    PRODUCT = "product"
    SAMPLE = "sample"


class DonorUse(StrEnum):
    """Whose cells a material holds and for whom: none, one patient's own, or a donor's for others."""

    NONE = "none"
    AUTOLOGOUS = "autologous"
    ALLOGENEIC = "allogeneic"


class DonorState(StrEnum):
    """Infectious markers of the donor (21 CFR 1271.90, CN-4d): decides where a container may be."""

    UNKNOWN = "unknown"
    NEGATIVE = "negative"
    POSITIVE = "positive"


class DonorMarker(StrEnum):
    """Infectious markers of a donor (21 CFR 1271.85(a); HIV, HBV, HCV and syphilis in China, CN-4b2)."""

    HIV = "hiv"
    HBV = "hbv"
    HCV = "hcv"
    SYPHILIS = "syphilis"
    HTLV = "htlv"


class MarkerFinding(StrEnum):
    """What the laboratory found of one marker; a reactive test counts as positive until it is refuted."""

    NEGATIVE = "negative"
    POSITIVE = "positive"


# without these nobody says that a donor is negative
MARKERS_NEEDED = frozenset({DonorMarker.HIV, DonorMarker.HBV, DonorMarker.HCV, DonorMarker.SYPHILIS})


class StorageCondition(StrEnum):
    """The temperature class of a place or of what a material asks for."""

    AMBIENT = "ambient"  # 15 to 25 degC
    REFRIGERATED = "refrigerated"  # 2 to 8 degC
    INCUBATOR = "incubator"  # 37 degC
    FROZEN = "frozen"  # at most -20 degC
    DEEP_FROZEN = "deep_frozen"  # at most -70 degC
    CRYOGENIC = "cryogenic"  # at most -150 degC


FREEZING = frozenset({StorageCondition.FROZEN, StorageCondition.DEEP_FROZEN, StorageCondition.CRYOGENIC})


class LotState(StrEnum):
    """Whether a lot may be used (211.188, CN-4c)."""

    QUARANTINE = "quarantine"
    RELEASED = "released"
    REJECTED = "rejected"


class ContainerState(StrEnum):
    """Where a container stands in its life."""

    EXPECTED = "expected"
    QUARANTINED = "quarantined"
    AVAILABLE = "available"
    IN_USE = "in_use"
    STORED = "stored"
    EMPTY = "empty"
    DESTROYED = "destroyed"


PRESENT = frozenset(
    {
        ContainerState.QUARANTINED,
        ContainerState.AVAILABLE,
        ContainerState.IN_USE,
        ContainerState.STORED,
    }
)


class OperationKind(StrEnum):
    """How containers are consumed and produced."""

    SPLIT = "split"
    POOL = "pool"
    TRANSFER = "transfer"
    DERIVE = "derive"
    SAMPLE = "sample"
    USE = "use"
    DESTROY = "destroy"


class CustodyAct(StrEnum):
    """Acts of custody that change where a container is (cgt-manufacturing.md section 4)."""

    MOVED = "moved"
    ISSUED_TO_SUITE = "issued_to_suite"
    STORED = "stored"
    CRYO_IN = "cryo_in"
    CRYO_OUT = "cryo_out"
    THAWED = "thawed"
    PACKED = "packed"
    COURIER_PICK_UP = "courier_pick_up"
    SHIPPED = "shipped"
    SITE_RECEIVED = "site_received"
    RETURNED = "returned"


class ClockKind(StrEnum):
    """What a hold clock counts. A shelf life runs on no clock: it says when what is made expires."""

    FRESH = "fresh"
    DMSO = "dmso"
    OUT_OF_FREEZER = "out_of_freezer"
    AFTER_THAW = "after_thaw"
    IN_USE = "in_use"
    SHELF_LIFE = "shelf_life"


class Colour(StrEnum):
    """How near a clock is to its end."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class NearMissKind(StrEnum):
    """Why a scan did not match (T1)."""

    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    WRONG_CONTAINER = "wrong_container"
    WRONG_IDENTITY = "wrong_identity"
    WRONG_MATERIAL = "wrong_material"
    WRONG_LABEL = "wrong_label"


class NearMissState(StrEnum):
    """Whether the quality unit has looked at a near miss."""

    OPEN = "open"
    REVIEWED = "reviewed"


class HandOverState(StrEnum):
    """A hand-over is offered by one scan and accepted by a second one that matches."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class ReceiptCheck(StrEnum):
    """What is looked at when material arrives (CN-4b, CN-4b2)."""

    SOURCE = "source"
    TEMPERATURE = "temperature"
    PACKAGING = "packaging"
    SEAL = "seal"
    LABEL = "label"
    DOCUMENTS = "documents"


_LOT = MaterialsPermission.RELEASE_LOT

LOT_LIFECYCLE = register(
    Lifecycle(
        name="materials.lot",
        states=LotState,
        initial=LotState.QUARANTINE,
        transitions=(
            Transition(source=LotState.QUARANTINE, verb="release", target=LotState.RELEASED, permission=_LOT),
            Transition(source=LotState.QUARANTINE, verb="reject", target=LotState.REJECTED, permission=_LOT),
            Transition(source=LotState.RELEASED, verb="quarantine", target=LotState.QUARANTINE, permission=_LOT),
            Transition(source=LotState.RELEASED, verb="reject", target=LotState.REJECTED, permission=_LOT),
        ),
        final=frozenset({LotState.REJECTED}),
    )
)


def _steps(
    verb: str, target: ContainerState, permission: MaterialsPermission, *sources: ContainerState
) -> tuple[Transition[ContainerState], ...]:
    return tuple(Transition(source=each, verb=verb, target=target, permission=permission) for each in sources)


_C = ContainerState
CONTAINER_LIFECYCLE = register(
    Lifecycle(
        name="materials.container",
        states=ContainerState,
        initial=ContainerState.EXPECTED,
        transitions=(
            *_steps("receive", _C.AVAILABLE, MaterialsPermission.RECEIVE, _C.EXPECTED),
            *_steps("receive_held", _C.QUARANTINED, MaterialsPermission.RECEIVE, _C.EXPECTED),
            *_steps("hold", _C.QUARANTINED, MaterialsPermission.HANDLE, _C.AVAILABLE, _C.IN_USE, _C.STORED),
            *_steps("release", _C.AVAILABLE, MaterialsPermission.DECIDE_HOLD, _C.QUARANTINED),
            *_steps("draw", _C.IN_USE, MaterialsPermission.OPERATE, _C.AVAILABLE, _C.IN_USE),
            # a sample is taken in quarantine: its result is what the quarantine waits for (CN-4c)
            *_steps("draw", _C.QUARANTINED, MaterialsPermission.OPERATE, _C.QUARANTINED),
            *_steps("store", _C.STORED, MaterialsPermission.HANDLE, _C.AVAILABLE, _C.IN_USE, _C.STORED),
            *_steps("retrieve", _C.AVAILABLE, MaterialsPermission.HANDLE, _C.STORED),
            *_steps("empty", _C.EMPTY, MaterialsPermission.OPERATE, _C.AVAILABLE, _C.IN_USE, _C.QUARANTINED),
            # a correction finds that it was another container, or more, or less that was taken out (T11)
            *_steps("correct", _C.IN_USE, MaterialsPermission.CORRECT, _C.EMPTY),
            *_steps("correct_available", _C.AVAILABLE, MaterialsPermission.CORRECT, _C.EMPTY, _C.IN_USE),
            *_steps("correct_held", _C.QUARANTINED, MaterialsPermission.CORRECT, _C.EMPTY),
            *_steps("correct_stored", _C.STORED, MaterialsPermission.CORRECT, _C.EMPTY, _C.IN_USE),
            *_steps("correct_empty", _C.EMPTY, MaterialsPermission.CORRECT, _C.STORED),
            *_steps(
                "destroy",
                _C.DESTROYED,
                MaterialsPermission.OPERATE,
                _C.QUARANTINED,
                _C.AVAILABLE,
                _C.IN_USE,
                _C.STORED,
                _C.EMPTY,
            ),
        ),
        final=frozenset({_C.DESTROYED}),
    )
)

NEAR_MISS_LIFECYCLE = register(
    Lifecycle(
        name="materials.near_miss",
        states=NearMissState,
        initial=NearMissState.OPEN,
        transitions=(
            Transition(
                source=NearMissState.OPEN,
                verb="review",
                target=NearMissState.REVIEWED,
                permission=MaterialsPermission.REVIEW_NEAR_MISS,
            ),
        ),
        final=frozenset({NearMissState.REVIEWED}),
    )
)

HAND_OVER_LIFECYCLE = register(
    Lifecycle(
        name="materials.hand_over",
        states=HandOverState,
        initial=HandOverState.OFFERED,
        transitions=(
            Transition(
                source=HandOverState.OFFERED,
                verb="accept",
                target=HandOverState.ACCEPTED,
                permission=MaterialsPermission.HANDLE,
            ),
            Transition(
                source=HandOverState.OFFERED,
                verb="withdraw",
                target=HandOverState.WITHDRAWN,
                permission=MaterialsPermission.HANDLE,
            ),
        ),
        final=frozenset({HandOverState.ACCEPTED, HandOverState.WITHDRAWN}),
    )
)
