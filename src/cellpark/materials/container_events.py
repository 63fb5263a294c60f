"""What the ledger keeps of one container: the canonical events of custody (cgt-manufacturing.md section 4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import event_type
from cellpark.materials.events import ClockLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a container is from its first moment. The chain of identity never changes."""

    container: UUID
    code: str
    scan_key: str
    material: UUID
    lot: UUID | None
    coi: str
    din: str
    product_code: str
    division: str
    quantity: Quantity
    donor_state: str
    sample: bool
    expires_at: datetime | None
    clocks: tuple[ClockLimit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """A clock that runs on in a new container: what its contents have used already."""

    kind: str
    used: Quantity
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One point of a receipt check and what was found."""

    check: str
    passed: bool
    note: str


@event_type("materials.container.expected", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerExpected:
    """A container is announced: an order, a purchase."""

    facts: Facts


@event_type("materials.container.received", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerReceived:
    """A container arrived and was looked at (CN-4b)."""

    container: UUID
    source: str
    quantity: Quantity
    place: str
    condition: str
    collected_at: datetime | None
    temperature_min: Quantity | None
    temperature_max: Quantity | None
    seal: str
    scan: str
    checks: tuple[Checked, ...]
    accepted: bool
    person: UUID | None


@event_type("materials.container.produced", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerProduced:
    """A container came out of an operation."""

    facts: Facts
    operation: UUID
    parents: tuple[UUID, ...]
    inherited: tuple[Inherited, ...]
    place: str
    condition: str
    room: UUID | None
    person: UUID | None


@event_type("materials.container.drawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerDrawn:
    """Something was taken out of a container by an operation."""

    container: UUID
    operation: UUID
    kind: str
    quantity: Quantity
    left: Quantity


@event_type("materials.container.filled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerFilled:
    """Something was put into a container by an operation."""

    container: UUID
    operation: UUID
    kind: str
    quantity: Quantity
    left: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """A clock as it stood before the container was emptied by mistake."""

    kind: str
    used: Quantity
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A container as it stood before something was recorded that is said otherwise now."""

    state: str
    place: str
    condition: str
    room: UUID | None
    opened_at: datetime | None


@event_type("materials.container.corrected", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerCorrected:
    """An operation on the container was corrected: another amount is left in it than was believed (T11).

    ``drawn``: by what is recorded now something was taken out of it. ``stood``: how it stands again, where it was not
    emptied or not touched at all; ``resumed``: its clocks go on with it.
    """

    container: UUID
    operation: UUID
    corrects: UUID
    was: Quantity
    left: Quantity
    drawn: bool
    stood: Stood | None
    resumed: tuple[Resumed, ...]


@event_type("materials.container.destroyed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerDestroyed:
    """A container and what was in it are gone."""

    container: UUID
    operation: UUID
    quantity: Quantity


@event_type("materials.container.opened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerOpened:
    """A container was opened: its in-use time runs."""

    container: UUID


@event_type("materials.container.moved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerMoved:
    """A container is at another place."""

    container: UUID
    act: str
    place: str
    was: str
    condition: str
    room: UUID | None
    scan: str
    seal: str
    temperature_min: Quantity | None
    temperature_max: Quantity | None
    elapsed: Quantity | None
    person: UUID | None
    verifier: UUID | None


@event_type("materials.container.handed_over", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerHandedOver:
    """A container passed from one person to another: two scans that match."""

    container: UUID
    hand_over: UUID
    giver: UUID | None
    receiver: UUID | None
    place: str
    was: str
    scan: str
    seal: str
    elapsed: Quantity


@event_type("materials.container.scanned", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerScanned:
    """A container was scanned and was the expected one (LBL-5)."""

    container: UUID
    purpose: str
    scan: str
    person: UUID | None
    batch: UUID | None
    step: str


@event_type("materials.container.held", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerHeld:
    """A container is in quarantine of its own."""

    container: UUID


@event_type("materials.container.released", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerReleased:
    """The quality unit lets a held container be used."""

    container: UUID
    person: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerResult:
    """One infectious marker and what was found of it."""

    marker: str
    finding: str


@event_type("materials.container.donor_tested", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DonorTested:
    """The donor's infectious markers are known, or known otherwise, for one container (T7, CN-4b2)."""

    container: UUID
    donor_state: str
    was: str
    results: tuple[MarkerResult, ...]
    report_sha256: str
    tested_at: datetime
    person: UUID | None


@event_type("materials.container.look_alike_found", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlikeFound:
    """Another patient in the house is easily mistaken for this one: a second person must scan the container."""

    container: UUID
    other_coi: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Another patient who is easily mistaken for this one, and why."""

    coi: str
    grounds: tuple[str, ...]


@event_type("materials.container.look_alikes_inherited", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlikesInherited:
    """What came out of a container is as easily mistaken as that was; ``due``: its second scan was not done yet."""

    container: UUID
    look_alikes: tuple[Alike, ...]
    due: bool


@event_type("materials.container.identity_confirmed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityConfirmed:
    """A second person scanned a container with a look-alike in the house."""

    container: UUID
    scan: str
    person: UUID | None


@event_type("materials.container.clock_breached", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockBreached:
    """A hold clock ran out (T10)."""

    container: UUID
    clock: str
    limit: Quantity
    due_at: datetime
