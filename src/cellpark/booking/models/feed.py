"""A secret address under which a calendar program reads bookings."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.booking.states import FeedState


class Feed(TenantModel):
    """One address of one company: a fold of ``booking-feed/<id>``. The secret is kept as its SHA-256 alone.

    Without ``resource_id`` the calendar has the company's own bookings; with it, that resource's: others' as "busy".
    """

    id = identifier()
    digest = models.CharField(max_length=64, unique=True)
    resource_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, default=FeedState.OPEN)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    def __str__(self) -> str:
        return str(self.id)
