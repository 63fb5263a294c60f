"""The acts on a permit: asking, deciding, ending, revoking, closing."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import PermitKind, rooms_of, terms_on
from cellpark.leases.public import today
from cellpark.web.areas.facilities.forms import ReasonForm
from cellpark.web.areas.facilities.permit_forms import FireClosedForm, HotWorkForm, WasteClosedForm, WasteForm
from cellpark.web.areas.facilities.views.common import Step, act_on, is_park, permit_address, permit_crumbs
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm


def hot_work(request: HttpRequest) -> HttpResponse:
    """Ask for hot work."""
    lead = _("For one day and at most eight hours. Somebody watches during the work and an hour afterwards.")
    return _ask(request, HotWorkForm, title=_("Ask for hot work"), lead=lead)


def waste(request: HttpRequest) -> HttpResponse:
    """Ask to hand waste over."""
    lead = _("To a carrier with a licence. What was really handed over is written down afterwards.")
    return _ask(request, WasteForm, title=_("Ask to hand waste over"), lead=lead)


def _ask(request: HttpRequest, kind: type[HotWorkForm] | type[WasteForm], *, title: str, lead: str) -> HttpResponse:
    actor = actor_of(request)
    start = now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    form = kind.of(request, initial={"starts_at": start, "ends_at": start + timedelta(hours=2)})
    lets = None if is_park(actor) or actor.organisation_id is None else rooms_of(actor.organisation_id)
    form.offer(terms_on(today()), None if lets is None else [(str(each.room_id), each.label) for each in lets])

    def act() -> Outcome:
        made = facilities.request_permit(actor=actor, said=form.said(), **form.asked())
        return {"to": permit_address(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("The permit is asked for."))
    page = FormPage(
        title=title, submit=_("Ask for it"), back=reverse("facility_permits"), lead=lead, crumbs=permit_crumbs()
    )
    return show_page(request, form, page)


def approve(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """A second person permits it."""
    row, form = facilities.permit(permit_id), ActForm.of(request)
    step = Step(
        title=_("Give the permit"),
        submit=_("Give the permit"),
        toast=_("The permit is given."),
        lead=_("Look at the place first, and whether the times fit."),
    )
    return act_on(
        request, row, form, lambda: facilities.approve_permit(actor=actor_of(request), permit_id=row.id), step
    )


def decline(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """It is not permitted."""
    row, form = facilities.permit(permit_id), ReasonForm.of(request)
    step = Step(title=_("Decline the permit"), submit=_("Decline"), toast=_("The permit is declined."))
    return act_on(
        request,
        row,
        form,
        lambda: facilities.decline_permit(actor=actor_of(request), permit_id=row.id, **form.cleaned_data),
        step,
    )


def withdraw(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """It is not wanted any more."""
    row, form = facilities.permit(permit_id), ActForm.of(request)
    step = Step(title=_("Withdraw the permit"), submit=_("Withdraw"), toast=_("The permit is withdrawn."))
    return act_on(
        request, row, form, lambda: facilities.withdraw_permit(actor=actor_of(request), permit_id=row.id), step
    )


def end(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """The work is over."""
    row, form = facilities.permit(permit_id), ActForm.of(request)
    step = Step(
        title=_("The work is over"),
        submit=_("The work is over"),
        toast=_("The fire watch has begun."),
        lead=_("The fire watch begins with this; the park closes the permit after it."),
    )
    return act_on(request, row, form, lambda: facilities.end_permit(actor=actor_of(request), permit_id=row.id), step)


def revoke(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """It holds no more."""
    row, form = facilities.permit(permit_id), ReasonForm.of(request)
    step = Step(
        title=_("Revoke the permit at once"),
        submit=_("Revoke at once"),
        toast=_("The permit is revoked."),
        danger=_("The work has to stop now. Tell the people on the spot yourself."),
    )
    return act_on(
        request,
        row,
        form,
        lambda: facilities.revoke_permit(actor=actor_of(request), permit_id=row.id, **form.cleaned_data),
        step,
    )


def close(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """It was looked at afterwards."""
    row = facilities.permit(permit_id)
    form: ActForm
    if row.kind == PermitKind.HOT_WORK:
        form = FireClosedForm.of(request)
    else:
        form = WasteClosedForm.of(request, initial={"quantity": row.quantity, "containers": row.containers})
    step = Step(title=_("Close the permit"), submit=_("Close it"), toast=_("The permit is closed."))
    return act_on(
        request,
        row,
        form,
        lambda: facilities.close_permit(actor=actor_of(request), permit_id=row.id, **form.cleaned_data),
        step,
    )
