"""Correct a logger's file that was the wrong one."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.shipments.events import LoggerReplaced
from cellpark.shipments.logger_files import excursion_of, judged, kept, refuse_unopened
from cellpark.shipments.models import Shipment
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.rules import text_of_person_problems


def replace_logger(*, actor: Actor, shipment_id: UUID, content: bytes, name: str, reason: str) -> Shipment:
    """Put the right file in the place of a wrong one, with the reason: the owner's quality unit alone (CN-3c, CN-2f).

    The wrong file and its excursion stay on record, and the excursion is decided as any other: nobody picks the
    pleasing file. Raises ``Refused``: ``shipments.side``, ``shipments.state``, ``shipments.logger.none``,
    ``shipments.logger.same``, ``assays.logger....``.
    """
    actor.require(ShipmentPermission.DECIDE)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    if actor.organisation_id != row.organisation_id:
        raise Refused(Problem("shipments.side", {"act": "decide"}, rule="CN-3c"))
    refuse_any(text_of_person_problems(reason, field="reason", required=True))
    refuse_unopened(row)
    read = judged(row, content, name)
    with transaction.atomic():
        row = locked(shipment_id)
        refuse_unopened(row)
        if row.file_id is None:
            raise Refused(Problem("shipments.logger.none", {"number": row.number}, rule="CN-4b"))
        said = kept(actor, row, read)
        if said["sha256"] == row.file_sha256:
            raise Refused(Problem("shipments.logger.same", field="file"))
        event = LoggerReplaced(**said, former=row.file_id, former_sha256=row.file_sha256)
        row = write(event, actor=actor, organisation=row.organisation_id, reason=reason)
        return excursion_of(actor, row, read)
