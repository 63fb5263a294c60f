"""Waiting for what is taken."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.booking import public as booking
from cellpark.booking.public import QUEUED, Wait, WaitState, words
from cellpark.kernel.problem import Refused
from cellpark.web.areas.booking.forms import TimesForm
from cellpark.web.areas.booking.standing import wait_state
from cellpark.web.areas.booking.views.common import crumbs, start_of
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response


def _target(row: Wait) -> str:
    if row.booking_id is not None:
        return reverse("booking_one", args=[row.booking_id])
    return reverse("booking_resource", args=[row.resource_id])


COLUMNS: tuple[Column[Wait], ...] = (
    Column(
        key="resource",
        label=gettext_lazy("Resource"),
        value=lambda row: row.resource.name,
        search=("resource__name_zh", "resource__name_en", "resource__code"),
        link=_target,
    ),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=wait_state, sort="state"),
    Column(key="starts_at", label=gettext_lazy("From"), kind=Kind.MOMENT, value="starts_at", sort="starts_at"),
    Column(key="ends_at", label=gettext_lazy("Until"), kind=Kind.MOMENT, value="ends_at"),
    Column(key="asked_at", label=gettext_lazy("Waits since"), kind=Kind.MOMENT, value="asked_at", sort="asked_at"),
    Column(key="offer_until", label=gettext_lazy("Offered until"), kind=Kind.MOMENT, value="offer_until"),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every place in a queue in sight; what is offered is taken from here."""
    actor = actor_of(request)
    rows = booking.waits()
    mine = list(booking.waits_of(actor.organisation_id).filter(state__in=QUEUED).order_by("starts_at")[:50])
    offered = [each for each in mine if each.state == WaitState.OFFERED]
    table = Table(
        rows.order_by(),
        COLUMNS,
        request,
        caption=_("Queue"),
        order="-asked_at",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, str(words.WAIT_STATES[each])) for each in WaitState),
            ),
        ),
        empty=_("Nobody waits. Where a time is taken, its page offers to wait for it."),
    )
    told = ngettext("Your company waits for %(count)s time.", "Your company waits for %(count)s times.", len(mine))
    context = {
        "now": told % {"count": len(mine)},
        "next": _("Take what is offered") if offered else "",
        "by": min((each.offer_until for each in offered if each.offer_until), default=None),
        "mine": [{"row": each, "state": wait_state(each), "offered": each.state == WaitState.OFFERED} for each in mine],
        "crumbs": crumbs(),
    }
    return table_response(request, "booking/waits.html", table, context)


def wait(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    """Stand in the queue for a time."""
    row = booking.resource(resource_id)
    start, end = start_of(request, row)
    form = TimesForm.of(request, initial={"starts_at": start, "ends_at": end})

    def act() -> Outcome:
        sent = form.cleaned_data
        booking.wait_for(
            actor=actor_of(request),
            resource_id=row.id,
            starts_at=sent["starts_at"],
            ends_at=sent["ends_at"],
            purpose=sent["purpose"],
        )
        return {}

    if perform(request, form, act) is not None:
        return done(request, reverse("booking_waits"), _("You are in the queue."))
    page = FormPage(
        title=_("Wait for %(name)s") % {"name": row.name},
        submit=_("Wait for this time"),
        back=reverse("booking_resource", args=[row.id]),
        lead=_(
            "When it becomes free it is offered: first to companies with fewer no-shows, then to those with fewer "
            "hours in that week, then to who asked first. The offer is kept for a while, then goes to the next in line."
        ),
        crumbs=crumbs(row),
    )
    return show_page(request, form, page)


@require_POST
def accept(request: HttpRequest, wait_id: UUID) -> HttpResponse:
    """Take what is offered."""
    try:
        row = booking.accept_offer(actor=actor_of(request), wait_id=wait_id)
    except Refused:
        return done(request, reverse("booking_waits"), _("This offer is over."))
    return done(request, reverse("booking_one", args=[row.id]), _("It is booked."))


@require_POST
def leave(request: HttpRequest, wait_id: UUID) -> HttpResponse:
    """Wait no longer."""
    try:
        booking.leave_queue(actor=actor_of(request), wait_id=wait_id)
    except Refused:
        return done(request, reverse("booking_waits"), _("Your company waits for this no longer."))
    return done(request, reverse("booking_waits"), _("You have left the queue."))
