"""What the ledger keeps of leases. The stream belongs to the operator; people appear by id alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomDays:
    """One room, by its number that never changes, and the days from ``start`` up to, not including, ``end``.

    ``fit_out_until``: the first day after the tenant's works. An open ``end`` goes on with the room.
    """

    room: UUID
    number: int
    code: str
    start: date
    end: date | None
    fit_out_until: date | None = None


@event_type("leases.lease.drafted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseDrafted:
    """Who shall rent what, from when to when; ``text`` is the lease file. ``follows`` is the lease that it renews."""

    lease: UUID
    number: str
    tenant: UUID
    start: date
    end: date
    notice_days: int
    text: str
    rooms: tuple[RoomDays, ...]
    follows: UUID | None
    person: UUID | None


@event_type("leases.lease.redrafted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseRedrafted:
    """The draft says something else now."""

    lease: UUID
    start: date
    end: date
    notice_days: int
    text: str
    rooms: tuple[RoomDays, ...]
    person: UUID | None


@event_type("leases.version.drafted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDrafted:
    """An amendment: from ``since`` on the terms of ``text`` hold, up to ``end``."""

    lease: UUID
    number: int
    since: date
    end: date
    text: str
    rooms: tuple[RoomDays, ...]
    person: UUID | None


@event_type("leases.version.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionApproved:
    """A second person approved it. ``occupied`` is all that the lease takes from now on."""

    lease: UUID
    number: int
    person: UUID | None
    occupied: tuple[RoomDays, ...]


@event_type("leases.version.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionWithdrawn:
    """It is not agreed; what was taken for it is free again."""

    lease: UUID
    number: int
    occupied: tuple[RoomDays, ...]


@event_type("leases.version.signed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSigned:
    """One side signed; ``agreed`` with the second signature. ``end`` is that of the lease with this version."""

    lease: UUID
    number: int
    end: date
    side: str
    signature: UUID
    person: UUID | None
    agreed: bool
    occupied: tuple[RoomDays, ...]


@event_type("leases.version.taken_over", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseTakenOver:
    """Both sides signed it on ``paper`` by the day ``signed_on``; ``person`` compared it with the draft.

    ``billed_from`` is the first day that is billed here; what lies before it was billed elsewhere.
    """

    lease: UUID
    number: int
    paper: str
    signed_on: date
    billed_from: date
    person: UUID | None
    occupied: tuple[RoomDays, ...]


@event_type("leases.lease.started", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseStarted:
    """Its first day has come."""

    lease: UUID


@event_type("leases.notice.given", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGiven:
    """One side ends the lease before its time; ``day`` is the first day on which it no longer holds."""

    lease: UUID
    side: str
    day: date
    agreed: bool
    person: UUID | None
    occupied: tuple[RoomDays, ...]


@event_type("leases.notice.back_asked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeBackAsked:
    """One side asks to take the notice back; the other one may agree up to and with the day ``until``."""

    lease: UUID
    side: str
    until: date
    person: UUID | None


@event_type("leases.notice.taken_back", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTakenBack:
    """The other side agreed: the lease goes on as it was agreed before the notice. ``occupied``: its rooms again."""

    lease: UUID
    side: str
    person: UUID | None
    occupied: tuple[RoomDays, ...]


@event_type("leases.lease.ended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseEnded:
    """It is over: run out, followed by another lease, or terminated."""

    lease: UUID
    outcome: str


@event_type("leases.hold.placed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced:
    """Rooms are kept for somebody up to, not including, ``until``; ``tenant`` where it is known already."""

    hold: UUID
    number: str
    tenant: UUID | None
    until: date
    rooms: tuple[RoomDays, ...]
    person: UUID | None


@event_type("leases.hold.reduced", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReduced:
    """Some of its rooms are let to whom they were kept for; ``rooms`` stay kept."""

    hold: UUID
    rooms: tuple[RoomDays, ...]


@event_type("leases.hold.ended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEnded:
    """The rooms are free again, or let to whom they were kept for."""

    hold: UUID
    outcome: str


@event_type("leases.index.recorded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRecorded:
    """A published index value of a month such as ``2027-03``; a later record of the same month corrects it."""

    value: UUID
    name: str
    month: str
    figure: str
    published_on: date
    source: str
    person: UUID | None


@event_type("leases.asking.set", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class AskingSet:
    """What is asked for one square metre of net area a month, in CNY without tax, for rooms of a use."""

    asking: UUID
    use: str
    rate: Decimal
    since: date
    person: UUID | None
