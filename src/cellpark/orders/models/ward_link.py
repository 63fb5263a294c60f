"""A link with which somebody on the ward does one act without an account."""

from django.db import models
from django.db.models import Q

from cellpark.identity.public import LinkState, OneTimeLink
from cellpark.orders.states import WardAct


class WardLink(OneTimeLink):
    """One act on one order, in the hospital's own stream."""

    order = models.ForeignKey("orders.TreatmentOrder", on_delete=models.PROTECT, related_name="ward_links")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=[each.value for each in WardAct]), name="orders_ward_link_act_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in LinkState]), name="orders_ward_link_state_known"
            ),
        ]
