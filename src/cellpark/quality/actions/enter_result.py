"""Enter a reading."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.assays.public import Json
from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.quality.belonging import Origin, origin_of, refuse_unconfirmed, refuse_used
from cellpark.quality.document import Computed
from cellpark.quality.events import InvestigationOpened, ResultEntered
from cellpark.quality.gates import analyst_problems, attribute_of, person_of, used_devices
from cellpark.quality.measuring import Measured, measure
from cellpark.quality.models import Investigation, Result, Test
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import clock_problems, words_problems
from cellpark.quality.states import TEST_LIFECYCLE, Belonging, Verdict

# an investigation opens by itself, whoever measured
WATCH = Actor.system("quality")


def enter_result(
    *,
    actor: Actor,
    test_id: UUID,
    value: str = "",
    files: Mapping[str, str] | None = None,
    computed: Computed | None = None,
    parameters: Mapping[str, Json] | None = None,
    equipment: Sequence[str] = (),
    reason: str = "",
    at: datetime | None = None,
    seen_version: int | None = None,
) -> Result:
    """A reading, typed (``value``) or computed from raw ``files`` (name -> SHA-256), with the devices by their codes.

    ``reason`` says why a file that does not name the sample is of this sample all the same (P11-7). Before the end of
    the clock a passing value is negative to date. A failing one opens its investigation in the same transaction
    (211-192). Raises ``Refused``: ``quality....``, ``equipment....``, ``assays....``, ``lifecycle.step``.
    """
    actor.require(QualityPermission.TEST)
    refuse_any(words_problems(reason=reason))
    analyst = person_of(actor)
    moment = min(at or now(), now())
    with transaction.atomic():
        test = locked(Test, test_id, seen=seen_version, related=("specification", "sample"))
        after = TEST_LIFECYCLE.step(test.state, "enter").value
        attribute = attribute_of(test)
        refuse_any(
            analyst_problems(person=analyst, organisation=test.organisation_id, method=attribute.method, at=moment)
        )
        used = used_devices(equipment, attribute=attribute, batch_number=test.sample.batch_number, at=moment)
        measured = measure(
            organisation=test.organisation_id,
            sample=test.sample.code,
            attribute=attribute,
            value=value,
            files=files or {},
            computed=computed,
            parameters=parameters or {},
        )
        origin = origin_of(test, measured)
        refuse_used(test, measured, origin)
        refuse_unconfirmed(test, origin, reason)
        verdict = attribute.judge(measured.value)
        interim = clock_problems(verdict=verdict, final_at=test.final_at, at=moment)
        verdict = Verdict.NEGATIVE_TO_DATE if interim else verdict
        result = _with_origin(_result(test, measured, verdict, used, analyst, moment), origin, reason)
        event = _event(result, measured)
        shown: dict[str, Any] = {
            "value": result.value,
            "verdict": verdict.value,
            "analyst": analyst,
            "verified_at": None,
        }
        made = keep(test, event, actor=actor, reason=result.confirmed, at=moment, state=after, **shown)
        result.version = made.version
        result.save(force_insert=True)
        if verdict is Verdict.FAIL:
            _investigate(test, result, attribute.criterion, moment)
    return result


def _result(
    test: Test, measured: Measured, verdict: Verdict, used: tuple[str, ...], analyst: UUID, at: datetime
) -> Result:
    made = measured.analysis
    return Result(
        id=new_id(),
        organisation_id=test.organisation_id,
        test=test,
        number=Result.objects.filter(test=test).count() + 1,
        value=measured.value,
        verdict=verdict.value,
        interim=verdict is Verdict.NEGATIVE_TO_DATE,
        files=dict(measured.files),
        kind="" if made is None else made.kind,
        kind_version="" if made is None else str(made.version),
        parameters=dict(measured.parameters),
        values={} if made is None else made.values,
        digest="" if made is None else made.digest,
        flags=[dict(each) for each in measured.flags],
        equipment=list(used),
        analyst=analyst,
        entered_at=at,
    )


def _with_origin(result: Result, origin: Origin, reason: str) -> Result:
    confirmed = origin.belonging in (Belonging.OTHER, Belonging.ABSENT)
    result.belonging, result.named = origin.belonging.value, origin.named
    result.confirmed = reason.strip() if confirmed else ""
    return result


def _event(result: Result, measured: Measured) -> ResultEntered:
    return ResultEntered(
        test=result.test_id,
        result=result.id,
        number=result.number,
        value=result.value,
        verdict=result.verdict,
        interim=result.interim,
        files=result.files,
        kind=result.kind,
        kind_version=result.kind_version,
        parameters_sha256=measured.parameters_sha256,
        digest=result.digest,
        equipment=tuple(result.equipment),
        analyst=result.analyst,
        flags=tuple(each["flag"] for each in result.flags),
        belonging=result.belonging,
    )


def _investigate(test: Test, result: Result, criterion: str, at: datetime) -> Investigation:
    sample = test.sample
    count = Investigation.objects.filter(batch=test.batch).count()
    row = Investigation(
        id=new_id(),
        organisation_id=test.organisation_id,
        number=f"OOS-{sample.batch_number}-{count + 1:02d}",
        test=test,
        result=result,
        batch=test.batch,
        batch_number=sample.batch_number,
        seen=f"{test.attribute} {result.value} ({criterion})"[:300],
        opened_at=at,
    )
    event = InvestigationOpened(
        investigation=row.id,
        number=row.number,
        test=test.id,
        result=result.id,
        batch=row.batch,
        batch_number=row.batch_number,
        seen=row.seen,
    )
    keep(row, event, actor=WATCH, at=at)
    return row
