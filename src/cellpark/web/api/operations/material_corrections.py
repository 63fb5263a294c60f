"""Operations on a container: reading them, and their correction outside a batch."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
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
)
from cellpark.web.api.calls import perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.scan_calls import near_miss_of, refuse_stopped
from cellpark.web.api.schemas.material_corrections import CorrectionIn
from cellpark.web.api.schemas.materials import OperationOut

TAG = "containers"


@operation(
    "GET",
    "containers/{container_id}/operations",
    access=requires(MaterialsPermission.SEE),
    answers={200: list[OperationOut]},
    tag=TAG,
    summary=_("List what was done with a container"),
)
def list_container_operations(request: HttpRequest, container_id: UUID) -> list[OperationOut]:  # noqa: ARG001 -- ninja's signature
    """In the order of time; what was corrected is left out."""
    return [OperationOut.of(row) for row in operations_of(Container.objects.get(id=container_id).id)]


@operation(
    "POST",
    "operations/{operation_id}/corrections",
    access=requires(MaterialsPermission.CORRECT),
    answers={201: OperationOut},
    tag=TAG,
    summary=_("Correct an operation outside a batch"),
)
def correct_an_operation(
    request: HttpRequest, response: HttpResponse, operation_id: UUID, body: CorrectionIn
) -> Status[OperationOut]:
    """The answer is the operation that stands now; a label that does not fit is refused and kept (T1, T11)."""
    old: Operation = Operation.ever.get(id=operation_id)
    stopped: list[ScanVerdict] = []

    def act() -> UUID:
        instead = None
        if body.raw.strip():
            verdict = _really_used(request, body)
            if not verdict.ok:
                stopped.append(verdict)
                return near_miss_of(verdict)
            if verdict.container is None:
                raise Refused(Problem("materials.scan.unknown", {"scan": body.raw[:60]}, field="raw", rule="LBL-5"))
            instead = verdict.container.id
        change = Amended(container=body.container, quantity=Quantity.parse(body.quantity), instead=instead)
        made = correct_outside(actor=actor_of(request), operation_id=old.id, change=change, reason=body.reason)
        identity: UUID = made.id
        return identity

    done = perform(request, act)
    repeated(response, done)
    refuse_stopped(stopped, done.id)
    return Status(201, OperationOut.of(Operation.ever.get(id=done.id)))


def _really_used(request: HttpRequest, body: CorrectionIn) -> ScanVerdict:
    was: Container = Container.objects.get(id=body.container)
    return verify_scan(
        actor=actor_of(request),
        raw=body.raw,
        expected_coi=was.coi or None,
        expected_material=was.material_id,
        purpose="correction",
        check_use=False,
    )
