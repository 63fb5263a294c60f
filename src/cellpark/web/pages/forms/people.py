"""Forms of people, their roles and their qualifications."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.identity.public import Duty, Role
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day
from cellpark.web.pages.forms.organisations import name_en, name_zh
from cellpark.web.pages.forms.reasons import reason_field
from cellpark.web.pages.standing import today
from cellpark.web.pages.words import DUTIES, ROLES


class RoleForm(ActForm):
    """A role from a day on; only ``roles`` are offered."""

    role = forms.ChoiceField(label=_("Role"))
    starts_on = day(label=_("First day"))
    ends_on = day(
        label=_("End"), required=False, help_text=_("The first day without the role; empty: until somebody ends it.")
    )
    reason = reason_field()

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        """``roles`` are the roles on offer."""
        kwargs["initial"] = {"starts_on": today(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        # nobody receives a role because it stood first
        field.choices = [("", _("Choose a role")), *((role.value, ROLES[role]) for role in roles)]


class AddForm(RoleForm):
    """A role for somebody who has an account already."""

    email = Text(label=_("E-mail address"), max_length=254)
    field_order = ("email", "role", "starts_on", "ends_on", "reason")


class InviteForm(RoleForm):
    """A new account with its first role."""

    email = Text(
        label=_("E-mail address"), max_length=254, help_text=_("The invitation goes there; it is the sign-in.")
    )
    name_zh = name_zh()
    name_en = name_en()
    duty = forms.ChoiceField(
        label=_("Side"),
        widget=forms.RadioSelect,
        initial=Duty.BUSINESS.value,
        help_text=_("Nobody stands on both sides: whoever answers for the business never administers the system."),
    )
    field_order = ("email", "name_zh", "name_en", "duty", "role", "starts_on", "ends_on", "reason")

    def __init__(self, *args: Any, duties: Iterable[Duty], **kwargs: Any) -> None:
        """``duties`` are the sides for which the organisation has roles; with one alone there is nothing to ask."""
        super().__init__(*args, **kwargs)
        field = self.fields["duty"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(duty.value, DUTIES[duty]) for duty in duties]
        if len(field.choices) == 1:
            field.widget = forms.HiddenInput()


class EndRoleForm(ActForm):
    """The end of a role."""

    ends_on = day(label=_("First day without the role"))
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """From today on unless somebody says otherwise."""
        kwargs["initial"] = {"ends_on": today(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class QualificationForm(ActForm):
    """What somebody was found fit for, and how long."""

    subject = Text(
        label=_("Subject"),
        max_length=80,
        help_text=_("The short key by which rules find it, such as aseptic-gowning."),
    )
    title_zh = Text(label=_("Chinese title"), max_length=200, required=False)
    title_en = Text(label=_("English title"), max_length=200, required=False)
    valid_from = day(label=_("Valid from"))
    valid_until = day(label=_("Valid until"), help_text=_("The first day on which it is no longer valid."))
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A year from today unless somebody says otherwise."""
        year = {"valid_from": today(), "valid_until": today() + timedelta(days=365)}
        kwargs["initial"] = {**year, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
