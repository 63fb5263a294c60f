"""Signatures as pages show them: printed name, role, meaning, time, and whether they cover the record (P11-8a)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.fields import in_reader_language
from cellpark.identity.public import ROLES, Role, Worth, signed_view, verify_evidence
from cellpark.ledger.public import (
    Envelope,
    Signature,
    SignedState,
    Statement,
    Unreadable,
    open_block,
    read_statement,
    signature_state,
    signatures_of,
)

SHOWN_MAX = 20

WORTH: dict[Worth, tuple[str, Promise, Promise]] = {
    Worth.DEVICE: (
        "done",
        gettext_lazy("A passkey signed exactly this statement."),
        gettext_lazy(
            "Checked again just now from the record alone: the device verified its user and signed the digest."
        ),
    ),
    Worth.SERVER: (
        "waiting",
        gettext_lazy("Signed with password and one-time code: the weaker proof."),
        gettext_lazy("It rests on this site, which checked both at that moment and recorded it in the ledger."),
    ),
    Worth.BROKEN: (
        "stopped",
        gettext_lazy("Statement and evidence do not belong together."),
        gettext_lazy("Something was changed after signing. Do not rely on this signature; tell quality assurance."),
    ),
}


@dataclass(frozen=True, slots=True)
class SignedRecord:
    """One record under a signature, with its state in words."""

    stream: str
    version: int
    present: int
    colour: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRow:
    """One signature in words. ``version`` is the signed version of the record on whose page it stands, if on one."""

    signature: Signature
    said: Statement
    printed_name: str
    role: str
    meaning: str
    streams: Sequence[SignedRecord]
    colour: str
    state: str
    worth: Worth
    version: int

    @property
    def is_weak(self) -> bool:
        """Whether it rests on the server's word."""
        return self.worth is Worth.SERVER

    @property
    def at(self) -> datetime:
        """When the statement was shown, which is the time it carries."""
        return self.said.at

    @property
    def evidence_colour(self) -> str:
        """The colour of the evidence's worth."""
        return WORTH[self.worth][0]

    @property
    def evidence_title(self) -> str:
        """The evidence's worth in one sentence."""
        return str(WORTH[self.worth][1])

    @property
    def evidence_words(self) -> str:
        """What that means."""
        return str(WORTH[self.worth][2])

    @property
    def digest(self) -> str:
        """The digest of the statement, in hex."""
        return bytes(self.signature.digest).hex()

    @property
    def text(self) -> str:
        """The signed bytes, indented for reading."""
        payload = Envelope.parse(bytes(self.signature.statement)).payload
        return orjson.dumps(orjson.loads(payload), option=orjson.OPT_INDENT_2).decode()


@dataclass(frozen=True, slots=True)
class ShownView:
    """What stood on the signer's screen, as far as it is kept and in sight."""

    html: str
    digest: str
    holds: bool


def signature_rows(stream: str) -> tuple[list[SignatureRow], int]:
    """The newest signatures in sight on a record, newest first, and how many older ones there are."""
    found = signatures_of(stream)[::-1]
    return [_row(each, stream) for each in found[:SHOWN_MAX]], max(len(found) - SHOWN_MAX, 0)


def signature_row(signature_id: UUID) -> SignatureRow:
    """One signature in sight; ``DoesNotExist`` for any other."""
    return _row(Signature.objects.get(id=signature_id), "")


def view_of(row: SignatureRow) -> ShownView | None:
    """The page that was signed, compared with the digest in the statement."""
    kept = signed_view(row.signature.id)
    if kept is None:
        return None
    digest = sha256(kept.view.encode()).hexdigest()
    return ShownView(kept.view, digest, digest == row.said.view_sha256)


def _row(signature: Signature, stream: str) -> SignatureRow:
    said = read_statement(Envelope.parse(bytes(signature.statement)))
    streams = [_record(each) for each in signature_state(signature)]
    here = next((each for each in streams if each.stream == stream), None)
    colour, state = (here.colour, here.state) if here is not None else _overall(streams)
    return SignatureRow(
        signature=signature,
        said=said,
        printed_name=_printed_name(said),
        role=str(ROLES[Role(said.role)]) if said.role in set(Role) else said.role,
        meaning=in_reader_language(said.meaning_zh, said.meaning_en),
        streams=streams,
        colour=colour,
        state=state,
        worth=verify_evidence(signature),
        version=here.version if here is not None else 0,
    )


def _record(state: SignedState) -> SignedRecord:
    if state.is_current:
        colour, words = "done", _("covers the present version")
    elif state.same_history:
        colour = "waiting"
        words = _("signed v%(signed)s, now v%(present)s") % {
            "signed": state.signed_version,
            "present": state.present_version,
        }
    else:
        colour, words = "stopped", _("the record is not the one that was signed")
    return SignedRecord(state.stream, state.signed_version, state.present_version, colour, words)


def _overall(streams: Sequence[SignedRecord]) -> tuple[str, str]:
    """One state for all records of a signature: the worst."""
    moved = [each for each in streams if each.colour != "done"]
    if not moved:
        return "done", _("covers the present versions")
    if len(streams) == 1:
        return moved[0].colour, moved[0].state
    worst = "stopped" if any(each.colour == "stopped" for each in moved) else "waiting"
    return worst, _("%(moved)s of %(all)s records have changed since") % {"moved": len(moved), "all": len(streams)}


def _printed_name(said: Statement) -> str:
    """The name as it was printed; one that was erased stays erased, and says so."""
    fields = open_block(said.printed_name, event_id=said.signature)
    if fields is Unreadable.ERASED:
        return _("name erased")
    if fields is Unreadable.DAMAGED or isinstance(fields, Unreadable):
        return _("name cannot be read")
    return in_reader_language(fields.get("zh", ""), fields.get("en", ""))
