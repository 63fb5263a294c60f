"""A passkey in software, for the fictional people of the examples: it answers statements as a person's device does.

Its private key lives in memory alone and ends with the process. What it signs is verified like any other passkey's
answer, when it is given and years later.
"""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from cellpark.identity.signing.assertion import RelyingParty, encoded

FLAG = AuthenticatorData.FLAG
NO_MODEL = bytes(16)
"""The AAGUID of a device that names no model (WebAuthn 2, 6.5.1)."""


@dataclass(frozen=True, slots=True)
class SoftwareKey:
    """One credential for one site."""

    party: RelyingParty
    identity: bytes = field(default_factory=lambda: token_bytes(16))
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def credential_id(self) -> str:
        """As WebAuthn writes it."""
        return encoded(self.identity)

    def registration(self) -> dict[str, Any]:
        """What a browser sends when a passkey is registered, without attestation."""
        public = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call]
        credential = AttestedCredentialData.create(NO_MODEL, self.identity, public)
        data = AuthenticatorData.create(self._site, FLAG.UP | FLAG.UV | FLAG.AT, 0, bytes(credential))
        return self._sent(
            client=self._client_data("webauthn.create", token_bytes(32)),
            attestationObject=encoded(bytes(AttestationObject.create("none", data, {}))),
        )

    def answer(self, challenge: bytes) -> dict[str, Any]:
        """What a browser sends when the passkey signs ``challenge`` with its user verified."""
        data = bytes(AuthenticatorData.create(self._site, FLAG.UP | FLAG.UV, 1))
        client = self._client_data("webauthn.get", challenge)
        signature = self.private.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._sent(client=client, authenticatorData=encoded(data), signature=encoded(signature))

    @property
    def _site(self) -> bytes:
        return sha256(self.party.identity.encode()).digest()

    def _client_data(self, kind: str, challenge: bytes) -> bytes:
        said = {"type": kind, "challenge": encoded(challenge), "origin": self.party.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _sent(self, *, client: bytes, **response: str) -> dict[str, Any]:
        said = {"clientDataJSON": encoded(client), **response}
        return {"id": self.credential_id, "rawId": self.credential_id, "type": "public-key", "response": said}
