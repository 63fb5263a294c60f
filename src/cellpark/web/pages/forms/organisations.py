"""Forms of organisations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.identity.public import KINDS
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text
from cellpark.web.pages.forms.reasons import reason_field


def name_zh() -> Text:
    """A Chinese name."""
    return Text(label=_("Chinese name"), max_length=200, required=False, help_text=_("One of the two names is enough."))


def name_en() -> Text:
    """An English name."""
    return Text(label=_("English name"), max_length=200, required=False)


class RegisterForm(ActForm):
    """A new organisation."""

    kind = forms.ChoiceField(label=_("What it is to the park"), choices=[(kind.value, KINDS[kind]) for kind in KINDS])
    name_zh = name_zh()
    name_en = name_en()
    credit_code = Text(
        label=_("Unified social credit code"),
        max_length=18,
        required=False,
        help_text=_("18 characters from the business licence; organisations outside China have none."),
    )

    def clean_credit_code(self) -> str:
        """Written in capitals, as GB 32100-2015 has it."""
        return str(self.cleaned_data["credit_code"]).upper()


class RenameForm(ActForm):
    """Other names, and why."""

    compared = ("name_zh", "name_en")
    name_zh = name_zh()
    name_en = name_en()
    reason = reason_field()
