"""A gap that somebody is being recruited for."""

from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import TenantModel
from cellpark.chain.states import RecruitmentState


class Recruitment(TenantModel, BilingualName):
    """From a gap to the lease that closes it: a fold of ``chain-recruitment/<id>``.

    ``company`` is the lead at the companies; ``demand`` the unmet demand that called for it, one object each with
    ``kind``, ``id``, ``node``, ``day`` and ``text``, as it stood when the lead was made. ``lease`` is the number of the
    lease that closed the gap, ``seat`` the seat that it made.
    """

    id = identifier()
    node = models.CharField(max_length=8)
    area = models.CharField(max_length=80)
    company = models.UUIDField()
    demand: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    verdict = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=20, default=RecruitmentState.OPEN)
    lease = models.CharField(max_length=80, blank=True, default="")
    seat = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            *BilingualName.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in RecruitmentState]), name="chain_recruitment_state_known"
            ),
            # one click is one lead: a second click on the same company finds the first
            models.UniqueConstraint(
                fields=["organisation", "node", "area", "company"],
                condition=Q(state="open"),
                name="chain_recruitment_once",
            ),
        ]
        indexes = [models.Index(fields=["company", "state"], name="chain_recruitment_by_company")]

    def __str__(self) -> str:
        return f"{self.node} {self.name}"
