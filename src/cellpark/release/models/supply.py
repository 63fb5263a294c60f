"""A product out of specification that a physician asks for (Part IV 11.5)."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.release.states import SupplyState, Trial


class Supply(SharedModel):
    """One case with its four records in their order: a fold of ``supply/<id>``, owned by the maker (ATMP-1b).

    ``failures`` are the results of which the notice told.
    The hospital and, where there is one, the sponsor are parties: they see the case and nothing else of the batch.
    """

    id = identifier()
    batch = models.UUIDField()
    number = models.CharField(max_length=40)
    coi = models.CharField(max_length=80)
    hospital = models.UUIDField()
    sponsor = models.UUIDField(null=True)
    trial = models.CharField(max_length=20)
    failed = models.TextField()
    state = models.CharField(max_length=20, default=SupplyState.OPEN)
    opened_at = models.DateTimeField()
    hazard = models.TextField(blank=True, default="")
    alternatives = models.TextField(blank=True, default="")
    requested_by = models.UUIDField(null=True)
    requested_at = models.DateTimeField(null=True)
    risks = models.TextField(blank=True, default="")
    evaluated_by = models.UUIDField(null=True)
    evaluated_at = models.DateTimeField(null=True)
    notice = models.TextField(blank=True, default="")
    failures = models.JSONField(default=list)
    noticed_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, default="")
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    supplied_at = models.DateTimeField(null=True)
    sponsor_told = models.TextField(blank=True, default="")
    sponsor_told_at = models.DateTimeField(null=True)
    authority_told = models.TextField(blank=True, default="")
    authority_told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "opened_at"], name="release_supply_by_state"),
            models.Index(fields=["batch"], name="release_supply_by_batch"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in SupplyState]), name="release_supply_state_known"
            ),
            models.CheckConstraint(
                condition=Q(trial__in=[each.value for each in Trial]), name="release_supply_trial_known"
            ),
            # the records are made in their order (ATMP-1b)
            models.CheckConstraint(
                condition=Q(evaluated_at=None) | ~Q(requested_at=None), name="release_supply_request_first"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(noticed_at=None), name="release_supply_notice_before_answer"
            ),
            # one case at a time for a batch
            models.UniqueConstraint(
                fields=["batch"],
                condition=~Q(state__in=[SupplyState.DECLINED, SupplyState.WITHDRAWN]),
                name="release_supply_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"
