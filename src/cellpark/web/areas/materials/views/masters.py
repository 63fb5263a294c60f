"""Materials, sources and chains of identity: pages and acts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import (
    ClockKind,
    ClockLimit,
    Container,
    DonorUse,
    Lot,
    Material,
    MaterialKind,
    MaterialsPermission,
    Source,
    StorageCondition,
    approve_source,
    describe_material,
    enrol_patient,
    withdraw_source,
    words,
)
from cellpark.web.areas.materials.fields import begin_of
from cellpark.web.areas.materials.forms import MaterialAnewForm, MaterialForm, PatientForm, SourceForm
from cellpark.web.areas.materials.views.common import act_page, crumbs, own_organisation, reason_page
from cellpark.web.areas.materials.views.lists import CONTAINER_COLUMNS, LOT_COLUMNS
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import Table


def material(request: HttpRequest, material_id: UUID) -> HttpResponseBase:
    """One material: what it is, its lots, its containers."""
    found = Material.objects.get(id=material_id)
    lots = Table(
        Lot.objects.filter(material_id=found.id).select_related("material"),
        LOT_COLUMNS,
        request,
        caption=_("Lots"),
        order="-registered_at",
        name="lots",
        empty=_("No lot is registered yet. Register the lot that arrived."),
    )
    containers = Table(
        Container.objects.filter(material_id=found.id).select_related("material", "lot"),
        CONTAINER_COLUMNS,
        request,
        caption=_("Containers"),
        order="-changed_at",
        name="containers",
        empty=_("No container is known yet. Announce the container that will arrive."),
    )
    for table in (lots, containers):
        file = table.exported()
        if file is not None:
            return file
    anew = offer(
        actor_of(request),
        MaterialsPermission.DESCRIBE,
        _("Describe anew"),
        reverse("material_change", args=[found.id]),
        icon="pencil",
    )
    limits = [(words.CLOCKS[each["kind"]], str(Quantity.from_plain(each["limit"]))) for each in found.clocks]
    context = {
        "crumbs": crumbs("materials", _("Materials")),
        "material": found,
        "kind": words.KINDS[found.kind],
        "storage": words.CONDITIONS[found.storage],
        "donor_use": words.DONOR_USES[found.donor_use],
        "limits": limits,
        "lots": lots,
        "containers": containers,
        "offers": [anew],
        "shut": [each for each in [anew] if not each.open],
        "history": history_of([f"material/{found.id}"]),
    }
    return render(request, "materials/material.html", context)


def describe(request: HttpRequest) -> HttpResponse:
    """A new material."""
    form = MaterialForm.of(request)
    page = FormPage(
        title=_("Describe a material"),
        submit=_("Describe"),
        back=reverse("materials"),
        lead=_("Recipes name the code; containers begin with these hold times."),
        crumbs=crumbs("materials", _("Materials")),
    )

    def act() -> str:
        return reverse("material", args=[_described(request, form).id])

    return act_page(request, form, page, act, toast=_("The material is described."))


def change(request: HttpRequest, material_id: UUID) -> HttpResponse:
    """A material described anew."""
    found = Material.objects.get(id=material_id)
    names = ("code", "name_zh", "name_en", "kind", "unit", "storage", "donor_use", "gtin")
    limits = {f"clock_{each['kind']}": str(Quantity.from_plain(each["limit"])) for each in found.clocks}
    form = MaterialAnewForm.of(request, initial={**{name: getattr(found, name) for name in names}, **limits})
    back = reverse("material", args=[found.id])
    page = FormPage(
        title=_("Describe anew"),
        submit=_("Describe"),
        back=back,
        kicker=found.code,
        lead=_("Containers that exist keep the hold times with which they began."),
        crumbs=crumbs("materials", _("Materials"), found.code, back),
    )

    def act() -> str:
        _described(request, form, found)
        return back

    return act_page(request, form, page, act, toast=_("The material is described."))


def _described(request: HttpRequest, form: MaterialForm, found: Material | None = None) -> Material:
    sent = form.cleaned_data
    return describe_material(
        actor=actor_of(request),
        organisation_id=own_organisation(request) if found is None else found.organisation_id,
        material_id=None if found is None else found.id,
        code=sent["code"],
        name_zh=sent["name_zh"],
        name_en=sent["name_en"],
        kind=MaterialKind(sent["kind"]),
        unit=sent["unit"],
        storage=StorageCondition(sent["storage"]),
        donor_use=DonorUse(sent["donor_use"]),
        gtin=sent["gtin"],
        clocks=[
            ClockLimit(kind=kind.value, limit=sent[f"clock_{kind.value}"])
            for kind in ClockKind
            if sent[f"clock_{kind.value}"] is not None
        ],
        example=False if found is None else found.example,
        reason=sent.get("reason", ""),
    )


def enrol(request: HttpRequest) -> HttpResponse:
    """A chain of identity begins."""
    form = PatientForm.of(request)
    back = reverse("patients")
    page = FormPage(
        title=_("Begin a chain of identity"),
        submit=_("Begin"),
        back=back,
        lead=_("Issued before the first collection; it never changes."),
        crumbs=crumbs("patients", _("Chains of identity")),
    )

    def act() -> str:
        sent = form.cleaned_data
        enrol_patient(
            actor=actor_of(request),
            organisation_id=own_organisation(request),
            coi=sent["coi"],
            name=sent["name"],
            born=sent["born"],
        )
        return back

    return act_page(request, form, page, act, toast=_("The chain of identity has begun."))


def approve(request: HttpRequest) -> HttpResponse:
    """A hospital or vendor comes onto the list, or stays longer."""
    form = SourceForm.of(request)
    back = reverse("sources")
    page = FormPage(
        title=_("Approve a source"),
        submit=_("Approve"),
        back=back,
        lead=_("After its quality was assessed; name the assessment in the reason."),
        crumbs=crumbs("sources", _("Approved sources")),
    )

    def act() -> str:
        sent = form.cleaned_data
        until = begin_of(sent["approved_until"])
        assert until is not None, "the form demands a day"
        approve_source(
            actor=actor_of(request),
            organisation_id=own_organisation(request),
            name=sent["name"],
            approved_until=until,
            reason=sent["reason"],
        )
        return back

    return act_page(request, form, page, act, toast=_("The source is approved."))


def withdraw(request: HttpRequest, source_id: UUID) -> HttpResponse:
    """A hospital or vendor leaves the list."""
    found = Source.objects.get(id=source_id)
    page = FormPage(
        title=_("Withdraw a source"),
        submit=_("Withdraw"),
        back=reverse("sources"),
        kicker=found.name,
        danger=_("From now on nothing of it is received in order."),
        crumbs=crumbs("sources", _("Approved sources")),
    )
    return reason_page(
        request,
        page,
        lambda reason: withdraw_source(actor=actor_of(request), source_id=source_id, reason=reason),
        toast=_("The source is withdrawn."),
    )
