"""Stopping what a batch has left: its containers are put on hold, so that nobody uses or ships them (CN-4c, T4)."""

from uuid import UUID

from cellpark.batches.public import open_exception
from cellpark.kernel.problem import Refused
from cellpark.materials.public import Container, Operation, hold_container
from cellpark.release.desk import WATCH, Desk


def made_by(batch_id: UUID) -> set[UUID]:
    """The containers that a batch produced."""
    rows = Operation.objects.filter(batch=batch_id).values_list("produced", flat=True)
    return {UUID(str(each["container"])) for produced in rows for each in produced}


def hold_containers(desk: Desk, why: str) -> None:
    """Put what is here and not stopped yet on hold; whoever decides about the batch need not handle containers."""
    for row in Container.objects.filter(id__in=made_by(desk.batch.id)).order_by("code"):
        hold_one(row, f"{desk.batch.number}: {why}")


def hold_one(row: Container, reason: str) -> None:
    """Put one container on hold, unless it is stopped already or in a state in which it cannot be used either."""
    if not row.present or row.sample:
        return
    try:
        hold_container(actor=WATCH, container_id=row.id, reason=reason)
    except Refused:
        return


def stop_work(desk: Desk, why: str) -> None:
    """The bench of a running batch stands still until quality has judged why (211-1c)."""
    try:
        open_exception(actor=WATCH, batch_id=desk.batch.id, what=why, stops=True)
    except Refused:  # it stands still already
        return
