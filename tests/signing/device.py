"""A security key in software: registers with the site and signs challenges as a real one does."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from cellpark.identity.public import Person, PreparedSignature
from cellpark.identity.signing.assertion import encoded

FLAG = AuthenticatorData.FLAG


@dataclass
class Device:
    """One credential for one site."""

    rp_id: str = "localhost"
    origin: str = "http://localhost:8000"
    credential_id: bytes = field(default_factory=lambda: token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def credential(self) -> AttestedCredentialData:
        public = ES256.from_cryptography_key(self.key.public_key())
        return AttestedCredentialData.create(bytes(16), self.credential_id, public)

    def _client_data(self, kind: str, challenge: bytes) -> bytes:
        said = {"type": kind, "challenge": encoded(challenge), "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def register(self, person: Person) -> None:
        """As django-allauth keeps a registered passkey."""
        flags = FLAG.UP | FLAG.UV | FLAG.AT
        data = AuthenticatorData.create(sha256(self.rp_id.encode()).digest(), flags, 0, bytes(self.credential))
        attestation = AttestationObject.create("none", data, {})
        identity = encoded(self.credential_id)
        response = {
            "clientDataJSON": encoded(self._client_data("webauthn.create", token_bytes(32))),
            "attestationObject": encoded(bytes(attestation)),
        }
        credential = {"id": identity, "rawId": identity, "type": "public-key", "response": response}
        WebAuthn.add(person, "test key", credential)

    def sign(self, challenge: bytes, *, verified: bool = True) -> dict[str, Any]:
        """The answer to a challenge, as the page sends it."""
        flags = FLAG.UP | FLAG.UV if verified else FLAG.UP
        data = AuthenticatorData.create(sha256(self.rp_id.encode()).digest(), flags, 1)
        client = self._client_data("webauthn.get", challenge)
        signature = self.key.sign(bytes(data) + sha256(client).digest(), ec.ECDSA(SHA256()))
        identity = encoded(self.credential_id)
        return {
            "id": identity,
            "rawId": identity,
            "type": "public-key",
            "response": {
                "clientDataJSON": encoded(client),
                "authenticatorData": encoded(bytes(data)),
                "signature": encoded(signature),
            },
        }


def proof_of(prepared: PreparedSignature) -> dict[str, Any]:
    """The answer of a new passkey of whoever is to sign: nobody has to be asked for an old one."""
    device = Device()
    device.register(Person.objects.get(id=prepared.person_id))
    return device.sign(prepared.envelope.digest)
