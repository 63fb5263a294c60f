"""The tree over all events: checkpoints, consistency, witnesses."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status
from pydantic import Field

from cellpark.access.public import actor_of, requires
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import (
    Checkpoint,
    LedgerPermission,
    Witness,
    add_cosignature,
    add_witness,
    consistency_proof,
    make_checkpoint,
)
from cellpark.web.api.calls import link_to
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.ledger_events import TAG, VERSION_MAX
from cellpark.web.api.schemas.ledger import (
    CheckpointOut,
    ConsistencyOut,
    CosignatureIn,
    WitnessIn,
    WitnessOut,
)
from cellpark.web.api.schemas.lists import Limit

Size = Annotated[int, Field(ge=0, le=VERSION_MAX)]


@operation(
    "GET",
    "ledger/checkpoints",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: list[CheckpointOut]},
    tag=TAG,
    summary=_("List the signed checkpoints, the newest first"),
)
def list_checkpoints(
    request: HttpRequest,
    response: HttpResponse,
    before: Annotated[Size | None, Field(description="the size of the last checkpoint that you have")] = None,
    limit: Limit = 50,
) -> list[CheckpointOut]:
    """What the site committed to; checkpoints name no event, so that everybody may hold them."""
    rows = Checkpoint.objects.order_by("-size").prefetch_related("cosignatures__witness")
    if before is not None:
        rows = rows.filter(size__lt=before)
    found = list(rows[: limit + 1])
    if len(found) > limit:
        link_to(request, response, before=found[limit - 1].size)
    return [CheckpointOut.of(row) for row in found[:limit]]


@operation(
    "GET",
    "ledger/checkpoints/{size}",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: CheckpointOut},
    tag=TAG,
    summary=_("Read a checkpoint with the lines of its witnesses"),
)
def read_checkpoint(request: HttpRequest, size: Size) -> CheckpointOut:  # noqa: ARG001 -- ninja's signature
    """The checkpoint of exactly ``size`` entries."""
    return CheckpointOut.of(Checkpoint.objects.get(size=size))


@operation(
    "POST",
    "ledger/checkpoints",
    access=requires(LedgerPermission.MAKE_CHECKPOINT),
    answers={200: CheckpointOut},
    tag=TAG,
    summary=_("Sign a checkpoint of everything that is sealed"),
    keyed=False,
)
def sign_now(request: HttpRequest) -> CheckpointOut:
    """The new checkpoint, or the last one when nothing was sealed since; repeating does no harm."""
    made = make_checkpoint(actor=actor_of(request))
    if made is None:
        raise Refused(Problem("api.tree_empty"))
    return CheckpointOut.of(made)


@operation(
    "GET",
    "ledger/consistency",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: ConsistencyOut},
    tag=TAG,
    summary=_("Prove that the log only grew between two sizes"),
    refuses=(409,),
)
def prove_growth(request: HttpRequest, old: Size, new: Size) -> ConsistencyOut:  # noqa: ARG001 -- ninja's signature
    """The consistency proof from the tree of ``old`` entries to the tree of ``new``."""
    return ConsistencyOut(old=old, new=new, path=[step.hex() for step in consistency_proof(old, new)])


@operation(
    "GET",
    "ledger/witnesses",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: list[WitnessOut]},
    tag=TAG,
    summary=_("List the witnesses who cosign checkpoints"),
)
def list_witnesses(request: HttpRequest, limit: Limit = 50) -> list[WitnessOut]:  # noqa: ARG001 -- ninja's signature
    """The witnesses by name."""
    return [WitnessOut.of(row) for row in Witness.objects.order_by("name")[:limit]]


@operation(
    "POST",
    "ledger/witnesses",
    access=requires(LedgerPermission.MANAGE_WITNESSES),
    answers={201: WitnessOut},
    tag=TAG,
    summary=_("Add a witness by its public key"),
    keyed=False,
)
def add_a_witness(request: HttpRequest, body: WitnessIn) -> Status[WitnessOut]:
    """Let somebody outside vouch for the log."""
    made = add_witness(actor=actor_of(request), vkey=body.vkey, organisation=body.organisation)
    return Status(201, WitnessOut.of(made))


@operation(
    "POST",
    "ledger/checkpoints/{size}/cosignatures",
    access=requires(LedgerPermission.MANAGE_WITNESSES),
    answers={200: CheckpointOut},
    tag=TAG,
    summary=_("Hand in a witness's line for a checkpoint"),
    keyed=False,
)
def cosign(request: HttpRequest, size: Size, body: CosignatureIn) -> CheckpointOut:
    """Keep the line when it verifies; a repetition finds the first one."""
    witness = Witness.objects.get(name=body.witness)
    add_cosignature(actor=actor_of(request), witness=witness, size=size, line=body.line)
    return CheckpointOut.of(Checkpoint.objects.get(size=size))
