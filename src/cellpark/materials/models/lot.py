"""One lot of a material."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.kernel.quantity import Quantity
from cellpark.materials.states import LotState


class Lot(TenantModel):
    """A lot with its expiry and the certificate of analysis; used only when released (211-1b, CN-4c).

    ``attributes`` holds the certificate's values as quantities, so that a recipe reads ``vec.titre`` and nobody copies
    a number by hand. ``received_by`` cannot be the one who releases.
    """

    id = identifier()
    material = models.ForeignKey("materials.Material", on_delete=models.PROTECT, related_name="lots")
    number = models.CharField(max_length=80)
    vendor = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=20, default=LotState.QUARANTINE)
    expires_at = models.DateTimeField(null=True)
    received_by = models.UUIDField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=200, blank=True, default="")
    file_sha256 = models.CharField(max_length=64, blank=True, default="")
    attributes = models.JSONField(default=dict)
    registered_at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "material", "number"], name="materials_lot_number_once"),
            # who received it does not release it (CN-4c)
            models.CheckConstraint(
                condition=~models.Q(state=LotState.RELEASED)
                | models.Q(decided_by=None)
                | models.Q(received_by=None)
                | ~models.Q(decided_by=models.F("received_by")),
                name="materials_lot_released_by_another",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "expires_at"], name="materials_lot_desk")]

    def __str__(self) -> str:
        return self.number

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """The certificate's values by name."""
        return {name: Quantity.from_plain(form) for name, form in self.attributes.items()}

    def expired(self, at: datetime) -> bool:
        """Whether the lot may no longer be used at ``at`` because of its age."""
        return self.expires_at is not None and at >= self.expires_at
