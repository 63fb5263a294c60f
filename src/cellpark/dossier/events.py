"""What the ledger keeps of dossiers and inspections: digests and codes, never contents."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("dossier.dossier.requested", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRequested:
    """Somebody asked for everything about a batch."""

    dossier: UUID
    batch: UUID
    number: str


@event_type("dossier.batch.assembled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAssembled:
    """The files are made. ``digest`` is that of the list of files: path, size and SHA-256 of each (P11-2)."""

    dossier: UUID
    files: int
    size_bytes: int
    digest: str


@event_type("dossier.dossier.failed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFailed:
    """The dossier could not be made; ``codes`` name the rules that stopped it."""

    dossier: UUID
    codes: tuple[str, ...]


@event_type("dossier.organisation.exported", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationExported:
    """Everything of an organisation left the house; ``digest`` is that of the list of files."""

    export: UUID
    files: int
    size_bytes: int
    digest: str


@event_type("dossier.leaving.requested", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingRequested:
    """Somebody asked for everything of their organisation."""

    leaving: UUID


@event_type("dossier.leaving.failed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingFailed:
    """It could not be gathered; ``codes`` name what stopped it."""

    leaving: UUID
    codes: tuple[str, ...]


@event_type("dossier.patients.taken", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsTaken:
    """A hospital took the list of its patients in plain text; how many there were, and never who (T20)."""

    taking: UUID
    count: int


@event_type("dossier.inspection.viewed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionViewed:
    """An inspector looked at the whole story of one thing."""

    view: UUID
    kind: str
    thing: UUID
    code: str
