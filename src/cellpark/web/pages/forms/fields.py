"""Inputs as the record can keep them."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class ProblemError(ValidationError):
    """A form error that carries a problem, so that it is told in the words of the catalogue."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem.code, code=problem.code)
        self.problem = problem


class Text(forms.CharField):
    """One line of text: trimmed, composed (NFC, as the ledger stores text), readable.

    Bytes that are no UTF-8 reach Django as replacement characters; they are refused, never stored.
    """

    def to_python(self, value: Any) -> str:
        """The text, or a problem."""
        text = unicodedata.normalize("NFC", super().to_python(value) or "").replace("\r\n", "\n")
        if REPLACEMENT in text:
            raise ProblemError(Problem("pages.unreadable"))
        for problem in text_problems(text=text):
            raise ProblemError(problem)
        return text


def long_text(**options: Any) -> Text:
    """Several lines, such as a reason."""
    return Text(widget=forms.Textarea(attrs={"rows": 3}), **options)


def day(**options: Any) -> forms.DateField:
    """A date as ISO 8601, which is what ``<input type="date">`` sends."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **options)
