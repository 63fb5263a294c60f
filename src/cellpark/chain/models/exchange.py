"""What is offered and wanted between industry, university, research and hospital."""

from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel, TenantModel
from cellpark.chain.states import IntroductionState, OfferKind, OfferState, WantState

_KINDS = Q(kind__in=[each.value for each in OfferKind])


class Listing(TenantModel):
    """What offers and wants have in common; in Chinese, in English or in both."""

    id = identifier()
    kind = models.CharField(max_length=20)
    node = models.CharField(max_length=8, blank=True, default="")
    area = models.CharField(max_length=80, blank=True, default="")
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=2000)
    day = models.DateField()
    until = models.DateField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Offer(Listing):
    """Something that an organisation offers to everybody as long as it is open: a fold of its stream."""

    state = models.CharField(max_length=20, default=OfferState.OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_KINDS & Q(state__in=[each.value for each in OfferState]), name="chain_offer_known"
            ),
        ]
        indexes = [models.Index(fields=["state", "kind"], name="chain_offer_by_state")]


class Want(Listing):
    """Something that an organisation looks for: its own business until an introduction is agreed. A fold."""

    state = models.CharField(max_length=20, default=WantState.OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_KINDS & Q(state__in=[each.value for each in WantState]), name="chain_want_known"
            ),
        ]
        indexes = [models.Index(fields=["state", "node"], name="chain_want_by_state")]


class Introduction(SharedModel):
    """Whoever wants something asks to meet whoever offers it: a fold, owned by the asker, with the giver as party.

    ``reasons`` say why the two fit. What is wanted is on the row only from the agreement on (``wanted``); before, the
    giver learns the kind of organisation and the nodes.
    """

    id = identifier()
    offer = models.ForeignKey("chain.Offer", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    want_id = models.UUIDField()
    giver_id = models.UUIDField()
    asker_kind = models.CharField(max_length=30)
    offered = models.CharField(max_length=120)
    wanted = models.CharField(max_length=2200, blank=True, default="")
    reasons: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    state = models.CharField(max_length=20, default=IntroductionState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in IntroductionState]), name="chain_introduction_known"
            ),
            # who was asked is not asked again for the same
            models.UniqueConstraint(
                fields=["offer", "want_id"],
                condition=~Q(state__in=["declined", "withdrawn", "broken_off"]),
                name="chain_introduction_once",
            ),
        ]

    def __str__(self) -> str:
        return self.offered
