"""Materials, lots, containers and custody in the API. Amounts are texts such as ``100 mL``."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from ninja import Schema

from cellpark.materials.public import (
    Container,
    ContainerState,
    CustodyAct,
    DonorState,
    DonorUse,
    HandOver,
    Lot,
    LotState,
    MaterialKind,
    OperationKind,
    ReceiptCheck,
    StorageCondition,
    clocks_of,
)
from cellpark.web.api.values import Body, Moment, MomentIn, Text


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class MaterialOut(_Row):
    """A material master."""

    id: UUID
    code: str
    name_zh: str
    name_en: str
    kind: MaterialKind
    unit: str
    storage: StorageCondition
    donor_use: DonorUse
    gtin: str
    clocks: list[Any]
    version: int


class MaterialIn(Body):
    """A material; ``clocks``: kind of hold time -> limit (``{"fresh": "72 h"}``)."""

    code: Text
    name_zh: Text = ""
    name_en: Text = ""
    kind: MaterialKind
    unit: Text = "1"
    storage: StorageCondition = StorageCondition.AMBIENT
    donor_use: DonorUse = DonorUse.NONE
    gtin: Text = ""
    clocks: dict[str, Text] = {}


class MaterialAnewIn(MaterialIn):
    """A material described anew."""

    reason: Text


class LotOut(_Row):
    """A lot with the values of its certificate."""

    id: UUID
    material: UUID
    number: str
    vendor: str
    state: LotState
    expires_at: Moment | None
    received_by: UUID | None
    decided_by: UUID | None
    file_name: str
    file_sha256: str
    attributes: dict[str, Any]
    version: int

    @classmethod
    def of(cls, row: Lot) -> Self:
        """The lot as answers show it."""
        named = {name: getattr(row, name) for name in cls.model_fields if name != "material"}
        return cls.model_validate({**named, "material": row.material_id})


class LotIn(Body):
    """A lot that arrived."""

    material: UUID
    number: Text
    vendor: Text = ""
    expires_at: MomentIn | None = None


class CertificateIn(Body):
    """A certificate: the hash of its file and its values (``{"titre": "2.0e8 TU/mL"}``)."""

    file_name: Text = ""
    file_sha256: Text
    attributes: dict[str, Text] = {}
    reason: Text = ""


class ExpiryIn(Body):
    """Another expiry."""

    expires_at: MomentIn
    reason: Text


class ClockOut(Schema):
    """A hold time at the moment of the answer."""

    kind: str
    limit_s: int
    used_s: int
    running: bool
    due_at: Moment | None
    colour: str


class ContainerOut(_Row):
    """A container."""

    id: UUID
    code: str
    scan_key: str
    material: UUID
    lot: UUID | None
    coi: str
    din: str
    state: ContainerState
    sample: bool
    quantity: Any
    donor_state: DonorState
    expires_at: Moment | None
    opened_at: Moment | None
    place: str
    condition: str
    room: UUID | None
    custodian: UUID | None
    seal: str
    second_scan_due: bool
    look_alikes: list[Any]
    clocks: list[ClockOut]
    version: int

    @classmethod
    def of(cls, row: Container) -> Self:
        """The container as answers show it."""
        special = {"material", "lot", "quantity", "clocks"}
        named = {name: getattr(row, name) for name in cls.model_fields if name not in special}
        clocks = [
            ClockOut(
                kind=each.kind.value,
                limit_s=int(each.limit.total_seconds()),
                used_s=int(each.used.total_seconds()),
                running=each.running,
                due_at=each.due_at,
                colour=each.colour.value,
            )
            for each in clocks_of(row)
        ]
        return cls.model_validate(
            {
                **named,
                "material": row.material_id,
                "lot": row.lot_id,
                "quantity": row.quantity.plain(),
                "clocks": clocks,
            }
        )


class MaterialContainerIn(Body):
    """A container that will arrive."""

    material: UUID
    quantity: Text
    lot: UUID | None = None
    code: Text = ""
    scan: Text = ""
    coi: Text = ""
    din: Text = ""
    product_code: Text = ""
    division: Text = ""
    donor_state: DonorState = DonorState.UNKNOWN
    expires_at: MomentIn | None = None


class MaterialScanIn(Body):
    """What the scanner sent."""

    raw: Text


class ScannedOut(Schema):
    """What carries a label."""

    container: UUID | None
    lot: UUID | None
    material: UUID | None
    coi: str


class ReceiptIn(MaterialScanIn):
    """What was seen on arrival; each point of ``checks`` has to be answered."""

    source: Text
    place: Text
    condition: StorageCondition
    checks: dict[ReceiptCheck, bool]
    notes: dict[ReceiptCheck, Text] = {}
    quantity: Text = ""
    collected_at: MomentIn | None = None
    temperature_min: Text = ""
    temperature_max: Text = ""
    seal: Text = ""


class MovementIn(MaterialScanIn):
    """Where a container is brought."""

    act: CustodyAct
    place: Text
    condition: StorageCondition
    room: UUID | None = None
    seal: Text = ""
    temperature_min: Text = ""
    temperature_max: Text = ""
    verifier: UUID | None = None


class MaterialOfferIn(MaterialScanIn):
    """The first scan of a hand-over."""

    receiver: UUID | None = None
    place: Text = ""
    seal: Text = ""


class AcceptIn(MaterialScanIn):
    """The second scan of a hand-over."""

    seal: Text = ""


class ConsumedIn(Body):
    """A container, what was scanned on it, and how much is taken out of it; empty takes all."""

    container: UUID
    raw: Text
    quantity: Text = ""


class ProducedIn(Body):
    """A new container."""

    quantity: Text
    material: UUID | None = None
    lot: UUID | None = None
    code: Text = ""
    scan: Text = ""
    product_code: Text = ""
    division: Text = ""
    place: Text = ""


class IntoIn(ConsumedIn):
    """A container that receives what is used, what was scanned on it, and how much it becomes more, if it does."""


class LossIn(Body):
    """What does not arrive."""

    quantity: Text
    why: Text


class OperationIn(Body):
    """Containers that are consumed and produced."""

    kind: OperationKind
    consumed: list[ConsumedIn]
    produced: list[ProducedIn] = []
    into: list[IntoIn] = []
    losses: list[LossIn] = []
    at: MomentIn | None = None
    batch: UUID | None = None
    step: Text = ""
    room: UUID | None = None
    equipment: list[UUID] = []
    performers: list[UUID] = []
    reason: Text = ""


class OperationOut(_Row):
    """An operation; ``corrects`` is the one that it stands for."""

    id: UUID
    kind: OperationKind
    consumed: list[Any]
    produced: list[Any]
    losses: list[Any]
    corrects: UUID | None
    batch: UUID | None
    step: str
    room: UUID | None
    done_at: Moment


class HandOverOut(_Row):
    """A hand-over."""

    id: UUID
    container: UUID
    state: str
    giver: UUID | None
    receiver: UUID | None
    place: str
    offered_at: Moment
    ended_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: HandOver) -> Self:
        """The hand-over as answers show it."""
        named = {name: getattr(row, name) for name in cls.model_fields if name != "container"}
        return cls.model_validate({**named, "container": row.container_id})


class NearMissOut(_Row):
    """A scan that did not match."""

    id: UUID
    kind: str
    state: str
    scan: str
    purpose: str
    expected_container: UUID | None
    expected_coi: str
    expected_material: str
    found_container: UUID | None
    found_lot: UUID | None
    person: UUID | None
    batch: UUID | None
    step: str
    happened_at: Moment
    reviewed_by: UUID | None
    conclusion: str
    version: int


class ConclusionIn(Body):
    """What follows from a near miss."""

    conclusion: Text


class PatientOut(_Row):
    """A chain of identity; no name ever leaves the house (T20)."""

    id: UUID
    coi: str
    enrolled_at: Moment
    version: int


class PatientIn(Body):
    """A chain of identity; name and birth date are encrypted at once."""

    coi: Text
    name: Text = ""
    born: date | None = None


class SourceOut(_Row):
    """A hospital or vendor on the list."""

    id: UUID
    name: str
    approved_until: Moment | None
    version: int


class SourceIn(Body):
    """A hospital or vendor to approve."""

    name: Text
    approved_until: MomentIn
    reason: Text
