"""Make a container that a batch filled a sample of the laboratory, and order its tests."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.batches.public import Batch, batch
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import Container, Operation
from cellpark.quality.document import Attribute
from cellpark.quality.events import SampleRegistered, TestOrdered
from cellpark.quality.models import QualitySample, Specification, Test
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep
from cellpark.quality.specifications import specification_for
from cellpark.quality.states import Stage


def register_sample(
    *,
    actor: Actor,
    batch_id: UUID,
    code: str,
    stage: Stage,
    attributes: Sequence[str] = (),
    specification_id: UUID | None = None,
) -> QualitySample:
    """Register the sample with ``code``; ``attributes`` are the tests it is for, by default all of its stage.

    The first sample of a batch settles its specification: the one in force for the product, or the one named. Raises
    ``Refused``: ``quality.sample....``, ``quality.specification....``, ``quality.attribute.unknown``;
    ``Batch.DoesNotExist`` out of scope.
    """
    actor.require(QualityPermission.REGISTER_SAMPLE)
    found = batch(batch_id)
    with transaction.atomic():
        lock_word(f"quality.samples/{batch_id}")
        container = _container(found, code.strip())
        specification = specification_for(found, specification_id)
        document = specification.document
        if attributes:
            wanted = [document.attribute(each) for each in dict.fromkeys(attributes)]
        else:
            wanted = [each for each in document.attributes if each.stage is Stage(stage)]
        if not wanted:
            raise Refused(Problem("quality.sample.nothing_to_test", {"stage": stage}, field="stage"))
        sample = _sample(actor, found, container, specification, stage)
        for each in wanted:
            order(actor=actor, sample=sample, attribute=each, at=sample.registered_at)
    return sample


def order(
    *,
    actor: Actor,
    sample: QualitySample,
    attribute: Attribute,
    at: datetime,
    retest_of: Test | None = None,
    reason: str | None = None,
) -> Test:
    """One test within the caller's transaction, due after its turnaround."""
    test = Test(
        id=new_id(),
        organisation_id=sample.organisation_id,
        sample=sample,
        batch=sample.batch,
        specification_id=sample.specification_id,
        attribute=attribute.code,
        name_zh=attribute.name.zh,
        name_en=attribute.name.en,
        stage=attribute.stage,
        method=attribute.method.code,
        method_version=attribute.method.version,
        required=attribute.required,
        ordered_at=at,
        due_at=at + attribute.due_in,
        retest_of=retest_of,
    )
    event = TestOrdered(
        test=test.id,
        sample=sample.id,
        batch=sample.batch,
        specification=sample.specification_id,
        attribute=test.attribute,
        name_zh=test.name_zh,
        name_en=test.name_en,
        stage=test.stage,
        method=test.method,
        method_version=test.method_version,
        required=test.required,
        due_at=test.due_at,
        retest_of=None if retest_of is None else retest_of.id,
    )
    keep(test, event, actor=actor, at=at, reason=reason)
    return test


def _container(found: Batch, code: str) -> Container:
    container: Container | None = Container.objects.filter(organisation_id=found.organisation_id, code=code).first()
    if container is None or not container.sample:
        raise Refused(Problem("quality.sample.unknown", {"code": code[:60]}, field="code", rule="CN-4c"))
    made = Operation.objects.filter(batch=found.id, produced__contains=[{"container": str(container.id)}])
    if not made.exists():
        raise Refused(Problem("quality.sample.of_other_batch", {"code": container.code}, field="code", rule="CN-4c"))
    if QualitySample.objects.filter(organisation_id=found.organisation_id, container=container.id).exists():
        raise Refused(Problem("quality.sample.twice", {"code": container.code}, field="code"))
    return container


def _sample(
    actor: Actor, found: Batch, container: Container, specification: Specification, stage: Stage
) -> QualitySample:
    sample = QualitySample(
        id=new_id(),
        organisation_id=found.organisation_id,
        container=container.id,
        code=container.code,
        batch=found.id,
        batch_number=found.number,
        product=found.product,
        coi=container.coi,
        specification=specification,
        stage=Stage(stage).value,
        taken_at=container.made_at,
        registered_at=now(),
    )
    event = SampleRegistered(
        sample=sample.id,
        container=sample.container,
        code=sample.code,
        batch=sample.batch,
        batch_number=sample.batch_number,
        product=sample.product,
        coi=sample.coi,
        specification=specification.id,
        stage=sample.stage,
        taken_at=sample.taken_at,
    )
    keep(sample, event, actor=actor, at=sample.registered_at)
    return sample
