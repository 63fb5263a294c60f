"""Rows that belong to one organisation: read and written only inside a scope that covers it."""

from typing import Any

from django.db import models

from cellpark.base.scope import OutOfScope, current_scope


class ScopedManager(models.Manager[Any]):
    """Gives only rows in scope and raises ``Unscoped`` when none is open."""

    def __init__(self, column: str = "organisation_id") -> None:
        """``column`` holds the organisation's id."""
        super().__init__()
        self.column = column

    def get_queryset(self) -> "models.QuerySet[Any]":
        """The rows in scope."""
        scope = current_scope()
        rows = super().get_queryset()
        if scope.everything:
            return rows.exclude(**{f"{self.column}__in": scope.hidden}) if scope.hidden else rows
        return rows.filter(**{f"{self.column}__in": scope.organisations})


class ScopedWrites(models.Model):
    """A row of the organisation in ``tenant_column``: written only inside a scope that covers it (T19)."""

    tenant_column = ""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write, unless the row belongs to an organisation outside the scope."""
        self.refuse_foreign()
        super().save(*args, **kwargs)

    def refuse_foreign(self) -> None:
        """Raise ``OutOfScope`` for a row of an organisation outside the scope."""
        owner = getattr(self, self.tenant_column)
        if not current_scope().covers(owner):
            raise OutOfScope(f"{type(self).__name__} of organisation {owner} is outside the scope")


class TenantModel(ScopedWrites):
    """A row of one organisation. Reads are scoped, writes are checked, PostgreSQL's policies check both again (T19)."""

    tenant_column = "organisation_id"
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    objects = ScopedManager()

    class Meta:
        abstract = True
