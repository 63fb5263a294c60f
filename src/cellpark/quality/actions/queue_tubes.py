"""Put tubes into the queue of analyses."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.instruments.public import InstrumentPermission, RawFile, raw_files
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.events import TubeQueued
from cellpark.quality.models import GatingStrategy, TubeRun
from cellpark.quality.rows import keep

AT_ONCE_MAX: Final = 100


def queue_tubes(*, actor: Actor, files: Sequence[UUID], strategy_id: UUID) -> list[TubeRun]:
    """The worker analyses kept ``files`` with a strategy, one after the other, when this commits.

    A damaged file is queued as well, and ends by the name of its fault. Raises ``Refused``: ``quality.tube.none``,
    ``quality.tube.many``; ``RawFile.DoesNotExist``, ``GatingStrategy.DoesNotExist`` out of scope.
    """
    actor.require(InstrumentPermission.KEEP_FILE)
    wanted = list(dict.fromkeys(files))
    if not wanted:
        raise Refused(Problem("quality.tube.none", field="files"))
    if len(wanted) > AT_ONCE_MAX:
        raise Refused(Problem("quality.tube.many", {"limit": AT_ONCE_MAX}, field="files"))
    strategy: GatingStrategy = GatingStrategy.objects.get(id=strategy_id)
    rows = {each.id: each for each in raw_files().filter(id__in=wanted, organisation_id=strategy.organisation_id)}
    if len(rows) < len(wanted):
        raise RawFile.DoesNotExist
    with transaction.atomic():
        return [_queued(actor, rows[each], strategy) for each in wanted]


def _queued(actor: Actor, file: RawFile, strategy: GatingStrategy) -> TubeRun:
    run = TubeRun(
        id=new_id(),
        organisation_id=strategy.organisation_id,
        file=file.id,
        name=file.name,
        strategy=strategy,
        asked_by=actor.person_id,
        asked_at=now(),
    )
    event = TubeQueued(run=run.id, file=file.id, sha256=file.sha256, strategy=strategy.id, person=actor.person_id)
    keep(run, event, actor=actor, at=run.asked_at)
    return run
