"""What the ledger keeps of templates and labels. Nothing here names a person's cells but by codes (T20)."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("labels.template.drafted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDrafted:
    """A revision of a template was written; sizes are in millimetres."""

    template: UUID
    code: str
    revision: int
    name_zh: str
    name_en: str
    kind: str
    use: str
    country: str
    product: str
    width_mm: int
    height_mm: int
    fields: tuple[str, ...]
    statements: tuple[str, ...]
    author: UUID | None


@event_type("labels.template.approved", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateApproved:
    """Somebody other than the author signed: labels may be issued from this revision."""

    template: UUID
    approver: UUID
    signature: UUID


@event_type("labels.template.retired", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRetired:
    """No label is issued from this revision any more; it is kept (LBL-2)."""

    template: UUID


@event_type("labels.label.issued", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelIssued:
    """A label is to be printed for one container; ``values`` are pairs ``field=text``, ``replaces`` the one before."""

    label: UUID
    number: str
    template: UUID
    container: UUID
    container_code: str
    batch: UUID | None
    batch_code: str
    payload: str
    values: tuple[str, ...]
    statements: tuple[str, ...]
    replaces: UUID | None
    performer: UUID | None


@event_type("labels.label.checked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelChecked:
    """A second person scanned and looked (LBL-3); ``matched`` is false for a near miss."""

    label: UUID
    check: UUID
    stage: str
    scanned: str
    matched: bool
    verifier: UUID | None


@event_type("labels.label.printed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPrinted:
    """The paper exists."""

    label: UUID
    performer: UUID | None


@event_type("labels.label.applied", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelApplied:
    """The label is on its container."""

    label: UUID
    container: UUID
    performer: UUID | None


@event_type("labels.label.sampled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSampled:
    """The label is kept as specimen in the batch record (21 CFR 211.188)."""

    label: UUID


@event_type("labels.label.kept", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelKept:
    """Somebody said why a label stays on its container though the amount that it ``says`` was corrected (T11)."""

    label: UUID
    says: str
    becomes: str
    performer: UUID | None


@event_type("labels.label.keep_agreed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelKeepAgreed:
    """The quality unit agreed that the label stays on for the corrected amount."""

    label: UUID
    becomes: str
    verifier: UUID | None


@event_type("labels.label.voided", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelVoided:
    """The label is struck out and kept."""

    label: UUID


@event_type("labels.label.destroyed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelDestroyed:
    """The paper is destroyed."""

    label: UUID


@event_type("labels.label.cancelled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCancelled:
    """The label was never printed and never will be."""

    label: UUID
