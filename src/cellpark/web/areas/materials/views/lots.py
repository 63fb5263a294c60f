"""One lot: what it is, and the decisions about it."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.identity.public import names_of_people
from cellpark.instruments.public import InstrumentPermission, keep_file
from cellpark.kernel.problem import Problem
from cellpark.materials.public import (
    Container,
    Lot,
    LotState,
    MaterialsPermission,
    certify_lot,
    change_expiry,
    quarantine_lot,
    register_lot,
    reject_lot,
    release_lot,
    usable_problems,
)
from cellpark.web.areas.materials.fields import begin_of
from cellpark.web.areas.materials.forms import CertificateForm, ExpiryForm, LotForm
from cellpark.web.areas.materials.standing import lot_state, lot_truth
from cellpark.web.areas.materials.views.common import (
    about_lot,
    act_page,
    crumbs,
    material_choices,
    reason_page,
    the_lot,
)
from cellpark.web.areas.materials.views.lists import CONTAINER_COLUMNS
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import Table


def lot(request: HttpRequest, lot_id: UUID) -> HttpResponseBase:
    """One lot: its certificate, its state, its containers, what happened."""
    found = the_lot(lot_id)
    containers = Table(
        Container.objects.filter(lot_id=found.id).select_related("material", "lot"),
        CONTAINER_COLUMNS,
        request,
        caption=_("Containers"),
        order="-changed_at",
        name="containers",
        empty=_("No container is known yet. Announce the container that will arrive."),
    )
    file = containers.exported()
    if file is not None:
        return file
    acts = offers(actor_of(request), found, now())
    names = names_of_people([each for each in (found.received_by, found.decided_by) if each])
    context = {
        "crumbs": crumbs("lots", _("Lots")),
        "lot": found,
        "state": lot_state(found),
        "truth": lot_truth(found),
        "problems": [explain(each) for each in usable_problems(found)],
        "values": sorted(found.quantities.items()),
        "received_by": names.get(found.received_by, "") if found.received_by else "",
        "decided_by": names.get(found.decided_by, "") if found.decided_by else "",
        "offers": acts,
        "shut": [each for each in acts if not each.open],
        "containers": containers,
        "history": history_of([f"lot/{found.id}"]),
    }
    return render(request, "materials/lot.html", context)


def offers(actor: Actor, found: Lot, at: datetime) -> list[Offer]:
    """What may be done with it now, and why not."""
    received_it = found.received_by is not None and found.received_by == actor.person_id
    own = Problem("materials.lot.own_receipt", rule="CN-4c") if received_it else None
    rejected = found.state == LotState.REJECTED
    old = [each for each in usable_problems(found, at) if each.code == "materials.lot.expired"]
    made = []
    if found.state == LotState.QUARANTINE:
        made.append(
            offer(
                actor,
                MaterialsPermission.RELEASE_LOT,
                _("Release"),
                reverse("lot_release", args=[found.id]),
                icon="circle-check",
                look="primary",
                unless=own or (old[0] if old else None),
            )
        )
        made.append(
            offer(
                actor,
                MaterialsPermission.REGISTER_LOT,
                _("Certificate"),
                reverse("lot_certify", args=[found.id]),
                icon="file-text",
            )
        )
    if found.state == LotState.RELEASED:
        made.append(
            offer(
                actor,
                MaterialsPermission.RELEASE_LOT,
                _("Back to quarantine"),
                reverse("lot_quarantine", args=[found.id]),
                icon="lock",
            )
        )
    if not rejected:
        made.append(
            offer(
                actor,
                MaterialsPermission.RELEASE_LOT,
                _("Change the expiry"),
                reverse("lot_expiry", args=[found.id]),
                icon="clock",
                unless=own,
            )
        )
        made.append(
            offer(
                actor,
                MaterialsPermission.RELEASE_LOT,
                _("Reject"),
                reverse("lot_reject", args=[found.id]),
                icon="circle-x",
            )
        )
    return made


def register(request: HttpRequest) -> HttpResponse:
    """A lot arrived."""
    form = LotForm.of(request)
    form.fields["material"].choices = material_choices(request)  # type: ignore[attr-defined]
    page = FormPage(
        title=_("Register a lot"),
        submit=_("Register"),
        back=reverse("lots"),
        lead=_("It begins in quarantine. Whoever registers it cannot release it."),
        crumbs=crumbs("lots", _("Lots")),
    )

    def act() -> str:
        sent = form.cleaned_data
        made = register_lot(
            actor=actor_of(request),
            material_id=UUID(sent["material"]),
            number=sent["number"],
            vendor=sent["vendor"],
            expires_at=begin_of(sent["expires_on"]),
        )
        return reverse("lot", args=[made.id])

    return act_page(request, form, page, act, toast=_("The lot is registered and in quarantine."))


def certify(request: HttpRequest, lot_id: UUID) -> HttpResponse:
    """The certificate of a lot: the hash of its file and its values."""
    found = the_lot(lot_id)
    form = CertificateForm.of(request)
    if request.method == "POST":
        form.files = request.FILES
    back = reverse("lot", args=[found.id])
    page = about_lot(
        found,
        title=_("Certificate"),
        submit=_("Keep"),
        lead=_("Recipes read these values, so that nobody copies a number by hand."),
    )

    def act() -> str:
        sent = form.cleaned_data
        file = sent["file"]
        content = b"" if file is None else file.read()
        if content and actor_of(request).may(InstrumentPermission.KEEP_FILE):
            keep_file(actor=actor_of(request), content=content, name=file.name, organisation_id=found.organisation_id)
        certify_lot(
            actor=actor_of(request),
            lot_id=lot_id,
            file_name="" if file is None else file.name,
            file_sha256=sent["file_sha256"] if file is None else hashlib.sha256(content).hexdigest(),
            attributes=sent["attributes"],
            reason=sent["reason"],
        )
        return back

    return act_page(request, form, page, act, toast=_("The certificate is kept."), template="materials/file_form.html")


def release(request: HttpRequest, lot_id: UUID) -> HttpResponse:
    """The quality unit lets a lot be used."""
    found = the_lot(lot_id)
    page = about_lot(
        found,
        title=_("Release the lot"),
        submit=_("Release"),
        lead=_("From now on it may be used in every batch. Name what you compared."),
    )
    return reason_page(
        request,
        page,
        lambda reason: release_lot(actor=actor_of(request), lot_id=lot_id, reason=reason),
        toast=_("The lot is released."),
    )


def reject(request: HttpRequest, lot_id: UUID) -> HttpResponse:
    """A lot is never used again."""
    found = the_lot(lot_id)
    page = about_lot(
        found,
        title=_("Reject the lot"),
        submit=_("Reject"),
        danger=_("A rejected lot is never used again. This cannot be taken back."),
    )
    return reason_page(
        request,
        page,
        lambda reason: reject_lot(actor=actor_of(request), lot_id=lot_id, reason=reason),
        toast=_("The lot is rejected."),
    )


def quarantine(request: HttpRequest, lot_id: UUID) -> HttpResponse:
    """A released lot goes back into quarantine."""
    found = the_lot(lot_id)
    page = about_lot(
        found,
        title=_("Back to quarantine"),
        submit=_("Quarantine"),
        danger=_("No batch uses it until it is released anew."),
    )
    return reason_page(
        request,
        page,
        lambda reason: quarantine_lot(actor=actor_of(request), lot_id=lot_id, reason=reason),
        toast=_("The lot is in quarantine."),
    )


def expiry(request: HttpRequest, lot_id: UUID) -> HttpResponse:
    """Another expiry, after a retest or a finding."""
    found = the_lot(lot_id)
    form = ExpiryForm.of(request)
    back = reverse("lot", args=[found.id])
    page = about_lot(
        found,
        title=_("Change the expiry"),
        submit=_("Change"),
        lead=_("Name the retest or the finding in the reason."),
    )

    def act() -> str:
        until = begin_of(form.cleaned_data["expires_on"])
        assert until is not None, "the form demands a day"
        change_expiry(actor=actor_of(request), lot_id=lot_id, expires_at=until, reason=form.cleaned_data["reason"])
        return back

    return act_page(request, form, page, act, toast=_("The expiry is changed."))
