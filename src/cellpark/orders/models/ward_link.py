"""A link with which somebody on the ward does one act without an account."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.orders.states import WardAct, WardLinkState


class WardLink(TenantModel):
    """One act on one order, in the hospital's own stream. The link itself is not kept: ``digest`` is the SHA-256 of its
    secret, and nobody is named.
    """

    id = identifier()
    order = models.ForeignKey("orders.TreatmentOrder", on_delete=models.PROTECT, related_name="ward_links")
    act = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=20, default=WardLinkState.OPEN)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=[each.value for each in WardAct]), name="orders_ward_link_act_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in WardLinkState]), name="orders_ward_link_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.id}"
