"""One shipment of containers."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.shipments.states import Condition, Purpose, ShipmentState


class Shipment(SharedModel):
    """Containers of one owner on their way: a fold of ``shipment/<id>``, seen by sender, carrier and receiver.

    ``contents``: one object for each container: ``container``, ``code``, ``coi``, ``packed`` and ``unpacked`` (instants
    or None). ``low`` and ``high`` in degC, empty where open. ``evaluation`` is what the logger's file says.
    """

    id = identifier()
    number = models.CharField(max_length=40)
    sender_id = models.UUIDField()
    receiver_id = models.UUIDField()
    carrier_id = models.UUIDField(null=True)
    state = models.CharField(max_length=20, default=ShipmentState.PLANNED)
    purpose = models.CharField(max_length=20, default=Purpose.USE)
    condition = models.CharField(max_length=20)
    low = models.CharField(max_length=20, blank=True, default="")
    high = models.CharField(max_length=20, blank=True, default="")
    allowed_minutes = models.PositiveIntegerField(default=0)
    hours_max = models.PositiveIntegerField()
    pick_up_at = models.DateTimeField()
    due_at = models.DateTimeField()
    contents: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    seal = models.CharField(max_length=60, blank=True, default="")
    seal_seen = models.CharField(max_length=60, blank=True, default="")
    shipper = models.CharField(max_length=60, blank=True, default="")
    logger = models.CharField(max_length=60, blank=True, default="")
    damage = models.TextField(blank=True, default="")
    sealed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    taken_over_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    file_id = models.UUIDField(null=True)
    file_sha256 = models.CharField(max_length=64, blank=True, default="")
    evaluation: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            # a label leads to one shipment
            models.UniqueConstraint(fields=["organisation", "number"], name="shipments_shipment_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ShipmentState]), name="shipments_shipment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(condition__in=[each.value for each in Condition]), name="shipments_shipment_condition_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=[each.value for each in Purpose]), name="shipments_shipment_purpose_known"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "due_at"], name="shipments_shipment_by_state")]

    def __str__(self) -> str:
        return self.number

    @property
    def container_ids(self) -> list[UUID]:
        """The containers in it."""
        return [UUID(each["container"]) for each in self.contents]
