"""Export whole records with everything that proves them (P11-2)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, current_scope, use_scope
from cellpark.base.time import clock
from cellpark.kernel.plain import instant_text
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.actions.make_checkpoint import make_checkpoint
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.export.bundle import Attached, Contents, Proven, SignatureFile, bundle
from cellpark.ledger.models import Event, Leaf, Signature, SignedStream, SigningKey, Witness
from cellpark.ledger.permissions import LedgerPermission
from cellpark.ledger.proof.checkpoint import Checkpoint
from cellpark.ledger.proof.dsse import Envelope
from cellpark.ledger.proof.keys import Algorithm
from cellpark.ledger.proof.note import SignedNote
from cellpark.ledger.proof.tiles import TileReader
from cellpark.ledger.queries import checkpoint_note, seen
from cellpark.ledger.site_keys import read_site_keys
from cellpark.ledger.tile_store import DatabaseTiles

EVENTS_MAX = 50_000
SEALING_WAIT_S = 5.0


def make_export(
    *,
    actor: Actor,
    streams: Sequence[str],
    attached: Sequence[Attached] = (),
    recorded: tuple[str, int] | None = None,
) -> bytes:
    """The zip of these streams, as far as the open scope shows them, with the signatures that name them.

    ``attached`` are further files; their ``attached_digest`` must stand in the event at ``recorded`` (stream,
    version), which is among the streams. A checkpoint is made for it, so that the newest entry is covered. Refuses
    an empty choice (``ledger.export.empty``), too much for one file (``ledger.export.too_large``), and an entry that
    is not sealed within some seconds (``ledger.proof.not_sealed``).
    """
    actor.require(LedgerPermission.MAKE_EXPORT)
    scope = current_scope()
    signer = next((key for key in read_site_keys() if key.algorithm is Algorithm.ED25519), None)
    if signer is None:
        raise Refused(Problem("ledger.checkpoint.no_key"))
    with use_scope(scope):
        signatures = _signatures(streams)
        wanted = [*streams, *(f"signature/{one.id}" for one in signatures)]
        if not seen(Event.objects.filter(stream__in=list(streams))).exists():
            raise Refused(Problem("ledger.export.empty"))
    seal_all(wait_s=SEALING_WAIT_S)
    with use_scope(EVERYTHING):
        checkpoint = make_checkpoint(actor=Actor.system("export"))
    if checkpoint is None:
        raise Refused(Problem("ledger.proof.not_sealed"))
    with use_scope(scope), transaction.atomic():
        contents = Contents(
            made_at=instant_text(clock().now()),
            checkpoint=Checkpoint.parse(SignedNote.parse(checkpoint.note).text),
            note=checkpoint_note(checkpoint),
            events=_proven(wanted, checkpoint.size),
            signatures=[
                SignatureFile(str(one.id), one.kind, Envelope.parse(bytes(one.statement)), one.evidence)
                for one in signatures
            ],
            log_keys=list(SigningKey.objects.order_by("id").values_list("vkey", flat=True)),
            witness_keys=list(Witness.objects.order_by("id").values_list("vkey", flat=True)),
            attached=attached,
            recorded=recorded,
        )
    return bundle(contents, signer)


def _proven(streams: Iterable[str], size: int) -> list[Proven]:
    wanted = seen(Event.objects.filter(stream__in=list(streams)))
    events = list(wanted.order_by("stream", "version")[: EVENTS_MAX + 1])
    if len(events) > EVENTS_MAX:
        raise Refused(Problem("ledger.export.too_large", {"limit": EVENTS_MAX}))
    places = dict(Leaf.objects.filter(rid__in=[event.rid for event in events]).values_list("rid", "seq"))
    reader = TileReader(DatabaseTiles())
    proven: list[Proven] = []
    for event in events:
        place = places.get(event.rid)
        if place is None or place >= size:
            raise Refused(Problem("ledger.proof.not_sealed"))
        proven.append(Proven(bytes(event.payload), place, reader.inclusion_proof(place, size)))
    return proven


def _signatures(streams: Sequence[str]) -> list[Signature]:
    """The signatures that name the streams, and those whose own streams are asked for."""
    named = SignedStream.objects.filter(stream__in=list(streams)).values("signature")
    own = [found for stream in streams if (found := _signature_id(stream)) is not None]
    return list(Signature.objects.filter(Q(id__in=named) | Q(id__in=own)).order_by("id"))


def _signature_id(stream: str) -> UUID | None:
    kind, _, name = stream.partition("/")
    try:
        return UUID(name) if kind == "signature" else None
    except ValueError:
        return None
