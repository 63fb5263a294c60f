"""The acts on a shipment: planning, packing, handing over, receiving, inspecting."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import OrganisationKind
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import Container, ScanVerdict
from cellpark.orders.public import find_party
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Condition, Journey, Purpose, words
from cellpark.web.areas.shipments.forms import (
    InspectForm,
    LoggerForm,
    PlanForm,
    ReceiveForm,
    ReplaceLoggerForm,
    ScanForm,
    SealForm,
)
from cellpark.web.areas.shipments.partners import known_partners
from cellpark.web.areas.shipments.views.common import act_page, crumbs, form_page, scan_page
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm

FILE_NAME_MAX = 200
ANY = frozenset(OrganisationKind)


def plan(request: HttpRequest) -> HttpResponse:
    """Something will travel."""
    actor = actor_of(request)
    form = PlanForm.of(request, initial={"sender": actor.organisation_id})
    form.offer(*known_partners(actor))
    page = FormPage(
        title=_("Plan a shipment"),
        submit=_("Plan a shipment"),
        back=reverse("shipments"),
        lead=_("The containers are your own; the other side sees the shipment and does its own acts."),
        crumbs=crumbs(),
    )

    def act() -> Outcome:
        sent = form.cleaned_data
        sides = _sides(actor, sent)
        carrier = sent["other_carrier"].strip() or sent["carrier"].strip()
        journey = Journey(
            sender=sides["sender"],
            receiver=sides["receiver"],
            carrier=find_party(carrier, ANY, field="other_carrier" if sent["other_carrier"].strip() else "carrier")
            if carrier
            else None,
            condition=Condition(sent["condition"]),
            purpose=Purpose(sent["purpose"] or Purpose.USE),
            pick_up_at=sent["pick_up_at"],
            due_at=sent["due_at"],
            hours_max=sent["hours_max"],
            allowed_minutes=sent["allowed_minutes"],
        )
        made = shipments.plan_shipment(
            actor=actor, number=sent["number"].strip(), containers=_containers(sent["containers"]), journey=journey
        )
        return {"to": reverse("shipment", args=[made.id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("The shipment is planned."))
    return show_page(request, form, page)


def _sides(actor: Actor, sent: Mapping[str, str]) -> Mapping[str, UUID]:
    """Who sends and who receives: chosen by name, named below, or one's own house where neither is said."""
    chosen = {name: sent[name].strip() for name in ("sender", "receiver")}
    named = sent["partner"].strip()
    found = {}
    for name, written in chosen.items():
        if written:
            found[name] = find_party(written, ANY, field=name)
        elif named and (name == "receiver" or chosen["receiver"]):
            found[name] = find_party(named, ANY, field="partner")
        elif actor.organisation_id is not None:
            found[name] = actor.organisation_id
        else:
            raise Refused(Problem("shipments.party.unknown", {"name": ""}, field=name))
    return found


def _containers(written: str) -> list[UUID]:
    codes = [each.strip() for each in written.splitlines() if each.strip()]
    found = {row.code: row.id for row in Container.objects.filter(code__in=codes)}
    missing = [each for each in codes if each not in found]
    if missing:
        raise Refused(Problem("shipments.contents.unknown", {"code": missing[0][:60]}, field="containers"))
    return [found[each] for each in codes]


def pack(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """Each container is scanned into the shipper."""
    form = ScanForm.of(request)
    page = form_page(
        shipment_id,
        title=words.ACTS["pack"],
        submit=_("Pack"),
        lead=_("A label that does not belong here stops the packing and stays on record."),
    )

    def act() -> ScanVerdict:
        return shipments.pack_container(actor=actor_of(request), shipment_id=shipment_id, raw=form.cleaned_data["raw"])

    return scan_page(request, form, page, act, toast=_("The container is in the shipper."))


def seal(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """The shipper is closed."""
    form = SealForm.of(request)
    page = form_page(shipment_id, title=words.ACTS["seal"], submit=_("Seal"))

    def act() -> object:
        sent = form.cleaned_data
        return shipments.seal_shipment(
            actor=actor_of(request),
            shipment_id=shipment_id,
            seal=sent["seal"],
            shipper=sent["shipper"],
            logger=sent["logger"],
        )

    return act_page(request, form, page, act, toast=_("The shipper is sealed."))


def hand(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """The sender gives it out of hand."""
    form = ScanForm.of(request)
    page = form_page(shipment_id, title=words.ACTS["hand_over"], submit=_("Hand over"), lead=_which())

    def act() -> ScanVerdict:
        return shipments.hand_over(actor=actor_of(request), shipment_id=shipment_id, raw=form.cleaned_data["raw"])

    return scan_page(request, form, page, act, toast=_("The shipment is handed over."))


def take(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """The carrier takes it."""
    form = ScanForm.of(request)
    page = form_page(shipment_id, title=words.ACTS["take_over"], submit=words.ACTS["take_over"], lead=_which())

    def act() -> ScanVerdict:
        return shipments.take_over(actor=actor_of(request), shipment_id=shipment_id, raw=form.cleaned_data["raw"])

    return scan_page(request, form, page, act, toast=_("The shipment is yours now."))


def arrive(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """It stands at the receiver."""
    form = ScanForm.of(request)
    page = form_page(shipment_id, title=words.ACTS["arrive"], submit=_("Confirm arrival"), lead=_which())

    def act() -> ScanVerdict:
        return shipments.confirm_arrival(actor=actor_of(request), shipment_id=shipment_id, raw=form.cleaned_data["raw"])

    return scan_page(request, form, page, act, toast=_("The arrival is confirmed."))


def _which() -> str:
    return _("Scan the number of the shipment, the code of the shipper, or a container inside.")


def unpack(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """Each container is scanned out of the shipper."""
    form = ScanForm.of(request)
    page = form_page(shipment_id, title=_("Scan each container out of the shipper"), submit=_("Unpack"))

    def act() -> ScanVerdict:
        return shipments.unpack_container(
            actor=actor_of(request), shipment_id=shipment_id, raw=form.cleaned_data["raw"]
        )

    return scan_page(request, form, page, act, toast=_("The container is out of the shipper."))


def receive(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """The seal is compared, damage is written down."""
    form = ReceiveForm.of(request)
    page = form_page(
        shipment_id,
        title=words.ACTS["receive"],
        submit=_("Receive"),
        lead=_("Read the seal off the shipper. Another seal, or damage, holds everything inside."),
    )

    def act() -> object:
        sent = form.cleaned_data
        return shipments.receive_shipment(
            actor=actor_of(request), shipment_id=shipment_id, seal=sent["seal"], damage=sent["damage"]
        )

    return act_page(request, form, page, act, toast=_("The shipment is received."))


def logger(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """The logger's file."""
    form = LoggerForm.of(request)
    page = form_page(
        shipment_id,
        title=_("Read the logger"),
        submit=_("Read"),
        lead=_("The file is kept as it is, its signature is checked, and the time on the way is judged."),
    )

    def act() -> object:
        upload = form.cleaned_data["file"]
        return shipments.attach_logger(
            actor=actor_of(request),
            shipment_id=shipment_id,
            content=upload.read(),
            name=(upload.name or "logger")[:FILE_NAME_MAX],
        )

    return act_page(request, form, page, act, toast=_("The logger is read."), template="shipments/logger.html")


def replace(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """Another file than the one that was read, by the quality unit."""
    form = ReplaceLoggerForm.of(request)
    page = form_page(
        shipment_id,
        title=_("Replace a wrong logger file"),
        submit=_("Replace"),
        lead=_("The former file and its excursion stay on record; the new file is judged as the first was."),
    )

    def act() -> object:
        upload = form.cleaned_data["file"]
        return shipments.replace_logger(
            actor=actor_of(request),
            shipment_id=shipment_id,
            content=upload.read(),
            name=(upload.name or "logger")[:FILE_NAME_MAX],
            reason=form.cleaned_data["reason"],
        )

    return act_page(request, form, page, act, toast=_("The file is replaced."), template="shipments/logger.html")


def inspect(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """It is taken in, or not."""
    form = InspectForm.of(request)
    page = form_page(shipment_id, title=words.ACTS["inspect"], submit=_("Record"))

    def act() -> object:
        sent = form.cleaned_data
        return shipments.inspect_shipment(
            actor=actor_of(request),
            shipment_id=shipment_id,
            accept=sent["verdict"] == "accept",
            reason=sent["reason"],
        )

    return act_page(request, form, page, act, toast=_("Recorded."))


def cancel(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """It does not travel."""
    form = ReasonForm.of(request)
    page = form_page(shipment_id, title=_("Cancel the shipment"), submit=_("Cancel the shipment"))

    def act() -> object:
        return shipments.cancel_shipment(
            actor=actor_of(request), shipment_id=shipment_id, reason=form.cleaned_data["reason"]
        )

    return act_page(request, form, page, act, toast=_("The shipment is cancelled."))
