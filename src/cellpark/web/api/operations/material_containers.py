"""Containers: what they are, and the acts on them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import (
    Consumed,
    Container,
    ContainerState,
    Into,
    Loss,
    MaterialsPermission,
    Movement,
    Operation,
    Produced,
    Receipt,
    ScanVerdict,
    confirm_identity,
    expect_container,
    hold_container,
    move_container,
    open_container,
    operate,
    receive_container,
    release_container,
    resolve_scan,
    verify_scan,
)
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.materials import owner
from cellpark.web.api.scan_calls import amount, near_miss_of, perform_scan, refuse_stopped
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.materials import (
    ConsumedIn,
    ContainerOut,
    MaterialContainerIn,
    MaterialScanIn,
    MovementIn,
    OperationIn,
    OperationOut,
    ReceiptIn,
    ScannedOut,
)
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.values import Text

TAG = "containers"
SEE = requires(MaterialsPermission.SEE)
HANDLE = requires(MaterialsPermission.HANDLE)


@operation("GET", "containers", access=SEE, answers={200: list[ContainerOut]}, tag=TAG, summary=_("List containers"))
def list_containers(
    request: HttpRequest,
    response: HttpResponse,
    material: UUID | None = None,
    lot: UUID | None = None,
    coi: Text | None = None,
    code: Text | None = None,
    state: ContainerState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[ContainerOut]:
    """The containers in scope, the oldest first."""
    wanted = {"material_id": material, "lot_id": lot, "coi": coi, "code": code, "state": state}
    rows = Container.objects.filter(**{name: value for name, value in wanted.items() if value is not None})
    return [ContainerOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET", "containers/{container_id}", access=SEE, answers={200: ContainerOut}, tag=TAG, summary=_("Read a container")
)
def get_container(request: HttpRequest, response: HttpResponse, container_id: UUID) -> ContainerOut:  # noqa: ARG001 -- ninja's signature
    """One container in scope, with its hold times as they stand now."""
    return _shown(response, container_id)


@operation(
    "POST",
    "scans",
    access=HANDLE,
    answers={200: ScannedOut},
    tag=TAG,
    summary=_("Find what carries a label"),
    keyed=False,
)
def resolve_a_scan(request: HttpRequest, response: HttpResponse, body: MaterialScanIn) -> ScannedOut:  # noqa: ARG001 -- ninja's signature
    """What carries a label; nothing is recorded."""
    found = resolve_scan(body.raw, organisation=owner(actor_of(request)))
    return ScannedOut(
        container=None if found.container is None else found.container.id,
        lot=None if found.lot is None else found.lot.id,
        material=None if found.material is None else found.material.id,
        coi=found.coi,
    )


@operation(
    "POST",
    "containers",
    access=requires(MaterialsPermission.EXPECT),
    answers={201: ContainerOut},
    tag=TAG,
    summary=_("Announce a container"),
)
def expect_a_container(request: HttpRequest, response: HttpResponse, body: MaterialContainerIn) -> Status[ContainerOut]:
    """Announce a container with the identity that it keeps."""
    values = body.model_dump(exclude={"material", "lot", "quantity"})
    done = perform(
        request,
        lambda: (
            expect_container(
                actor=actor_of(request),
                material_id=body.material,
                lot_id=body.lot,
                quantity=Quantity.parse(body.quantity),
                **values,
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, _shown(response, done.id))


@operation(
    "POST",
    "containers/{container_id}/receive",
    access=requires(MaterialsPermission.RECEIVE),
    answers={200: ContainerOut},
    tag=TAG,
    summary=_("Receive a container"),
)
def receive_a_container(
    request: HttpRequest, response: HttpResponse, container_id: UUID, body: ReceiptIn
) -> ContainerOut:
    """Receive what was announced, after looking at it (CN-4b)."""

    def act() -> ScanVerdict:
        receipt = Receipt(
            source=body.source,
            place=body.place,
            condition=body.condition,
            checks=body.checks,
            notes=body.notes,
            quantity=amount(body.quantity),
            collected_at=body.collected_at,
            temperature_min=amount(body.temperature_min),
            temperature_max=amount(body.temperature_max),
            seal=body.seal,
        )
        return receive_container(actor=actor_of(request), container_id=container_id, raw=body.raw, receipt=receipt)

    perform_scan(request, response, act)
    return _shown(response, container_id)


@operation(
    "POST",
    "containers/{container_id}/move",
    access=HANDLE,
    answers={200: ContainerOut},
    tag=TAG,
    summary=_("Move a container"),
)
def move_a_container(
    request: HttpRequest, response: HttpResponse, container_id: UUID, body: MovementIn
) -> ContainerOut:
    """Bring a container to another place."""

    def act() -> ScanVerdict:
        movement = Movement(
            act=body.act,
            place=body.place,
            condition=body.condition,
            room=body.room,
            seal=body.seal,
            temperature_min=amount(body.temperature_min),
            temperature_max=amount(body.temperature_max),
            verifier=body.verifier,
        )
        return move_container(actor=actor_of(request), container_id=container_id, raw=body.raw, movement=movement)

    perform_scan(request, response, act)
    return _shown(response, container_id)


@operation(
    "POST",
    "containers/{container_id}/open",
    access=HANDLE,
    answers={200: ContainerOut},
    tag=TAG,
    summary=_("Open a container"),
)
def open_a_container(
    request: HttpRequest, response: HttpResponse, container_id: UUID, body: MaterialScanIn
) -> ContainerOut:
    """Open what may be used; its in-use time runs from here."""

    def act() -> ScanVerdict:
        actor = actor_of(request)
        verdict = verify_scan(
            actor=actor, raw=body.raw, expected_container=container_id, purpose="opening", check_use=False
        )
        if verdict.ok:
            open_container(actor=actor, container_id=container_id)
        return verdict

    perform_scan(request, response, act)
    return _shown(response, container_id)


@operation(
    "POST",
    "containers/{container_id}/second-scan",
    access=HANDLE,
    answers={200: ContainerOut},
    tag=TAG,
    summary=_("Scan a container as the second person"),
)
def confirm_a_container(
    request: HttpRequest, response: HttpResponse, container_id: UUID, body: MaterialScanIn
) -> ContainerOut:
    """Confirm the identity where a look-alike is in the house (CN-4f)."""
    perform_scan(
        request,
        response,
        lambda: confirm_identity(actor=actor_of(request), container_id=container_id, raw=body.raw),
    )
    return _shown(response, container_id)


@operation(
    "POST",
    "containers/{container_id}/hold",
    access=HANDLE,
    answers={200: ContainerOut},
    tag=TAG,
    summary=_("Put a container on hold"),
)
def hold_a_container(request: HttpRequest, response: HttpResponse, container_id: UUID, body: ReasonIn) -> ContainerOut:
    """Stop one container."""
    done = perform(
        request,
        lambda: hold_container(actor=actor_of(request), container_id=container_id, reason=body.reason).id,
    )
    repeated(response, done)
    return _shown(response, container_id)


@operation(
    "POST",
    "containers/{container_id}/release",
    access=requires(MaterialsPermission.DECIDE_HOLD),
    answers={200: ContainerOut},
    tag=TAG,
    summary=_("Release a container from hold"),
)
def release_from_hold(request: HttpRequest, response: HttpResponse, container_id: UUID, body: ReasonIn) -> ContainerOut:
    """Let a held container be used (CN-4c)."""
    done = perform(
        request,
        lambda: release_container(actor=actor_of(request), container_id=container_id, reason=body.reason).id,
    )
    repeated(response, done)
    return _shown(response, container_id)


@operation(
    "POST",
    "operations",
    access=requires(MaterialsPermission.OPERATE),
    answers={201: OperationOut},
    tag=TAG,
    summary=_("Consume and produce containers"),
)
def operate_on_containers(request: HttpRequest, response: HttpResponse, body: OperationIn) -> Status[OperationOut]:
    """Split, pool, transfer, derive, sample, use or destroy; quantities balance or nothing happens.

    Every container was scanned (``raw``); a label of another one is refused and stays on record as a near miss.
    """
    stopped: list[ScanVerdict] = []

    def act() -> UUID:
        missed = _missed(request, body)
        if missed is not None:
            stopped.append(missed)
            return near_miss_of(missed)
        values = body.model_dump(include={"kind", "at", "batch", "step", "room", "equipment", "performers"})
        done = operate(
            actor=actor_of(request),
            consumed=[Consumed(container=each.container, quantity=amount(each.quantity)) for each in body.consumed],
            produced=[
                *(_produced(each.model_dump()) for each in body.produced),
                *(Into(container=each.container, quantity=amount(each.quantity)) for each in body.into),
                *(Loss(quantity=Quantity.parse(each.quantity), why=each.why) for each in body.losses),
            ],
            reason=body.reason or None,
            **values,
        )
        identity: UUID = done.id
        return identity

    done = perform(request, act)
    repeated(response, done)
    refuse_stopped(stopped, done.id)
    return Status(201, OperationOut.of(Operation.objects.get(id=done.id)))


def _missed(request: HttpRequest, body: OperationIn) -> ScanVerdict | None:
    """The first scan that is not the container that it is said to be (T1); whether it may be used is asked later."""
    scanned: list[ConsumedIn] = [*body.consumed, *body.into]
    for each in scanned:
        verdict = verify_scan(
            actor=actor_of(request),
            raw=each.raw,
            expected_container=each.container,
            purpose=body.kind.value,
            at=body.at,
            batch=body.batch,
            step=body.step,
            check_use=False,
        )
        if not verdict.ok:
            return verdict
    return None


def _produced(values: dict[str, object]) -> Produced:
    quantity, scan = Quantity.parse(str(values.pop("quantity"))), str(values.pop("scan"))
    return Produced(quantity=quantity, scan_key=scan, **values)  # type: ignore[arg-type]


def _shown(response: HttpResponse, identity: UUID) -> ContainerOut:
    row = Container.objects.get(id=identity)
    tag(response, row.version)
    return ContainerOut.of(row)
