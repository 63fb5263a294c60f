"""Facilities in the API. Amounts are texts of decimals: CNY without tax; quantities of waste in kg."""

import base64
import binascii
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cellpark.facilities.public import (
    Alarm,
    AlarmState,
    Colour,
    CostKind,
    CostState,
    HotWork,
    OrderState,
    Payer,
    PermitKind,
    PermitState,
    Severity,
    Side,
    Urgency,
    Waste,
    WasteKind,
    Where,
    WorkOrder,
    number_of,
    order_colour,
)
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.api.values import Body, Moment, MomentIn, Text

PHOTO_BASE64_MAX = 4_000_000
LongText = Annotated[str, Field(max_length=2000)]


def amount(text: str, field: str) -> Decimal:
    """The number of a text. Raises ``Refused(facilities.cost.amount)``."""
    found = number_of(text)
    if found is None:
        raise Refused(Problem("facilities.cost.amount", {"most": "10000000"}, field=field))
    return found


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        values = {name: getattr(row, name) for name in cls.model_fields}
        return cls.model_validate({name: f"{v:f}" if isinstance(v, Decimal) else v for name, v in values.items()})


class WorkOrderStepOut(Schema):
    """One thing that happened to an order; ``person`` is told to the park alone."""

    step: str
    at: Moment
    side: Side
    text: str


class WorkOrderOut(Schema):
    """A work order; ``clock`` is how the time stands that matters now."""

    id: UUID
    organisation_id: UUID
    tenant_id: UUID | None
    code: str
    state: OrderState
    kind: str
    urgency: Urgency
    room_id: UUID | None
    place: str
    title: str
    text: str
    reported_at: Moment
    due_at: Moment | None
    waiting_since: Moment | None
    done_at: Moment | None
    ended_at: Moment | None
    answer_kept: bool | None
    mend_kept: bool | None
    contractor: str
    charged: str | None
    clock: Colour
    steps: list[WorkOrderStepOut]
    version: int

    @classmethod
    def of(cls, row: WorkOrder, at: Any) -> Self:
        """The order as answers show it at an instant."""
        more = {"clock": order_colour(row, at), "steps": row.history}
        charged = {"charged": None if row.charged is None else f"{row.charged:f}"}
        names = set(WorkOrderOut.model_fields) - more.keys() - charged.keys()
        return cls.model_validate({**{name: getattr(row, name) for name in names}, **more, **charged})


class OrderNoteOut(_Row):
    """A comment that the caller may read."""

    id: UUID
    at: Moment
    side: Side
    text: str
    internal: bool


class OrderPhotoOut(_Row):
    """A picture without its bytes."""

    id: UUID
    at: Moment
    side: Side
    sha256: str
    width: int
    height: int
    size: int


class CostLineOut(_Row):
    """A cost line that the caller may see."""

    id: UUID
    kind: CostKind
    text: str
    quantity: str
    unit_price: str
    net: str
    payer: Payer
    state: CostState


class WorkOrderWholeOut(WorkOrderOut):
    """An order with what was said, shown and spent."""

    notes: list[OrderNoteOut] = []
    photos: list[OrderPhotoOut] = []
    costs: list[CostLineOut] = []


class PhotoIn(Body):
    """A picture in base64: JPEG, PNG or WebP."""

    content: Annotated[str, Field(max_length=PHOTO_BASE64_MAX)]

    @property
    def raw(self) -> bytes:
        """The picture itself. Raises ``Refused(facilities.photo.kind)``."""
        try:
            return base64.b64decode(self.content, validate=True)
        except (binascii.Error, ValueError):
            raise Refused(Problem("facilities.photo.kind", field="content")) from None


class FaultPlaceIn(Body):
    """Where something is: a room, a place in words, or both."""

    room: UUID | None = None
    place: Text = ""
    operator: UUID | None = None
    for_tenant: bool = True

    def where(self) -> Where:
        """As the acts take it."""
        return Where(room_id=self.room, place=self.place, operator_id=self.operator, for_tenant=self.for_tenant)


class FaultReportIn(FaultPlaceIn):
    """What is broken."""

    title: Text
    kind: Text
    urgency: Urgency = Urgency.NORMAL
    text: LongText = ""
    photos: Annotated[list[PhotoIn], Field(max_length=10)] = []


class WorkOrderAcceptIn(Body):
    """What the office sees in it; empty: as it was reported."""

    kind: Text = ""
    urgency: Urgency | None = None


class AssignIn(Body):
    """Somebody of the office, or a firm."""

    assignee: UUID | None = None
    contractor: Text = ""


class FacilityWhyIn(Body):
    """A reason that the other side reads."""

    reason: LongText


class FacilityMaybeWhyIn(Body):
    """A reason that the other side reads, where the act is not one's own matter."""

    reason: LongText = ""


class BesideAnswerIn(FacilityWhyIn):
    """Whether a house lets hot work through beside its batches."""

    allowed: bool


class DoneIn(Body):
    """What was done."""

    done: LongText


class OrderNoteIn(Body):
    """A comment."""

    text: LongText
    internal: bool = False


class CostLineIn(Body):
    """One line of what it cost."""

    kind: CostKind
    text: Text
    quantity: Text
    unit_price: Text
    payer: Payer = Payer.PARK


class SeenCostIn(Body):
    """What the caller was shown that the tenant pays; None: whatever it is."""

    seen_cost: Text | None = None

    def cost(self) -> Decimal | None:
        """The amount."""
        return None if self.seen_cost is None else amount(self.seen_cost, "seen_cost")


class AlarmIn(Body):
    """What a building system says; ``id`` is its own number for the alarm."""

    source: Text
    id: Text
    point: Text
    severity: Severity
    at: MomentIn
    room: Text = ""
    text: Text = ""
    kind: Text = "other"


class ClearedIn(Body):
    """That an alarm is over."""

    source: Text
    id: Text
    at: MomentIn


class AlarmOut(Schema):
    """An alarm; ``known`` says whether the room is one of the premises, ``order`` what it opened or joined."""

    id: UUID
    organisation_id: UUID
    source: str
    external: str
    point: str
    room_id: UUID | None
    place: str
    known: bool
    severity: Severity
    text: str
    state: AlarmState
    raised_at: Moment
    cleared_at: Moment | None
    order_id: UUID | None

    @classmethod
    def of(cls, row: Alarm) -> Self:
        """The alarm as answers show it."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class PermitOut(_Row):
    """A permit of work. Who watches for fire is told on the page and on the paper alone."""

    id: UUID
    organisation_id: UUID
    tenant_id: UUID | None
    code: str
    kind: PermitKind
    state: PermitState
    room_id: UUID | None
    place: str
    contractor: str
    text: str
    starts_at: Moment
    ends_at: Moment
    extinguisher: str
    detectors: str
    checks: list[str]
    waste_kind: str
    quantity: str
    containers: int
    carrier: str
    licence: str
    note_number: str
    requested_at: Moment
    approved_at: Moment | None
    begun_at: Moment | None
    over_at: Moment | None
    closed_at: Moment | None
    said: str
    version: int


class PermitIn(FaultPlaceIn):
    """What every permit says."""

    starts_at: MomentIn
    ends_at: MomentIn
    contractor: Text = ""
    text: LongText

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = {name: getattr(self, name) for name in ("starts_at", "ends_at", "contractor", "text")}
        return {**said, "where": self.where()}


class HotWorkIn(PermitIn):
    """Hot work: who watches, with what, which points of the house's list were looked at."""

    fire_watch: Text
    extinguisher: Text
    detectors: Text
    checks: Annotated[list[Text], Field(max_length=40)]

    def said(self) -> HotWork:
        """As the act takes it."""
        named = {name: getattr(self, name) for name in ("fire_watch", "extinguisher", "detectors")}
        return HotWork(checks=tuple(self.checks), **named)


class WasteIn(PermitIn):
    """A hand-over of waste."""

    kind: WasteKind
    quantity: Text
    containers: int
    carrier: Text
    licence: Text

    def said(self) -> Waste:
        """As the act takes it."""
        named = {name: getattr(self, name) for name in ("kind", "containers", "carrier", "licence")}
        return Waste(quantity=amount(self.quantity, "quantity"), **named)


class PermitClosedIn(Body):
    """What the check showed; for waste what was handed over."""

    said: LongText
    quantity: Text | None = None
    containers: int = 0
    note_number: Text = ""

    def closing(self) -> dict[str, Any]:
        """As the act takes it."""
        quantity = None if self.quantity is None else amount(self.quantity, "quantity")
        named = {name: getattr(self, name) for name in ("said", "containers", "note_number")}
        return {**named, "quantity": quantity}


class KeptOut(Schema):
    """The promises of one month of reports, and how many were kept."""

    month: date
    answered: int
    answered_in_time: int
    mended: int
    mended_in_time: int


class FacilityFiguresOut(Schema):
    """What is open by urgency, what is late, which promises were kept."""

    open: dict[Urgency, int]
    late: int
    months: list[KeptOut]
