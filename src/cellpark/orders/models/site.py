"""Which hospital collects for which therapy."""

from datetime import date

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.orders.states import SiteState


class CollectionSite(SharedModel):
    """A hospital on the approved list of a therapy, until a day (CN-4a). Parties: the hospital and the sponsor."""

    id = identifier()
    therapy = models.ForeignKey("orders.Therapy", on_delete=models.PROTECT, related_name="sites")
    hospital_id = models.UUIDField()
    assessment = models.CharField(max_length=120)
    valid_until = models.DateField()
    state = models.CharField(max_length=20, default=SiteState.QUALIFIED)

    never_deleted = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["therapy", "hospital_id"], name="orders_site_once")]

    def __str__(self) -> str:
        return str(self.hospital_id)

    def collects(self, on: date) -> bool:
        """Whether the hospital may collect on a day; the last day is the one before ``valid_until``."""
        return self.state == SiteState.QUALIFIED and on < self.valid_until
