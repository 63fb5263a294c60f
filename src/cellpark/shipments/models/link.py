"""A link with which somebody without an account does one act."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.shipments.states import LinkState


class HandLink(TenantModel):
    """One act for one side of a shipment. The link itself is not kept: ``digest`` is the SHA-256 of its secret.

    Who holds it is a role in an organisation, never a name.
    """

    id = identifier()
    shipment = models.ForeignKey("shipments.Shipment", on_delete=models.PROTECT, related_name="links")
    act = models.CharField(max_length=20)
    role = models.CharField(max_length=20)
    party_id = models.UUIDField()
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=20, default=LinkState.OPEN)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in LinkState]), name="shipments_link_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.id}"
