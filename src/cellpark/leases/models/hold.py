"""Rooms kept for somebody until a day."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.leases.states import HoldState


class Hold(TenantModel):
    """Rooms kept up to, not including, ``until``: a fold of ``hold/<id>``. Seen by the operator alone.

    ``for_whom`` is what the operator calls a company that is no organisation here yet; it stays outside the ledger.
    """

    id = identifier()
    number = models.CharField(max_length=40)
    tenant = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    for_whom = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=20, default=HoldState.OPEN)
    until = models.DateField()
    placed_by = models.UUIDField(null=True)
    placed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="leases_hold_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in HoldState]), name="leases_hold_state_known"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "until"], name="leases_hold_by_end")]

    def __str__(self) -> str:
        return self.number
