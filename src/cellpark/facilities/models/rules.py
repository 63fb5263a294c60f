"""Rules of one operator that differ from the house's."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.facilities.states import RulesState


class OwnRules(TenantModel):
    """An edition of an operator's own, from its proposal on: a fold of ``facility-rules/<id>``.

    ``said`` is the form of ``house.own.OwnTerms.as_json``; ``since`` the first day on which it holds, once approved.
    """

    id = identifier()
    since = models.DateField()
    said: "models.JSONField[Any, Any]" = models.JSONField()
    state = models.CharField(max_length=10, default=RulesState.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.TextField(blank=True, default="")
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        db_table = "facilities_own_rules"
        constraints = [
            # an order names its edition by the day: two of one day would be none
            models.UniqueConstraint(
                fields=["organisation", "since"],
                condition=Q(state=RulesState.APPROVED.value),
                name="facilities_rules_day_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in RulesState]), name="facilities_rules_state_known"
            ),
            # nobody lets through what they proposed
            models.CheckConstraint(
                condition=~Q(state=RulesState.APPROVED.value)
                | Q(decided_by=None)
                | Q(proposed_by=None)
                | ~Q(decided_by=F("proposed_by")),
                name="facilities_rules_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.since}"
