"""Lots: registering, certifying, releasing, rejecting."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import (
    Lot,
    LotState,
    MaterialsPermission,
    certify_lot,
    change_expiry,
    quarantine_lot,
    register_lot,
    reject_lot,
    release_lot,
)
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.materials import CertificateIn, ExpiryIn, LotIn, LotOut
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.values import Text

TAG = "materials"
SEE = requires(MaterialsPermission.SEE)
REGISTER = requires(MaterialsPermission.REGISTER_LOT)
RELEASE = requires(MaterialsPermission.RELEASE_LOT)


@operation("GET", "lots", access=SEE, answers={200: list[LotOut]}, tag=TAG, summary=_("List lots"))
def list_lots(
    request: HttpRequest,
    response: HttpResponse,
    material: UUID | None = None,
    state: LotState | None = None,
    number: Text | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[LotOut]:
    """The lots in scope, the oldest first."""
    wanted = {"material_id": material, "state": state, "number": number}
    rows = Lot.objects.filter(**{name: value for name, value in wanted.items() if value is not None})
    return [LotOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", "lots/{lot_id}", access=SEE, answers={200: LotOut}, tag=TAG, summary=_("Read a lot"))
def get_lot(request: HttpRequest, response: HttpResponse, lot_id: UUID) -> LotOut:  # noqa: ARG001 -- ninja's signature
    """One lot in scope."""
    return _shown(response, lot_id)


@operation("POST", "lots", access=REGISTER, answers={201: LotOut}, tag=TAG, summary=_("Register a lot"))
def enter_lot(request: HttpRequest, response: HttpResponse, body: LotIn) -> Status[LotOut]:
    """Enter a lot; it begins in quarantine."""
    values = body.model_dump(exclude={"material"})
    made = _done(
        request,
        response,
        lambda: register_lot(actor=actor_of(request), material_id=body.material, **values),
    )
    return Status(201, made)


@operation(
    "POST",
    "lots/{lot_id}/certificate",
    access=REGISTER,
    answers={200: LotOut},
    tag=TAG,
    summary=_("Keep a certificate"),
)
def certify_a_lot(request: HttpRequest, response: HttpResponse, lot_id: UUID, body: CertificateIn) -> LotOut:
    """Keep the hash of a certificate and its values."""

    def act() -> Lot:
        return certify_lot(
            actor=actor_of(request),
            lot_id=lot_id,
            file_name=body.file_name,
            file_sha256=body.file_sha256,
            attributes={name: Quantity.parse(value) for name, value in body.attributes.items()},
            reason=body.reason,
        )

    return _done(request, response, act)


@operation(
    "POST", "lots/{lot_id}/release", access=RELEASE, answers={200: LotOut}, tag=TAG, summary=_("Release the lot")
)
def release_a_lot(request: HttpRequest, response: HttpResponse, lot_id: UUID, body: ReasonIn) -> LotOut:
    """Let a lot be used (CN-4c)."""
    return _done(request, response, lambda: release_lot(actor=actor_of(request), lot_id=lot_id, reason=body.reason))


@operation("POST", "lots/{lot_id}/reject", access=RELEASE, answers={200: LotOut}, tag=TAG, summary=_("Reject the lot"))
def reject_a_lot(request: HttpRequest, response: HttpResponse, lot_id: UUID, body: ReasonIn) -> LotOut:
    """Never use a lot again."""
    return _done(request, response, lambda: reject_lot(actor=actor_of(request), lot_id=lot_id, reason=body.reason))


@operation(
    "POST",
    "lots/{lot_id}/quarantine",
    access=RELEASE,
    answers={200: LotOut},
    tag=TAG,
    summary=_("Take a lot back into quarantine"),
)
def quarantine_a_lot(request: HttpRequest, response: HttpResponse, lot_id: UUID, body: ReasonIn) -> LotOut:
    """Stop the use of a released lot."""
    return _done(request, response, lambda: quarantine_lot(actor=actor_of(request), lot_id=lot_id, reason=body.reason))


@operation(
    "POST", "lots/{lot_id}/expiry", access=RELEASE, answers={200: LotOut}, tag=TAG, summary=_("Change the expiry")
)
def change_lot_expiry(request: HttpRequest, response: HttpResponse, lot_id: UUID, body: ExpiryIn) -> LotOut:
    """Extend or shorten an expiry with a reason."""
    return _done(
        request,
        response,
        lambda: change_expiry(actor=actor_of(request), lot_id=lot_id, expires_at=body.expires_at, reason=body.reason),
    )


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], Lot]) -> LotOut:
    done = perform(request, lambda: act().id)
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, identity: UUID) -> LotOut:
    row = Lot.objects.get(id=identity)
    tag(response, row.version)
    return LotOut.of(row)
