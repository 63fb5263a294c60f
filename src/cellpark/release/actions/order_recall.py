"""Stop many batches with one reason."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.batches.public import Batch
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.release.actions.quarantine_batch import quarantine_batch
from cellpark.release.actions.recall_batch import recall_batch
from cellpark.release.events import RecallOrdered
from cellpark.release.models import BatchDisposition, RecallOrder
from cellpark.release.permissions import ReleasePermission
from cellpark.release.radius import thing_name
from cellpark.release.rules import reason_problems
from cellpark.release.states import DispositionState

AT_ONCE_MAX = 500


def order_recall(*, actor: Actor, kind: str, thing: UUID, batches: Sequence[UUID], reason: str) -> RecallOrder:
    """Stop the chosen batches because of one thing that touched them; all of them or none (T16).

    They go into quarantine; what was supplied under 11.5 is called back, since it was handed over.

    Raises ``Batch.DoesNotExist`` out of scope, ``Refused``: none chosen, ``lifecycle.step`` for one that is decided.
    """
    actor.require(ReleasePermission.RECALL)
    chosen = sorted(set(batches))
    with transaction.atomic():
        problems = reason_problems(reason)
        if not chosen:
            problems.append(Problem("base.required", field="batches"))
        if len(chosen) > AT_ONCE_MAX:
            problems.append(Problem("base.too_long", {"limit": AT_ONCE_MAX}, field="batches"))
        refuse_any(problems)
        rows = {row.id: row for row in Batch.objects.filter(id__in=chosen)}
        if len(rows) != len(chosen):
            raise Batch.DoesNotExist
        home = {row.organisation_id for row in rows.values()}
        refuse_any([Problem("release.recall.several_plants")] if len(home) > 1 else [])
        event = RecallOrdered(
            recall=new_id(),
            kind=kind,
            thing=thing,
            name=thing_name(kind, thing)[:200],
            why=reason.strip(),
            batches=tuple(chosen),
            person=actor.person_id,
        )
        handed_over = set(
            BatchDisposition.objects.filter(batch_id__in=chosen, state=DispositionState.SUPPLIED).values_list(
                "batch_id", flat=True
            )
        )
        for batch_id in chosen:
            if batch_id in handed_over:
                recall_batch(actor=actor, batch_id=batch_id, reason=reason)
            else:
                quarantine_batch(actor=actor, batch_id=batch_id, reason=reason, recall_id=event.recall)
        lock_stream(f"recall/{event.recall}")
        made = record(
            stream=f"recall/{event.recall}", event=event, actor=actor, organisation=home.pop(), reason=event.why
        )
        row = RecallOrder(
            id=event.recall,
            organisation_id=rows[chosen[0]].organisation_id,
            kind=kind,
            thing=thing,
            name=event.name,
            reason=event.why,
            batches=[str(each) for each in chosen],
            ordered_by=actor.person_id,
            ordered_at=made.at,
            version=made.version,
        )
        row.save(force_insert=True)
    return row
