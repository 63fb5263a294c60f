"""Signatures under versions: each is given by the ceremony over the version's stream, whose events hold the hash."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.identity.public import ENGLISH, Meaning, PreparedSignature, meaning_in, prepare_signature
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import Envelope, Head, Signature, read_statement
from cellpark.recipes.models import RecipeVersion

PURPOSE = "recipe"


def prepare_version_signature(
    *, actor: Actor, version: RecipeVersion, meaning: Meaning, role: str, why: str, view: str, back: str
) -> PreparedSignature:
    """The statement for one of the three signatures under a version, over its stream as ``view`` shows it."""
    return prepare_signature(
        actor=actor,
        seen={version.stream: version.version},
        role=role,
        meaning=meaning,
        why=why,
        view=view,
        purpose=PURPOSE,
        subject=f"{version.recipe.mbr} {version.number} {version.sha256[:12]}",
        back=back,
    )


def refuse_unsigned(*, actor: Actor, version: RecipeVersion, head: Head, signature_id: UUID, meaning: Meaning) -> None:
    """Refuse unless this signature is the actor's, means this, and names exactly this record as it stands (P11-8b)."""
    made = Signature.objects.filter(id=signature_id, person=actor.person_id).first()
    if made is None:
        raise Refused(Problem("recipes.version.not_signed", rule="P11-8b"))
    statement = read_statement(Envelope.parse(bytes(made.statement)))
    named = [(each.stream, each.version, each.hash) for each in statement.heads]
    if named != [(version.stream, head.version, head.hash.hex())]:
        raise Refused(Problem("recipes.version.signature_elsewhere", rule="P11-8b"))
    if statement.meaning_en != meaning_in(meaning, ENGLISH):
        raise Refused(Problem("recipes.version.signature_meaning", rule="P11-8a"))
