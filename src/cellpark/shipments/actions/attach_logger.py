"""Read the temperature logger of a shipment."""

from uuid import UUID

from django.conf import settings
from django.db import transaction

from cellpark.assays.loggers import evaluate, read
from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.instruments.public import keep_file
from cellpark.kernel.problem import Problem, Refused
from cellpark.shipments.events import LoggerRead
from cellpark.shipments.holding import open_excursion
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import lent
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.rules import as_finding, findings_of, window_of
from cellpark.shipments.states import OPENED


def attach_logger(*, actor: Actor, shipment_id: UUID, content: bytes, name: str) -> Shipment:
    """Keep the logger's file as it is and judge the time from the seal to the arrival (CN-4b).

    Temperatures outside, holes, a broken signature and a logger that was not packed open an excursion: every container
    inside waits. Raises ``Refused``: ``assays.logger....``, ``shipments.state``, ``shipments.side``,
    ``shipments.logger.twice``.
    """
    actor.require(ShipmentPermission.HANDLE)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    _refuse(actor, row)
    file = read(content, name, zone=settings.TIME_ZONE)
    found = evaluate(
        file,
        window_of(low=row.low, high=row.high, allowed_minutes=row.allowed_minutes),
        since=row.sealed_at,
        until=row.arrived_at or now(),
    )
    with transaction.atomic():
        row = locked(shipment_id)
        _refuse(actor, row)
        with widened(row.organisation_id):
            kept = keep_file(actor=lent(actor), content=content, name=name, organisation_id=row.organisation_id)
        event = LoggerRead(
            shipment=row.id,
            file=kept.id,
            sha256=kept.sha256,
            device=file.device[:60],
            serial=file.serial[:60],
            signature=file.signature.value,
            lowest=str(found.lowest),
            highest=str(found.highest),
            mean="" if found.mean is None else str(found.mean),
            kinetic="" if found.kinetic is None else str(found.kinetic),
            breaches=len(found.breaches),
            excursions=tuple(as_finding(each) for each in found.excursions[:200]),
            device_alarms=len(file.alarms),
        )
        row = write(event, actor=actor, organisation=row.organisation_id)
        other = file.serial if row.logger and file.serial != row.logger else ""
        findings = findings_of(found, file.signature, wrong_logger=other)
        if findings:
            open_excursion(actor=actor, shipment=row, findings=findings[:200])
            row = Shipment.objects.get(id=row.id)
    return row


def _refuse(actor: Actor, row: Shipment) -> None:
    if actor.organisation_id not in (row.receiver_id, row.organisation_id):
        raise Refused(Problem("shipments.side", {"act": "logger"}, rule="CN-4k"))
    if row.state not in OPENED:
        raise Refused(Problem("shipments.state", {"number": row.number, "state": row.state}))
    if row.file_id is not None:
        raise Refused(Problem("shipments.logger.twice", field="file"))
