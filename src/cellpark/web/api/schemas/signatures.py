"""Electronic signatures in the API."""

from base64 import b64encode
from typing import Self
from uuid import UUID

from ninja import Schema

from cellpark.identity.public import Membership, Worth, verify_evidence
from cellpark.ledger.public import (
    Envelope,
    Signature,
    SignedState,
    Unreadable,
    open_block,
    read_statement,
    signature_state,
)
from cellpark.web.api.schemas.people import MembershipOut
from cellpark.web.api.values import Moment


class SignedStreamOut(Schema):
    """One record under a signature: the version that was signed and the present one."""

    stream: str
    signed_version: int
    present_version: int
    same_history: bool
    current: bool

    @classmethod
    def of(cls, state: SignedState) -> Self:
        """The record as answers show it."""
        return cls(
            stream=state.stream,
            signed_version=state.signed_version,
            present_version=state.present_version,
            same_history=state.same_history,
            current=state.is_current,
        )


class SignatureOut(Schema):
    """A signature. ``worth`` was computed for this answer: ``device``, ``server`` or ``broken``.

    ``statement`` are the signed bytes in their envelope (base64); ``digest`` is what the device signed. The printed
    name is null when it was erased or cannot be read.
    """

    id: UUID
    person: UUID
    printed_name_zh: str | None
    printed_name_en: str | None
    role: str
    meaning_zh: str
    meaning_en: str
    why: str
    at: Moment
    zone: str
    kind: str
    worth: Worth
    streams: list[SignedStreamOut]
    digest: str
    statement: str

    @classmethod
    def of(cls, row: Signature) -> Self:
        """The signature as answers show it, with its evidence checked now."""
        said = read_statement(Envelope.parse(bytes(row.statement)))
        opened = open_block(said.printed_name, event_id=said.signature)
        name = {} if isinstance(opened, Unreadable) else opened
        return cls(
            id=row.id,
            person=row.person,
            printed_name_zh=name.get("zh"),
            printed_name_en=name.get("en"),
            role=said.role,
            meaning_zh=said.meaning_zh,
            meaning_en=said.meaning_en,
            why=said.why,
            at=said.at,
            zone=said.zone,
            kind=row.kind,
            worth=verify_evidence(row),
            streams=[SignedStreamOut.of(each) for each in signature_state(row)],
            digest=bytes(row.digest).hex(),
            statement=b64encode(bytes(row.statement)).decode(),
        )


class SignatureReviewOut(Schema):
    """The roles that run today in the caller's organisation, and the signature under the last review of them."""

    organisation: UUID
    roles: list[MembershipOut]
    last_signature: UUID | None

    @classmethod
    def of(cls, organisation: UUID, roles: list[Membership], last: UUID | None) -> Self:
        """The review as answers show it."""
        return cls(organisation=organisation, roles=[MembershipOut.of(each) for each in roles], last_signature=last)
