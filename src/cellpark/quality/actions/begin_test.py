"""Begin a test."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.quality.events import SampleTested, TestBegun
from cellpark.quality.gates import analyst_problems, attribute_of, person_of
from cellpark.quality.models import QualitySample, Test
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.states import SAMPLE_LIFECYCLE, TEST_LIFECYCLE, SampleState


def begin_test(*, actor: Actor, test_id: UUID, at: datetime | None = None, seen_version: int | None = None) -> Test:
    """A qualified analyst begins; the clock of what is negative to date runs from now.

    Raises ``Refused``: ``quality.analyst.not_qualified`` (T2), ``quality.test.same_analyst`` for a retest by whoever
    made the first reading, ``lifecycle.step``: the sample is not in the laboratory.
    """
    actor.require(QualityPermission.TEST)
    analyst = person_of(actor)
    moment = min(at or now(), now())
    with transaction.atomic():
        test = locked(Test, test_id, seen=seen_version, related=("specification", "retest_of"))
        after = TEST_LIFECYCLE.step(test.state, "begin").value
        attribute = attribute_of(test)
        refuse_any(
            analyst_problems(person=analyst, organisation=test.organisation_id, method=attribute.method, at=moment)
        )
        if test.retest_of is not None and test.retest_of.analyst == analyst:
            raise Refused(Problem("quality.test.same_analyst", rule="211-192"))
        sample = locked(QualitySample, test.sample_id)
        state = SAMPLE_LIFECYCLE.step(sample.state, "test").value
        if sample.state != SampleState.IN_TEST:
            keep(sample, SampleTested(sample=sample.id), actor=actor, at=moment, state=state)
        wait = attribute.final_after
        final_at = None if wait is None else moment + wait
        event = TestBegun(test=test.id, analyst=analyst, final_at=final_at)
        keep(test, event, actor=actor, at=moment, state=after, analyst=analyst, begun_at=moment, final_at=final_at)
    return test
