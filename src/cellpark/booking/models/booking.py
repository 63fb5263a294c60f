"""One booking of one resource."""

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.booking.states import HOLDING, BookingState, ChargeBy, Via


class Booking(SharedModel):
    """A resource from an instant up to another for one company: a fold of ``booking/<id>``.

    The owner of the resource owns the row, the company is its party. ``hold_from`` and ``hold_until`` include cleaning.
    ``bundle`` and ``series`` join bookings that were made together. Price, tax and what is charged are those of the day
    on which it was made, whatever the owner changes later (NUcore #52, #773).
    ``let_on``: the day for which it gave way to a lease; ``gone_with``: the part of its bundle that gave way, where it
    was cancelled with that; ``let_be_at``: when its company said that it needs nothing in its place.
    """

    id = identifier()
    resource = models.ForeignKey("booking.Resource", on_delete=models.PROTECT, related_name="bookings")
    number = models.BigIntegerField()
    company_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    hold_from = models.DateTimeField()
    hold_until = models.DateTimeField()
    state = models.CharField(max_length=10, default=BookingState.BOOKED)
    purpose = models.CharField(max_length=200, blank=True, default="")
    bundle = models.UUIDField(null=True)
    series = models.UUIDField(null=True)
    via = models.CharField(max_length=10, default=Via.PAGE)
    price_fen = models.BigIntegerField(default=0)
    tax_per_10000 = models.IntegerField(default=0)
    charge_by = models.CharField(max_length=20, default=ChargeBy.RESERVATION)
    offer_until = models.DateTimeField(null=True)
    checked_in_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    let_on = models.DateField(null=True)
    gone_with = models.UUIDField(null=True)
    let_be_at = models.DateTimeField(null=True)
    charge_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_booking_ends_after"),
            models.CheckConstraint(
                condition=Q(hold_from__lte=F("starts_at"), hold_until__gt=F("hold_from")), name="booking_booking_holds"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in BookingState]), name="booking_booking_state_known"
            ),
            models.CheckConstraint(
                condition=Q(charge_by__in=[each.value for each in ChargeBy]), name="booking_booking_charge_known"
            ),
            models.CheckConstraint(condition=Q(via__in=[each.value for each in Via]), name="booking_booking_via_known"),
            # nobody books what is booked: the resource's number and the time folded into one built-in range, so that no
            # extension of PostgreSQL is needed (the function stands in the first migration)
            ExclusionConstraint(
                name="booking_booked_once",
                expressions=[
                    (Func("number", "hold_from", "hold_until", function="booking_slot"), RangeOperators.OVERLAPS)
                ],
                condition=Q(state__in=sorted(each.value for each in HOLDING)),
            ),
        ]
        indexes = [
            models.Index(fields=["resource", "starts_at"], name="booking_booking_by_time"),
            models.Index(fields=["company_id", "starts_at"], name="booking_booking_by_company"),
            models.Index(fields=["bundle"], name="booking_booking_bundle", condition=Q(bundle__isnull=False)),
            models.Index(fields=["series"], name="booking_booking_series", condition=Q(series__isnull=False)),
            # what the worker looks at each minute
            models.Index(
                fields=["ends_at"],
                name="booking_booking_holding",
                condition=Q(state__in=sorted(each.value for each in HOLDING)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.starts_at:%F %R}"

    @property
    def price(self) -> Decimal:
        """CNY an hour without tax."""
        return Decimal(self.price_fen) / 100

    @property
    def tax(self) -> Decimal:
        """The rate of tax, such as 0.06."""
        return Decimal(self.tax_per_10000) / 10000
