"""What owners keep: resources and their rules; and tables and calendars that go in and out."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import sentence
from cellpark.booking import public as booking
from cellpark.booking.public import Imported, SourceKind, Terms
from cellpark.kernel.problem import Refused
from cellpark.premises import public as premises
from cellpark.premises.public import Room
from cellpark.web.areas.booking.forms import FeedForm, ImportForm, ResourceForm, as_room, as_written
from cellpark.web.areas.booking.paper import resource_label
from cellpark.web.areas.booking.views.common import crumbs
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm

SHOWN_MAX = 200


def add(request: HttpRequest) -> HttpResponse:
    """Something can be booked from now on; a room of the premises where the address names one."""
    actor = actor_of(request)
    room = _room_of(request)
    form = ResourceForm.of(request, initial=as_room(room) if room is not None else {})
    form.offer(booking.known_guests(actor))

    def act() -> Outcome:
        said = form.description(Terms(), partial(booking.guest_named, actor))
        source = {} if room is None else {"source_kind": SourceKind.PREMISES, "source_id": room.id}
        made = booking.add_resource(actor=actor, said=said, **source)
        return {"to": reverse("booking_resource", args=[made.id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("It can be booked now."))
    back = reverse("booking") if room is None else reverse("premises_room", args=[room.id])
    kicker = "" if room is None else f"{room.building.code} {room.code}"
    page = FormPage(title=_("Add a resource"), submit=_("Add"), back=back, kicker=kicker, crumbs=crumbs())
    return show_page(request, form, page)


def _room_of(request: HttpRequest) -> Room | None:
    """The room of one's house that the address names; another's is not there."""
    sent = request.GET.get("room", "")
    if not sent:
        return None
    try:
        return premises.room(UUID(sent))
    except (ValueError, Room.DoesNotExist):
        raise Http404 from None


def change(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    """Other rules, another price."""
    row = booking.resource(resource_id)
    actor = actor_of(request)
    form = ResourceForm.of(request, initial=as_written(row), version=row.version)
    form.offer(booking.known_guests(actor, *row.parties))

    def act() -> Outcome:
        said = form.description(row.terms, partial(booking.guest_named, actor))
        booking.change_resource(actor=actor, resource_id=row.id, said=said, version=form.seen_version)
        return {}

    back = reverse("booking_resource", args=[row.id])
    if perform(request, form, act) is not None:
        return done(request, back, _("The rules are changed."))
    page = FormPage(
        title=_("Rules of %(name)s") % {"name": row.name},
        submit=_("Change the rules"),
        back=back,
        lead=_("Bookings that stand stay, at the price at which they were made."),
        crumbs=crumbs(row),
    )
    return show_page(request, form, page)


def close(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    """Stop or resume its booking."""
    row = booking.resource(resource_id)
    form = ReasonForm.of(request)
    shut = row.state == "open"

    def act() -> Outcome:
        verb = booking.close_resource if shut else booking.reopen_resource
        verb(actor=actor_of(request), resource_id=row.id, reason=form.cleaned_data["reason"])
        return {}

    back = reverse("booking_resource", args=[row.id])
    if perform(request, form, act) is not None:
        return done(request, back, _("It is not booked any more.") if shut else _("It can be booked now."))
    page = FormPage(
        title=_("Stop the booking") if shut else _("Let it be booked again"),
        submit=_("Stop the booking") if shut else _("Let it be booked again"),
        back=back,
        kicker=row.name,
        lead=_("Bookings that stand stay.") if shut else "",
        crumbs=crumbs(row),
    )
    return show_page(request, form, page)


@require_safe
def label(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    """The label of a resource in sight, to be printed: what hangs on a door is no secret of its owner."""
    row = booking.resource(resource_id)
    content = resource_label(row, address=request.build_absolute_uri(reverse("booking_resource", args=[row.id])))
    headers = {"Content-Disposition": f'inline; filename="label-{row.id}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def load(request: HttpRequest) -> HttpResponse:
    """A table of bookings, tried first."""
    form = ImportForm.of(request)
    found: list[Imported] = []

    def act() -> Outcome:
        sent = form.cleaned_data
        upload = sent["file"]
        result = booking.import_bookings(actor=actor_of(request), content=upload.read(), dry_run=sent["dry_run"])
        found.append(result)
        return {"done": result.done, "count": len(result.lines)}

    outcome = perform(request, form, act)
    if outcome is not None and outcome["done"]:
        return done(request, reverse("bookings"), _("%(count)s bookings were imported.") % {"count": outcome["count"]})
    page = FormPage(
        title=_("Import bookings"),
        submit=_("Import"),
        back=reverse("bookings"),
        lead=_("One bad line and nothing is booked. The rules are those of every booking."),
        crumbs=crumbs(),
    )
    lines = found[0].lines[:SHOWN_MAX] if found else ()
    told = {
        "tried": bool(found),
        "refused": found[0].refused if found else 0,
        "count": len(found[0].lines) if found else 0,
        "lines": [(each.line, [sentence(problem) for problem in each.problems]) for each in lines],
    }
    return show_page(request, form, page, template="booking/import.html", **told)


def feeds(request: HttpRequest) -> HttpResponse:
    """Secret addresses under which a calendar program reads bookings."""
    actor = actor_of(request)
    form = FeedForm.of(request)
    form.offer(booking.resources().order_by("code")[:SHOWN_MAX])
    shown: list[str] = []

    def act() -> Outcome:
        chosen = form.cleaned_data["resource"]
        made = booking.make_feed(actor=actor, resource_id=UUID(chosen) if chosen else None)
        # the outcome is kept, and the secret must not be
        shown.append(reverse("booking_calendar_file", args=[made.feed.organisation_id, made.secret]))
        return {}

    made = perform(request, form, act) is not None
    page = FormPage(
        title=_("Calendar addresses"),
        submit=_("Make an address"),
        back=reverse("bookings"),
        lead=_(
            "A calendar program that knows the address reads your bookings; others’ are “busy” there. Keep it secret."
        ),
        crumbs=crumbs(),
    )
    names = {row.id: row.name for row in booking.resources()[:SHOWN_MAX]}
    told = {
        "address": request.build_absolute_uri(shown[0]) if shown else "",
        "made": made,
        "feeds": [(row, names.get(row.resource_id, "")) for row in booking.feeds()],
    }
    return show_page(request, FeedForm() if made else form, page, template="booking/feeds.html", **told)


@require_POST
def revoke(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    """The address works no longer."""
    try:
        booking.revoke_feed(actor=actor_of(request), feed_id=feed_id)
    except Refused:
        return done(request, reverse("booking_feeds"), _("The address had been revoked already."))
    return done(request, reverse("booking_feeds"), _("The address works no longer."))


@require_safe
def calendar_file(request: HttpRequest, owner_id: UUID, secret: str) -> HttpResponse:
    """The calendar behind a secret address: the address is the right, and what it tells is chosen for that."""
    feed = booking.find_feed(owner_id, secret)
    if feed is None:
        raise Http404
    content = booking.calendar_of(feed, host=request.get_host())
    headers = {"Content-Disposition": 'inline; filename="cellpark.ics"', "Cache-Control": "private, max-age=300"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
