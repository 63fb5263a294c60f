"""Bookings that could not be had."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.booking.states import Via


class Refusal(TenantModel):
    """A company asked for a time that others have, or had used its hours: a fold of ``booking-refusal/<id>``.

    The owner of the resource owns the row: it is demand that the resource does not meet. ``codes`` are the problems,
    with a blank between two. No person is kept.
    """

    id = identifier()
    resource = models.ForeignKey("booking.Resource", on_delete=models.PROTECT, related_name="refusals")
    company_id = models.UUIDField()
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    codes = models.CharField(max_length=200)
    via = models.CharField(max_length=10, default=Via.PAGE)
    asked_at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            # whoever asks again on the same day wants the same thing
            models.UniqueConstraint(fields=["resource", "company_id", "day"], name="booking_refusal_once_a_day"),
        ]
        indexes = [models.Index(fields=["organisation", "day"], name="booking_refusal_by_day")]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.day}"
