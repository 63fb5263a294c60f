"""The acts on bookings: booking, changing, coming, leaving."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.booking import public as booking
from cellpark.booking.public import Booking, Resource, Wanted, is_late, is_owner, shown
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.areas.booking.forms import BookForm, BundleForm, CancelForm, ScanForm, TimesForm, WalkUpForm
from cellpark.web.areas.booking.views.common import crumbs, instead, is_taken, own, series_is_wrong, start_of
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

LISTED_MAX = 200


def book(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    """A resource for a time, once or again and again."""
    row = booking.resource(resource_id)
    actor = actor_of(request)
    start, end = start_of(request, row)
    form = BookForm.of(request, initial={"starts_at": start, "ends_at": end})
    refused: list[Declined] = []

    def act() -> Outcome:
        sent = dict(form.cleaned_data)
        times = {"starts_at": sent["starts_at"], "ends_at": sent["ends_at"], "purpose": sent["purpose"]}
        more = {"every_days": sent["every_days"], "times": sent["times"] or 0, "skip_conflicts": sent["skip"]}
        with_refusals = _noting(refused, sent)
        if sent["every_days"]:
            made = with_refusals(lambda: booking.book_series(actor=actor, resource_id=row.id, **times, **more))
            return {"to": reverse("booking_one", args=[made[0].id])}
        return {"to": reverse("booking_one", args=[with_refusals(lambda: _one(actor, row, times)).id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("It is booked."))
    page = FormPage(
        title=_("Book %(name)s") % {"name": row.name},
        submit=_("Book"),
        back=reverse("booking_resource", args=[row.id]),
        kicker=row.place or row.code,
        crumbs=crumbs(row),
    )
    return show_page(request, form, page, template="booking/book.html", row=row, **_advice(request, row, refused))


def _one(actor: Any, row: Resource, times: dict[str, Any]) -> Booking:
    return booking.book(actor=actor, resource_id=row.id, **times)


@dataclass(frozen=True, slots=True)
class Declined:
    """What was refused, and what was wanted; the form forgets what it complains about."""

    problems: tuple[Problem, ...]
    sent: Mapping[str, Any]


def _noting(refused: list[Declined], sent: Mapping[str, Any]) -> Callable[[Callable[[], Any]], Any]:
    """Run an act and keep its refusal for the advice beside the form."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Refused as refusal:
            refused.append(Declined(refusal.problems, sent))
            raise

    return run


def _advice(request: HttpRequest, row: Resource, refused: list[Declined]) -> dict[str, object]:
    """What would work instead, and what of a series would."""
    if not refused:
        return {}
    sent, actor = refused[0].sent, actor_of(request)
    start, end = sent["starts_at"], sent["ends_at"]
    told: dict[str, object] = {"nearest": instead(actor, row, start, end) if end > start else None}
    whom = own(actor)
    if sent["every_days"] and whom is not None and not series_is_wrong(refused[0].problems):
        spans = booking.repeated(row.terms, start, end, every_days=sent["every_days"], times=sent["times"] or 0)
        wanted = [Wanted(resource_id=row.id, start=each[0], end=each[1]) for each in spans]
        checked = booking.check_series(row, wanted, whom)
        told["series"] = [(shown(each.wanted.start, row.terms), not each.problems) for each in checked]
        told["nearest"] = None
    elif is_taken(refused[0].problems):
        told["wait"] = (
            f"{reverse('booking_wait', args=[row.id])}?start={start:%Y-%m-%dT%H:%M:%S}%2B00:00"
            f"&end={end:%Y-%m-%dT%H:%M:%S}%2B00:00"
        )
    return told


def change(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Another time, under the same rules."""
    row = booking.booking(booking_id)
    initial = {"starts_at": row.starts_at, "ends_at": row.ends_at, "purpose": row.purpose}
    if "start" in request.GET:
        initial["starts_at"], initial["ends_at"] = start_of(request, row.resource)
    form = TimesForm.of(request, initial=initial, version=row.version)
    refused: list[Declined] = []

    def act() -> Outcome:
        sent = dict(form.cleaned_data)
        _noting(refused, sent)(
            lambda: booking.change_booking(
                actor=actor_of(request), booking_id=row.id, version=form.seen_version, **{k: sent[k] for k in initial}
            )
        )
        return {}

    back = reverse("booking_one", args=[row.id])
    if perform(request, form, act) is not None:
        return done(request, back, _("The booking is changed."))
    page = FormPage(title=_("Change the booking"), submit=_("Change"), back=back, crumbs=crumbs(row.resource, row))
    told: dict[str, object] = {}
    if refused and refused[0].sent["ends_at"] > refused[0].sent["starts_at"]:
        sent = refused[0].sent
        near = instead(
            actor_of(request),
            row.resource,
            sent["starts_at"],
            sent["ends_at"],
            route="booking_change",
            without=(row.id,),
        )
        told["nearest"] = near
    return show_page(request, form, page, template="booking/book.html", row=row.resource, **told)


def cancel(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Give it up."""
    row = booking.booking(booking_id)
    actor = actor_of(request)
    form: ActForm = CancelForm.of(request) if row.bundle or row.series else ActForm.of(request)
    late = not is_owner(actor, row.organisation_id) and _is_late(row)

    def act() -> Outcome:
        booking.cancel(actor=actor, booking_id=row.id, whole=form.cleaned_data.get("whole", False))
        return {}

    back = reverse("booking_one", args=[row.id])
    if perform(request, form, act) is not None:
        return done(request, back, _("The booking is cancelled."))
    page = FormPage(
        title=_("Cancel the booking"),
        submit=_("Cancel the booking"),
        back=back,
        kicker=f"{row.resource.name} · {shown(row.starts_at, row.resource.terms)}",
        danger=_("It is late: this counts as a no-show and costs what was booked.") if late else "",
        lead=_("Whoever waits for this time is offered it."),
        crumbs=crumbs(row.resource, row),
    )
    return show_page(request, form, page)


def _is_late(row: Booking) -> bool:
    return is_late(row.starts_at, row.resource.terms, now())


def check_in(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Scan the thing itself."""
    row = booking.booking(booking_id)
    form = ScanForm.of(request)

    def act() -> Outcome:
        booking.check_in(actor=actor_of(request), booking_id=row.id, raw=form.cleaned_data["raw"])
        return {}

    back = reverse("booking_one", args=[row.id])
    if perform(request, form, act) is not None:
        return done(request, back, _("You are checked in."))
    page = FormPage(
        title=_("Check in"),
        submit=_("Check in"),
        back=back,
        kicker=row.resource.name,
        lead=_("Scan the label on the resource when you stand before it."),
        crumbs=crumbs(row.resource, row),
    )
    return show_page(request, form, page)


@require_POST
def check_out(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Be done."""
    row = booking.booking(booking_id)
    back = reverse("booking_one", args=[row.id])
    try:
        booking.check_out(actor=actor_of(request), booking_id=row.id)
    except Refused:
        return done(request, back, _("This use had ended already, or had not begun."))
    return done(request, back, _("You are checked out; the rest of the time is free."))


@require_POST
def let_be(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Nothing is needed in the place of what gave way."""
    row = booking.booking(booking_id)
    back = reverse("booking_one", args=[row.id])
    try:
        booking.let_be(actor=actor_of(request), booking_id=row.id)
    except Refused as refusal:
        return done(request, back, explain(refusal.problems[0]).what)
    return done(request, back, _("It stands no more under “My work”."))


def scan(request: HttpRequest) -> HttpResponse:
    """Stand before something and scan it: one's booking begins, or what is free is used at once."""
    form = WalkUpForm.of(request)
    actor = actor_of(request)

    def act() -> Outcome:
        sent = form.cleaned_data
        try:
            row = booking.check_in(actor=actor, raw=sent["raw"])
        except Refused as refusal:
            if refusal.problems[0].code != "booking.scan.nothing" or not sent["minutes"]:
                raise
            row = booking.walk_up(actor=actor, raw=sent["raw"], minutes=sent["minutes"])
        return {"to": reverse("booking_one", args=[row.id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("You are checked in."))
    page = FormPage(title=_("Scan and use"), submit=_("Use it"), back=reverse("booking"), crumbs=crumbs())
    return show_page(request, form, page)


def bundle(request: HttpRequest) -> HttpResponse:
    """Room, device and all else of an experiment, together or not at all."""
    form = BundleForm.of(request)
    rows = list(booking.resources().filter(state="open").order_by("kind", "code")[:LISTED_MAX])
    form.offer(rows)

    def act() -> Outcome:
        sent = form.cleaned_data
        wanted = [
            Wanted(resource_id=UUID(each), start=sent["starts_at"], end=sent["ends_at"]) for each in sent["resources"]
        ]
        made = booking.book_bundle(actor=actor_of(request), wanted=wanted, purpose=sent["purpose"])
        return {"to": reverse("booking_one", args=[made[0].id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("All of it is booked."))
    page = FormPage(
        title=_("Book several together"),
        submit=_("Book all or nothing"),
        back=reverse("booking"),
        lead=_("If one of them cannot be had, none is booked, and you are told which."),
        crumbs=crumbs(),
    )
    return show_page(request, form, page)
