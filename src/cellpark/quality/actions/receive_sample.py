"""Receive a sample at the laboratory."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.materials.public import ScanVerdict, verify_scan
from cellpark.quality.events import SampleReceived
from cellpark.quality.models import QualitySample
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import PLACE_LIMIT, words_problems
from cellpark.quality.states import SAMPLE_LIFECYCLE

PURPOSE = "receipt at the laboratory"


def receive_sample(
    *, actor: Actor, sample_id: UUID, raw: str, place: str = "", seen_version: int | None = None
) -> ScanVerdict:
    """Scan the sample in. Like ``verify_scan`` it answers and does not raise for a wrong label (T1).

    A near miss stays on record although the sample is not received: never undo the transaction of this call. Raises
    ``Refused``: ``lifecycle.step``, ``base.stale``.
    """
    actor.require(QualityPermission.HANDLE_SAMPLE)
    refuse_any(words_problems(limit=PLACE_LIMIT, place=place))
    seen: QualitySample = QualitySample.objects.get(id=sample_id)
    SAMPLE_LIFECYCLE.step(seen.state, "receive")
    verdict = verify_scan(
        actor=actor,
        raw=raw,
        expected_container=seen.container,
        purpose=PURPOSE,
        batch=seen.batch,
        check_use=False,
    )
    if not verdict.ok:
        return verdict
    with transaction.atomic():
        row = locked(QualitySample, sample_id, seen=seen_version)
        after = SAMPLE_LIFECYCLE.step(row.state, "receive").value
        at, where = now(), place.strip()
        event = SampleReceived(sample=row.id, place=where, person=actor.person_id)
        keep(row, event, actor=actor, at=at, state=after, place=where, received_at=at, received_by=actor.person_id)
    return verdict
