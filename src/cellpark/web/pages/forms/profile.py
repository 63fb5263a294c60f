"""Forms of one's own account."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day
from cellpark.web.pages.forms.organisations import name_en, name_zh
from cellpark.web.pages.standing import today
from cellpark.web.pages.words import PERMISSIONS

TOKEN_DAYS = 90


class DetailsForm(ActForm):
    """One's own names, language and zone."""

    compared = ("name_zh", "name_en", "language", "time_zone")
    name_zh = name_zh()
    name_en = name_en()
    language = forms.ChoiceField(label=_("Language"))
    time_zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The languages by their own names, the zones by the tz database's."""
        super().__init__(*args, **kwargs)
        languages = [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
        for name, choices in (("language", languages), ("time_zone", zones())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class TokenForm(ActForm):
    """A token for a program, with a part of one's own permissions."""

    title = Text(label=_("What it is for"), max_length=120, help_text=_("The program and where it runs."))
    scopes = forms.MultipleChoiceField(label=_("What it may do"), widget=forms.CheckboxSelectMultiple)
    expires_on = day(label=_("Expires on"), help_text=_("At most one year from today."))

    def __init__(self, *args: Any, permissions: Iterable[str], **kwargs: Any) -> None:
        """``permissions`` are the owner's own."""
        kwargs["initial"] = {"expires_on": today() + timedelta(days=TOKEN_DAYS), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(permission, PERMISSIONS[permission]) for permission in sorted(permissions)]


class ChoosePasswordForm(ActForm):
    """A password, typed twice."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def zones() -> list[tuple[str, str]]:
    """The zones of places; abbreviations and POSIX names are left out."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name or name == "UTC"]
