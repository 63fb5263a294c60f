"""One lease and the versions of its terms."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.guards import rule_asked_once
from cellpark.base.models import SharedModel
from cellpark.leases.states import LeaseState, VersionState


class Lease(SharedModel):
    """One lease: a fold of ``lease/<id>``. The organisation is the operator; the tenant sees it once it is approved.

    ``current`` is the version in force. ``leaves_on`` is the first day after a notice ended it early.
    """

    id = identifier()
    number = models.CharField(max_length=40)
    tenant = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=LeaseState.DRAFT)
    starts_on = models.DateField()
    ends_on = models.DateField()
    notice_days = models.PositiveIntegerField()
    current = models.PositiveIntegerField(default=1)
    follows = models.ForeignKey("leases.Lease", on_delete=models.PROTECT, null=True, related_name="successors")
    leaves_on = models.DateField(null=True)
    notice_by = models.CharField(max_length=10, blank=True, default="")
    notice_at = models.DateTimeField(null=True)
    # who asked to take a notice back, until when the other side may agree, and when one was taken back
    back_by = models.CharField(max_length=10, blank=True, default="")
    back_until = models.DateField(null=True)
    back_person = models.UUIDField(null=True)
    back_at = models.DateTimeField(null=True)
    # a contract of before: what lies earlier was billed elsewhere
    billed_from = models.DateField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    # a board or an account of a park reads thousands of them
    row_rule = rule_asked_once("organisation_id", "parties")

    class Meta:
        constraints = [
            # a number on a bill or a letter leads to one lease
            models.UniqueConstraint(fields=["organisation", "number"], name="leases_lease_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in LeaseState]), name="leases_lease_state_known"
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="leases_lease_has_days"),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "ends_on"], name="leases_lease_by_end"),
            models.Index(fields=["tenant"], name="leases_lease_of_tenant"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def until(self) -> date:
        """The first day on which it no longer holds."""
        return self.ends_on if self.leaves_on is None else min(self.leaves_on, self.ends_on)

    @property
    def text(self) -> str:
        """The lease file of the version in force."""
        found: LeaseVersion = self.versions.get(number=self.current)
        return found.text


class LeaseVersion(SharedModel):
    """One version of the terms, from ``since`` on: the lease file as text and as values, its rooms, who agreed to it.

    ``rooms``: one object for each room with ``room``, ``number``, ``code``, ``start``, ``end`` and ``fit_out_until``.
    """

    id = models.CharField(primary_key=True, max_length=60, editable=False)
    lease = models.ForeignKey("leases.Lease", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default=VersionState.DRAFT)
    since = models.DateField()
    until = models.DateField()
    text = models.TextField()
    form: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    rooms: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    drafted_by = models.UUIDField(null=True)
    drafted_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    operator_signature = models.UUIDField(null=True)
    operator_signed_at = models.DateTimeField(null=True)
    tenant_signature = models.UUIDField(null=True)
    tenant_signed_at = models.DateTimeField(null=True)
    # a contract of before: signed on paper and taken over, by its place in the archive
    paper = models.CharField(max_length=200, blank=True, default="")
    signed_on = models.DateField(null=True)

    never_deleted = True

    class Meta:
        ordering = ["lease", "number"]
        constraints = [
            models.UniqueConstraint(fields=["lease", "number"], name="leases_version_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in VersionState]), name="leases_version_state_known"
            ),
            # two people: who drafted terms never approves them
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")), name="leases_version_two_people"
            ),
        ]

    def __str__(self) -> str:
        return self.id
