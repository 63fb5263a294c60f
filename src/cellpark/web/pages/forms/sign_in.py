"""django-allauth's forms with the words of the house. What they check and do stays allauth's."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import sentence
from cellpark.identity.public import take_code
from cellpark.kernel.problem import Problem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EMAIL = _("E-mail address")
PRESENT_PASSWORD = _("Present password")
NEW_PASSWORD = _("New password")
AGAIN = _("The same password again")
CODE = _("Code from the app, or a recovery code")


class OurWords:
    """Labels of ours, no placeholders, and what is missing said in full."""

    labels: ClassVar[Mapping[str, "StrOrPromise"]] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let allauth build the form, then change its words."""
        super().__init__(*args, **kwargs)
        fields: Mapping[str, forms.Field] = self.fields  # type: ignore[attr-defined]  # mixed into a form
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = sentence(Problem("base.required"))
            if name in self.labels:
                field.label = self.labels[name]
            if name in {"password", "oldpassword", "password2"}:
                field.help_text = ""


class SignInForm(OurWords, account.LoginForm):  # type: ignore[misc]  # allauth is untyped
    """Address and password."""

    labels = {"login": EMAIL, "password": _("Password")}


class ReauthenticateForm(OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    labels = {"password": PRESENT_PASSWORD}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one."""

    labels = {"oldpassword": PRESENT_PASSWORD, "password1": NEW_PASSWORD, "password2": AGAIN}


class ResetPasswordForm(OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """The address to which the letter goes."""

    labels = {"email": EMAIL}


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link of the letter."""

    labels = {"password1": NEW_PASSWORD, "password2": AGAIN}


class UsedOnce:
    """A code that signed something, or somebody in, does neither again."""

    def clean_code(self) -> str:
        """Raise ``ValidationError`` for a code that is wrong or used up."""
        code: str = super().clean_code()  # type: ignore[misc]  # mixed into a form
        by: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if by.type == Authenticator.Type.TOTP and not take_code(by.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OurWords, UsedOnce, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    labels = {"code": CODE}


class CodeAgainForm(OurWords, UsedOnce, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code to show that it is still you."""

    labels = {"code": CODE}


class ActivateCodesForm(OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    labels = {"code": _("The code that the app shows now")}


class AddPasskeyForm(OurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that signs in by itself: the device checks who holds it, which signing needs, too."""

    labels = {"name": _("Name of the passkey")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Every key is a passkey here."""
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True
        self.fields["name"].help_text = _("The device on which it lives, so that you know it again.")
        self.fields["name"].max_length = 80


class RenamePasskeyForm(OurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name."""

    labels = {"name": _("Name of the passkey")}
