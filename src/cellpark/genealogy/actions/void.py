"""Withdraw the edges of a record that was corrected."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from cellpark.genealogy.models import GraphEdge, GraphVoid
from cellpark.kernel.problem import Problem, Refused


def void(*, event: UUID, by_event: UUID, organisation: UUID, at: datetime) -> None:
    """From ``at`` on the edges of ``event`` no longer hold; traces as of an earlier time still show them (T11, T16).

    Called in the transaction that records the correction ``by_event``, which links what is true instead.
    Raises ``Refused(genealogy.void.unknown)`` where the event made no edges in this organisation and
    ``Refused(genealogy.void.twice)`` where they were withdrawn before.
    """
    assert connection.in_atomic_block, "edges are withdrawn in the transaction of the correction"
    if not GraphEdge.objects.filter(event=event, organisation_id=organisation).exists():
        raise Refused(Problem("genealogy.void.unknown", rule="T11"))
    if GraphVoid.objects.filter(event=event).exists():
        raise Refused(Problem("genealogy.void.twice", rule="T11"))
    GraphVoid(event=event, by_event=by_event, organisation_id=organisation, at=at).save(force_insert=True)
