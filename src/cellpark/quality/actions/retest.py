"""Order a retest."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.quality.actions.register_sample import order
from cellpark.quality.gates import attribute_of
from cellpark.quality.models import Investigation, QualitySample, Test
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import locked
from cellpark.quality.rules import reason_problems, retest_problems
from cellpark.quality.states import InvestigationState, Verdict


def retest(
    *,
    actor: Actor,
    test_id: UUID,
    reason: str,
    sample_id: UUID | None = None,
    seen_version: int | None = None,
) -> Test:
    """Measure the same attribute again, on the same sample or another one of the batch; the first reading stays.

    It counts instead of the first one only when the investigation finds that one void (21 CFR 211.192, 211.194).
    Raises ``Refused``: ``quality.test.not_authorised``, ``.retested``, ``.nothing_to_repeat``.
    """
    actor.require(QualityPermission.DECIDE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        test = locked(Test, test_id, seen=seen_version, related=("specification",))
        found = Investigation.objects.filter(test=test).order_by("-opened_at", "-id").first()
        refuse_any(
            retest_problems(
                verdict=Verdict(test.verdict),
                phase=None if found is None else InvestigationState(found.state),
                outcome="" if found is None else found.outcome,
                again=Test.objects.filter(retest_of=test).exists(),
            )
        )
        sample: QualitySample = QualitySample.objects.get(id=sample_id or test.sample_id, batch=test.batch)
        return order(actor=actor, sample=sample, attribute=attribute_of(test), at=now(), retest_of=test, reason=reason)
