"""One batch: which recipe, for which product and identity, where and when."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.batches.states import BatchState


class Batch(TenantModel):
    """A batch as lists show it: a fold of ``batch/<id>``. Its steps are read from the stream itself.

    ``recipe`` is the SHA-256 of the approved text, ``coi`` the chain-of-identity code or empty.
    """

    id = identifier()
    number = models.CharField(max_length=40)
    recipe = models.CharField(max_length=64)
    mbr = models.CharField(max_length=80)
    product = models.CharField(max_length=80, blank=True, default="")
    coi = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=20, default=BatchState.PLANNED)
    suite = models.CharField(max_length=80, blank=True, default="")
    slot_from = models.DateTimeField(null=True)
    slot_until = models.DateTimeField(null=True)
    devices = models.JSONField(default=list)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "slot_from"], name="batches_batch_by_state")]
        constraints = [
            # a number on a label or in a report leads to one batch
            models.UniqueConstraint(fields=["organisation", "number"], name="batches_batch_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in BatchState]), name="batches_batch_state_known"
            ),
            # a slot has both ends or none
            models.CheckConstraint(
                condition=Q(slot_from=None, slot_until=None) | Q(slot_from__lt=F("slot_until")),
                name="batches_batch_slot_has_length",
            ),
        ]

    def __str__(self) -> str:
        return self.number
