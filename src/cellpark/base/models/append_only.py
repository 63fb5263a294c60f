"""Rows that are written once. The guards here are manners; the triggers of ``guards.py`` are the safety."""

from typing import Any, NoReturn

from django.db import models


class AppendOnlyViolation(AssertionError):  # noqa: N818 -- named for what happened
    """Code tried to change or delete a row that is written once: a bug."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A query set that reads and inserts only."""

    def _never(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyViolation(f"{self.model.__name__} is append-only; record a correction as a new row")

    update = delete = bulk_update = update_or_create = _never


class AppendOnlyModel(models.Model):
    """A row that is inserted once and never changed or deleted (P11-5a, P11-5c, T12)."""

    append_only = True
    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a second save is refused."""
        if not self._state.adding:
            raise AppendOnlyViolation(f"{type(self).__name__} is append-only; record a correction as a new row")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyViolation(f"{type(self).__name__} is append-only and is never deleted")
