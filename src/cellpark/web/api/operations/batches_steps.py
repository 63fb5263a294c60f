"""The steps of a batch: every act of the operator's page, by program. Each takes its own time (``at``)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.batches import public as batches
from cellpark.batches.public import BatchPermission, Part
from cellpark.identity.public import CodeAndPassword
from cellpark.kernel.quantity import Quantity
from cellpark.web.api.calls import key_of
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.batches_batches import TAG
from cellpark.web.api.schemas.batch_corrections import CorrectIn, CorrectThingIn
from cellpark.web.api.schemas.batches import (
    CodeIn,
    ConfirmIn,
    DoneOut,
    FieldIn,
    FileReadIn,
    OutIn,
    PlaceIn,
    PreparedOut,
    SampleIn,
    ScanIn,
    SignatureIn,
    SignIn,
    StepIn,
    StreamReadIn,
    UseIn,
    ValueIn,
)

RUN, SIGN, CORRECT = (requires(each) for each in (BatchPermission.RUN, BatchPermission.SIGN, BatchPermission.CORRECT))


def common(request: HttpRequest, batch_id: UUID) -> dict[str, Any]:
    """Who acts, on which batch, once by which key."""
    return {"actor": actor_of(request), "batch_id": batch_id, "key": key_of(request)}


def amount(written: str | None) -> Quantity | None:
    """A quantity as somebody wrote it; None for none."""
    return None if written is None else Quantity.parse(written)


@operation(
    "POST",
    "batches/{batch_id}/steps/begin",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Begin a step"),
)
def begin(request: HttpRequest, batch_id: UUID, body: StepIn) -> DoneOut:
    """Begin a step."""
    return DoneOut.of(batches.begin_step(**common(request, batch_id), **body.model_dump()))


@operation(
    "POST",
    "batches/{batch_id}/steps/place",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Enter the room in which a step is done"),
)
def enter_room(request: HttpRequest, batch_id: UUID, body: PlaceIn) -> DoneOut:
    """Enter the room in which a step is done."""
    return DoneOut.of(batches.enter_place(**common(request, batch_id), **body.model_dump()))


@operation(
    "POST",
    "batches/{batch_id}/steps/in",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Scan identified material into a step"),
)
def bring_material(request: HttpRequest, batch_id: UUID, body: CodeIn) -> DoneOut:
    """Scan identified material into a step."""
    return DoneOut.of(batches.scan_in(**common(request, batch_id), **body.model_dump()))


@operation(
    "POST",
    "batches/{batch_id}/steps/equipment",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Take a device into a step"),
)
def take_device(request: HttpRequest, batch_id: UUID, body: CodeIn) -> DoneOut:
    """Take a device into a step."""
    return DoneOut.of(batches.take_equipment(**common(request, batch_id), **body.model_dump()))


@operation(
    "POST",
    "batches/{batch_id}/steps/check",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Answer a check"),
)
def answer(request: HttpRequest, batch_id: UUID, body: FieldIn) -> DoneOut:
    """Answer a check."""
    return DoneOut.of(batches.answer_check(**common(request, batch_id), **body.model_dump()))


@operation(
    "POST",
    "batches/{batch_id}/steps/time/start",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Let a time begin later than its step"),
)
def start_timing(request: HttpRequest, batch_id: UUID, body: FieldIn) -> DoneOut:
    """Let a time begin later than its step."""
    return DoneOut.of(batches.start_time(**common(request, batch_id), **body.model_dump()))


@operation(
    "POST",
    "batches/{batch_id}/steps/time/stop",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("End a work or hold time"),
)
def stop_timing(request: HttpRequest, batch_id: UUID, body: FieldIn) -> DoneOut:
    """End a work or hold time."""
    return DoneOut.of(batches.stop_time(**common(request, batch_id), **body.model_dump()))


@operation(
    "POST",
    "batches/{batch_id}/scan",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Scan a code into the open step: room, device, container or reagent"),
)
def scan_code(request: HttpRequest, batch_id: UUID, body: ScanIn) -> DoneOut:
    """Scan a code into the open step: room, device, container or reagent."""
    values = {**body.model_dump(), "quantity": amount(body.quantity)}
    return DoneOut.of(batches.scan(**common(request, batch_id), **values).done)


@operation(
    "POST",
    "batches/{batch_id}/steps/use",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Use a reagent"),
)
def use_reagent(request: HttpRequest, batch_id: UUID, body: UseIn) -> DoneOut:
    """Use a reagent."""
    values = {**body.model_dump(), "quantity": amount(body.quantity)}
    return DoneOut.of(batches.use_material(**common(request, batch_id), **values))


@operation(
    "POST",
    "batches/{batch_id}/steps/sample",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Take a sample"),
)
def sample(request: HttpRequest, batch_id: UUID, body: SampleIn) -> DoneOut:
    """Take a sample."""
    values = {**body.model_dump(), "quantity": amount(body.quantity)}
    return DoneOut.of(batches.take_sample(**common(request, batch_id), **values))


@operation(
    "POST",
    "batches/{batch_id}/steps/out",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Fill the containers that leave a step"),
)
def fill(request: HttpRequest, batch_id: UUID, body: OutIn) -> DoneOut:
    """Fill the containers that leave a step."""
    parts = [Part(code=each.code, quantity=amount(each.quantity)) for each in body.parts]
    values = {**body.model_dump(), "parts": parts}
    return DoneOut.of(batches.produce(**common(request, batch_id), **values))


@operation(
    "POST",
    "batches/{batch_id}/steps/value",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Record a value"),
)
def record_a_value(request: HttpRequest, batch_id: UUID, body: ValueIn) -> DoneOut:
    """Record a value."""
    where = {"step": body.step, "field": body.field}
    value = batches.value_written(batch_id, written=body.value, **where)
    again = None if body.again is None else batches.value_written(batch_id, written=body.again, **where)
    values = {**body.model_dump(), "value": value, "again": again}
    return DoneOut.of(batches.record_value(**common(request, batch_id), **values))


@operation(
    "POST",
    "batches/{batch_id}/steps/file",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Record values out of an instrument’s file"),
)
def read_a_file(request: HttpRequest, batch_id: UUID, body: FileReadIn) -> DoneOut:
    """The file is kept byte for byte; the values lead back to it."""
    values = {**body.model_dump(), "content": body.raw}
    return DoneOut.of(batches.attach_file(**common(request, batch_id), **values))


@operation(
    "POST",
    "batches/{batch_id}/steps/stream",
    access=RUN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Record the newest value that an instrument has sent by itself"),
)
def read_a_stream(request: HttpRequest, batch_id: UUID, body: StreamReadIn) -> DoneOut:
    """The value is taken out of the kept block; nobody types it."""
    return DoneOut.of(batches.read_stream(**common(request, batch_id), **body.model_dump()))


@operation(
    "POST",
    "batches/{batch_id}/steps/value/confirm",
    access=SIGN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Confirm a value as a second person"),
)
def confirm_a_value(request: HttpRequest, batch_id: UUID, body: ConfirmIn) -> DoneOut:
    """Confirm a value as a second person."""
    value = batches.value_written(batch_id, step=body.step, field=body.field, written=body.value)
    return DoneOut.of(batches.confirm_value(**common(request, batch_id), **{**body.model_dump(), "value": value}))


@operation(
    "POST",
    "batches/{batch_id}/steps/correct",
    access=CORRECT,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Correct an entry, with the reason"),
)
def correct(request: HttpRequest, batch_id: UUID, body: CorrectIn) -> DoneOut:
    """Correct an entry, with the reason."""
    where = {"step": body.step, "field": body.field}
    value = batches.value_written(batch_id, written=body.value, **where)
    again = None if body.again is None else batches.value_written(batch_id, written=body.again, **where)
    values = {**body.model_dump(), "value": value, "again": again}
    return DoneOut.of(batches.correct_entry(**common(request, batch_id), **values))


@operation(
    "POST",
    "batches/{batch_id}/steps/correct-container",
    access=CORRECT,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Correct which container of a reagent was used, with the reason"),
)
def correct_container(request: HttpRequest, batch_id: UUID, body: CorrectThingIn) -> DoneOut:
    """Correct which container of a reagent was used, with the reason."""
    values = {**body.model_dump(), "quantity": amount(body.quantity)}
    return DoneOut.of(batches.correct_thing(**common(request, batch_id), **values))


@operation(
    "POST",
    "batches/{batch_id}/steps/signature",
    access=SIGN,
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare the signature of a step: what is signed, and the challenge for the signer’s passkey"),
    keyed=False,
)
def prepare_signing(request: HttpRequest, batch_id: UUID, body: SignatureIn) -> PreparedOut:
    """The statement waits five minutes for its signer."""
    made = batches.prepare_step_signature(
        actor=actor_of(request), batch_id=batch_id, step=body.step, name=body.name, why=body.why
    )
    return PreparedOut(id=made.id, view=made.view, challenge=made.envelope.digest.hex(), expires_at=made.expires_at)


@operation(
    "POST",
    "batches/{batch_id}/steps/sign",
    access=SIGN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Sign a step with the signer’s passkey, or with password and one-time code"),
    keyed=False,
)
def sign(request: HttpRequest, batch_id: UUID, body: SignIn) -> DoneOut:
    """The signer authenticates at this moment; a token alone signs nothing."""
    proof = body.assertion or CodeAndPassword(password=body.password, code=body.code)
    done = batches.sign_step(
        actor=actor_of(request),
        batch_id=batch_id,
        step=body.step,
        name=body.name,
        prepared_id=body.prepared,
        proof=proof,
    )
    return DoneOut.of(done)
