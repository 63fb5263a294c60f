"""Registering suites, rooms and equipment."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.equipment import public as plant
from cellpark.equipment.public import EquipmentKind, Grade, Pressure, RoomUse
from cellpark.web.areas.equipment.forms import EquipmentForm, RoomForm, SuiteForm
from cellpark.web.pages.acts import FormPage, done, perform, show_page


def suite(request: HttpRequest) -> HttpResponse:
    """A new suite."""
    form = SuiteForm.of(request)

    def act() -> Outcome:
        return {"id": str(plant.register_suite(actor=actor_of(request), **form.cleaned_data).id)}

    back = reverse("rooms")
    if perform(request, form, act) is not None:
        return done(request, back, _("The suite is registered."))
    crumbs = ({"href": back, "label": _("Rooms")},)
    page = FormPage(title=_("Register a suite"), submit=_("Register"), back=back, crumbs=crumbs)
    return show_page(request, form, page)


def room(request: HttpRequest) -> HttpResponse:
    """A new room."""
    suites = list(plant.suites())
    form = RoomForm.of(request, suites=[(str(each.id), f"{each.code} · {each.name}") for each in suites])

    def act() -> Outcome:
        sent = form.cleaned_data
        made = plant.register_room(
            actor=actor_of(request),
            suite_id=sent["suite"],
            code=sent["code"],
            scan_code=sent["scan_code"],
            name_zh=sent["name_zh"],
            name_en=sent["name_en"],
            grade=Grade(sent["grade"]),
            uses=[RoomUse(use) for use in sent["uses"]],
            pressure=Pressure(sent["pressure"]),
            air_unit=sent["air_unit"],
            accepts_unknown=sent["accepts_unknown"],
            plan=(sent["plan_x"], sent["plan_y"], sent["plan_width"], sent["plan_depth"]),
        )
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("room", args=[outcome["id"]]), _("The room is registered."))
    back = reverse("rooms")
    crumbs = ({"href": back, "label": _("Rooms")},)
    lead = "" if suites else _("Register a suite first: every room belongs to one.")
    return show_page(
        request, form, FormPage(title=_("Register a room"), submit=_("Register"), back=back, lead=lead, crumbs=crumbs)
    )


def equipment(request: HttpRequest) -> HttpResponse:
    """A new piece of equipment."""
    form = EquipmentForm.of(request)

    def act() -> Outcome:
        sent = dict(form.cleaned_data)
        place = sent.pop("room")
        made = plant.register_equipment(
            actor=actor_of(request),
            room_id=plant.find_room(place).id if place else None,
            kind=EquipmentKind(sent.pop("kind")),
            **sent,
        )
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("equipment_page", args=[outcome["id"]]), _("The equipment is registered."))
    back = reverse("equipment")
    crumbs = ({"href": back, "label": _("Equipment")},)
    return show_page(
        request, form, FormPage(title=_("Register equipment"), submit=_("Register"), back=back, crumbs=crumbs)
    )
