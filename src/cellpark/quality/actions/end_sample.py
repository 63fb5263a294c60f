"""What becomes of a sample after its tests: retained, used up or destroyed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.quality.events import SampleDestroyed, SampleRetained, SampleUsedUp
from cellpark.quality.models import QualitySample, Test
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import PLACE_LIMIT, reason_problems, words_problems
from cellpark.quality.states import SAMPLE_LIFECYCLE, SampleState, TestState

EVENTS = {"use_up": SampleUsedUp, "destroy": SampleDestroyed}


def end_sample(
    *,
    actor: Actor,
    sample_id: UUID,
    verb: str,
    place: str = "",
    reason: str = "",
    seen_version: int | None = None,
) -> QualitySample:
    """``retain`` (in ``place``), ``use_up`` or ``destroy`` (with ``reason``) a sample.

    Raises ``Refused``: ``quality.sample.under_test`` while a test of it runs, ``lifecycle.step``, ``base.stale``.
    """
    actor.require(QualityPermission.HANDLE_SAMPLE)
    refuse_any(words_problems(limit=PLACE_LIMIT, place=place))
    refuse_any(reason_problems(reason) if verb == "destroy" else words_problems(reason=reason))
    with transaction.atomic():
        row = locked(QualitySample, sample_id, seen=seen_version)
        after = SAMPLE_LIFECYCLE.step(row.state, verb).value
        if verb != "retain" and Test.objects.filter(sample=row, state=TestState.RUNNING).exists():
            raise Refused(Problem("quality.sample.under_test", {"code": row.code}))
        at: datetime = now()
        if after == SampleState.RETAINED:
            where = place.strip()
            keep(row, SampleRetained(sample=row.id, place=where), actor=actor, reason=reason, state=after, place=where)
        else:
            event = EVENTS[verb](sample=row.id)
            keep(row, event, actor=actor, reason=reason, at=at, state=after, ended_at=at)
    return row
