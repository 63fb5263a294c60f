"""What the ledger keeps of an operator's own rules. Streams belong to the operator; people appear by id alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutRules:
    """Something about one edition."""

    rules: UUID
    person: UUID | None


@event_type("facilities.rules.proposed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RulesProposed(AboutRules):
    """Somebody wants other times and limits from a day on: minutes by urgency, CNY without tax."""

    since: date
    answer_minutes: Mapping[str, int]
    mend_minutes: Mapping[str, int]
    alone_max: Decimal
    labour_rate: Decimal
    silence_days: int


@event_type("facilities.rules.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RulesApproved(AboutRules):
    """A second person lets them hold."""


@event_type("facilities.rules.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RulesDeclined(AboutRules):
    """They shall not hold; the reason stands beside it."""
