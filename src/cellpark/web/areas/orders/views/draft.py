"""The first step of a new order: which therapy, for whom, by whose rules."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.time import now
from cellpark.orders import public as orders
from cellpark.orders.public import HospitalPatient
from cellpark.web.areas.orders.forms import NewOrderForm
from cellpark.web.pages.acts import FormPage, done, perform, show_page

SHOWN_MAX = 500


def new(request: HttpRequest) -> HttpResponse:
    """Choose; references and times come next, the physician's signature last."""
    actor = actor_of(request)
    form = NewOrderForm.of(request, initial={"patient": request.GET.get("patient", "")})
    home = actor.organisation_id
    choices = [] if home is None else orders.orderable(home, now().date())
    form.fields["therapy"].choices = [(str(each.id), f"{each.code} {each.name}") for each in choices]  # type: ignore[attr-defined]
    form.fields["patient"].choices = [(str(each.id), _label(each)) for each in orders.patients()[:SHOWN_MAX]]  # type: ignore[attr-defined]

    def act() -> Outcome:
        assert home is not None, "a member acts within an organisation"
        sent = form.cleaned_data
        made = orders.draft_order(
            actor=actor,
            hospital_id=home,
            therapy_id=UUID(sent["therapy"]),
            patient_id=UUID(sent["patient"]),
            country=sent["country"].upper(),
        )
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("order_items", args=[outcome["id"]]), _("The order is begun."))
    return show_page(
        request,
        form,
        FormPage(
            title=_("New order"),
            submit=_("Go on to references and times"),
            back=reverse("orders"),
            lead=_("Step 1 of 3. Therapies appear here when your hospital stands on their list of collection sites."),
            crumbs=({"href": reverse("orders"), "label": _("Treatment orders")},),
        ),
    )


def _label(row: HospitalPatient) -> str:
    said = orders.particulars_of(row)
    return row.code if said is None else f"{said.name} · {said.number} · {row.code}"
