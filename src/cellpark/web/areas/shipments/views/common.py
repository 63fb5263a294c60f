"""What the pages of this area share."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.kernel.problem import Problem
from cellpark.materials.public import ScanVerdict
from cellpark.shipments.public import Shipment, shipment
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm


def crumbs(row: Shipment | None = None) -> tuple[Mapping[str, object], ...]:
    """The way here."""
    way: tuple[Mapping[str, object], ...] = ({"href": reverse("shipments"), "label": _("Shipments")},)
    return way if row is None else (*way, {"href": reverse("shipment", args=[row.id]), "label": row.number})


def form_page(shipment_id: UUID, *, title: Any, submit: Any, lead: Any = "", danger: Any = "") -> FormPage:
    """The words around an act on a shipment in sight."""
    row = shipment(shipment_id)
    return FormPage(
        title=title,
        submit=submit,
        back=reverse("shipment", args=[row.id]),
        kicker=row.number,
        lead=lead,
        danger=danger,
        crumbs=crumbs(row),
    )


def act_page(
    request: HttpRequest, form: ActForm, page: FormPage, act: Callable[[], Any], *, toast: Any, **more: Any
) -> HttpResponse:
    """A form with one act; back to the shipment when it is done."""

    def run() -> Outcome:
        act()
        return {}

    if perform(request, form, run) is not None:
        return done(request, page.back, toast)
    return show_page(request, form, page, **more)


def perform_scan(
    request: HttpRequest, form: ActForm, act: Callable[[], ScanVerdict], *, actor: Actor | None = None
) -> bool:
    """Run ``act`` once; whether the scan matched. Otherwise the form says why, and the near miss stays (T1, LBL-5)."""

    def run() -> Outcome:
        found = [
            {"code": each.code, "params": dict(each.params), "field": each.field, "rule": each.rule}
            for each in act().problems
        ]
        return {"problems": orjson.dumps(found).decode()}

    outcome = perform(request, form, run, actor=actor)
    if outcome is None:
        return False
    problems = [Problem(**each) for each in orjson.loads(str(outcome["problems"]))]
    form.tell(problems)
    return not problems


def scan_page(
    request: HttpRequest, form: ActForm, page: FormPage, act: Callable[[], ScanVerdict], *, toast: Any
) -> HttpResponse:
    """A form with a scan; a mismatch is shown and stays on record."""
    if perform_scan(request, form, act):
        return done(request, page.back, toast)
    return show_page(request, form, page)
