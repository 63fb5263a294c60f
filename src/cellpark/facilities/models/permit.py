"""Permission to do what is dangerous: hot work, and handing waste over."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.facilities.states import PermitKind, PermitState, WasteKind


class Permit(SharedModel):
    """A permit from its request to its check: a fold of ``work-permit/<id>``.

    ``checks`` are the codes of what was looked at for hot work. ``fire_watch`` names a person without an account: it
    stands in the row alone and never in the ledger. ``beside`` is what the houses said whose batches are beside hot
    work, each with ``house``, ``state``, ``person``, ``at`` and ``reason``. Where nobody
    stands in ``begun_by``, the firm began by its link. Quantities of waste in kg.
    """

    id = identifier()
    number = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=PermitState.REQUESTED)
    tenant_id = models.UUIDField(null=True)
    requested_by = models.UUIDField(null=True)
    requested_at = models.DateTimeField()
    room_id = models.UUIDField(null=True)
    place = models.CharField(max_length=120)
    contractor = models.CharField(max_length=120, blank=True, default="")
    text = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    fire_watch = models.CharField(max_length=80, blank=True, default="")
    extinguisher = models.CharField(max_length=120, blank=True, default="")
    detectors = models.CharField(max_length=200, blank=True, default="")
    checks: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    waste_kind = models.CharField(max_length=12, blank=True, default="")
    quantity = models.CharField(max_length=20, blank=True, default="")
    containers = models.PositiveIntegerField(default=0)
    carrier = models.CharField(max_length=120, blank=True, default="")
    licence = models.CharField(max_length=60, blank=True, default="")
    note_number = models.CharField(max_length=60, blank=True, default="")
    beside: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    edition = models.DateField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    begun_at = models.DateTimeField(null=True)
    begun_by = models.UUIDField(null=True)
    over_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    said = models.TextField(blank=True, default="")
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="facilities_permit_number_once"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[each.value for each in PermitKind],
                    state__in=[each.value for each in PermitState],
                    waste_kind__in=["", *(each.value for each in WasteKind)],
                ),
                name="facilities_permit_kinds_known",
            ),
            # what lasts no time permits nothing
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="facilities_permit_ends_after"),
            # nobody permits to oneself what is dangerous for others
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(requested_by=None) | ~Q(approved_by=F("requested_by")),
                name="facilities_permit_two_people",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "kind", "starts_at"], name="facilities_permit_by_time"),
            models.Index(fields=["tenant_id", "starts_at"], name="facilities_permit_by_tenant"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How people name it, such as ``P-00012``."""
        return f"P-{self.number:05d}"
