"""The acts on an order: answering, giving away, doing, confirming."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.facilities import public as facilities
from cellpark.facilities.public import rooms_of, terms_on
from cellpark.leases.public import today
from cellpark.web.areas.facilities.forms import (
    AcceptForm,
    AssignForm,
    DoneForm,
    NoteForm,
    PhotoForm,
    ReasonForm,
    ReportForm,
)
from cellpark.web.areas.facilities.views.common import Step, act_on, crumbs, is_park, order_address
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.large_requests import takes_raw_files


@takes_raw_files
def report(request: HttpRequest) -> HttpResponse:
    """Something is broken; good on a phone, with a picture. A code at a door fills the room in."""
    actor = actor_of(request)
    room = _uuid(request.GET.get("room", ""))
    lets = None if is_park(actor) or actor.organisation_id is None else rooms_of(actor.organisation_id)
    known = _known(actor.organisation_id, room, park=is_park(actor))
    if lets and not known:
        known = {"room": str(lets[0].room_id)}
    form = ReportForm.of(request, initial=known)
    form.offer(terms_on(today()), None if lets is None else [(str(each.room_id), each.label) for each in lets])

    def act() -> Outcome:
        sent = form.cleaned_data
        said = {name: sent[name] for name in ("title", "kind", "urgency", "text")}
        made = facilities.report_order(actor=actor, where=form.where(), photos=form.contents(), **said)
        return {"to": order_address(made.id), "code": made.code}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("It is reported as %(code)s.") % {"code": outcome["code"]})
    page = FormPage(
        title=_("Report a fault"),
        submit=_("Report it"),
        back=reverse("facility_board"),
        lead=_("Danger for people: leave, and call the emergency number first."),
        crumbs=crumbs(),
    )
    return show_page(request, form, page, template="facilities/report.html")


def _known(organisation: UUID | None, room: UUID | None, *, park: bool) -> dict[str, object]:
    if room is None or organisation is None:
        return {}
    if not park:
        return {"room": str(room)}
    found = facilities.room_of(organisation, room)
    return {} if found is None else {"place": f"{found.building.code} {found.code}"}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def accept(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The park takes it on."""
    row = facilities.order(order_id)
    form = AcceptForm.of(request, initial={"kind": row.kind, "urgency": row.urgency})
    form.offer(terms_on(row.edition))
    step = Step(title=_("Accept the order"), submit=_("Accept"), toast=_("The order is accepted."))
    return act_on(
        request,
        row,
        form,
        lambda: facilities.accept_order(actor=actor_of(request), order_id=row.id, **form.cleaned_data),
        step,
    )


def decline(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """It is not the park's to mend."""
    row, form = facilities.order(order_id), ReasonForm.of(request)
    step = Step(
        title=_("Decline the order"),
        submit=_("Decline"),
        toast=_("The order is declined."),
        danger=_("The order ends with this. Whoever reported it reads the reason."),
    )
    return act_on(
        request,
        row,
        form,
        lambda: facilities.decline_order(actor=actor_of(request), order_id=row.id, **form.cleaned_data),
        step,
    )


def cancel(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Nothing is needed any more."""
    row, form = facilities.order(order_id), ReasonForm.of(request)
    step = Step(
        title=_("Give the order up"),
        submit=_("Not needed any more"),
        toast=_("The order is given up."),
        danger=_("The order ends with this."),
    )
    return act_on(
        request,
        row,
        form,
        lambda: facilities.cancel_order(actor=actor_of(request), order_id=row.id, **form.cleaned_data),
        step,
    )


def assign(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Who does it."""
    row, actor = facilities.order(order_id), actor_of(request)
    form = AssignForm.of(request, initial={"assignee": str(actor.person_id)})
    form.offer(facilities.staff_of(row.organisation_id))

    def act() -> object:
        chosen = form.cleaned_data["assignee"]
        return facilities.assign_order(
            actor=actor,
            order_id=row.id,
            assignee_id=UUID(chosen) if chosen else None,
            contractor=form.cleaned_data["contractor"],
        )

    step = Step(title=_("Say who does it"), submit=_("Assign"), toast=_("It is said who does it."))
    return act_on(request, row, form, act, step)


def start(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The work begins."""
    row, form = facilities.order(order_id), ActForm.of(request)
    step = Step(title=_("Begin the work"), submit=_("Begin the work"), toast=_("The work has begun."))
    return act_on(request, row, form, lambda: facilities.start_work(actor=actor_of(request), order_id=row.id), step)


def wait(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The park needs something of the tenant."""
    row, form = facilities.order(order_id), ReasonForm.of(request)
    step = Step(
        title=_("Ask the tenant"),
        submit=_("Ask, and stop the clock"),
        toast=_("The tenant is asked."),
        lead=_("The clock stands still until the tenant answers in a comment, or you go on."),
    )
    return act_on(
        request,
        row,
        form,
        lambda: facilities.wait_for_tenant(actor=actor_of(request), order_id=row.id, **form.cleaned_data),
        step,
    )


def resume(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """It goes on."""
    row, form = facilities.order(order_id), ActForm.of(request)
    step = Step(title=_("Go on"), submit=_("Go on"), toast=_("The clock runs again."))
    return act_on(request, row, form, lambda: facilities.resume_order(actor=actor_of(request), order_id=row.id), step)


def finish(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """It is mended."""
    row, form = facilities.order(order_id), DoneForm.of(request)
    step = Step(title=_("Finish the work"), submit=_("It is mended"), toast=_("The work is finished."))
    return act_on(
        request,
        row,
        form,
        lambda: facilities.finish_work(actor=actor_of(request), order_id=row.id, **form.cleaned_data),
        step,
    )


def reopen(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """It does not work yet."""
    row, form = facilities.order(order_id), ReasonForm.of(request)
    step = Step(title=_("It does not work yet"), submit=_("Open it again"), toast=_("The order is open again."))
    return act_on(
        request,
        row,
        form,
        lambda: facilities.reopen_order(actor=actor_of(request), order_id=row.id, **form.cleaned_data),
        step,
    )


def note(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """A comment."""
    row, form = facilities.order(order_id), NoteForm.of(request)
    if not is_park(actor_of(request)):
        del form.fields["internal"]
    step = Step(title=_("Comment"), submit=_("Comment"), toast=_("The comment is there."))
    return act_on(
        request,
        row,
        form,
        lambda: facilities.add_note(actor=actor_of(request), order_id=row.id, **form.cleaned_data),
        step,
    )


@takes_raw_files
def photos(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """More pictures."""
    row, form, actor = facilities.order(order_id), PhotoForm.of(request), actor_of(request)

    def act() -> None:
        for each in form.contents():
            facilities.add_photo(actor=actor, order_id=row.id, content=each)

    step = Step(title=_("Add pictures"), submit=_("Add"), toast=_("The pictures are there."))
    return act_on(request, row, form, act, step, template="facilities/photos.html")
