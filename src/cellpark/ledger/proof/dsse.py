"""DSSE envelopes: the type of a statement is signed with its bytes, so that one kind can never pass for another.

Type confusion is a real attack (CVE-2022-35929 in in-toto); ``pae`` is the pre-authentication encoding that stops it.
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from hashlib import sha256

from cellpark.kernel import canonical
from cellpark.ledger.proof.keys import SigningKey, VerifierKey


class NotAnEnvelope(ValueError):  # noqa: N818 -- the name says what is wrong
    """The bytes are no DSSE envelope."""


def pae(payload_type: str, payload: bytes) -> bytes:
    """The bytes that are signed: ``DSSEv1``, both lengths and both parts, joined by spaces."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A typed payload with its signatures, each with the hint which key made it."""

    payload_type: str
    payload: bytes
    signatures: tuple[tuple[str, bytes], ...] = ()

    @property
    def digest(self) -> bytes:
        """SHA-256 over what is signed: 32 bytes, used as the WebAuthn challenge."""
        return sha256(pae(self.payload_type, self.payload)).digest()

    def signed_with(self, key: SigningKey) -> "Envelope":
        """The envelope with one more signature."""
        made = (key.verifier.encode(), key.sign(pae(self.payload_type, self.payload)))
        return Envelope(self.payload_type, self.payload, (*self.signatures, made))

    def is_signed_by(self, key: VerifierKey) -> bool:
        """Whether one of the signatures is this key's; the hint is not trusted."""
        message = pae(self.payload_type, self.payload)
        return any(key.verify(message, signature) for _, signature in self.signatures)

    def encode(self) -> bytes:
        """Canonical JSON of the envelope."""
        return canonical.encode(
            {
                "payload": b64encode(self.payload).decode(),
                "payloadType": self.payload_type,
                "signatures": [
                    {"keyid": hint, "sig": b64encode(signature).decode()} for hint, signature in self.signatures
                ],
            }
        )

    @classmethod
    def parse(cls, data: bytes) -> "Envelope":
        """Read an envelope; raise ``NotAnEnvelope``."""
        try:
            value = canonical.decode(data)
            assert isinstance(value, dict)
            return cls(
                value["payloadType"],
                b64decode(value["payload"], validate=True),
                tuple((entry["keyid"], b64decode(entry["sig"], validate=True)) for entry in value["signatures"]),
            )
        except (AssertionError, KeyError, TypeError, Base64Error, canonical.NotCanonical) as error:
            raise NotAnEnvelope("not a DSSE envelope in canonical form") from error
