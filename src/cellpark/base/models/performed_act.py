"""Acts that were done, by the key their form or request carried: a double click finds the first answer."""

from django.db import models

from cellpark.base.models.append_only import AppendOnlyModel


class PerformedAct(AppendOnlyModel):
    """One act that ran: who sent it, what was sent (digest), what came out."""

    key = models.UUIDField()
    actor = models.CharField(max_length=80)
    request_digest = models.BinaryField(max_length=32)
    outcome = models.JSONField()
    performed_at = models.DateTimeField()

    class Meta:
        constraints = [
            # the second of two simultaneous clicks waits here for the first and then reads its answer
            models.UniqueConstraint(fields=["actor", "key"], name="base_act_performed_once"),
        ]
