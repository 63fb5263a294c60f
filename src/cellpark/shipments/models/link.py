"""Links with which somebody without an account does one act."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.shipments.states import LinkState


class OneTimeLink(TenantModel):
    """A link that works once. The link itself is not kept: ``digest`` is the SHA-256 of its secret; nobody is named."""

    id = identifier()
    act = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=20, default=LinkState.OPEN)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    never_deleted = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"link {self.id}"


class HandLink(OneTimeLink):
    """One act for one side of a shipment; who holds it is a role in an organisation."""

    shipment = models.ForeignKey("shipments.Shipment", on_delete=models.PROTECT, related_name="links")
    role = models.CharField(max_length=20)
    party_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in LinkState]), name="shipments_link_state_known"
            ),
        ]
