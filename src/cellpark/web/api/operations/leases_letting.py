"""The letting office: holds, figures, index values and asking rents, for programs."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.kernel.months import add_months
from cellpark.kernel.yaml_text import FIRST_DAY, LAST_DAY
from cellpark.leases import public as leases
from cellpark.leases.public import LeasePermission
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.leases import (
    AskingIn,
    AskingOut,
    FigureMonthOut,
    HoldIn,
    HoldOut,
    IndexIn,
    IndexOut,
    OccupationOut,
    RollOut,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn

TAG = "leases"
HOLD, ROLL, INDEX = (requires(each) for each in (LeasePermission.HOLD, LeasePermission.ROLL, LeasePermission.INDEX))
MONTHS = 24
DAYS_MAX = 366


@operation("GET", "lease-holds", access=HOLD, answers={200: list[HoldOut]}, tag=TAG, summary=_("List holds"))
def list_lease_holds(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[HoldOut]:
    """Rooms kept for somebody, the oldest first."""
    return [HoldOut.of(row) for row in page(request, response, leases.holds(), after=after, limit=limit)]


@operation("POST", "lease-holds", access=HOLD, answers={200: HoldOut}, tag=TAG, summary=_("Hold rooms"))
def hold_rooms(request: HttpRequest, response: HttpResponse, body: HoldIn) -> HoldOut:
    """They are free again by themselves on the day."""

    def act() -> UUID:
        said = body.model_dump(exclude={"rooms"})
        rooms = [each.wanted for each in body.rooms]
        identity: UUID = leases.hold_room(actor=actor_of(request), rooms=rooms, **said).id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return HoldOut.of(leases.hold(done.id))


@operation(
    "POST",
    "lease-holds/{hold_id}/release",
    access=HOLD,
    answers={200: HoldOut},
    tag=TAG,
    summary=_("Release the hold"),
)
def release_a_lease_hold(request: HttpRequest, response: HttpResponse, hold_id: UUID, body: ReasonIn) -> HoldOut:
    """Before its day."""
    leases.hold(hold_id)

    def act() -> UUID:
        identity: UUID = leases.release_hold(actor=actor_of(request), hold_id=hold_id, reason=body.reason).id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return HoldOut.of(leases.hold(done.id))


@operation(
    "GET",
    "lease-occupations",
    access=ROLL,
    answers={200: list[OccupationOut]},
    tag=TAG,
    summary=_("List what is let and held"),
)
def list_lease_occupations(request: HttpRequest, since: date, until: date) -> list[OccupationOut]:  # noqa: ARG001 -- ninja's signature
    """On any day from ``since`` up to, not including, ``until``; a year at most."""
    since = min(max(since, FIRST_DAY), LAST_DAY)
    until = min(until, since + timedelta(days=DAYS_MAX))
    return [OccupationOut.of(each) for each in leases.occupations(since=since, until=until, tenants=False)]


@operation("GET", "lease-roll", access=ROLL, answers={200: list[RollOut]}, tag=TAG, summary=_("Read the rent roll"))
def read_lease_roll(request: HttpRequest, day: date | None = None) -> list[RollOut]:  # noqa: ARG001 -- ninja's signature
    """Who rents what on a day (today), and what it brings in its month; amounts in CNY."""
    day = min(max(day or leases.today(), FIRST_DAY), LAST_DAY)
    return [RollOut.of(each) for each in leases.rent_roll(day, leases.leases())]


@operation(
    "GET",
    "lease-figures",
    access=ROLL,
    answers={200: list[FigureMonthOut]},
    tag=TAG,
    summary=_("Read occupancy, vacancy and expiries by month"),
)
def read_lease_figures(request: HttpRequest) -> list[FigureMonthOut]:
    """Of the year behind and the year ahead, for the reader's own park."""
    operator = actor_of(request).organisation_id
    assert operator is not None, "whoever sees figures acts for an organisation"
    first = add_months(leases.today().replace(day=1), -MONTHS // 2)
    ends = leases.expiries(operator, first=first, months=MONTHS)
    return [
        FigureMonthOut(
            month=f"{month.first:%Y-%m}",
            share=None if month.share is None else str(month.share),
            vacant_m2=str(month.vacant_m2),
            loss=str(month.loss),
            ending_leases=end.leases,
            ending_m2=str(end.area_m2),
        )
        for month, end in zip(leases.occupancy(operator, first=first, months=MONTHS), ends, strict=True)
    ]


@operation(
    "GET", "lease-index-values", access=ROLL, answers={200: list[IndexOut]}, tag=TAG, summary=_("List index values")
)
def list_lease_index_values(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[IndexOut]:
    """Every record; of a month the latest holds."""
    return [IndexOut.of(row) for row in page(request, response, leases.index_values(), after=after, limit=limit)]


@operation(
    "POST",
    "lease-index-values",
    access=INDEX,
    answers={200: IndexOut},
    tag=TAG,
    summary=_("Record an index value"),
)
def record_a_lease_index_value(request: HttpRequest, response: HttpResponse, body: IndexIn) -> IndexOut:
    """Rents that waited for it follow."""

    def act() -> UUID:
        identity: UUID = leases.record_index(actor=actor_of(request), **body.model_dump()).id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return IndexOut.of(leases.index_values().get(id=done.id))


@operation(
    "GET", "lease-asking-rents", access=ROLL, answers={200: list[AskingOut]}, tag=TAG, summary=_("List asking rents")
)
def list_lease_asking_rents(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[AskingOut]:
    """What is and was asked for each use."""
    return [AskingOut.of(row) for row in page(request, response, leases.asking_rents(), after=after, limit=limit)]


@operation(
    "POST", "lease-asking-rents", access=INDEX, answers={200: AskingOut}, tag=TAG, summary=_("Set an asking rent")
)
def set_a_lease_asking_rent(request: HttpRequest, response: HttpResponse, body: AskingIn) -> AskingOut:
    """From a day on."""

    def act() -> UUID:
        identity: UUID = leases.set_asking_rent(actor=actor_of(request), **body.model_dump()).id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return AskingOut.of(leases.asking_rents().get(id=done.id))
