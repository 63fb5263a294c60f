"""What the ledger keeps of comparisons on the ward, and of the links with which somebody without an account does them.

The streams of links belong to the hospital; who holds one is named nowhere.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("orders.order.identity_confirmed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityConfirmed:
    """Wristband and kit were compared before the collection, and belong together (CN-4k2); ``link`` where that was
    done without an account.
    """

    order: UUID
    link: UUID | None


@event_type("orders.order.ward_received", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WardReceived:
    """The bag stands on the ward of its patient, after both were compared (CN-4k2); ``link`` where that was done
    without an account.
    """

    order: UUID
    container: UUID
    code: str
    link: UUID | None


@event_type("orders.link.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WardLinkMade:
    """Somebody on the ward without an account may do one act. ``digest`` is the SHA-256 of the link's secret."""

    link: UUID
    order: UUID
    act: str
    digest: str
    expires_at: datetime
    person: UUID | None


@event_type("orders.link.used", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WardLinkUsed:
    """The act was done; the link is spent."""

    link: UUID


@event_type("orders.link.revoked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WardLinkRevoked:
    """The link no longer works."""

    link: UUID
