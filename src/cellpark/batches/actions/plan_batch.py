"""Plan a batch."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.text import text_problems
from cellpark.batches.gates.identity import identity_problems
from cellpark.batches.models import Batch
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.reading import plan_of, stream_of
from cellpark.batches.recipes_used import is_approved
from cellpark.batches.rules import code_problems, number_problems
from cellpark.batches.run.happened import BatchPlanned
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def plan_batch(
    *,
    actor: Actor,
    organisation_id: UUID,
    number: str,
    recipe: str,
    product: str = "",
    coi: str = "",
    example: bool = False,
) -> Batch:
    """A batch of an approved recipe (its SHA-256) for one chain of identity, or for none (211-1b, CN-4f).

    Raises ``Refused``: a number that is taken or malformed, ``batches.recipe.not_approved``,
    ``batches.batch.no_identity`` where the recipe compares identities and ``coi`` is empty.
    """
    actor.require(BatchPermission.PLAN)
    with transaction.atomic():
        lock_stream(f"batch-number/{organisation_id}/{number[:60]}")
        organisation: Organisation = Organisation.objects.get(id=organisation_id)
        refuse_any(
            [
                *number_problems(number),
                *code_problems(product, field="product"),
                *code_problems(coi, field="coi"),
                *text_problems(recipe=recipe),
            ]
        )
        if not is_approved(recipe):
            raise Refused(Problem("batches.recipe.not_approved", field="recipe", rule="211-1a"))
        if Batch.objects.filter(organisation_id=organisation.id, number=number).exists():
            raise Refused(Problem("batches.number.taken", {"number": number}, field="number"))
        plan = plan_of(recipe)
        refuse_any(identity_problems(plan, coi))
        batch = Batch(
            id=new_id(),
            organisation_id=organisation.id,
            number=number,
            recipe=recipe,
            mbr=plan.recipe.mbr,
            product=product or plan.recipe.product or "",
            coi=coi,
            example=example,
            version=1,
        )
        batch.save(force_insert=True)
        record(
            stream=stream_of(batch.id),
            event=BatchPlanned(
                batch=batch.id,
                number=number,
                recipe=recipe,
                mbr=batch.mbr,
                product=batch.product,
                coi=coi,
                example=example,
            ),
            actor=actor,
            organisation=organisation.id,
        )
    return batch
