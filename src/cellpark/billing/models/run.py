"""Billing runs, and the series that bills and credit notes are numbered by."""

from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.billing.models.amounts import money
from cellpark.billing.states import RunState, SeriesKind


class Run(TenantModel):
    """One run over all leases up to a day; it goes on where it was interrupted.

    ``cursor`` is the last lease that was looked at, in the order of their ids. ``failures``: one object for each lease
    that could not be billed: ``lease``, ``number``, ``code``, ``params``.
    """

    id = identifier()
    until = models.DateField()
    issued_on = models.DateField()
    state = models.CharField(max_length=20, default=RunState.RUNNING)
    cursor = models.UUIDField(null=True)
    leases = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    bills = models.PositiveIntegerField(default=0)
    amount = money()
    failures: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    started_by = models.UUIDField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            # two runs side by side would count the same leases
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state=RunState.RUNNING), name="billing_one_run_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in RunState]), name="billing_run_state_known"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "started_at"], name="billing_run_by_start")]

    def __str__(self) -> str:
        return str(self.until)


class Series(TenantModel):
    """The last number that was given in a year: taken in the transaction that uses it, so that no number is lost."""

    kind = models.CharField(max_length=2, choices=[(each.value, each.value) for each in SeriesKind])
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "year"], name="billing_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}-{self.year}-{self.last:06d}"
