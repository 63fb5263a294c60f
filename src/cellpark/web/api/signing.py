"""Signatures that programs prepare and people give: the statement goes out, the proof comes in."""

from collections.abc import Mapping
from typing import Any

from cellpark.identity.public import CodeAndPassword, PreparedSignature
from cellpark.web.api.schemas.batches import PreparedOut
from cellpark.web.api.schemas.orders import ProofIn


def prepared_out(made: PreparedSignature) -> PreparedOut:
    """A statement that waits five minutes for its signer, with the challenge for a passkey."""
    return PreparedOut(id=made.id, view=made.view, challenge=made.envelope.digest.hex(), expires_at=made.expires_at)


def proof_in(body: ProofIn) -> CodeAndPassword | Mapping[str, Any]:
    """The answer of a passkey, or password and one-time code."""
    return body.assertion or CodeAndPassword(password=body.password, code=body.code)
