"""Reading the file of a shipment's logger: kept as it is, judged for the time from the seal to the arrival (CN-4b)."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from cellpark.assays.loggers import Evaluation, LoggerFile, evaluate, read
from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.instruments.public import keep_file
from cellpark.kernel.problem import Problem, Refused
from cellpark.shipments.holding import open_excursion
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import lent
from cellpark.shipments.rules import as_finding, findings_of, window_of
from cellpark.shipments.states import OPENED

SHOWN_MAX = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """A file as it was read, and what it says about the way."""

    content: bytes
    name: str
    file: LoggerFile
    found: Evaluation


def judged(row: Shipment, content: bytes, name: str) -> Judged:
    """The file read and judged by the shipment's limits. Raises ``Refused(assays.logger....)``."""
    file = read(content, name, zone=settings.TIME_ZONE)
    window = window_of(low=row.low, high=row.high, allowed_minutes=row.allowed_minutes)
    return Judged(content, name, file, evaluate(file, window, since=row.sealed_at, until=row.arrived_at or now()))


def kept(actor: Actor, row: Shipment, read: Judged) -> dict[str, Any]:
    """Keep the file by its hash; the fields of the event that says what was read. Once the shipment is locked."""
    with widened(row.organisation_id):
        raw = keep_file(actor=lent(actor), content=read.content, name=read.name, organisation_id=row.organisation_id)
    file, found = read.file, read.found
    return {
        "shipment": row.id,
        "file": raw.id,
        "sha256": raw.sha256,
        "device": file.device[:60],
        "serial": file.serial[:60],
        "signature": file.signature.value,
        "lowest": str(found.lowest),
        "highest": str(found.highest),
        "mean": "" if found.mean is None else str(found.mean),
        "kinetic": "" if found.kinetic is None else str(found.kinetic),
        "breaches": len(found.breaches),
        "excursions": tuple(as_finding(each) for each in found.excursions[:SHOWN_MAX]),
        "device_alarms": len(file.alarms),
    }


def excursion_of(actor: Actor, row: Shipment, read: Judged) -> Shipment:
    """Open an excursion where the file gives cause; the shipment as it is then."""
    findings = findings_of(read.found, read.file, packed=row.logger)
    if not findings:
        return row
    open_excursion(actor=actor, shipment=row, findings=findings[:SHOWN_MAX])
    after: Shipment = Shipment.objects.get(id=row.id)
    return after


def refuse_unopened(row: Shipment) -> None:
    """A logger is read when the shipper was opened, until the shipment is taken in. Raises ``Refused``."""
    if row.state not in OPENED:
        raise Refused(Problem("shipments.state", {"number": row.number, "state": row.state}))
