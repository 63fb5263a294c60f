"""What is in a shipment, one row for each container: the way from a container, or from a chain of identity, to it."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel


class ShipmentContent(SharedModel):
    """One container of a shipment, written with its plan; ``coi`` is empty for what belongs to no patient.

    ``Shipment.contents`` says the same and what was scanned. A column of JSON is searched by operators that PostgreSQL
    does not call leakproof: under row-level security no index would serve them. These two columns are found by theirs.
    """

    id = identifier()
    shipment = models.ForeignKey("shipments.Shipment", on_delete=models.PROTECT, related_name="carried")
    container = models.UUIDField()
    coi = models.CharField(max_length=40, blank=True, default="")

    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["container", "shipment"], name="shipments_content_once"),
        ]
        indexes = [
            models.Index(fields=["coi"], condition=~models.Q(coi=""), name="shipments_content_by_coi"),
        ]

    def __str__(self) -> str:
        return f"{self.container} in {self.shipment_id}"
