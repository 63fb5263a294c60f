"""Dossiers of batches."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel
from cellpark.dossier.states import DossierState


class Dossier(TenantModel):
    """One dossier: asked for, assembled or failed. ``digest`` is that of the list of its files.

    ``attempts`` counts how often somebody began to assemble it, killed processes included.
    """

    id = identifier()
    batch = models.UUIDField()
    number = models.CharField(max_length=40)
    state = models.CharField(max_length=20, default=DossierState.REQUESTED)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=80)
    assembled_at = models.DateTimeField(null=True)
    files = models.IntegerField(default=0)
    size = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    failure = models.CharField(max_length=200, blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        indexes = [models.Index(fields=["organisation", "batch", "requested_at"], name="dossier_of_a_batch")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in DossierState]), name="dossier_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"dossier {self.number}"


class DossierFile(AppendOnlyModel, TenantModel):
    """The zip as it can be taken home; what was handed out once stays as it was."""

    dossier = models.OneToOneField(Dossier, primary_key=True, on_delete=models.PROTECT, related_name="file")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    content = models.BinaryField()
    made_at = models.DateTimeField()
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "dossier_file"

    def __str__(self) -> str:
        return f"{self.dossier_id}.zip"
