"""Tariffs, periods and what everybody owes: what the pages do, for programs."""

from collections.abc import Callable
from types import SimpleNamespace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Tariff, TariffPrice, Utility, UtilityPermission
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.utilities import (
    OwedOut,
    PeriodIn,
    PeriodOut,
    PriceIn,
    ShareOut,
    TariffIn,
    TariffOut,
    UtilityPreviewOut,
    figure,
)

TAG = "utilities"
SEE, OWN, SET, CLOSE = (
    requires(each)
    for each in (
        UtilityPermission.SEE,
        UtilityPermission.SEE_OWN,
        UtilityPermission.SET_TARIFF,
        UtilityPermission.CLOSE,
    )
)
TARIFFS, PERIODS, SHARES = "utilities/tariffs", "utilities/periods", "utilities/shares"


@operation("GET", TARIFFS, access=SEE, answers={200: list[TariffOut]}, tag=TAG, summary=_("List tariffs"))
def list_tariffs(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[TariffOut]:
    """The tariffs in sight with their prices."""
    rows = page(request, response, utilities.tariffs(), after=after, limit=limit)
    prices = TariffPrice.objects.filter(tariff__in=rows).order_by("since")
    return [TariffOut.of(row, [each for each in prices if each.tariff_id == row.id]) for row in rows]


@operation("GET", f"{TARIFFS}/{{tariff_id}}", access=SEE, answers={200: TariffOut}, tag=TAG, summary=_("Read a tariff"))
def get_tariff(request: HttpRequest, tariff_id: UUID) -> TariffOut:  # noqa: ARG001 -- ninja's signature
    """One tariff in sight."""
    return _tariff(utilities.tariff(tariff_id))


@operation("POST", TARIFFS, access=SET, answers={200: TariffOut}, tag=TAG, summary=_("Register a tariff"))
def register_a_tariff(request: HttpRequest, response: HttpResponse, body: TariffIn) -> TariffOut:
    """A tariff and its bands; prices follow."""

    def act() -> UUID:
        made = utilities.register_tariff(actor=actor_of(request), **body.model_dump())
        return _identity(made.id)

    return _tariff(utilities.tariff(_done(request, response, act)))


@operation(
    "POST", f"{TARIFFS}/{{tariff_id}}/prices", access=SET, answers={200: TariffOut}, tag=TAG, summary=_("Set prices")
)
def set_prices(request: HttpRequest, response: HttpResponse, tariff_id: UUID, body: PriceIn) -> TariffOut:
    """Prices from a day until the next ones."""
    utilities.tariff(tariff_id)

    def act() -> UUID:
        utilities.set_price(
            actor=actor_of(request),
            tariff_id=tariff_id,
            since=body.since,
            prices=body.steps,
            minimum=figure(body.minimum, "minimum"),
            tax=figure(body.tax, "tax"),
        )
        return tariff_id

    return _tariff(utilities.tariff(_done(request, response, act)))


@operation("GET", PERIODS, access=SEE, answers={200: list[PeriodOut]}, tag=TAG, summary=_("List periods of utilities"))
def list_periods(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[PeriodOut]:
    """What is closed."""
    return [PeriodOut.of(row) for row in page(request, response, utilities.periods(), after=after, limit=limit)]


@operation(
    "GET",
    f"{PERIODS}/{{period_id}}",
    access=SEE,
    answers={200: PeriodOut},
    tag=TAG,
    summary=_("Read a period of a utility"),
)
def get_period(request: HttpRequest, period_id: UUID) -> PeriodOut:  # noqa: ARG001 -- ninja's signature
    """One closed period in sight."""
    return PeriodOut.of(utilities.period(period_id))


@operation(
    "POST",
    "utilities/previews",
    access=CLOSE,
    answers={200: UtilityPreviewOut},
    tag=TAG,
    summary=_("Look at what a period would cost"),
)
def preview_a_period(request: HttpRequest, body: PeriodIn) -> UtilityPreviewOut:
    """What everybody would owe and why, or what stands in the way; nothing is written."""
    owner = actor_of(request).organisation_id
    assert owner is not None, "a period belongs to an operator"
    days = utilities.days_to_close(owner, body.utility, until=body.until, since=body.since)
    found = utilities.settlement(owner, body.utility.value, days)
    return UtilityPreviewOut(
        since=days.start,
        until=body.until,
        net=f"{found.net:f}",
        problems=[each.code for each in found.problems],
        shares=[OwedOut.of(SimpleNamespace(**utilities.share_values(due, found))) for due in found.dues],
    )


@operation("POST", PERIODS, access=CLOSE, answers={200: PeriodOut}, tag=TAG, summary=_("Close a period of a utility"))
def close_a_period(request: HttpRequest, response: HttpResponse, body: PeriodIn) -> PeriodOut:
    """Settle the days; the worker posts the charges. Closing the same days again gives the period that is there."""

    def act() -> UUID:
        made = utilities.start_closing(
            actor=actor_of(request), utility=body.utility, until=body.until, since=body.since
        )
        return _identity(made.id)

    return PeriodOut.of(utilities.period(_done(request, response, act)))


@operation("GET", SHARES, access=OWN, answers={200: list[ShareOut]}, tag=TAG, summary=_("List shares of periods"))
def list_shares(
    request: HttpRequest,
    response: HttpResponse,
    utility: Utility | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[ShareOut]:
    """What is owed and was owed; a tenant gets the own shares."""
    rows = utilities.shares() if utility is None else utilities.shares().filter(utility=utility)
    return [ShareOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET", f"{SHARES}/{{share_id}}", access=OWN, answers={200: ShareOut}, tag=TAG, summary=_("Read a share of a period")
)
def get_share(request: HttpRequest, share_id: UUID) -> ShareOut:  # noqa: ARG001 -- ninja's signature
    """One share in sight, with its lines."""
    return ShareOut.of(utilities.share(share_id))


def _identity(value: UUID) -> UUID:
    """Rows of scoped tables are of any kind to the type checker; their ids are not."""
    return value


def _tariff(row: Tariff) -> TariffOut:
    return TariffOut.of(row, list(TariffPrice.objects.filter(tariff=row).order_by("since")))


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> UUID:
    done = perform(request, act)
    repeated(response, done)
    return done.id
