"""What a signer gives to prove the act, and what is kept of it as evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cellpark.identity.models import Person
from cellpark.identity.signing.assertion import NotAccepted, accept_assertion, holds_again, this_site
from cellpark.identity.signing.second_factors import factors_of, password_and_code_are_right
from cellpark.ledger.public import Envelope, NotAnEnvelope, Signature, read_statement

PASSWORD_AND_CODE = "password+totp"  # noqa: S105 -- the name of a way to sign, not a password


@dataclass(frozen=True, slots=True)
class CodeAndPassword:
    """The weak way: what one knows, and a code from what one holds."""

    password: str = field(repr=False)
    code: str = field(repr=False)


Proof = CodeAndPassword | Mapping[str, Any]


class Worth(StrEnum):
    """What a kept signature proves by itself."""

    DEVICE = "device"
    SERVER = "server"
    BROKEN = "broken"


def evidence_holds(challenge: bytes, evidence: Mapping[str, Any]) -> bool:
    """Whether evidence fits the statement's digest. Password and code leave nothing that could be checked again."""
    return evidence["kind"] == PASSWORD_AND_CODE or holds_again(evidence, challenge)


def verify_evidence(signature: Signature) -> Worth:
    """Check a signature years later, from its record alone (P11-8b, A11-1e).

    ``DEVICE``: a passkey signed exactly this statement with its user verified. ``SERVER``: password and one-time code;
    the proof rests on this site and its ledger. ``BROKEN``: statement and evidence do not belong together.
    """
    try:
        envelope = Envelope.parse(bytes(signature.statement))
        statement = read_statement(envelope)
    except NotAnEnvelope:
        return Worth.BROKEN
    same = (envelope.digest, statement.signature, statement.who, statement.role) == (
        bytes(signature.digest),
        signature.id,
        signature.person,
        signature.role,
    )
    if not same or signature.evidence.get("kind") != signature.kind:
        return Worth.BROKEN
    if signature.kind == PASSWORD_AND_CODE:
        return Worth.SERVER
    return Worth.DEVICE if holds_again(signature.evidence, envelope.digest) else Worth.BROKEN


def evidence_of(proof: Proof, *, person: Person, challenge: bytes) -> dict[str, str] | None:
    """The evidence to keep, or None when the proof does not hold. A mapping is a passkey's answer."""
    if isinstance(proof, CodeAndPassword):
        right = password_and_code_are_right(person, password=proof.password, code=proof.code)
        return {"kind": PASSWORD_AND_CODE} if right else None
    try:
        return accept_assertion(
            response=proof, challenge=challenge, party=this_site(), credentials=factors_of(person).passkeys
        )
    except NotAccepted:
        return None
