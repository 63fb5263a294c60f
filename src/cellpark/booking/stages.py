"""How far a company has grown, for quotas by stage."""

from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies.public import companies


def stage_of(company: UUID) -> str:
    """The stage of a company in its park, empty where it has none; nothing else leaves the operator's record."""
    with use_scope(EVERYTHING):
        found: str | None = companies().filter(tenant_id=company).values_list("stage", flat=True).first()
    return found or ""
