"""Reading kept gating strategies."""

from uuid import UUID

from django.db.models import QuerySet

from cellpark.instruments.public import raw_file_by_digest
from cellpark.quality.models import GatingStrategy


def strategies() -> "QuerySet[GatingStrategy]":
    """The strategies in scope, the newest versions first."""
    rows: QuerySet[GatingStrategy] = GatingStrategy.objects.order_by("code", "-number")
    return rows


def strategy(strategy_id: UUID) -> GatingStrategy:
    """One strategy in scope. Raises ``GatingStrategy.DoesNotExist``."""
    found: GatingStrategy = GatingStrategy.objects.get(id=strategy_id)
    return found


def strategy_document(found: GatingStrategy) -> bytes:
    """The Gating-ML document as it was kept."""
    return bytes(raw_file_by_digest(found.sha256).content)
