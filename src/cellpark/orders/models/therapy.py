"""What can be ordered: a sponsor's product, made by a plant."""

from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import SharedModel
from cellpark.orders.states import TherapyState


class Therapy(BilingualName, SharedModel):
    """A product that a hospital can order. The maker owns the row, since the orders that rest on it are on the maker's
    record; the sponsor and the qualified hospitals are its parties (T19).

    ``revision`` counts the descriptions; an order keeps the rules of the one that it began with. ``recipe`` is the
    SHA-256 of an approved recipe of the maker, ``starting_material`` the code of what is collected.
    """

    id = identifier()
    code = models.CharField(max_length=40)
    sponsor_id = models.UUIDField()
    recipe = models.CharField(max_length=64)
    starting_material = models.CharField(max_length=40)
    facility = models.CharField(max_length=5)
    countries: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    distances: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    revision = models.IntegerField(default=1)
    state = models.CharField(max_length=20, default=TherapyState.DRAFT)
    described_by = models.UUIDField(null=True)
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            *BilingualName.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "code"], name="orders_therapy_code_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in TherapyState]), name="orders_therapy_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code
