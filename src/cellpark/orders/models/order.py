"""An order of a treatment for one patient."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.orders.states import OrderState, Side


class TreatmentOrder(SharedModel):
    """A treatment order, a fold of ``order/<id>``: owned by the maker, shared with hospital and sponsor (T19).

    It names no patient: which order is whose stands in a row of the hospital. ``coi`` is issued at acceptance, before
    any collection, and never changes. ``asked`` and ``distances`` are the therapy's rules as the order began.
    ``reached``: state -> when it was reached last.
    """

    id = identifier()
    number = models.CharField(max_length=60)
    therapy = models.ForeignKey("orders.Therapy", on_delete=models.PROTECT, related_name="orders")
    revision = models.IntegerField()
    product = models.CharField(max_length=40)
    hospital_id = models.UUIDField()
    sponsor_id = models.UUIDField()
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=20, default=OrderState.DRAFT)
    coi = models.CharField(max_length=40, blank=True, default="")
    asked: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    distances: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    references: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    last_doses: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    collect_at = models.DateTimeField(null=True)
    manufacture_from = models.DateTimeField(null=True)
    manufacture_until = models.DateTimeField(null=True)
    infuse_at = models.DateTimeField(null=True)
    kit = models.CharField(max_length=60, blank=True, default="")
    din = models.CharField(max_length=20, blank=True, default="")
    bags: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    batch_id = models.UUIDField(null=True)
    batch_number = models.CharField(max_length=40, blank=True, default="")
    checked_by = models.UUIDField(null=True)
    checked_container = models.UUIDField(null=True)
    thawed_at = models.DateTimeField(null=True)
    reached: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    example = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="orders_order_number_once"),
            # one chain of identity is one treatment event (ISBT 128 ST-028)
            models.UniqueConstraint(fields=["coi"], condition=~Q(coi=""), name="orders_order_coi_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in OrderState]), name="orders_order_state_known"
            ),
            # a chain of slots has all its links, in their order
            models.CheckConstraint(
                condition=Q(collect_at=None, manufacture_from=None, manufacture_until=None, infuse_at=None)
                | Q(
                    collect_at__lte=F("manufacture_from"),
                    manufacture_from__lt=F("manufacture_until"),
                    manufacture_until__lte=F("infuse_at"),
                ),
                name="orders_order_slots_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "collect_at"], name="orders_order_by_state"),
            models.Index(fields=["hospital_id"], name="orders_order_hospital"),
            models.Index(fields=["sponsor_id"], name="orders_order_sponsor"),
            models.Index(fields=["batch_id"], name="orders_order_batch"),
        ]

    def __str__(self) -> str:
        return self.number

    def sides_of(self, organisation: UUID | None) -> frozenset[Side]:
        """What an organisation is to this order; a company that makes its own product is sponsor and maker."""
        held = {Side.HOSPITAL: self.hospital_id, Side.SPONSOR: self.sponsor_id, Side.MAKER: self.organisation_id}
        return frozenset(side for side, each in held.items() if each == organisation)
