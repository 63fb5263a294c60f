"""The laboratory: a draft, a sample with a test and a reading that fails, its investigation, a reading of a room."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from cellpark.access.public import actor_for
from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.equipment.public import Room
from cellpark.materials.public import Container
from cellpark.quality import public as quality
from cellpark.quality.actions.register_sample import order
from cellpark.quality.events import (
    InvestigationOpened,
    ResultEntered,
    SampleRegistered,
)
from cellpark.quality.models import Investigation, QualitySample, Result, Specification, Test
from cellpark.quality.rows import keep
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.quality.laboratory import SPECIFICATION

BATCH = {"batch_id": "batch"}
SAMPLE = {"sample_id": "lab_sample"}
TEST = {"test_id": "lab_test"}
RESULT = {"result_id": "lab_result"}
INVESTIGATION = {"investigation_id": "lab_investigation"}
DRAFT = {"specification_id": "lab_specification"}
READING = {"reading_id": "lab_reading"}
# refused for what is sent, so that the thing is there for the next caller
REFUSED = (409, 422)


def form(args: dict[str, str] | None = None, **more: Any) -> Sample:
    return Sample(args or {}, own=OK, post=(422,), **more)


ROUTES = {
    "laboratory": Sample(),
    "lab_scan": Sample(),
    "lab_sample": Sample(SAMPLE),
    "lab_receive": form(SAMPLE),
    "lab_end": form(SAMPLE, fixed={"verb": "destroy"}),
    "lab_batch": Sample(BATCH),
    "lab_register": form(BATCH),
    "lab_certificate": Sample(BATCH, own=REFUSED, fixed={"language": "en"}),
    "lab_test": form(TEST),
    "lab_retract": form(TEST),
    "lab_retest": form(TEST),
    "lab_cancel": form(TEST),
    "investigations": Sample(),
    "investigation": form(INVESTIGATION),
    "specifications": Sample(),
    "specification_draft": form(),
    "specification": Sample(DRAFT),
    "specification_file": Sample(DRAFT),
    "specification_discard": form(DRAFT),
    "specification_retire": form(DRAFT),
    # a draft: its author alone may sign
    "specification_sign": Sample(DRAFT, own=(*OK, 403), post=(403, 422)),
    "specification_signing": Sample({**DRAFT, "prepared_id": "prepared"}, own=(404,), post=(404,), personal=True),
    "environment": Sample(),
    "environment_record": form(),
    "environment_reading": form(READING),
    "environment_retract": form(READING),
}
NO_REASON = {"reason": " "}


def sends(args: dict[str, str], **body: Any) -> Sample:
    return Sample(args, body=lambda _side: body, own=REFUSED)


OPERATIONS = {
    "list_specifications": Sample(),
    "read_specification": Sample(DRAFT),
    "read_specification_text": Sample(DRAFT),
    "draft_a_specification": Sample(body=lambda _side: {"text": "nothing"}, own=REFUSED),
    "discard_a_specification": sends(DRAFT, **NO_REASON),
    "retire_a_specification": sends(DRAFT, **NO_REASON),
    "list_samples": Sample(),
    "read_sample": Sample(SAMPLE),
    "register_a_sample": sends(BATCH, code="NOTHING", stage="release"),
    "receive_a_sample": sends(SAMPLE, scan="NOTHING"),
    "retain_a_sample": sends(SAMPLE),
    "use_up_a_sample": sends(SAMPLE),
    "destroy_a_sample": sends(SAMPLE, **NO_REASON),
    "list_lacks": Sample(BATCH),
    "read_certificate": Sample(BATCH, own=REFUSED, fixed={"language": "en"}),
    "list_tests": Sample(),
    "read_test": Sample(TEST),
    "list_results": Sample(TEST),
    "recompute": Sample(RESULT),
    "begin_a_test": sends(TEST),
    "enter_a_result": sends(TEST, value=" "),
    "verify_a_result": sends(TEST),
    "retract_a_result": sends(TEST, **NO_REASON),
    "order_a_retest": sends(TEST, **NO_REASON),
    "cancel_a_test": sends(TEST, **NO_REASON),
    "list_investigations": Sample(),
    "read_investigation": Sample(INVESTIGATION),
    "begin_laboratory_phase": sends(INVESTIGATION, hypothesis=" "),
    "conclude_an_investigation": sends(INVESTIGATION, outcome="confirmed", finding=" "),
    "close_an_investigation": sends(INVESTIGATION, **NO_REASON),
    "list_environment": Sample(),
    "read_environment": Sample(READING),
    "record_a_reading": Sample(
        body=lambda _side: {"room": "NO-ROOM", "location": "bench", "method": "contact", "value": "1"}, own=REFUSED
    ),
    "verify_a_reading": sends(READING),
    "retract_a_reading": sends(READING, **NO_REASON),
}
SAME = {
    "lab_receive": "receive_a_sample",
    "lab_end": "destroy_a_sample",
    "lab_register": "register_a_sample",
    "lab_test": "enter_a_result",
    "lab_retract": "retract_a_result",
    "lab_retest": "order_a_retest",
    "lab_cancel": "cancel_a_test",
    "investigation": "begin_laboratory_phase",
    "specification_draft": "draft_a_specification",
    "specification_discard": "discard_a_specification",
    "specification_retire": "retire_a_specification",
    "environment_record": "record_a_reading",
    "environment_reading": "verify_a_reading",
    "environment_retract": "retract_a_reading",
}
IN_PERSON = "a signature needs the signer's second factor, at that moment"
REASONS = {"specification_sign": IN_PERSON, "specification_signing": IN_PERSON}
ONLY_PROGRAMS = (
    "retain_a_sample",
    "use_up_a_sample",
    "begin_a_test",
    "verify_a_result",
    "conclude_an_investigation",
    "close_an_investigation",
)
# closed lists, codes of the specification, numbers and digests
NOT_WRITTEN = {
    "quality.Specification": {"site", "phase", "market", "state", "sha256"},
    "quality.QualitySample": {"stage", "state"},
    "quality.Test": {"attribute", "stage", "method", "method_version", "state", "verdict"},
    "quality.Result": {"verdict", "state", "files", "kind", "kind_version", "parameters", "digest", "belonging"},
    "quality.Investigation": {"state", "outcome"},
    "quality.EnvironmentResult": {"grade", "method", "value", "limit", "source", "state"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """Rows with their streams; the label stands in whatever people write."""
    plain: Actor = actor_for(colleague.id, home.id, [], channel="page")
    actor = replace(
        plain,
        organisation_id=home.id,
        permissions=frozenset({*quality.QualityPermission}),
        scope=EVERYTHING,
    )
    code = code_of(label)
    text = SPECIFICATION.replace("FP-0001", f"P-{code}").replace("small batch", f"small batch {label}")
    text = text.replace("\u5c0f\u6279\u6b21", label).replace("CAR positive", label).replace("CAR \u9633", label)
    with use_scope(EVERYTHING), transaction.atomic():
        specification = quality.draft_specification(actor=actor, text=text, organisation_id=home.id)
        sample = planted_sample(home, actor, specification, label)
        test = order(actor=actor, sample=sample, attribute=specification.document.attributes[0], at=now())
        result = planted_result(actor, test, label)
        investigation = planted_investigation(actor, test, result, label)
        reading = planted_reading(home, actor, label)
    return {
        "lab_specification": specification.id,
        "lab_sample": sample.id,
        "lab_test": test.id,
        "lab_result": result.id,
        "lab_investigation": investigation.id,
        "lab_reading": reading.id,
    }


def planted_sample(home: Any, actor: Actor, specification: Specification, label: str) -> QualitySample:
    batch, container = uuid4(), Container.objects.filter(organisation_id=home.id).earliest("id").id
    row = QualitySample(
        id=new_id(),
        organisation_id=home.id,
        container=container,
        code=label,
        batch=batch,
        batch_number=label,
        product=label,
        coi=label,
        specification=specification,
        stage="release",
        place=label,
        taken_at=now(),
        registered_at=now(),
    )
    event = SampleRegistered(
        sample=row.id,
        container=container,
        code=label,
        batch=batch,
        batch_number=label,
        product=label,
        coi=label,
        specification=specification.id,
        stage="release",
        taken_at=row.taken_at,
    )
    keep(row, event, actor=actor)
    return row


def planted_result(actor: Actor, test: Test, label: str) -> Result:
    row = Result(
        id=new_id(),
        organisation_id=test.organisation_id,
        test=test,
        number=1,
        value=label,
        verdict="fail",
        values={"said": label},
        flags=[{"flag": "below_loq", "of": label, "value": "1"}],
        belonging="other",
        named=label,
        confirmed=label,
        equipment=[label],
        analyst=actor.person_id,
        entered_at=now(),
        reason=label,
    )
    event = ResultEntered(
        test=test.id,
        result=row.id,
        number=1,
        value=label,
        verdict="fail",
        interim=False,
        files={},
        kind="",
        kind_version="",
        parameters_sha256="",
        digest="",
        equipment=(label,),
        analyst=row.analyst,
        flags=("below_loq",),
        belonging="other",
    )
    # the test waits for its analyst still, so that every act on it is judged and refused
    made = keep(test, event, actor=actor, value=label, analyst=actor.person_id)
    row.version = made.version
    row.save(force_insert=True)
    return row


def planted_investigation(actor: Actor, test: Test, result: Result, label: str) -> Investigation:
    row = Investigation(
        id=new_id(),
        organisation_id=test.organisation_id,
        number=label,
        test=test,
        result=result,
        batch=test.batch,
        batch_number=label,
        seen=label,
        hypothesis=label,
        finding=label,
        cause=label,
        capa=label,
        opened_at=now(),
    )
    event = InvestigationOpened(
        investigation=row.id,
        number=label,
        test=test.id,
        result=result.id,
        batch=test.batch,
        batch_number=label,
        seen=label,
    )
    keep(row, event, actor=actor)
    return row


def planted_reading(home: Any, actor: Actor, label: str) -> Any:
    room = Room.objects.filter(organisation_id=home.id).first()
    assert room is not None, "the area of equipment makes one"
    row = quality.record_environment(
        actor=replace(actor, scope=EVERYTHING),
        room=room.scan_code,
        location=label,
        method=quality.Monitoring.ACTIVE_AIR,
        value="1",
        sampled_at=now() - timedelta(minutes=1),
    )
    return quality.retract_environment(actor=actor, reading_id=row.id, reason=label)
