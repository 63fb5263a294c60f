"""Keep a signature that was just given, bound to exactly what was signed."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Parameter, Problem, Refused
from cellpark.ledger.actions.append import record
from cellpark.ledger.events import SignatureMade
from cellpark.ledger.models import Signature, SignedStream
from cellpark.ledger.proof.dsse import Envelope
from cellpark.ledger.signature.statement import Statement, read_statement
from cellpark.ledger.stream import lock_stream

KINDS = ("webauthn", "password+totp")
Verifier = Callable[[bytes, Mapping[str, Any]], bool]


def record_signature(
    *,
    actor: Actor,
    envelope: Envelope,
    evidence: Mapping[str, Any],
    verifier: Verifier,
    organisation: UUID | None,
) -> Signature:
    """Record the signature in ``signature/<id>`` (P11-8a, P11-8b, P11-9a, A11-2f).

    ``evidence`` has a ``kind`` of ``KINDS`` and no secret; ``verifier`` is asked whether it proves that this person
    signed the envelope's digest now. The permission to sign is checked by the ceremony that calls this. Raises
    ``Refused``: ``ledger.signature.evidence``, ``ledger.signature.no_stream``, ``ledger.signature.moved``.
    """
    statement = read_statement(envelope)
    if statement.who != actor.person_id or evidence.get("kind") not in KINDS:
        raise Refused(Problem("ledger.signature.evidence", rule="P11-9a"))
    if not verifier(envelope.digest, evidence):
        raise Refused(Problem("ledger.signature.evidence", rule="P11-9a"))
    with transaction.atomic():
        _refuse_moved(statement)
        made: Signature = Signature.objects.create(
            id=statement.signature,
            organisation=organisation,
            person=statement.who,
            role=statement.role,
            kind=evidence["kind"],
            statement=envelope.encode(),
            digest=envelope.digest,
            evidence=dict(evidence),
            signed_at=statement.at,
        )
        SignedStream.objects.bulk_create(
            SignedStream(signature=made, stream=head.stream, version=head.version, hash=bytes.fromhex(head.hash))
            for head in statement.heads
        )
        record(
            stream=f"signature/{statement.signature}",
            event=SignatureMade(
                signature=statement.signature,
                digest=envelope.digest.hex(),
                kind=evidence["kind"],
                role=statement.role,
                meaning_zh=statement.meaning_zh,
                meaning_en=statement.meaning_en,
                heads=statement.heads,
            ),
            actor=actor,
            organisation=organisation,
            at=statement.at,
            reason=statement.why,
            event_id=statement.signature,
        )
    return made


def _refuse_moved(statement: Statement) -> None:
    """The records stand where the signer saw them, and cannot move until the signature is committed."""
    if not statement.heads:
        raise Refused(Problem("ledger.signature.no_stream", {"stream": ""}))
    for signed in statement.heads:
        head = lock_stream(signed.stream)
        if head.version == 0:
            raise Refused(Problem("ledger.signature.no_stream", {"stream": signed.stream}))
        if (head.version, head.hash.hex()) != (signed.version, signed.hash):
            params: dict[str, Parameter] = {
                "stream": signed.stream,
                "signed": signed.version,
                "present": head.version,
            }
            raise Refused(Problem("ledger.signature.moved", params, rule="P11-8b"))
