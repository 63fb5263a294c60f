"""A scan that did not match."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.materials.states import NearMissState


class NearMiss(TenantModel):
    """What was scanned, what was expected, who stood there; it stays although the act was refused (T1, LBL-5)."""

    id = identifier()
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=NearMissState.OPEN)
    scan = models.CharField(max_length=400)
    purpose = models.CharField(max_length=120)
    expected_container = models.UUIDField(null=True)
    expected_coi = models.CharField(max_length=40, blank=True, default="")
    expected_material = models.CharField(max_length=40, blank=True, default="")
    found_container = models.UUIDField(null=True)
    found_lot = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    batch = models.UUIDField(null=True)
    step = models.CharField(max_length=40, blank=True, default="")
    happened_at = models.DateTimeField()
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    conclusion = models.CharField(max_length=1000, blank=True, default="")
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "happened_at"], name="materials_near_miss_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
