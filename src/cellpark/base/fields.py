"""Kinds of columns that every app uses the same way."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from cellpark.base.time import now
from cellpark.kernel.identifier import time_ordered_id


def new_id() -> UUID:
    """A UUIDv7 by the clock in force: rows sort in the order in which they were made."""
    return time_ordered_id(now())


def identifier() -> "models.UUIDField[Any, Any]":
    """The primary key of an aggregate."""
    return models.UUIDField(primary_key=True, default=new_id, editable=False)


class BilingualName(models.Model):
    """A name that people type, in Chinese, in English, or both; one of them is always there."""

    name_zh = models.CharField(max_length=200, blank=True, default="")
    name_en = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True
        constraints = [
            # a thing without any name cannot be found, printed or signed
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="%(app_label)s_%(class)s_has_a_name"
            ),
        ]

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the other one."""
        return in_reader_language(self.name_zh, self.name_en)


def in_reader_language(zh: str, en: str) -> str:
    """``zh`` or ``en`` by the active language; the other one where that is empty."""
    chinese = (get_language() or "en").startswith("zh")
    return (zh or en) if chinese else (en or zh)
