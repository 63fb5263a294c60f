"""The acts on a permit: asking, deciding, ending, revoking, closing."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import PermitKind, PermitState, terms_on
from cellpark.leases.public import today
from cellpark.web.areas.facilities.forms import ReasonForm
from cellpark.web.areas.facilities.permit_forms import FireClosedForm, HotWorkForm, WasteClosedForm, WasteForm
from cellpark.web.areas.facilities.views.common import Step, act_on, act_page, permit_address, permit_crumbs
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

PROPOSED, NINE = timedelta(hours=2), 9
"""What a form for a permit proposes: so long, and on another day from this hour on."""


def hot_work(request: HttpRequest) -> HttpResponse:
    """Ask for hot work."""
    terms = terms_on(today())
    lead = _(
        "For one day and at most %(hours)s hours. Somebody watches during the work, and %(minutes)s minutes afterwards."
    ) % {"hours": f"{terms.hot_work_most / timedelta(hours=1):g}", "minutes": terms.fire_watch // timedelta(minutes=1)}
    return _ask(request, HotWorkForm, title=_("Ask for hot work"), lead=lead)


def waste(request: HttpRequest) -> HttpResponse:
    """Ask to hand waste over."""
    lead = _("To a carrier with a licence. What was really handed over is written down afterwards.")
    return _ask(request, WasteForm, title=_("Ask to hand waste over"), lead=lead)


def proposed_start(at: datetime) -> datetime:
    """The next full hour after which the work still ends on the same day at the site; else nine on the next day."""
    zone = get_default_timezone()
    start = at.astimezone(zone).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if (start + PROPOSED).date() == at.astimezone(zone).date():
        return start
    return (at.astimezone(zone) + timedelta(days=1)).replace(hour=NINE, minute=0, second=0, microsecond=0)


def _ask(request: HttpRequest, kind: type[HotWorkForm] | type[WasteForm], *, title: str, lead: str) -> HttpResponse:
    actor = actor_of(request)
    start = proposed_start(now())
    form = kind.of(request, initial={"starts_at": start, "ends_at": start + PROPOSED})
    form.offer(terms_on(today()))
    form.offer_places(actor)

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
    """A second person permits it; beside a batch that its house lets be, with a reason."""
    row, actor = facilities.permit(permit_id), actor_of(request)
    through = row.state == PermitState.REQUESTED and bool(facilities.beside(row, reader=actor).houses)
    lead = _("Look at the place first, and whether the times fit.")
    step = Step(
        title=_("Give the permit"),
        submit=_("Give the permit"),
        toast=_("The permit is given."),
        lead=lead,
        danger=_("A batch is beside it. Say why the fire cannot wait.") if through else "",
    )
    form = (ReasonForm if through else ActForm).of(request)
    act = facilities.approve_permit
    return act_on(request, row, form, lambda: act(actor=actor, permit_id=row.id, **form.cleaned_data), step)


ask_beside = act_page(
    facilities.permit,
    ReasonForm,
    facilities.ask_beside,
    Step(
        title=gettext_lazy("Ask the houses beside"),
        submit=gettext_lazy("Ask them"),
        toast=gettext_lazy("They are asked."),
        lead=gettext_lazy(
            "Quality of each house whose batch is there reads this permit and says whether the fire goes through."
        ),
    ),
)


allow_beside = act_page(
    facilities.permit,
    ReasonForm,
    partial(facilities.answer_beside, allowed=True),
    Step(
        title=gettext_lazy("Let the work through beside our batches"),
        submit=gettext_lazy("Let it through"),
        toast=gettext_lazy("The park reads that you let it through."),
        danger=gettext_lazy(
            "Nothing is opened there while the fire is permitted. Name the batches and what protects them."
        ),
    ),
)


refuse_beside = act_page(
    facilities.permit,
    ReasonForm,
    partial(facilities.answer_beside, allowed=False),
    Step(
        title=gettext_lazy("Do not let it through"),
        submit=gettext_lazy("Do not let it through"),
        toast=gettext_lazy("The park reads that it has to wait."),
    ),
)


decline = act_page(
    facilities.permit,
    ReasonForm,
    facilities.decline_permit,
    Step(
        title=gettext_lazy("Decline the permit"),
        submit=gettext_lazy("Decline the permit"),
        toast=gettext_lazy("The permit is declined."),
    ),
)


def withdraw(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """It is not wanted any more; the park says why it takes a tenant's request back."""
    row, actor = facilities.permit(permit_id), actor_of(request)
    form = (ReasonForm if facilities.withdrawn_for_another(actor, row) else ActForm).of(request)
    step = Step(title=_("Withdraw the permit"), submit=_("Withdraw"), toast=_("The permit is withdrawn."))
    return act_on(
        request,
        row,
        form,
        lambda: facilities.withdraw_permit(actor=actor, permit_id=row.id, **form.cleaned_data),
        step,
    )


begin = act_page(
    facilities.permit,
    ActForm,
    facilities.begin_permit,
    Step(
        title=gettext_lazy("The work begins"),
        submit=gettext_lazy("The work begins"),
        toast=gettext_lazy("The work has begun."),
        lead=gettext_lazy("Whoever watches for fire is there, with the extinguisher. Say when the work is over."),
    ),
)


end = act_page(
    facilities.permit,
    ActForm,
    facilities.end_permit,
    Step(
        title=gettext_lazy("The work is over"),
        submit=gettext_lazy("The work is over"),
        toast=gettext_lazy("The fire watch has begun."),
        lead=gettext_lazy("The fire watch begins with this; the park closes the permit after it."),
    ),
)


revoke = act_page(
    facilities.permit,
    ReasonForm,
    facilities.revoke_permit,
    Step(
        title=gettext_lazy("Revoke the permit at once"),
        submit=gettext_lazy("Revoke at once"),
        toast=gettext_lazy("The permit is revoked."),
        danger=gettext_lazy("The work has to stop now. Tell the people on the spot yourself."),
    ),
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
