"""Who sits on a node of the chain."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import TenantModel
from cellpark.chain.states import SeatKind, SeatState


class Seat(TenantModel, BilingualName):
    """A company, platform, hospital or university on a node, kept by an operator, with evidence: a fold of its stream.

    ``area`` is ``park:<key>``, ``city:<key>`` or ``nation:cn``; ``subject`` the id of what it is elsewhere in the house
    (a company of the park, a published company or platform), null for somebody who is nowhere else. ``capacity`` in
    ``capacity_unit`` a year, ``lead_days`` from request to delivery; null: unknown. ``[day, until)``.
    """

    id = identifier()
    node = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    area = models.CharField(max_length=80)
    subject = models.UUIDField(null=True)
    evidence = models.CharField(max_length=400)
    source = models.CharField(max_length=200)
    day = models.DateField()
    until = models.DateField(null=True)
    capacity = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    capacity_unit = models.CharField(max_length=40, blank=True, default="")
    lead_days = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=20, default=SeatState.SEATED)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            *BilingualName.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in SeatKind])
                & Q(state__in=[each.value for each in SeatState]),
                name="chain_seat_kind_known",
            ),
            # days are half-open: whoever leaves on the day of coming was never there
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("day")), name="chain_seat_days_in_order"),
            # the same company twice on one node would be counted twice
            models.UniqueConstraint(
                fields=["organisation", "node", "area", "subject"],
                condition=Q(until=None, subject__isnull=False),
                name="chain_seat_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "area", "node"], name="chain_seat_by_area")]

    def __str__(self) -> str:
        return f"{self.node} {self.name}"
