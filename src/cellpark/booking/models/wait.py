"""A place in the queue for a time that is taken."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.booking.states import QUEUED, WaitState


class Wait(SharedModel):
    """A company waits for a time of a resource: a fold of ``booking-wait/<id>``.

    ``booking_id`` is what it was offered.
    """

    id = identifier()
    resource = models.ForeignKey("booking.Resource", on_delete=models.PROTECT, related_name="waits")
    company_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    purpose = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, default=WaitState.WAITING)
    asked_at = models.DateTimeField()
    offer_until = models.DateTimeField(null=True)
    booking_id = models.UUIDField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in WaitState]), name="booking_wait_state_known"
            ),
            # a company stands once in a queue
            models.UniqueConstraint(
                fields=["resource", "company_id", "starts_at", "ends_at"],
                name="booking_wait_once",
                condition=Q(state__in=sorted(each.value for each in QUEUED)),
            ),
        ]
        indexes = [models.Index(fields=["resource", "state", "starts_at"], name="booking_wait_by_time")]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.starts_at:%F %R}"
