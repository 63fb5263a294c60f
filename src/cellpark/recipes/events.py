"""What the ledger keeps of recipes. A text appears by its SHA-256; people appear by id alone."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("recipes.recipe.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeRegistered:
    """An organisation has a master batch record under this number."""

    recipe: UUID
    mbr: str
    example: bool


@event_type("recipes.version.started", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStarted:
    """Somebody began to write a version, from an earlier one or anew."""

    version: UUID
    recipe: UUID
    number: str
    title_zh: str
    title_en: str
    based_on: UUID | None


@event_type("recipes.version.submitted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSubmitted:
    """The text is complete and frozen: from now on it has this hash, and its author is asked to sign it."""

    version: UUID
    number: str
    title_zh: str
    title_en: str
    sha256: str
    change: str
    author: UUID


@event_type("recipes.version.authored", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionAuthored:
    """The author signed the text, which goes to review (211-1a)."""

    version: UUID
    sha256: str
    author: UUID
    signature: UUID


@event_type("recipes.version.commented", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class StepCommented:
    """A reviewer said something about a step, or about the whole (``step`` empty)."""

    version: UUID
    comment: UUID
    step: str
    text: str
    author: UUID


@event_type("recipes.version.comment_settled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentSettled:
    """A comment is answered: ``answer`` says how."""

    version: UUID
    comment: UUID
    answer: str
    answered_by: UUID


@event_type("recipes.version.returned", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionReturned:
    """The text goes back to its author; the reason says why."""

    version: UUID


@event_type("recipes.version.reviewed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionReviewed:
    """A second person checked and signed the text (211-1a)."""

    version: UUID
    sha256: str
    reviewer: UUID
    signature: UUID


@event_type("recipes.version.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionApproved:
    """The text with this hash may be executed from now on (211-1a, P11-8b)."""

    version: UUID
    sha256: str
    approver: UUID
    signature: UUID


@event_type("recipes.version.retired", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRetired:
    """No new batch runs this version; those that run it go on. ``successor`` is the version that took its place."""

    version: UUID
    successor: UUID | None


@event_type("recipes.version.discarded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDiscarded:
    """The draft was given up."""

    version: UUID


@event_type("recipes.overlay.kept", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayKept:
    """An edition of a planning overlay is used from now on: what it says has this hash, and it was learned from these
    batches (their numbers); ``based_on`` is the hash of the overlay that was used before.
    """

    overlay: UUID
    recipe: UUID
    mbr: str
    major: int
    edition: int
    sha256: str
    based_on: str
    batches: tuple[str, ...]
