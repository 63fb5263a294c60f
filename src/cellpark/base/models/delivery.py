"""Which subscriber has dealt with which ledger event: at-least-once jobs, exactly-once effects."""

from django.db import models

from cellpark.base.models.append_only import AppendOnlyModel


class Delivery(AppendOnlyModel):
    """One event handled by one subscriber."""

    event_id = models.UUIDField()
    subscriber = models.CharField(max_length=200)
    delivered_at = models.DateTimeField()

    class Meta:
        constraints = [
            # a job that runs again after a crash finds its own mark and does nothing
            models.UniqueConstraint(fields=["event_id", "subscriber"], name="base_event_delivered_once"),
        ]
