"""What the ledger keeps of shipments. The stream belongs to the owner of the containers; people appear by id alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.ledger.public import event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class Packable:
    """One container that shall travel."""

    container: UUID
    code: str
    coi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was not as it should be. Temperatures in degC; ``said`` is what a person wrote or saw."""

    kind: str
    side: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    peak: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """From whom to whom, what, by whom, how warm and how long."""

    shipment: UUID
    number: str
    sender: UUID
    receiver: UUID
    carrier: UUID | None
    condition: str
    low: str
    high: str
    allowed_minutes: int
    hours_max: int
    pick_up_at: datetime
    due_at: datetime
    contents: tuple[Packable, ...]


@event_type("shipments.shipment.planned", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstShipmentPlanned(Planned):
    """A plan of the time when everything travelled to be used."""


@event_type("shipments.shipment.planned", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentPlanned(Planned):
    """A plan with what it is for."""

    purpose: str


@event_type("shipments.container.packed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerPacked:
    """A container was scanned into the shipper."""

    shipment: UUID
    container: UUID
    scan: str


@event_type("shipments.shipment.sealed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentSealed:
    """The shipper is closed; ``logger`` is the serial number of the logger inside."""

    shipment: UUID
    seal: str
    shipper: str
    logger: str


@event_type("shipments.shipment.handed_over", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentHandedOver:
    """The sender gave it out of hand; ``link`` where that was done without an account."""

    shipment: UUID
    scan: str
    party: UUID
    link: UUID | None


@event_type("shipments.shipment.taken_over", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentTakenOver:
    """The carrier has it."""

    shipment: UUID
    scan: str
    party: UUID
    link: UUID | None


@event_type("shipments.shipment.arrived", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentArrived:
    """It stands at the receiver."""

    shipment: UUID
    scan: str
    party: UUID
    link: UUID | None


@event_type("shipments.container.unpacked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerUnpacked:
    """A container was scanned out of the shipper."""

    shipment: UUID
    container: UUID
    scan: str


@event_type("shipments.shipment.received", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentReceived:
    """Everything was scanned; the seal that was seen, and what was damaged."""

    shipment: UUID
    seal: str
    damage: str


@event_type("shipments.logger.read", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LoggerRead:
    """The logger's file and what it says about the time on the way. Temperatures in degC, empty where unknown."""

    shipment: UUID
    file: UUID
    sha256: str
    device: str
    serial: str
    signature: str
    lowest: str
    highest: str
    mean: str
    kinetic: str
    breaches: int
    excursions: tuple[Finding, ...]
    device_alarms: int


@event_type("shipments.logger.replaced", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LoggerReplaced:
    """The file was another logger's or another trip's: what the right one says, with the reason beside it.

    The former file stays as it was read: ``former`` and ``former_sha256`` name it. Temperatures in degC.
    """

    shipment: UUID
    file: UUID
    sha256: str
    device: str
    serial: str
    signature: str
    lowest: str
    highest: str
    mean: str
    kinetic: str
    breaches: int
    excursions: tuple[Finding, ...]
    device_alarms: int
    former: UUID
    former_sha256: str


@event_type("shipments.excursion.opened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExcursionOpened:
    """Something was not as it should be; every container inside waits."""

    excursion: UUID
    shipment: UUID
    number: str
    findings: tuple[Finding, ...]
    held: tuple[UUID, ...]


@event_type("shipments.excursion.decided", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExcursionDecided:
    """The quality unit accepted it on data, or rejected what was inside; the reason stands beside it."""

    excursion: UUID
    shipment: UUID
    decision: str
    person: UUID | None


@event_type("shipments.shipment.accepted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentAccepted:
    """Inspected and taken in."""

    shipment: UUID


@event_type("shipments.shipment.refused", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentRefused:
    """Inspected and not taken in."""

    shipment: UUID


@event_type("shipments.shipment.cancelled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentCancelled:
    """It does not travel."""

    shipment: UUID


@event_type("shipments.link.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMade:
    """Somebody without an account may do one act. ``digest`` is the SHA-256 of the link's secret."""

    link: UUID
    shipment: UUID
    act: str
    role: str
    party: UUID
    digest: str
    expires_at: datetime
    person: UUID | None


@event_type("shipments.link.used", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUsed:
    """The act was done; the link is spent."""

    link: UUID
    shipment: UUID


@event_type("shipments.link.revoked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRevoked:
    """The link no longer works."""

    link: UUID
    shipment: UUID


@event_type("shipments.link.stopped", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStopped:
    """So many scans did not belong to the shipment that the link was taken back by itself; each is a near miss (T1)."""

    link: UUID
    shipment: UUID
    scans: int
