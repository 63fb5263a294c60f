"""Leases, holds and their figures in the API. Amounts and areas are texts."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from cellpark.booking.public import Displaced
from cellpark.leases.public import (
    FutureBill,
    HoldState,
    LeaseState,
    LeaseVersion,
    Occupation,
    OccupationState,
    RollLine,
    RoomWanted,
    VersionState,
)
from cellpark.premises.public import RoomUse
from cellpark.web.api.values import Body, Moment, Text

File = Annotated[str, StringConstraints(max_length=200_000)]
Number = Annotated[str, StringConstraints(max_length=40)]
Days = Annotated[int, Field(ge=0, le=730)]


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class LeaseOut(_Row):
    """A lease; ``until`` is the first day on which it no longer holds."""

    id: UUID
    organisation_id: UUID
    tenant_id: UUID
    number: str
    state: LeaseState
    starts_on: date
    ends_on: date
    until: date
    notice_days: int
    current: int
    follows_id: UUID | None
    leaves_on: date | None
    back_by: str
    back_until: date | None


class VersionOut(_Row):
    """One version of the terms: ``text`` is the lease file."""

    number: int
    state: VersionState
    since: date
    until: date
    text: str
    rooms: list[dict[str, Any]]
    approved_at: Moment | None
    operator_signed_at: Moment | None
    tenant_signed_at: Moment | None


class LeaseWholeOut(LeaseOut):
    """A lease with its versions."""

    versions: list[VersionOut]

    @classmethod
    def whole(cls, row: Any, versions: list[LeaseVersion]) -> Self:
        """The lease and what was agreed."""
        said = LeaseOut.of(row).model_dump()
        return cls(**said, versions=[VersionOut.of(each) for each in versions])


class BillLineOut(Schema):
    """One line of a bill to come: which term, which days, which formula."""

    term: str
    kind: str
    room: str
    since: date
    until: date | None
    formula: str
    waits_for: str
    tax: str
    gross: str


class DisplacedOut(Schema):
    """A booking that gives way to a lease on ``let_on``; ids and the company are told to the park alone.

    ``with_its_bundle``: it is cancelled since another part of its bundle gives way.
    """

    resource: str
    starts_at: Moment
    ends_at: Moment
    let_on: date
    booking_id: UUID | None
    company_id: UUID | None
    with_its_bundle: bool

    @classmethod
    def of(cls, found: Displaced, *, own: bool) -> Self:
        """The booking as one side of the lease reads it."""
        row = found.booking
        return cls(
            resource=row.resource.name,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            let_on=found.day,
            booking_id=row.id if own else None,
            company_id=row.company_id if own else None,
            with_its_bundle=found.part is not None,
        )


class FutureBillOut(Schema):
    """A bill to come."""

    number: int
    since: date
    until: date | None
    due: date
    tax: str
    gross: str
    lines: list[BillLineOut]

    @classmethod
    def of(cls, bill: FutureBill) -> Self:
        """The bill with its lines."""
        return cls(
            number=bill.number,
            since=bill.days.start,
            until=bill.days.end,
            due=bill.due,
            tax=str(bill.tax),
            gross=str(bill.gross),
            lines=[
                BillLineOut(
                    term=line.term.key,
                    kind=line.term.kind.value,
                    room=line.term.subject,
                    since=line.days.start,
                    until=line.days.end,
                    formula=line.formula,
                    waits_for=line.stretch.awaits,
                    tax=str(line.tax.amount),
                    gross=str(line.gross.amount),
                )
                for line in bill.lines
            ],
        )


class LeaseRoomIn(Schema):
    """A room, perhaps with days of its own."""

    room_id: UUID
    start: date | None = None
    end: date | None = None
    fit_out_until: date | None = None

    @property
    def wanted(self) -> RoomWanted:
        """What the act takes."""
        return RoomWanted(**self.model_dump())


Rooms = Annotated[list[LeaseRoomIn], Field(max_length=200)]


class DraftIn(Body):
    """Who shall rent which rooms; ``text`` is the lease file."""

    number: Number
    tenant_id: UUID
    text: File
    rooms: Rooms
    notice_days: Days = 90


class RedraftIn(Body):
    """What the draft says now."""

    text: File
    rooms: Rooms
    notice_days: Days = 90


class AmendIn(Body):
    """All that holds from ``since`` of the lease file on."""

    text: File
    rooms: Rooms


class RenewIn(Body):
    """The lease that follows."""

    number: Number
    text: File
    rooms: Rooms
    notice_days: Days = 90


class TakeOverIn(Body):
    """The contract on paper, the day of its last signature, and the first day that is billed here."""

    paper: Text
    signed_on: date
    billed_from: date | None = None


class NoticeIn(Body):
    """The first day without the lease."""

    day: date
    reason: Text
    agreed: bool = False


class NoticeBackIn(Body):
    """The last day on which the other side may agree."""

    until: date
    reason: Text


class HoldIn(Body):
    """Rooms kept for somebody."""

    number: Number
    rooms: Rooms
    until: date
    tenant_id: UUID | None = None
    for_whom: Text = ""


class HoldOut(_Row):
    """A hold."""

    id: UUID
    organisation_id: UUID
    number: str
    tenant_id: UUID | None
    for_whom: str
    state: HoldState
    until: date


class IndexIn(Body):
    """A published index value; ``reason`` where it corrects a month."""

    name: Text
    month: Annotated[str, StringConstraints(max_length=7)]
    figure: Annotated[str, StringConstraints(max_length=20)]
    published_on: date
    source: Text
    reason: Text = ""


class IndexOut(_Row):
    """A published index value."""

    id: UUID
    organisation_id: UUID
    name: str
    month: str
    figure: Decimal
    published_on: date
    source: str


class AskingIn(Body):
    """CNY a month for one square metre of net area, without tax."""

    use: RoomUse
    rate: Annotated[Decimal, Field(ge=0, le=100_000, decimal_places=2)]
    since: date


class AskingOut(_Row):
    """What is asked."""

    id: UUID
    organisation_id: UUID
    use: RoomUse
    rate: Decimal
    since: date


class OccupationOut(_Row):
    """A room that is taken."""

    room_id: UUID
    lease_id: UUID | None
    hold_id: UUID | None
    number: str
    tenant_id: UUID | None
    state: OccupationState
    start: date
    end: date | None

    @classmethod
    def of(cls, row: Occupation) -> Self:
        """The occupation as answers show it."""
        return super().of(row)


class RollOut(Schema):
    """One lease on the rent roll; where it cannot be computed ``problem`` says why and the amounts are null."""

    lease_id: UUID
    number: str
    tenant_id: UUID
    rooms: int
    area_m2: str
    rent: str | None
    service: str | None
    month: str | None
    deposit: str | None
    problem: str

    @classmethod
    def of(cls, line: RollLine) -> Self:
        """The line as answers show it."""
        found = {name: getattr(line, name) for name in ("rent", "service", "month", "deposit")}
        row = line.lease
        return cls(
            lease_id=row.id,
            number=row.number,
            tenant_id=row.tenant_id,
            rooms=line.rooms,
            area_m2=str(line.area_m2),
            **{name: None if amount is None else str(amount) for name, amount in found.items()},
            problem="" if line.problem is None else line.problem.code,
        )


class FigureMonthOut(Schema):
    """Occupancy of a month in percent, the vacant net area of the average day, the loss in CNY without tax."""

    month: str
    share: str | None
    vacant_m2: str
    loss: str
    ending_leases: int
    ending_m2: str
