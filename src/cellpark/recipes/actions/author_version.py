"""The author's signature: the text goes to review."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import record
from cellpark.recipes.actions.locked import locked_version, step
from cellpark.recipes.events import VersionAuthored
from cellpark.recipes.models import RecipeVersion
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.signing import refuse_unsigned


def author_version(*, actor: Actor, version_id: UUID, signature_id: UUID) -> RecipeVersion:
    """Send a frozen text to review with its author's signature (211-1a, P11-8b).

    Raises ``Refused``: ``recipes.version.not_author``, and what ``refuse_unsigned`` says of the signature.
    """
    actor.require(RecipePermission.WRITE)
    with transaction.atomic():
        version, head = locked_version(version_id)
        after = step(version, "author")
        if actor.person_id is None or version.author != actor.person_id:
            raise Refused(Problem("recipes.version.not_author", rule="211-1a"))
        refuse_unsigned(actor=actor, version=version, head=head, signature_id=signature_id, meaning=Meaning.AUTHORED)
        recorded = record(
            stream=version.stream,
            event=VersionAuthored(
                version=version.id, sha256=version.sha256, author=actor.person_id, signature=signature_id
            ),
            actor=actor,
            organisation=version.organisation_id,
        )
        version.state, version.author_signature, version.version = after, signature_id, recorded.version
        version.save()
    return version
