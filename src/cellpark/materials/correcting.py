"""What stands against a correction beside the amounts: what is stopped, and what cannot have been used."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.genealogy.public import NodeKind, forward
from cellpark.kernel.problem import Problem
from cellpark.materials.models import Container, Operation
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import as_of
from cellpark.materials.states import ContainerState, LotState
from cellpark.materials.usable import usable_problems_then


def held_problems(actor: Actor, rows: Iterable[Container]) -> list[Problem]:
    """What is on hold, or of a lot that is not released, is corrected by whoever decides about it (CN-4c)."""
    if actor.may(MaterialsPermission.DECIDE_HOLD):
        return []
    return [
        Problem("materials.correction.held", {"code": row.code}, rule="CN-4c")
        for row in sorted(rows, key=lambda each: each.code)
        if row.state == ContainerState.QUARANTINED or (row.lot is not None and row.lot.state != LotState.RELEASED)
    ]


def instead_problems(actor: Actor, old: Operation, was: Container, instead: Container) -> list[Problem]:
    """Why ``instead`` cannot be what was used where ``was`` is recorded (T11, T16, LBL-5, 211-1b).

    It is of the same patient and material, was there then, and is not what the operation filled or what came of that.
    That what might not be used then was used all the same is a fact: in a batch it opens an exception, elsewhere only
    the quality unit records it (T4, CN-4c).
    """
    if instead.coi != was.coi:
        told = {"expected": was.coi or "\u2013", "found": instead.coi or "\u2013"}
        return [Problem("materials.scan.wrong_identity", told, field="raw", rule="LBL-5")]
    if instead.material_id != was.material_id:
        told = {"expected": was.material.code, "found": f"{instead.code} ({instead.material.code})"}
        return [Problem("materials.scan.wrong_material", told, field="raw", rule="211-1b")]
    if instead.id in _came_of(old):
        return [Problem("materials.correction.from_itself", {"code": instead.code}, field="raw", rule="T16")]
    then = as_of(Container, instead.id, old.done_at)
    if then is None or then.state == ContainerState.EXPECTED:
        named = {"code": instead.code, "at": _minute(old.done_at)}
        return [Problem("materials.correction.later", named, field="raw", rule="T16")]
    return _unfit_then(actor, instead, old.done_at) if old.batch is None else []


def _unfit_then(actor: Actor, instead: Container, at: datetime) -> list[Problem]:
    against = usable_problems_then(instead, at)
    if not against or actor.may(MaterialsPermission.DECIDE_HOLD):
        return []
    named = {"code": instead.code, "at": _minute(at)}
    return [Problem("materials.correction.unfit_then", named, field="raw", rule="T4"), *against]


def _came_of(operation: Operation) -> set[UUID]:
    """What an operation filled and all that came of it, through samples too, at which a trace would end."""
    found: set[UUID] = set()
    ask = [(NodeKind.OPERATION, operation.id)]
    while ask:
        reached = [each for start in ask for each in forward(*start) if each.id not in found]
        found.update(each.id for each in reached)
        ask = [(each.kind, each.id) for each in reached if each.kind is NodeKind.SAMPLE]
    return found


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%MZ")
