"""Analyse a tube that waits in the queue."""

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from cellpark.assays.public import Analysis, analyse
from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.instruments.public import raw_file
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.actions.note_analysis import note_analysis, note_refused_analysis
from cellpark.quality.events import TubeAnalysed, TubeRefused
from cellpark.quality.models import TubeRun
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.states import TUBE_LIFECYCLE, TubeState
from cellpark.quality.strategies import strategy_document


def analyse_tube(*, actor: Actor, run_id: UUID) -> TubeRun:
    """The end of a run: analysed, or refused by the name of its fault. Nothing happens to one that has ended.

    Computes outside a transaction, so that nobody waits for it. Raises ``TubeRun.DoesNotExist`` out of scope.
    """
    actor.require(QualityPermission.SEE)
    found: TubeRun = TubeRun.objects.select_related("strategy").get(id=run_id)
    if found.state != TubeState.QUEUED:
        return found
    files = {"fcs": bytes(raw_file(found.file).content), "gating": strategy_document(found.strategy)}
    made, problems = _computed(files)
    with transaction.atomic():
        run = locked(TubeRun, run_id)
        if run.state != TubeState.QUEUED:
            return run
        at = now()
        if made is not None:
            after = TUBE_LIFECYCLE.step(run.state, "analyse").value
            event = TubeAnalysed(run=run.id, digest=made.digest)
            keep(run, event, actor=actor, at=at, state=after, digest=made.digest, ended_at=at)
            note_analysis(
                actor=actor,
                organisation_id=run.organisation_id,
                files=files,
                sha256=sha256(files["fcs"]).hexdigest(),
                strategy=found.strategy,
                digest=made.digest,
                asked_by=run.asked_by,
            )
        else:
            after = TUBE_LIFECYCLE.step(run.state, "refuse").value
            said = [{"code": each.code, "params": dict(each.params)} for each in problems]
            refusal = TubeRefused(run=run.id, codes=tuple(each.code for each in problems))
            keep(run, refusal, actor=actor, at=at, state=after, problems=said, ended_at=at)
            note_refused_analysis(
                actor=actor,
                organisation_id=run.organisation_id,
                files=files,
                sha256=sha256(files["fcs"]).hexdigest(),
                problems=problems,
            )
    return run


def _computed(files: Mapping[str, bytes]) -> tuple[Analysis | None, tuple[Problem, ...]]:
    try:
        return analyse("flow-cytometry", files, {}), ()
    except Refused as refused:
        return None, refused.problems
