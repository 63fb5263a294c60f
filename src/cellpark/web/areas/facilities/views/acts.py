"""The acts on an order: answering, giving away, doing, confirming."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.facilities import public as facilities
from cellpark.facilities.public import terms_of, terms_on
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
from cellpark.web.areas.facilities.views.common import Step, act_on, act_page, crumbs, is_park, order_address
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.large_requests import takes_raw_files


@takes_raw_files
def report(request: HttpRequest) -> HttpResponse:
    """Something is broken; good on a phone, with a picture. A code at a door fills the room in."""
    actor = actor_of(request)
    room = _uuid(request.GET.get("room", ""))
    form = ReportForm.of(request, initial=_known(actor.organisation_id, room, park=is_park(actor)))
    form.offer(terms_on(today()))
    form.offer_places(actor)

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
    return {} if found is None else {"place": facilities.label_of(found)}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def accept(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The park takes it on."""
    row = facilities.order(order_id)
    form = AcceptForm.of(request, initial={"kind": row.kind, "urgency": row.urgency})
    form.offer(terms_of(row))
    step = Step(title=_("Accept the order"), submit=_("Accept"), toast=_("The order is accepted."))
    return act_on(
        request,
        row,
        form,
        lambda: facilities.accept_order(actor=actor_of(request), order_id=row.id, **form.cleaned_data),
        step,
    )


decline = act_page(
    facilities.order,
    ReasonForm,
    facilities.decline_order,
    Step(
        title=gettext_lazy("Decline the order"),
        submit=gettext_lazy("Decline the order"),
        toast=gettext_lazy("The order is declined."),
        danger=gettext_lazy("The order ends with this. Whoever reported it reads the reason."),
    ),
)


cancel = act_page(
    facilities.order,
    ReasonForm,
    facilities.cancel_order,
    Step(
        title=gettext_lazy("Give the order up"),
        submit=gettext_lazy("Not needed any more"),
        toast=gettext_lazy("The order is given up."),
        danger=gettext_lazy("The order ends with this."),
    ),
)


def assign(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Who does it."""
    row, actor = facilities.order(order_id), actor_of(request)
    person = row.assignee_id or (None if row.contractor else actor.person_id)
    form = AssignForm.of(request, initial={"assignee": str(person or ""), "contractor": row.contractor})
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


start = act_page(
    facilities.order,
    ActForm,
    facilities.start_work,
    Step(
        title=gettext_lazy("Begin the work"),
        submit=gettext_lazy("Begin the work"),
        toast=gettext_lazy("The work has begun."),
    ),
)


wait = act_page(
    facilities.order,
    ReasonForm,
    facilities.wait_for_tenant,
    Step(
        title=gettext_lazy("Ask the tenant"),
        submit=gettext_lazy("Ask, and stop the clock"),
        toast=gettext_lazy("The tenant is asked."),
        lead=gettext_lazy("The clock stands still until the tenant answers in a comment, or you go on."),
    ),
)


resume = act_page(
    facilities.order,
    ActForm,
    facilities.resume_order,
    Step(title=gettext_lazy("Go on"), submit=gettext_lazy("Go on"), toast=gettext_lazy("The clock runs again.")),
)


finish = act_page(
    facilities.order,
    DoneForm,
    facilities.finish_work,
    Step(
        title=gettext_lazy("Finish the work"),
        submit=gettext_lazy("It is mended"),
        toast=gettext_lazy("The work is finished."),
    ),
)


reopen = act_page(
    facilities.order,
    ReasonForm,
    facilities.reopen_order,
    Step(
        title=gettext_lazy("It does not work yet"),
        submit=gettext_lazy("Open it again"),
        toast=gettext_lazy("The order is open again."),
    ),
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
