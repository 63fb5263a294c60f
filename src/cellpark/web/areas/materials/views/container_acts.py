"""Announcing, receiving, moving, opening, holding, releasing and operating on a container."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import (
    Consumed,
    Container,
    CustodyAct,
    DonorState,
    Into,
    Loss,
    Lot,
    Movement,
    OperationKind,
    Produced,
    Receipt,
    ReceiptCheck,
    ScanVerdict,
    Source,
    StorageCondition,
    confirm_identity,
    expect_container,
    hold_container,
    move_container,
    open_container,
    operate,
    receive_container,
    release_container,
    verify_scan,
)
from cellpark.web.areas.materials.forms import ExpectForm, MoveForm, OperateForm, ReceiveForm, ScanForm
from cellpark.web.areas.materials.views.common import (
    about_container,
    act_page,
    container_crumbs,
    crumbs,
    material_choices,
    reason_page,
    scan_page,
    the_container,
)
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.forms.act_form import ActForm


def expect(request: HttpRequest) -> HttpResponse:
    """A container will arrive."""
    form = ExpectForm.of(request)
    form.fields["material"].choices = material_choices(request)  # type: ignore[attr-defined]
    page = FormPage(
        title=_("Announce a container"),
        submit=_("Announce"),
        back=reverse("containers"),
        lead=_("Its identity is fixed here, before it arrives, and never changes."),
        crumbs=crumbs("containers", _("Containers")),
    )

    def act() -> str:
        sent = form.cleaned_data
        material = UUID(sent["material"])
        made = expect_container(
            actor=actor_of(request),
            material_id=material,
            lot_id=_lot(material, sent["lot"]),
            quantity=sent["quantity"],
            coi=sent["coi"],
            scan=sent["scan"],
            code=sent["code"],
            donor_state=DonorState(sent["donor_state"]),
        )
        return reverse("container", args=[made.id])

    return act_page(request, form, page, act, toast=_("The container is announced."))


def _lot(material: UUID, number: str) -> UUID | None:
    if not number:
        return None
    found = Lot.objects.filter(material_id=material, number=number).first()
    if found is None:
        raise Refused(Problem("materials.lot.unknown", {"number": number}, field="lot"))
    identity: UUID = found.id
    return identity


def receive(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """A container arrived: scan first, then look (CN-4b)."""
    found = the_container(container_id)
    names = Source.objects.filter(organisation_id=found.organisation_id).order_by("name").values_list("name", flat=True)
    form = ReceiveForm.of(request, sources=list(names), initial={"condition": found.material.storage})
    page = about_container(
        found,
        title=_("Receive"),
        submit=_("Receive"),
        lead=_("Scan the label, then answer each point. What is not met puts it into quarantine."),
    )

    def act() -> ScanVerdict:
        sent = form.cleaned_data
        notes = {each: sent["note"] for each, passed in form.found.items() if not passed}
        receipt = Receipt(
            source=sent["source"],
            place=sent["place"],
            condition=StorageCondition(sent["condition"]),
            checks=form.found,
            notes=notes,
            collected_at=sent["collected_at"],
            temperature_min=sent["temperature_min"],
            temperature_max=sent["temperature_max"],
            seal=sent["seal"],
        )
        with _note_field():
            return receive_container(
                actor=actor_of(request), container_id=container_id, raw=sent["raw"], receipt=receipt
            )

    return scan_page(request, form, page, act, toast=_("The container is received."))


class _note_field:  # noqa: N801 -- read as a sentence where it is used
    """What is said of a point that failed belongs to the one field for all of them."""

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Tell such problems at the field ``note``."""
        if not isinstance(error, Refused):
            return
        points = {each.value for each in ReceiptCheck}
        told = [
            Problem(each.code, each.params, field="note", rule=each.rule)
            if each.field in points and each.code == "materials.receipt.unexplained"
            else each
            for each in error.problems
        ]
        raise Refused(*told) from error


def move(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """A container is brought to another place."""
    found = the_container(container_id)
    form = MoveForm.of(request, initial={"condition": found.condition})
    page = about_container(
        found,
        title=_("Move"),
        submit=_("Move"),
        lead=_("Leaving a freezer starts its hold times, entering one stops them."),
    )

    def act() -> ScanVerdict:
        sent = form.cleaned_data
        movement = Movement(
            act=CustodyAct(sent["act"]),
            place=sent["place"],
            condition=StorageCondition(sent["condition"]),
            temperature_min=sent["temperature_min"],
            temperature_max=sent["temperature_max"],
            seal=sent["seal"],
        )
        return move_container(actor=actor_of(request), container_id=container_id, raw=sent["raw"], movement=movement)

    return scan_page(request, form, page, act, toast=_("The container is moved."))


def confirm(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """The second person's scan."""
    found = the_container(container_id)
    form = ScanForm.of(request)
    page = about_container(
        found,
        title=_("Second scan"),
        submit=_("Confirm"),
        lead=_("A look-alike is in the house. Read the code on the label aloud, then scan it."),
    )

    def act() -> ScanVerdict:
        return confirm_identity(actor=actor_of(request), container_id=container_id, raw=form.cleaned_data["raw"])

    return scan_page(request, form, page, act, toast=_("The identity is confirmed."))


def open_it(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """A container is opened: scan it."""
    found = the_container(container_id)
    form = ScanForm.of(request)
    page = about_container(
        found,
        title=_("Open it"),
        submit=_("Open it"),
        lead=_("From here on its in-use time runs."),
    )

    def act() -> ScanVerdict:
        verdict = _verified(request, form, container_id, "opening")
        if verdict.ok:
            open_container(actor=actor_of(request), container_id=container_id)
        return verdict

    return scan_page(request, form, page, act, toast=_("The container is open."))


def _verified(request: HttpRequest, form: ActForm, container_id: UUID, purpose: str) -> ScanVerdict:
    return verify_scan(
        actor=actor_of(request),
        raw=form.cleaned_data["raw"],
        expected_container=container_id,
        purpose=purpose,
        check_use=False,
    )


def hold(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """A container is stopped."""
    found = the_container(container_id)
    page = about_container(
        found,
        title=_("Put on hold"),
        submit=_("Put on hold"),
        danger=_("Nobody uses it until quality releases it."),
    )
    return reason_page(
        request,
        page,
        lambda reason: hold_container(actor=actor_of(request), container_id=container_id, reason=reason),
        toast=_("The container is on hold."),
    )


def release(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """Quality lets a held container go."""
    found = the_container(container_id)
    page = about_container(
        found,
        title=_("Release from hold"),
        submit=_("Release"),
        lead=_("Name what you looked at."),
    )
    return reason_page(
        request,
        page,
        lambda reason: release_container(actor=actor_of(request), container_id=container_id, reason=reason),
        toast=_("The container may be used."),
    )


def operation(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """Use, split, pool, transfer, derive, sample or destroy what is in a container."""
    found = the_container(container_id)
    form = OperateForm.of(request)
    form.fields["material"].choices = material_choices(request)  # type: ignore[attr-defined]
    page = FormPage(
        title=_("Operate"),
        submit=_("Record"),
        back=reverse("container", args=[found.id]),
        kicker=f"{found.code} · {found.quantity}",
        lead=_("What goes in comes out, or is declared as a loss."),
        crumbs=container_crumbs(found),
    )

    def act() -> ScanVerdict:
        sent = form.cleaned_data
        outcomes: list[Produced | Into | Loss] = [*_outcomes(sent), *_losses(sent)]
        verdict = _verified(request, form, container_id, sent["kind"])
        others: list[UUID] = []
        for raw in sent["others"].split("\n") if verdict.ok and sent["kind"] == OperationKind.POOL else ():
            if raw.strip():
                verdict = _beside(request, found, raw.strip())
                if not verdict.ok or verdict.container is None:
                    return verdict
                others.append(verdict.container.id)
        if verdict.ok:
            operate(
                actor=actor_of(request),
                kind=OperationKind(sent["kind"]),
                consumed=[
                    Consumed(container=container_id, quantity=sent["quantity"]),
                    *(Consumed(container=each) for each in others),
                ],
                produced=outcomes,
                reason=sent["reason"] or None,
            )
        return verdict

    return scan_page(request, form, page, act, toast=_("The operation is recorded."))


def _beside(request: HttpRequest, found: Container, raw: str) -> ScanVerdict:
    """The verdict on a container that is pooled with another: of the same material, and of the same patient."""
    return verify_scan(
        actor=actor_of(request),
        raw=raw,
        expected_coi=found.coi or None,
        expected_material=found.material_id,
        purpose=OperationKind.POOL.value,
    )


def _outcomes(sent: dict[str, object]) -> list[Produced]:
    material = UUID(str(sent["material"])) if sent["material"] else None
    found = []
    for line in str(sent["outcomes"]).splitlines():
        words = line.split()
        if not words:
            continue
        amount, code = (words, "") if len(words) < 3 else (words[:2], words[2])
        found.append(Produced(quantity=Quantity.parse(" ".join(amount)), code=code, material=material))
    return found


def _losses(sent: dict[str, object]) -> list[Loss]:
    lost = sent["loss"]
    return [Loss(quantity=lost, why=str(sent["why"]))] if isinstance(lost, Quantity) else []
