"""A work order with what was said, shown and spent on it."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.facilities.states import CostKind, CostState, OrderState, Payer, Side, Urgency


class WorkOrder(SharedModel):
    """Something to be mended: a fold of ``work-order/<id>``, of the operator and of the tenant that it is for.

    ``history`` holds what happened in order: ``step``, ``at``, ``side``, ``person`` and ``text``; the clock is a
    function of it and of ``edition``, the rules of the house on the day of the report. ``kept`` columns are None until
    that time has ended. ``point`` is the building system's point whose alarm opened it. Money is CNY without tax.
    """

    id = identifier()
    number = models.BigIntegerField()
    tenant_id = models.UUIDField(null=True)
    room_id = models.UUIDField(null=True)
    place = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    urgency = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, default=OrderState.REPORTED)
    edition = models.DateField()
    history: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    reported_at = models.DateTimeField()
    reported_by = models.UUIDField(null=True)
    waiting_since = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answer_kept = models.BooleanField(null=True)
    mend_kept = models.BooleanField(null=True)
    assignee_id = models.UUIDField(null=True)
    contractor = models.CharField(max_length=120, blank=True, default="")
    point = models.CharField(max_length=200, blank=True, default="")
    agreed_fen = models.BigIntegerField(null=True)
    charge_id = models.UUIDField(null=True)
    charged_fen = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=0)
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="facilities_order_number_once"),
            models.CheckConstraint(
                condition=Q(
                    state__in=[each.value for each in OrderState], urgency__in=[each.value for each in Urgency]
                ),
                name="facilities_order_kinds_known",
            ),
            # one open order for a point: a flood of alarms is one piece of work
            models.UniqueConstraint(
                fields=["organisation", "point"],
                condition=~Q(point="") & Q(state__in=["reported", "accepted", "assigned", "in_work"]),
                name="facilities_order_point_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "due_at"], name="facilities_order_by_state"),
            models.Index(fields=["organisation", "reported_at"], name="facilities_order_by_day"),
            models.Index(fields=["tenant_id", "reported_at"], name="facilities_order_by_tenant"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How people name it, such as ``W-00012``."""
        return f"W-{self.number:05d}"

    @property
    def is_waiting(self) -> bool:
        """Whether the park waits for the tenant."""
        return self.waiting_since is not None

    @property
    def agreed(self) -> Decimal | None:
        """What the tenant pays as it was shown when the order was confirmed: CNY without tax."""
        return None if self.agreed_fen is None else Decimal(self.agreed_fen).scaleb(-2)

    @property
    def charged(self) -> Decimal | None:
        """What was handed to the bills and not taken back: CNY without tax."""
        return None if self.charged_fen is None else Decimal(self.charged_fen).scaleb(-2)


class OrderNote(SharedModel):
    """A comment; ``internal`` ones have no party and are read by the park alone."""

    id = identifier()
    order = models.ForeignKey("facilities.WorkOrder", on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    side = models.CharField(max_length=10)
    person_id = models.UUIDField(null=True)
    text = models.TextField()
    internal = models.BooleanField(default=False)

    append_only = True

    class Meta:
        db_table = "facilities_order_note"
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=[each.value for each in Side]), name="facilities_note_side_known"
            ),
            # what is internal has no reader outside
            models.CheckConstraint(condition=Q(internal=False) | Q(parties=[]), name="facilities_note_internal"),
        ]
        indexes = [models.Index(fields=["order", "at"], name="facilities_note_by_order")]

    def __str__(self) -> str:
        return self.text[:40]


class OrderPhoto(SharedModel):
    """A picture of what is broken or mended: written anew without what cameras add; the ledger has its digest."""

    id = identifier()
    order = models.ForeignKey("facilities.WorkOrder", on_delete=models.PROTECT, related_name="photos")
    at = models.DateTimeField()
    side = models.CharField(max_length=10)
    person_id = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    content: "models.BinaryField[Any, Any]" = models.BinaryField()

    append_only = True

    class Meta:
        db_table = "facilities_order_photo"
        constraints = [
            # the same picture twice says nothing more
            models.UniqueConstraint(fields=["order", "sha256"], name="facilities_photo_once"),
        ]
        indexes = [models.Index(fields=["order", "at"], name="facilities_photo_by_order")]

    def __str__(self) -> str:
        return f"photo {self.id}"


class CostLine(SharedModel):
    """What a piece of work cost: hours x rate or quantity x price. Only who pays a line sees it beside the park."""

    id = identifier()
    order = models.ForeignKey("facilities.WorkOrder", on_delete=models.PROTECT, related_name="costs")
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=200)
    quantity_hundredths = models.BigIntegerField()
    unit_price_fen = models.BigIntegerField()
    net_fen = models.BigIntegerField()
    payer = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=CostState.STANDING)
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)

    never_deleted = True

    class Meta:
        db_table = "facilities_cost_line"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[each.value for each in CostKind],
                    payer__in=[each.value for each in Payer],
                    state__in=[each.value for each in CostState],
                ),
                name="facilities_cost_kinds_known",
            ),
            # a quantity of nothing, or a price below nothing, is a mistake of typing
            models.CheckConstraint(
                condition=Q(quantity_hundredths__gt=0, unit_price_fen__gte=0, net_fen__gte=0),
                name="facilities_cost_positive",
            ),
        ]
        indexes = [models.Index(fields=["order", "entered_at"], name="facilities_cost_by_order")]

    def __str__(self) -> str:
        return self.text

    @property
    def quantity(self) -> Decimal:
        """Hours, or how many."""
        return Decimal(self.quantity_hundredths).scaleb(-2)

    @property
    def unit_price(self) -> Decimal:
        """CNY without tax."""
        return Decimal(self.unit_price_fen).scaleb(-2)

    @property
    def net(self) -> Decimal:
        """CNY without tax."""
        return Decimal(self.net_fen).scaleb(-2)
