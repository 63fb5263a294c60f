"""Read the temperature logger of a shipment."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.shipments.events import LoggerRead
from cellpark.shipments.logger_files import excursion_of, judged, kept, refuse_unopened
from cellpark.shipments.models import Shipment
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write


def attach_logger(*, actor: Actor, shipment_id: UUID, content: bytes, name: str) -> Shipment:
    """Keep the logger's file as it is and judge the time from the seal to the arrival (CN-4b).

    Temperatures outside, holes, a file that its device did not sign and a logger that was not packed open an excursion:
    every container inside waits. Raises ``Refused``: ``assays.logger....``, ``shipments.state``, ``shipments.side``,
    ``shipments.logger.twice``.
    """
    actor.require(ShipmentPermission.HANDLE)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    _refuse(actor, row)
    read = judged(row, content, name)
    with transaction.atomic():
        row = locked(shipment_id)
        _refuse(actor, row)
        row = write(LoggerRead(**kept(actor, row, read)), actor=actor, organisation=row.organisation_id)
        return excursion_of(actor, row, read)


def _refuse(actor: Actor, row: Shipment) -> None:
    if actor.organisation_id not in (row.receiver_id, row.organisation_id):
        raise Refused(Problem("shipments.side", {"act": "logger"}, rule="CN-4k"))
    refuse_unopened(row)
    if row.file_id is not None:
        raise Refused(Problem("shipments.logger.twice", field="file"))
