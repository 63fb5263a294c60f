"""Bring a container to another place."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.materials import clocks
from cellpark.materials.actions.verify_scan import verify_scan
from cellpark.materials.container_events import ContainerMoved
from cellpark.materials.models import Container
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import place_problems, time_problems
from cellpark.materials.states import FREEZING, CustodyAct, StorageCondition
from cellpark.materials.verdict import ScanVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Where to and under which conditions; ``verifier`` watched, ``elapsed`` is computed by the house."""

    act: CustodyAct
    place: str
    condition: StorageCondition
    room: UUID | None = None
    seal: str = ""
    temperature_min: Quantity | None = None
    temperature_max: Quantity | None = None
    verifier: UUID | None = None


def move_container(
    *, actor: Actor, container_id: UUID, raw: str, movement: Movement, at: datetime | None = None
) -> ScanVerdict:
    """Move a container whose label was scanned; another label stops the move and is a near miss (T1, LBL-5).

    Leaving a freezer starts the clocks of what was frozen, entering one stops them. Raises ``Refused``:
    ``materials.container.absent``, ``materials.move.condition``.
    """
    actor.require(MaterialsPermission.HANDLE)
    when = at or now()
    refuse_any([*time_problems(when, now()), *place_problems(movement.place), *_condition_problems(movement)])
    verdict = verify_scan(
        actor=actor,
        raw=raw,
        expected_container=container_id,
        purpose=movement.act.value,
        at=when,
        check_use=False,
    )
    if not verdict.ok:
        return verdict
    with transaction.atomic():
        row = lock_one(Container, container_id)
        if not row.present:
            raise Refused(Problem("materials.container.absent", {"code": row.code, "state": row.state}))
        event = ContainerMoved(
            container=row.id,
            act=movement.act.value,
            place=movement.place,
            was=row.place,
            condition=movement.condition.value,
            room=movement.room,
            scan=raw,
            seal=movement.seal,
            temperature_min=movement.temperature_min,
            temperature_max=movement.temperature_max,
            elapsed=clocks.span(max(timedelta(0), when - row.changed_at)),
            person=actor.person_id,
            verifier=movement.verifier,
        )
        row, _ = write(Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row, at=when)
    return ScanVerdict(ok=True, container=row, lot=verdict.lot)


def _condition_problems(movement: Movement) -> list[Problem]:
    """Cryopreserved is what lies in a freezer; thawed is what does not."""
    frozen = movement.condition in FREEZING
    if movement.act is CustodyAct.CRYO_IN and not frozen:
        return [Problem("materials.move.condition", field="condition")]
    if movement.act in (CustodyAct.THAWED, CustodyAct.CRYO_OUT) and frozen:
        return [Problem("materials.move.condition", field="condition")]
    return []
