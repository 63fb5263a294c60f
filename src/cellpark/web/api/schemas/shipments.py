"""Shipments, excursions and links in the API. Temperatures are texts in degC."""

from typing import Any, Self
from uuid import UUID

from ninja import Schema

from cellpark.identity.public import LinkState
from cellpark.shipments.public import (
    Condition,
    Excursion,
    ExcursionState,
    HandLink,
    LinkAct,
    LinkRole,
    Purpose,
    ShipmentState,
)
from cellpark.web.api.schemas.files import FileIn
from cellpark.web.api.values import Body, Moment, MomentIn, Text


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class ShipmentOut(_Row):
    """A shipment: what, from whom to whom, and where it stands."""

    id: UUID
    organisation_id: UUID
    number: str
    sender_id: UUID
    receiver_id: UUID
    carrier_id: UUID | None
    state: ShipmentState
    purpose: Purpose
    condition: Condition
    low: str
    high: str
    allowed_minutes: int
    hours_max: int
    pick_up_at: Moment
    due_at: Moment
    contents: list[Any]
    seal: str
    seal_seen: str
    shipper: str
    logger: str
    damage: str
    sealed_at: Moment | None
    handed_over_at: Moment | None
    taken_over_at: Moment | None
    arrived_at: Moment | None
    received_at: Moment | None
    ended_at: Moment | None
    file_sha256: str
    evaluation: dict[str, Any]
    version: int


class ShipmentIn(Body):
    """What travels, by the ids of its containers, and how."""

    number: Text
    containers: list[UUID]
    sender: UUID
    receiver: UUID
    carrier: UUID | None = None
    condition: Condition
    pick_up_at: MomentIn
    due_at: MomentIn
    hours_max: int
    allowed_minutes: int = 0
    purpose: Purpose = Purpose.USE


class ShipmentLabelIn(Body):
    """A scan."""

    raw: Text


class SealIn(Body):
    """The closed shipper."""

    seal: Text
    logger: Text
    shipper: Text = ""


class LoggerReplacementIn(FileIn):
    """The right file, and why the other one was wrong."""

    reason: Text


class OpenedIn(Body):
    """What was seen when the shipper was opened."""

    seal: Text
    damage: Text = ""


class InspectionIn(Body):
    """Whether it is taken in, and why."""

    accept: bool
    reason: Text


class ExcursionOut(Schema):
    """What went wrong on the way, and what was decided."""

    id: UUID
    shipment: UUID
    number: str
    state: ExcursionState
    findings: list[Any]
    held: list[Any]
    reason: str
    opened_at: Moment
    decided_at: Moment | None

    @classmethod
    def of(cls, row: Excursion) -> Self:
        """The row as answers show it."""
        names = cls.model_fields.keys() - {"shipment"}
        return cls.model_validate({"shipment": row.shipment_id, **{name: getattr(row, name) for name in names}})


class ExcursionDecisionIn(Body):
    """Accepted on data or rejected, and why."""

    decision: ExcursionState
    reason: Text


class LinkIn(Body):
    """For whom a link is, and for how long."""

    act: LinkAct
    role: LinkRole
    hours: int = 24


class LinkOut(Schema):
    """A link. ``address`` is there in the answer that made it, and never again."""

    id: UUID
    act: LinkAct
    role: LinkRole
    state: LinkState
    expires_at: Moment
    address: str = ""

    @classmethod
    def of(cls, row: HandLink, address: str = "") -> Self:
        """The row as answers show it."""
        names = cls.model_fields.keys() - {"address"}
        return cls.model_validate({"address": address, **{name: getattr(row, name) for name in names}})
