"""Operations on a container: what was done, and its correction."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import (
    Amended,
    Container,
    MaterialsPermission,
    Operation,
    ScanVerdict,
    correct_outside,
    operations_of,
    verify_scan,
    words,
)
from cellpark.web.areas.materials.forms import CorrectForm
from cellpark.web.areas.materials.views.common import container_crumbs, scan_page, the_container
from cellpark.web.pages.acts import FormPage

PURPOSE = "correction"


def operation_lines(actor: Actor, found: Container) -> list[dict[str, Any]]:
    """What was done to a container, each with the way to its correction: here, or in the record of its batch."""
    may = actor.may(MaterialsPermission.CORRECT)
    lines = []
    for each in operations_of(found.id):
        codes = _codes(each)
        lines.append(
            {
                "operation": each,
                "kind": words.OPERATIONS[each.kind],
                "taken": [(codes.get(line, ""), amount) for line, amount in _amounts(each.consumed)],
                "filled": [(codes.get(line, ""), amount) for line, amount in _amounts(each.produced)],
                "corrected": each.corrects is not None,
                "href": reverse("operation_correct", args=[found.id, each.id]) if may and each.batch is None else "",
            }
        )
    return lines


def correct(request: HttpRequest, container_id: UUID, operation_id: UUID) -> HttpResponse:
    """Another amount was moved, or from another container, than was recorded (T11)."""
    found = the_container(container_id)
    old: Operation = Operation.ever.get(id=operation_id, organisation_id=found.organisation_id)
    later = Operation.ever.filter(corrects=old.id).first()
    if later is not None and request.method == "GET":
        return redirect("operation_correct", container_id, later.id)
    codes = _codes(old)
    lines = [*_amounts(old.consumed), *_amounts(old.produced)]
    form = CorrectForm.of(request, lines=[(str(line), f"{codes.get(line, '')} \u00b7 {said}") for line, said in lines])
    page = FormPage(
        title=_("Correct the operation"),
        submit=_("Correct"),
        back=reverse("container", args=[found.id]),
        kicker=f"{found.code} \u00b7 {words.OPERATIONS[old.kind]}",
        lead=_("The old entry stays readable; amounts and traces follow the new one."),
        crumbs=container_crumbs(found),
    )

    def act() -> ScanVerdict:
        sent = form.cleaned_data
        line, raw = UUID(sent["container"]), sent["raw"].strip()
        verdict = really_used(request, line, raw) if raw else ScanVerdict(ok=True, container=found, lot=found.lot)
        if verdict.ok:
            instead = verdict.container.id if raw and verdict.container is not None else None
            change = Amended(container=line, quantity=sent["quantity"], instead=instead)
            correct_outside(actor=actor_of(request), operation_id=old.id, change=change, reason=sent["reason"])
        return verdict

    return scan_page(request, form, page, act, toast=_("The operation is corrected."))


def really_used(request: HttpRequest, line: UUID, raw: str) -> ScanVerdict:
    """The verdict on the container that stands for another: of the same material and the same patient (T1)."""
    was: Container = Container.objects.get(id=line)
    verdict = verify_scan(
        actor=actor_of(request),
        raw=raw,
        expected_coi=was.coi or None,
        expected_material=was.material_id,
        purpose=PURPOSE,
        check_use=False,
    )
    if verdict.ok and verdict.container is None:
        raise Refused(Problem("materials.scan.unknown", {"scan": raw[:60]}, field="raw", rule="LBL-5"))
    return verdict


def _codes(operation: Operation) -> dict[UUID, str]:
    named = {UUID(str(each["container"])) for each in (*operation.consumed, *operation.produced)}
    return dict(Container.objects.filter(id__in=named).values_list("id", "code"))


def _amounts(lines: list[dict[str, Any]]) -> Iterator[tuple[UUID, Quantity]]:
    for each in lines:
        if each["quantity"] is not None:
            yield UUID(str(each["container"])), Quantity.from_plain(each["quantity"])
