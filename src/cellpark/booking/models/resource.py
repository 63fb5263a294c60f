"""What is shared: a room, a device."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import SharedManager, SharedModel
from cellpark.base.scope import current_scope
from cellpark.booking.states import ChargeBy, ResourceKind, ResourceState, SourceKind
from cellpark.booking.terms import Terms

_OWN = 'cellpark_in_scope("organisation_id") OR cellpark_shared_in_scope("parties")'


class ResourceManager(SharedManager):
    """Gives what the reader owns, may book by name, or may book because all who work here may."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        """The rows in scope."""
        scope = current_scope()
        rows = models.Manager.get_queryset(self)
        seen = list(scope.organisations)
        if scope.everything:
            own = Q(open_to_all=True) | ~Q(organisation_id__in=scope.hidden) | Q(parties__overlap=seen)
            return rows.filter(own) if scope.hidden else rows
        if not seen:
            return rows.none()
        return rows.filter(Q(open_to_all=True) | Q(organisation_id__in=seen) | Q(parties__overlap=seen))


class Resource(BilingualName, SharedModel):
    """A shared room or device, a fold of ``booking-resource/<id>``. The owner is the operator or a platform provider.

    ``number`` is never used again: a booking's place and time are folded from it. ``code`` is printed on it and
    scanned to check in. ``parties`` may book it, or everybody who works here where ``open_to_all``. Resources of one
    owner and ``pool`` share their quotas. The price is that of an hour without tax.
    """

    id = identifier()
    number = models.BigIntegerField(unique=True)
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    source_kind = models.CharField(max_length=30, blank=True, default="")
    source_id = models.UUIDField(null=True)
    place = models.CharField(max_length=200, blank=True, default="")
    pool = models.CharField(max_length=40, blank=True, default="")
    open_to_all = models.BooleanField(default=True)
    price_fen = models.BigIntegerField(default=0)
    tax_per_10000 = models.IntegerField(default=0)
    charge_by = models.CharField(max_length=20, default=ChargeBy.RESERVATION)
    rules: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=ResourceState.OPEN)
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    objects: ClassVar[ResourceManager] = ResourceManager()
    never_deleted = True
    # what can be booked by all is seen by all who are somebody here; nobody else writes it than its owner
    row_rule = (
        f"({_OWN} OR (open_to_all AND coalesce(current_setting('cellpark.scope', true), '') NOT IN ('', '{{}}')))"
    )
    row_write_rule = f"({_OWN})"

    class Meta:
        constraints = [
            *BilingualName.Meta.constraints,
            # a scanned code leads to one thing of one owner
            models.UniqueConstraint(fields=["organisation", "code"], name="booking_resource_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in ResourceKind]), name="booking_resource_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(source_kind__in=[each.value for each in SourceKind]), name="booking_resource_source_known"
            ),
            models.CheckConstraint(
                condition=Q(charge_by__in=[each.value for each in ChargeBy]), name="booking_resource_charge_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ResourceState]), name="booking_resource_state_known"
            ),
            models.CheckConstraint(
                condition=Q(price_fen__gte=0, tax_per_10000__gte=0), name="booking_resource_price_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "pool"], name="booking_resource_pool")]

    def __str__(self) -> str:
        return self.code

    @property
    def terms(self) -> Terms:
        """Its rules."""
        return Terms.from_json(self.rules)

    @property
    def price(self) -> Decimal:
        """CNY an hour without tax."""
        return Decimal(self.price_fen) / 100

    @property
    def tax(self) -> Decimal:
        """The rate of tax, such as 0.06."""
        return Decimal(self.tax_per_10000) / 10000
