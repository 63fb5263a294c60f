"""What a country asks of a therapy, in the API."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from cellpark.orders.public import CountryRule, Rule, RuleAt, SupplyLimit
from cellpark.web.api.values import Body, Text, kept

Short = Annotated[str, StringConstraints(max_length=80), AfterValidator(kept)]
Country = Annotated[str, StringConstraints(max_length=2), AfterValidator(kept)]
Days = Annotated[int, Field(ge=0, le=3650)]


class CountryRuleIn(Body):
    """One rule of a country: when it is judged, its clause, its words, its expression over the facts of an order."""

    at: RuleAt
    clause: Short
    words: Text
    expression: Text


class SupplyLimitIn(Body):
    """Within how many hours one record of a supply out of specification is made, and where that is written."""

    record: Short
    hours: Annotated[int, Field(ge=1, le=8760)]
    source: Text


class CountryIn(Body):
    """What one country asks for."""

    country: Country
    eligibility: Annotated[list[Short], Field(max_length=60)] = []
    consents: Annotated[list[Short], Field(max_length=60)] = []
    wash_outs: dict[Short, Days] = {}
    collect_within: Days = 0
    rules: Annotated[list[CountryRuleIn], Field(max_length=60)] = []
    supply: Annotated[list[SupplyLimitIn], Field(max_length=20)] = []

    def rule(self) -> CountryRule:
        """As a value."""
        return CountryRule(
            country=self.country,
            eligibility=tuple(self.eligibility),
            consents=tuple(self.consents),
            wash_outs=dict(self.wash_outs),
            collect_within=self.collect_within,
            rules=tuple(Rule(**each.model_dump()) for each in self.rules),
            supply=tuple(SupplyLimit(**each.model_dump()) for each in self.supply),
        )
