"""One plan of an organisation's plant."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import get_default_timezone

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.planning.drafting import Clock
from cellpark.plans.states import PlanKind, PlanState


class Plan(TenantModel):
    """A plan: a fold of ``plan/<id>``. Facts, schedule and what stands beside them are files, named by their SHA-256.

    People are kept by id as values; signatures are those of the ledger.
    """

    id = identifier()
    number = models.IntegerField()
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=PlanState.DRAFT)
    as_of = models.DateTimeField()
    origin = models.DateTimeField()
    unit_minutes = models.IntegerField()
    facts_sha256 = models.CharField(max_length=64)
    schedule_sha256 = models.CharField(max_length=64)
    beside_sha256 = models.CharField(max_length=64)
    based_on = models.UUIDField(null=True)
    times = models.UUIDField(null=True)
    policy = models.UUIDField(null=True)
    jobs = models.IntegerField()
    operations = models.IntegerField()
    objective = models.BigIntegerField()
    bound = models.BigIntegerField()
    is_proven = models.BooleanField()
    turns = models.IntegerField()
    seed = models.BigIntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.UUIDField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.UUIDField(null=True)
    submitted_signature = models.UUIDField(null=True)
    against = models.UUIDField(null=True)
    moved = models.IntegerField(default=0)
    moves_sha256 = models.CharField(max_length=64, blank=True, default="")
    published_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_signature = models.UUIDField(null=True)
    superseded_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="plans_plan_number_once"),
            # crews follow one plan
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state=PlanState.PUBLISHED.value), name="plans_one_published"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PlanState]), name="plans_plan_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in PlanKind]), name="plans_plan_kind_known"
            ),
            # nobody publishes alone
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(submitted_by=None) | ~Q(approved_by=F("submitted_by")),
                name="plans_plan_two_people",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "drawn_at"], name="plans_plan_by_state")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.number}"

    @property
    def stream(self) -> str:
        """Its record in the ledger."""
        return f"plan/{self.id}"

    @property
    def clock(self) -> Clock:
        """When its units are, in the zone of the site."""
        return Clock(self.origin.astimezone(get_default_timezone()), self.unit_minutes)

    def at(self, unit: int) -> datetime:
        """When a unit begins."""
        return self.clock.at(unit)
