"""Gating strategies, and tubes analysed with them."""

import base64
import binascii
from hashlib import sha256
from typing import Annotated, Any, Self
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from ninja.responses import Status
from pydantic import Field

from cellpark.access.public import actor_of, requires
from cellpark.assays.public import analyse
from cellpark.instruments.public import InstrumentPermission, raw_file
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.public import (
    GatingStrategy,
    QualityPermission,
    TubeRun,
    TubeState,
    keep_strategy,
    note_analysis,
    note_refused_analysis,
    note_refused_file,
    queue_tubes,
    strategies,
    strategy,
    strategy_document,
    tube_run,
    tube_runs,
)
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.values import Body, Moment, Text

TAG = "quality"
SEE = requires(InstrumentPermission.SEE_FILES)


class StrategyIn(Body):
    """A Gating-ML document in base64, and the code that its versions share."""

    code: Annotated[Text, Field(max_length=40)]
    name: Text
    content: Annotated[str, Field(max_length=3_000_000)]

    @property
    def raw(self) -> bytes:
        """The document itself. Raises ``Refused(instruments.file.not_base64)``."""
        try:
            return base64.b64decode(self.content, validate=True)
        except (binascii.Error, ValueError):
            raise Refused(Problem("instruments.file.not_base64", field="content")) from None


class StrategyOut(Schema):
    """One version of a gating strategy."""

    id: UUID
    organisation: UUID
    code: str
    number: int
    title_zh: str
    title_en: str
    sha256: str
    populations: int
    kept_at: Moment

    @classmethod
    def of(cls, row: GatingStrategy) -> Self:
        """The version as answers show it."""
        return cls(organisation=row.organisation_id, **{name: getattr(row, name) for name in _STRATEGY})


_STRATEGY = ("id", "code", "number", "title_zh", "title_en", "sha256", "populations", "kept_at")


class AnalysisOut(Schema):
    """The values of one tube under one strategy, as decimal text, and their digest."""

    kind: str
    version: int
    values: dict[str, str]
    digest: str


@operation(
    "GET",
    "gating-strategies",
    access=SEE,
    answers={200: list[StrategyOut]},
    tag=TAG,
    summary=_("List the gating strategies"),
)
def list_gating_strategies(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[StrategyOut]:
    """The versions in scope, the oldest first."""
    return [StrategyOut.of(row) for row in page(request, response, strategies(), after=after, limit=limit)]


@operation(
    "POST",
    "gating-strategies",
    access=requires(QualityPermission.KEEP_STRATEGY),
    answers={201: StrategyOut},
    tag=TAG,
    summary=_("Keep a gating strategy"),
)
def keep_a_gating_strategy(request: HttpRequest, response: HttpResponse, body: StrategyIn) -> Status[StrategyOut]:
    """The newest version again is the one that is there."""
    content = body.raw
    actor = actor_of(request)
    try:
        done = perform(request, lambda: keep_strategy(actor=actor, code=body.code, content=content, name=body.name).id)
    except Refused as refused:
        note_refused_file(actor=actor, digests=[sha256(content).hexdigest()], problems=refused.problems)
        raise
    repeated(response, done)
    return Status(201, StrategyOut.of(strategy(done.id)))


@operation(
    "GET",
    "gating-strategies/{strategy_id}/document",
    access=SEE,
    answers={200: None},
    tag=TAG,
    summary=_("Download a gating strategy as Gating-ML"),
    file="application/xml",
)
def download_gating_strategy(request: HttpRequest, strategy_id: UUID) -> HttpResponse:  # noqa: ARG001 -- ninja's
    """The document, byte for byte."""
    found = strategy(strategy_id)
    answer = HttpResponse(strategy_document(found), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}-{found.number}.gatingml.xml"'
    return answer


@operation(
    "GET",
    "gating-strategies/{strategy_id}/analyses/{file_id}",
    access=SEE,
    answers={200: AnalysisOut},
    tag=TAG,
    summary=_("Analyse a tube with a gating strategy"),
    refuses=(409,),
)
def analyse_a_tube(request: HttpRequest, strategy_id: UUID, file_id: UUID) -> AnalysisOut:
    """The same files give the same digest. That the tube was analysed, or refused, is on record."""
    tube, found = raw_file(file_id), strategy(strategy_id)
    files = {"fcs": bytes(tube.content), "gating": strategy_document(found)}
    actor, owner = actor_of(request), tube.organisation_id
    try:
        made = analyse("flow-cytometry", files, {})
    except Refused as refused:
        note_refused_analysis(
            actor=actor, organisation_id=owner, files=files, sha256=tube.sha256, problems=refused.problems
        )
        raise
    note_analysis(
        actor=actor, organisation_id=owner, files=files, sha256=tube.sha256, strategy=found, digest=made.digest
    )
    return AnalysisOut(kind=made.kind, version=made.version, values=made.values, digest=made.digest)


class QueueIn(Body):
    """Kept files that are tubes, and the strategy that they are analysed with."""

    files: Annotated[list[UUID], Field(max_length=100)]
    strategy: UUID


class TubeRunOut(Schema):
    """A tube in the queue; ``problems`` are codes with their parameters."""

    id: UUID
    file: UUID
    name: str
    strategy: UUID
    state: TubeState
    asked_at: Moment
    ended_at: Moment | None
    digest: str
    problems: list[dict[str, Any]]
    version: int

    @classmethod
    def of(cls, row: TubeRun) -> Self:
        """The run as answers show it."""
        names = (name for name in cls.model_fields if name != "strategy")
        return cls(strategy=row.strategy_id, **{name: getattr(row, name) for name in names})


@operation(
    "GET",
    "tube-runs",
    access=SEE,
    answers={200: list[TubeRunOut]},
    tag=TAG,
    summary=_("List the tubes in the queue"),
)
def list_tube_runs(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[TubeRunOut]:
    """The runs in scope, the oldest first."""
    return [TubeRunOut.of(row) for row in page(request, response, tube_runs(), after=after, limit=limit)]


@operation(
    "GET",
    "tube-runs/{run_id}",
    access=SEE,
    answers={200: TubeRunOut},
    tag=TAG,
    summary=_("Read how far the analysis of a tube is"),
)
def read_tube_run(request: HttpRequest, run_id: UUID) -> TubeRunOut:  # noqa: ARG001 -- ninja's signature
    """One run in scope."""
    return TubeRunOut.of(tube_run(run_id))


@operation(
    "POST",
    "tube-runs",
    access=requires(InstrumentPermission.KEEP_FILE),
    answers={202: TubeRunOut},
    tag=TAG,
    summary=_("Queue tubes for analysis"),
)
def queue_some_tubes(request: HttpRequest, response: HttpResponse, body: QueueIn) -> Status[TubeRunOut]:
    """The worker analyses them; the answer is the last of the runs, and the list tells of all."""
    for each in body.files:
        raw_file(each)  # another organisation's is not there, whatever else is wrong (T19)
    strategy(body.strategy)
    done = perform(
        request,
        lambda: queue_tubes(actor=actor_of(request), files=body.files, strategy_id=body.strategy)[-1].id,
    )
    repeated(response, done)
    return Status(202, TubeRunOut.of(tube_run(done.id)))
