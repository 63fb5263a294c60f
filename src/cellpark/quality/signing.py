"""Signatures under specifications: each is given by the ceremony over its stream, whose events hold the hash."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.identity.public import ENGLISH, Meaning, PreparedSignature, meaning_in, prepare_signature
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import Envelope, Head, Signature, read_statement
from cellpark.quality.models import Specification

PURPOSE = "specification"


def prepare_specification_signature(
    *, actor: Actor, specification: Specification, meaning: Meaning, role: str, why: str, view: str, back: str
) -> PreparedSignature:
    """The statement for one of the two signatures, over the stream as ``view`` shows it."""
    return prepare_signature(
        actor=actor,
        seen={specification.stream: specification.version},
        role=role,
        meaning=meaning,
        why=why,
        view=view,
        purpose=PURPOSE,
        subject=f"{specification.product} {specification.number} {specification.sha256[:12]}",
        back=back,
    )


def refuse_unsigned(*, actor: Actor, row: Specification, head: Head, signature_id: UUID, meaning: Meaning) -> None:
    """Refuse unless this signature is the actor's, means this, and names exactly this record as it stands (P11-8b)."""
    made = Signature.objects.filter(id=signature_id, person=actor.person_id).first()
    if made is None:
        raise Refused(Problem("quality.specification.not_signed", rule="P11-8b"))
    statement = read_statement(Envelope.parse(bytes(made.statement)))
    named = [(each.stream, each.version, each.hash) for each in statement.heads]
    if named != [(row.stream, head.version, head.hash.hex())]:
        raise Refused(Problem("quality.specification.signature_elsewhere", rule="P11-8b"))
    if statement.meaning_en != meaning_in(meaning, ENGLISH):
        raise Refused(Problem("quality.specification.signature_meaning", rule="P11-8a"))
