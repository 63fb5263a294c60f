"""Sign a draft as its author."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.events import SpecificationAuthored
from cellpark.quality.models import Specification
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked_with_head
from cellpark.quality.signing import refuse_unsigned
from cellpark.quality.states import SPECIFICATION_LIFECYCLE


def author_specification(*, actor: Actor, specification_id: UUID, signature_id: UUID) -> Specification:
    """Send a draft to approval with its author's signature (P11-8b).

    Raises ``Refused``: ``quality.specification.not_author``, and what ``refuse_unsigned`` says of the signature.
    """
    actor.require(QualityPermission.WRITE_SPECIFICATION)
    with transaction.atomic():
        row, head = locked_with_head(Specification, specification_id)
        after = SPECIFICATION_LIFECYCLE.step(row.state, "author").value
        if actor.person_id is None or row.author != actor.person_id:
            raise Refused(Problem("quality.specification.not_author", rule="211-160a"))
        refuse_unsigned(actor=actor, row=row, head=head, signature_id=signature_id, meaning=Meaning.AUTHORED)
        event = SpecificationAuthored(
            specification=row.id, sha256=row.sha256, author=actor.person_id, signature=signature_id
        )
        keep(row, event, actor=actor, state=after, author_signature=signature_id)
    return row
