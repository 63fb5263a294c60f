"""Links with which somebody without an account does one act."""

from django.db import models
from django.db.models import Q

from cellpark.identity.public import LinkState, OneTimeLink


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
