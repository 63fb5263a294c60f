"""The form behind an act: a key that makes it run once, the version that was seen, errors in the words of the house."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from cellpark.base.messages import Explained, explain, sentence
from cellpark.kernel.problem import Problem
from cellpark.web.pages.forms.fields import ProblemError

# Django's reasons in the words of the house; the others keep Django's own sentence
PROBLEMS: Mapping[str, str] = {
    "required": "base.required",
    "invalid_choice": "base.not_a_choice",
    "max_length": "base.too_long",
    "null_characters_not_allowed": "base.text.control",
}


class ActForm(forms.Form):
    """A form whose refusals are told at the fields they belong to.

    ``compared`` names the fields that somebody else may have changed meanwhile: what the reader saw of them travels
    along, so that a difference can be shown in full (and not just said to exist).
    """

    compared: ClassVar[tuple[str, ...]] = ()
    prefix_of_seen = "seen_"
    use_required_attribute = False  # the server's sentences say more than a browser's bubble, in the page's language

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        """``version`` is the version of the thing that the page shows."""
        super().__init__(*args, **kwargs)
        self.version = version
        self.problems: list[Explained] = []
        self.differences: list[dict[str, str]] = []
        self.status = 422 if self.is_bound else 200
        for name in self.compared:
            # only ever shown back to its sender, so nothing about it can be wrong
            hidden = forms.Field(required=False, widget=forms.HiddenInput, initial=self.initial.get(name, ""))
            self.fields[f"{self.prefix_of_seen}{name}"] = hidden

    @classmethod
    def of(cls, request: HttpRequest, *, initial: Mapping[str, Any] | None = None, **options: Any) -> Self:
        """The form as it was sent, or fresh."""
        data = request.POST if request.method == "POST" else None
        return cls(data, initial=dict(initial or {}), **options)

    @property
    def key(self) -> UUID:
        """A fresh key for the next sending."""
        return uuid4()

    @property
    def sent_key(self) -> UUID | None:
        """The key under which this form was sent; None when it is missing or no key at all."""
        return _uuid(str(self.data.get("idempotency_key", "")))

    @property
    def seen_version(self) -> int | None:
        """The version that the sender saw; None when the form names none."""
        text = str(self.data.get("seen_version", ""))
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None

    def add_error(self, field: str | None, error: Any) -> None:
        """Record an error, told in our words where the catalogue has them."""
        if field is None or not isinstance(error, ValidationError) or hasattr(error, "error_dict"):
            super().add_error(field, error)
            return
        for each in error.error_list:
            problem = each.problem if isinstance(each, ProblemError) else self._problem(field, each)
            super().add_error(field, sentence(problem) if problem else each)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Show refusals: at their fields where the form has those, above the form otherwise."""
        for problem in problems:
            if problem.field in self.fields:
                super().add_error(problem.field, sentence(problem))
            else:
                self.problems.append(explain(problem))

    def refresh_seen(self, present: Mapping[str, str], version: int) -> None:
        """From here on the reader has seen ``present`` at ``version``; what they typed stays."""
        self.differences = [
            {
                "label": str(self.fields[name].label),
                "saw": str(self.data.get(f"{self.prefix_of_seen}{name}", "")),
                "now": present[name],
                "typed": str(self.data.get(name, "")),
            }
            for name in self.compared
        ]
        fresh = MultiValueDict(cast("MultiValueDict[str, Any]", self.data))
        for name in self.compared:
            fresh[f"{self.prefix_of_seen}{name}"] = present[name]
        self.data = fresh
        self.version, self.status = version, 409

    def _problem(self, field: str, error: ValidationError) -> Problem | None:
        value = str((error.params or {}).get("value", self.data.get(field, "")))[:80]
        if error.code == "invalid" and isinstance(self.fields[field], forms.DateField):
            return Problem("base.not_a_date", {"value": value}, field=field)
        code = PROBLEMS.get(error.code or "")
        if code is None:
            return None
        limit = getattr(self.fields[field], "max_length", None)
        return Problem(code, {"value": value, "limit": limit}, field=field)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
