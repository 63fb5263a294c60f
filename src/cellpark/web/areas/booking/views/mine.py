"""The list of bookings, and the page of one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.time import now
from cellpark.booking import public as booking
from cellpark.booking.public import HOLDING, Booking, BookingPermission, BookingState, Wait, shown, words
from cellpark.identity.public import names_of_people
from cellpark.web.areas.booking.rule_words import length
from cellpark.web.areas.booking.standing import booking_offers, booking_state, booking_truth
from cellpark.web.areas.booking.views.common import crumbs
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

COLUMNS: tuple[Column[Booking], ...] = (
    Column(
        key="resource",
        label=gettext_lazy("Resource"),
        value=lambda row: row.resource.name,
        search=("resource__name_zh", "resource__name_en", "resource__code", "purpose"),
        link=lambda row: reverse("booking_one", args=[row.id]),
    ),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=booking_state, sort="state"),
    Column(key="starts_at", label=gettext_lazy("From"), kind=Kind.MOMENT, value="starts_at", sort="starts_at"),
    Column(key="ends_at", label=gettext_lazy("Until"), kind=Kind.MOMENT, value="ends_at"),
    Column(key="purpose", label=gettext_lazy("Purpose"), value="purpose"),
    Column(key="via", label=gettext_lazy("Way in"), value=lambda row: str(words.VIAS[row.via])),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every booking in sight."""
    actor = actor_of(request)
    rows = booking.bookings()
    coming = (
        booking.bookings_of(actor.organisation_id).filter(state__in=HOLDING, ends_at__gt=now()).order_by("starts_at")
    )
    first, count = coming.first(), coming.count()
    table = Table(
        rows.order_by(),
        COLUMNS,
        request,
        caption=_("Bookings"),
        order="-starts_at",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, str(words.BOOKING_STATES[each])) for each in BookingState),
            ),
        ),
        empty=_("No booking. Look at the calendar and choose a free time."),
    )
    told = ngettext(
        "Your company has %(count)s booking to come.", "Your company has %(count)s bookings to come.", count
    )
    context = {
        "now": told % {"count": count},
        "next": "" if first is None else first.resource.name,
        "by": None if first is None else first.starts_at,
        "may_book": actor.may(BookingPermission.BOOK),
        "may_feed": actor.may(BookingPermission.FEED),
    }
    return table_response(request, "booking/list.html", table, context)


def one(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """One booking: how it stands, what comes next, what belongs to it."""
    row = booking.booking(booking_id)
    actor = actor_of(request)
    company = booking.names_of([row.company_id]).get(row.company_id, "")
    wait: Wait | None = booking.waits().filter(booking_id=row.id).first() if row.state == BookingState.OFFERED else None
    person = "" if row.person_id is None else names_of_people([row.person_id]).get(row.person_id)
    together = booking.together_with(row)
    wanting = row.let_on is not None and booking.gave_way(row.company_id).filter(id=row.id).exists()
    context = {
        "row": row,
        "state": booking_state(row),
        "truth": booking_truth(row, company, together, wanting=wanting),
        "offers": booking_offers(row, actor, wait),
        "company": company,
        "person": "" if person is None else str(person),
        "via": words.VIAS[row.via],
        "length": length(int((row.ends_at - row.starts_at).total_seconds() // 60)),
        "charge": words.CHARGE_BY[row.charge_by],
        "price": f"{row.price:.2f}" if row.price_fen else "",
        "together": [
            {"row": each, "state": booking_state(each), "times": shown(each.starts_at, each.resource.terms)}
            for each in together
        ],
        "crumbs": crumbs(row.resource),
    }
    return render(request, "booking/booking.html", context)
