"""Resources, bookings, places in queues and calendar addresses in the API. Amounts and rates are texts."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cellpark.booking.public import (
    BookingState,
    Busy,
    ChargeBy,
    Checked,
    Closed,
    Description,
    FeedState,
    ImportedLine,
    Quota,
    ResourceKind,
    ResourceState,
    SourceKind,
    Terms,
    Via,
    WaitState,
    Wanted,
    Window,
)
from cellpark.web.api.schemas.files import FileIn
from cellpark.web.api.values import Body, Moment, MomentIn, Text

Minutes = Annotated[int, Field(ge=0, le=1_000_000)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=4)]


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class WindowIn(Body):
    """A weekday (0 is Monday) and the minutes of its day between which it is open."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    start: Annotated[int, Field(ge=0, le=1440)]
    end: Annotated[int, Field(ge=0, le=1440)]


class ClosedIn(Body):
    """Days from the first up to, not including, the last."""

    start: date
    end: date


class QuotaIn(Body):
    """Hours in a week or a month; an empty stage means any."""

    period: Text
    hours: Annotated[int, Field(ge=1, le=744)]
    stage: Text = ""


class TermsIn(Body):
    """The rules of a resource; times in minutes, 0 is no limit."""

    zone: Text = "Asia/Shanghai"
    min_minutes: Minutes = 15
    max_minutes: Minutes = 480
    advance_days: Minutes = 60
    cancel_minutes: Minutes = 60
    before_minutes: Minutes = 0
    after_minutes: Minutes = 0
    open_max: Minutes = 0
    no_show_minutes: Minutes = 0
    no_show_limit: Minutes = 0
    no_show_advance_days: Minutes = 2
    offer_minutes: Minutes = 120
    windows: Annotated[list[WindowIn], Field(max_length=100)] = []
    closed: Annotated[list[ClosedIn], Field(max_length=100)] = []
    quotas: Annotated[list[QuotaIn], Field(max_length=100)] = []
    training: Annotated[list[Text], Field(max_length=100)] = []
    stages: Annotated[list[Text], Field(max_length=10)] = []
    shared: bool = False

    def terms(self) -> Terms:
        """The rules as values."""
        said = self.model_dump(exclude={"windows", "closed", "quotas", "training", "stages"})
        return Terms(
            **said,
            windows=tuple(Window(each.weekday, each.start, each.end) for each in self.windows),
            closed=tuple(Closed(each.start, each.end) for each in self.closed),
            quotas=tuple(Quota(each.period, each.hours, each.stage) for each in self.quotas),
            training=tuple(self.training),
            stages=tuple(self.stages),
        )


class ResourceIn(Body):
    """A resource in the words of its owner. ``price``: CNY an hour without tax."""

    code: Text
    name_zh: Text = ""
    name_en: Text = ""
    kind: ResourceKind = ResourceKind.ROOM
    place: Text = ""
    pool: Text = ""
    open_to_all: bool = True
    allowed: Annotated[list[UUID], Field(max_length=1000)] = []
    price: Amount = Decimal(0)
    tax: Amount = Decimal(0)
    charge_by: ChargeBy = ChargeBy.RESERVATION
    rules: TermsIn = TermsIn()

    def description(self) -> Description:
        """What was said."""
        said = self.model_dump(include=_DESCRIBED)
        return Description(**said, allowed=tuple(self.allowed), terms=self.rules.terms())


_DESCRIBED = {"code", "name_zh", "name_en", "kind", "place", "pool", "open_to_all", "price", "tax", "charge_by"}


class NewResourceIn(ResourceIn):
    """A resource, and the room or device that it is."""

    source_kind: SourceKind = SourceKind.NONE
    source_id: UUID | None = None


class ResourceOut(_Row):
    """A resource with its rules."""

    id: UUID
    organisation_id: UUID
    code: str
    name_zh: str
    name_en: str
    kind: ResourceKind
    place: str
    pool: str
    open_to_all: bool
    price: Decimal
    tax: Decimal
    charge_by: ChargeBy
    rules: dict[str, Any]
    state: ResourceState
    version: int


class BusyOut(Schema):
    """A time that is taken; the booking where it is one's own or the reader owns the resource."""

    start: Moment
    end: Moment
    hold_from: Moment
    hold_until: Moment
    booking_id: UUID | None

    @classmethod
    def of(cls, busy: Busy) -> Self:
        """The time as answers show it."""
        return cls(
            start=busy.start,
            end=busy.end,
            hold_from=busy.hold_from,
            hold_until=busy.hold_until,
            booking_id=None if busy.booking is None else busy.booking.id,
        )


class SpanOut(Schema):
    """A time that could be booked."""

    start: Moment
    end: Moment


class TimesIn(Body):
    """From when until when, and what for."""

    starts_at: MomentIn
    ends_at: MomentIn
    purpose: Text = ""


class BookIn(TimesIn):
    """A resource for a time; ``company`` where the owner's staff book for another company."""

    resource_id: UUID
    company: UUID | None = None
    person: UUID | None = None


class ItemIn(Body):
    """A part of a bundle."""

    resource_id: UUID
    starts_at: MomentIn
    ends_at: MomentIn

    def wanted(self) -> Wanted:
        """The part as values."""
        return Wanted(resource_id=self.resource_id, start=self.starts_at, end=self.ends_at)


class BundleIn(Body):
    """Several resources, all or none."""

    items: Annotated[list[ItemIn], Field(min_length=1, max_length=60)]
    purpose: Text = ""
    company: UUID | None = None


class SeriesIn(TimesIn):
    """The same time of the wall clock again and again."""

    resource_id: UUID
    every_days: Annotated[int, Field(ge=0, le=366)]
    times: Annotated[int, Field(ge=0, le=1000)]
    skip_conflicts: bool = False


class CheckedOut(Schema):
    """One time of a series, and the codes of what stands against it."""

    start: Moment
    end: Moment
    problems: list[str]

    @classmethod
    def of(cls, checked: Checked) -> Self:
        """The time as answers show it."""
        codes = [each.code for each in checked.problems]
        return cls(start=checked.wanted.start, end=checked.wanted.end, problems=codes)


class CancelIn(Body):
    """Whether all that was booked together goes as well."""

    whole: bool = False


class BookingScanIn(Body):
    """A scan of the resource."""

    raw: Text


class WalkUpIn(BookingScanIn):
    """A scan, and for how long."""

    minutes: Minutes
    purpose: Text = ""


class BookingOut(_Row):
    """A booking."""

    id: UUID
    organisation_id: UUID
    resource_id: UUID
    company_id: UUID
    person_id: UUID | None
    starts_at: Moment
    ends_at: Moment
    hold_from: Moment
    hold_until: Moment
    state: BookingState
    purpose: str
    bundle: UUID | None
    series: UUID | None
    via: Via
    price: Decimal
    tax: Decimal
    charge_by: ChargeBy
    offer_until: Moment | None
    checked_in_at: Moment | None
    ended_at: Moment | None
    late: bool
    let_on: date | None
    gone_with: UUID | None
    let_be_at: Moment | None
    charge_id: UUID | None
    version: int


class WaitIn(TimesIn):
    """A time for which a company waits."""

    resource_id: UUID


class WaitOut(_Row):
    """A place in a queue."""

    id: UUID
    organisation_id: UUID
    resource_id: UUID
    company_id: UUID
    starts_at: Moment
    ends_at: Moment
    purpose: str
    state: WaitState
    asked_at: Moment
    offer_until: Moment | None
    booking_id: UUID | None
    version: int


class RefusalOut(_Row):
    """A booking that could not be had; ``codes`` say why, with a blank between two."""

    id: UUID
    resource_id: UUID
    company_id: UUID
    day: date
    starts_at: Moment
    ends_at: Moment
    codes: str
    via: Via
    asked_at: Moment


class FeedIn(Body):
    """Of what a calendar is; without a resource it has the company's own bookings."""

    resource_id: UUID | None = None


class FeedOut(_Row):
    """An address of a calendar; its secret is told once, when it is made."""

    id: UUID
    organisation_id: UUID
    resource_id: UUID | None
    state: FeedState
    made_at: Moment
    address: str = ""

    @classmethod
    def told(cls, row: Any, address: str = "") -> Self:
        """The feed as answers show it."""
        named = {name: getattr(row, name) for name in cls.model_fields if name != "address"}
        return cls.model_validate({**named, "address": address})


class BookingsFileIn(FileIn):
    """A table of bookings."""

    dry_run: bool = True


class BookingLineOut(Schema):
    """One line of a table, and the codes of what stands against it."""

    line: int
    resource: str
    start: str
    end: str
    problems: list[str]

    @classmethod
    def of(cls, found: ImportedLine) -> Self:
        """The line as answers show it."""
        line = found.line
        codes = [each.code for each in found.problems]
        return cls(line=line.number, resource=line.code, start=line.start, end=line.end, problems=codes)


class BookingImportOut(Schema):
    """What an import did or would do."""

    done: bool
    refused: int
    lines: list[BookingLineOut]
