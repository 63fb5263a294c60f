"""An organisation on its way out with everything."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class Leaving(TenantModel):
    """One request for everything of an organisation, and how far it is. ``failure`` names the rules that stopped it.

    What left, and when, stands in the ledger; this row is the progress of the work.
    """

    id = identifier()
    requested_by = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    files = models.IntegerField(default=0)
    size = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["organisation", "requested_at"], name="dossier_leaving_when")]

    def __str__(self) -> str:
        return f"leaving {self.id}"


class LeavingPart(TenantModel):
    """One zip of it, kept for some days and then forgotten: it names people, whose data must be erasable (T20)."""

    id = identifier()
    leaving = models.ForeignKey(Leaving, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    content = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leaving", "number"], name="dossier_leaving_part_once")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.leaving_id}"
