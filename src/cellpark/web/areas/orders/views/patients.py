"""A hospital's patients: in sight of its own staff alone (T20)."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.ledger.public import erasures_of
from cellpark.orders import public as orders
from cellpark.orders.public import HospitalPatient
from cellpark.web.areas.orders.forms import PatientForm, ReasonForm
from cellpark.web.areas.orders.words import order_state
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

A_PAGE = 50


def patients(request: HttpRequest) -> HttpResponse:
    """The patients, newest first and a page at a time, or those whom a few words name; opened for the reader."""
    words = request.GET.get("q", "").strip()
    found = orders.find_patients(words) if words else None
    page = Paginator(orders.patients() if found is None else found, A_PAGE).get_page(request.GET.get("page"))
    shown = slice(max(page.start_index() - 1, 0), page.end_index())
    rows = orders.opened(orders.patients()[shown]) if found is None else found[shown]
    here = reverse("hospital_patients")

    def address(number: int) -> str:
        return f"{here}?{urlencode({'q': words, 'page': number} if words else {'page': number})}"

    last = page.paginator.num_pages
    links = {
        "first": address(1) if page.number > 1 else "",
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
        "last": address(last) if page.number < last else "",
    }
    return render(request, "orders/patients.html", {"rows": rows, "words": words, "page": page, "links": links})


def register(request: HttpRequest) -> HttpResponse:
    """Enter a patient."""
    form = PatientForm.of(request)
    actor = actor_of(request)

    def act() -> Outcome:
        assert actor.organisation_id is not None, "a member acts within an organisation"
        made = orders.register_patient(actor=actor, hospital_id=actor.organisation_id, **form.cleaned_data)
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("hospital_patient", args=[outcome["id"]]), _("The patient is registered."))
    return show_page(
        request,
        form,
        FormPage(
            title=_("Register a patient"),
            submit=_("Register"),
            back=reverse("hospital_patients"),
            lead=_(
                "Name, birth date and number are encrypted with the patient’s own key; only your hospital opens them."
            ),
            crumbs=(_list(),),
        ),
    )


def patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """One patient with their orders."""
    found = orders.patient(patient_id)
    context = {
        "patient": found,
        "said": orders.particulars_of(found),
        "orders": [(each, order_state(each.state)) for each in orders.orders_of_patient(found.id)],
        "waiting": _waiting(found),
        "crumbs": [_list()],
    }
    return render(request, "orders/patient.html", context)


def erase(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """One person asks for the erasure, another confirms it."""
    found = orders.patient(patient_id)
    waiting = _waiting(found)
    form = ReasonForm.of(request) if waiting is None else ActForm.of(request)
    back = reverse("hospital_patient", args=[found.id])

    def act() -> Outcome:
        if waiting is None:
            reason = form.cleaned_data["reason"]
            orders.request_patient_erasure(actor=actor_of(request), patient_id=patient_id, reason=reason)
        else:
            orders.confirm_patient_erasure(actor=actor_of(request), patient_id=patient_id, request_id=waiting)
        return {}

    if perform(request, form, act) is not None:
        return done(request, back, _("Recorded."))
    title = _("Ask for the erasure") if waiting is None else _("Confirm the erasure")
    return show_page(
        request,
        form,
        FormPage(
            title=title,
            submit=title,
            back=back,
            kicker=found.code,
            danger=_("After the confirmation nobody can read who the patient is, here and in every copy, for ever."),
            crumbs=(_list(), {"href": back, "label": found.code}),
        ),
    )


def _waiting(found: HospitalPatient) -> UUID | None:
    """A request that nobody has confirmed."""
    return next((each.id for each in erasures_of(found.id) if each.confirmed_by is None), None)


def _list() -> dict[str, object]:
    return {"href": reverse("hospital_patients"), "label": _("Patients")}
