"""An operator's own rules in the API. Amounts are texts of decimals: CNY without tax."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cellpark.facilities.public import OwnRules, OwnTerms, RulesState, Urgency
from cellpark.web.api.schemas.facilities import amount
from cellpark.web.api.values import Body, Moment, Text

Minutes = Annotated[int, Field(ge=1, le=1_000_000)]


class PromiseIn(Body):
    """Minutes until somebody answers, and until it is mended."""

    answer: Minutes
    mend: Minutes


class ParkRulesIn(Body):
    """Times for each urgency and the limits of costs, from a day to come on."""

    since: date
    minutes: dict[Urgency, PromiseIn]
    alone_max: Text
    labour_rate: Text
    silence_days: Annotated[int, Field(ge=1, le=1000)]
    reason: Text

    def own(self) -> OwnTerms:
        """As the act takes it. Raises ``Refused(facilities.cost.amount)``."""
        return OwnTerms(
            minutes={name.value: (each.answer, each.mend) for name, each in self.minutes.items()},
            alone_max=amount(self.alone_max, "alone_max"),
            labour_rate=amount(self.labour_rate, "labour_rate"),
            silence_days=self.silence_days,
        )


class PromiseOut(Schema):
    """Minutes until somebody answers, and until it is mended."""

    answer: int
    mend: int


class ParkRulesOut(Schema):
    """An edition of an operator's own."""

    id: UUID
    state: RulesState
    since: date
    minutes: dict[Urgency, PromiseOut]
    alone_max: str
    labour_rate: str
    silence_days: int
    reason: str
    proposed_at: Moment
    decided_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: OwnRules) -> Self:
        """The edition as answers show it."""
        own = OwnTerms.from_json(row.said)
        return cls(
            id=row.id,
            state=RulesState(row.state),
            since=row.since,
            minutes={Urgency(name): PromiseOut(answer=each[0], mend=each[1]) for name, each in own.minutes.items()},
            alone_max=f"{own.alone_max:f}",
            labour_rate=f"{own.labour_rate:f}",
            silence_days=own.silence_days,
            reason=row.reason,
            proposed_at=row.proposed_at,
            decided_at=row.decided_at,
            version=row.version,
        )
