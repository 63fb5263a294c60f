"""Signatures under plans and editions, given by the ceremony over their stream, whose events hold the hashes."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.identity.public import ENGLISH, Meaning, PreparedSignature, meaning_in, prepare_signature
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import Envelope, Head, Signature, read_statement
from cellpark.plans.models import Edition, Plan

PURPOSE = "plan"


def prepare_plan_signature(
    *, actor: Actor, row: Plan | Edition, meaning: Meaning, role: str, why: str, view: str, back: str = ""
) -> PreparedSignature:
    """The statement for a signature under a plan or an edition, over its stream as ``view`` shows it."""
    return prepare_signature(
        actor=actor,
        seen={row.stream: row.version},
        role=role,
        meaning=meaning,
        why=why,
        view=view,
        purpose=PURPOSE,
        subject=str(row.id),
        back=back,
    )


def refuse_unsigned(
    *, actor: Actor, row: Plan | Edition, head: Head, signature_id: UUID | None, meaning: Meaning
) -> None:
    """Refuse unless this signature is the actor's, means this, and names exactly this record as it stands (P11-8b).

    One of the house's own processes signs nothing: what it does is named as its own.
    """
    if actor.process is not None:
        return
    made = Signature.objects.filter(id=signature_id, person=actor.person_id).first()
    if made is None:
        raise Refused(Problem("plans.signature.missing", rule="P11-8b"))
    statement = read_statement(Envelope.parse(bytes(made.statement)))
    named = [(each.stream, each.version, each.hash) for each in statement.heads]
    if named != [(row.stream, head.version, head.hash.hex())]:
        raise Refused(Problem("plans.signature.elsewhere", rule="P11-8b"))
    if statement.meaning_en != meaning_in(meaning, ENGLISH):
        raise Refused(Problem("plans.signature.meaning", rule="P11-8a"))
