"""Rows that several organisations see: one owns the row, the others are named on it."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cellpark.base.models.tenant import ScopedManager, TenantModel
from cellpark.base.scope import OutOfScope, current_scope


class SharedManager(ScopedManager):
    """Gives rows whose owner or any party is in scope, and raises ``Unscoped`` when no scope is open."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        """The rows in scope."""
        scope = current_scope()
        rows = models.Manager.get_queryset(self)
        seen = list(scope.organisations)
        if scope.everything:
            return (
                rows.filter(~Q(organisation_id__in=scope.hidden) | Q(parties__overlap=seen)) if scope.hidden else rows
            )
        return rows.filter(Q(organisation_id__in=seen) | Q(parties__overlap=seen))


class SharedModel(TenantModel):
    """A row of one organisation that others see too, as a treatment order is seen by hospital, sponsor and plant (T19).

    Who may change what is for the acts to say; the database lets a party write, and no stranger read.
    """

    parties_column = "parties"
    parties = ArrayField(models.UUIDField(), default=list, blank=True)
    objects: ClassVar[SharedManager] = SharedManager()

    class Meta:
        abstract = True

    def refuse_foreign(self) -> None:
        """Raise ``OutOfScope`` where neither the owner nor any party is in scope."""
        scope = current_scope()
        if not any(scope.covers(each) for each in (self.organisation_id, *self.parties)):
            raise OutOfScope(f"{type(self).__name__} of organisation {self.organisation_id} is outside the scope")
