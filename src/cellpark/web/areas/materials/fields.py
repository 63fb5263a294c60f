"""Inputs of this area: amounts, days of expiry, values of certificates."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.web.pages.forms.fields import ProblemError, Text

QUANTITY_MAX = 60


class QuantityField(Text):
    """An amount with its unit, such as ``100 mL``; empty is None where that is allowed."""

    def __init__(self, **options: Any) -> None:
        """At most so many characters as a record keeps."""
        super().__init__(**{"max_length": QUANTITY_MAX, **options})

    def clean(self, value: Any) -> Any:
        """The quantity, or a problem in the words of the house."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return Quantity.parse(text)
        except Refused as refused:
            raise ProblemError(refused.problems[0]) from refused


class ValuesField(Text):
    """Values one a line: ``titre = 2.0e8 TU/mL``."""

    def __init__(self, **options: Any) -> None:
        """Several lines."""
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 4}), "max_length": 4_000, **options})

    def clean(self, value: Any) -> Any:
        """Name -> quantity."""
        return values_in(super().clean(value))


def values_in(text: str) -> Mapping[str, Quantity]:
    """The lines as quantities; raises ``ProblemError`` for the first line that is none."""
    found: dict[str, Quantity] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        name, mark, amount = line.partition("=")
        if not mark or name.strip() in found:
            raise ProblemError(Problem("materials.certificate.line", {"line": line[:60]}))
        try:
            found[name.strip()] = Quantity.parse(amount)
        except Refused as refused:
            raise ProblemError(refused.problems[0]) from refused
    return found


def begin_of(day: date | None) -> datetime | None:
    """The first instant of a day at the site: from then on the lot may no longer be used."""
    if day is None:
        return None
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def moment(**options: Any) -> forms.DateTimeField:
    """An instant in the reader's zone, as ``<input type="datetime-local">`` sends it."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, input_formats=["%Y-%m-%dT%H:%M"], **options)
