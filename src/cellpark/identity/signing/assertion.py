"""A passkey's answer to a statement (WebAuthn): asked for, checked, kept as evidence, checked again years later."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.webauthn import AttestedCredentialData, PublicKeyCredentialRpEntity, UserVerificationRequirement

KIND = "webauthn"
TIMEOUT_MS = 300_000


class NotAccepted(Exception):  # noqa: N818 -- an answer that does not hold is no error of ours
    """The assertion does not prove that the credential's owner signed this statement; the message says why."""


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """For whom a passkey answers: the host name it is bound to, and the address of the pages."""

    identity: str
    origin: str


def this_site() -> RelyingParty:
    """The site as people reach it."""
    address: str = settings.CELLPARK_ADDRESS
    return RelyingParty(urlsplit(address).hostname or "", address)


def request_options(
    *, challenge: bytes, party: RelyingParty, credentials: Iterable[AttestedCredentialData]
) -> dict[str, object]:
    """What the browser hands to the authenticator (PublicKeyCredentialRequestOptionsJSON)."""
    return {
        "challenge": encoded(challenge),
        "rpId": party.identity,
        "allowCredentials": [{"type": "public-key", "id": encoded(each.credential_id)} for each in credentials],
        "userVerification": "required",
        "timeout": TIMEOUT_MS,
    }


def accept_assertion(
    *,
    response: Mapping[str, Any],
    challenge: bytes,
    party: RelyingParty,
    credentials: Sequence[AttestedCredentialData],
) -> dict[str, str]:
    """The evidence to keep when one of ``credentials`` signed ``challenge`` with its user verified.

    Raises ``NotAccepted`` with the reason: another challenge, another site, no user verification, a false signature.
    """
    credential = _checked(response, challenge, party, credentials)
    parts = response["response"]
    return {
        "kind": KIND,
        "rp_id": party.identity,
        "origin": party.origin,
        "credential": encoded(bytes(credential)),
        "client_data": parts["clientDataJSON"],
        "authenticator_data": parts["authenticatorData"],
        "signature": parts["signature"],
    }


def holds_again(evidence: Mapping[str, Any], challenge: bytes) -> bool:
    """Whether kept evidence still proves that its credential signed ``challenge``: nothing but the record is asked."""
    try:
        credential = AttestedCredentialData(decoded(evidence["credential"]))
        identity = encoded(credential.credential_id)
        response = {
            "id": identity,
            "rawId": identity,
            "type": "public-key",
            "response": {
                "clientDataJSON": evidence["client_data"],
                "authenticatorData": evidence["authenticator_data"],
                "signature": evidence["signature"],
            },
        }
        _checked(response, challenge, RelyingParty(evidence["rp_id"], evidence["origin"]), [credential])
    except (NotAccepted, KeyError, ValueError, TypeError, IndexError):
        return False
    return True


def encoded(data: bytes) -> str:
    """Base64 for addresses without padding, as WebAuthn writes bytes."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """The bytes behind ``encoded``; raise ``ValueError`` for anything else."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _checked(
    response: Mapping[str, Any], challenge: bytes, party: RelyingParty, credentials: Sequence[AttestedCredentialData]
) -> AttestedCredentialData:
    server = Fido2Server(
        PublicKeyCredentialRpEntity(id=party.identity, name=party.identity),
        verify_origin=lambda origin: origin == party.origin,
    )
    state = {"challenge": encoded(challenge), "user_verification": UserVerificationRequirement.REQUIRED}
    try:
        return server.authenticate_complete(state, credentials, response)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError) as error:
        # the library answers bad input with whatever its parser meets first
        raise NotAccepted(str(error)) from error
