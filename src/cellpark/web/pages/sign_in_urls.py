"""The addresses of django-allauth that we open, each with its access rule. What is not named here does not exist.

Left out on purpose: sign-up (people are invited), change of e-mail address (it identifies a person, P11-9b), sign-in by
mailed code (a second, weaker door).
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, register_converter

from cellpark.access.public import PUBLIC, SIGNED_IN, noting_keys, route
from cellpark.web.pages.views import account as ours


class PersonPart:
    """The first part of a reset link: the person's id as allauth writes it, without a dash."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(PersonPart, "person_part")

urlpatterns: list[URLPattern] = [
    route("account/login/", ours.login, access=PUBLIC, name="account_login"),
    route("account/logout/", account.logout, access=PUBLIC, name="account_logout"),
    route("account/inactive/", account.account_inactive, access=PUBLIC, name="account_inactive"),
    route("account/reauthenticate/", account.reauthenticate, access=SIGNED_IN, name="account_reauthenticate"),
    route("account/password/change/", account.password_change, access=SIGNED_IN, name="account_change_password"),
    route("account/password/reset/", account.password_reset, access=PUBLIC, name="account_reset_password"),
    route(
        "account/password/reset/done/", account.password_reset_done, access=PUBLIC, name="account_reset_password_done"
    ),
    route(
        "account/password/reset/key/done/",
        account.password_reset_from_key_done,
        access=PUBLIC,
        name="account_reset_password_from_key_done",
    ),
    route(
        "account/password/reset/key/<person_part:uidb36>-<str:key>/",
        account.password_reset_from_key,
        access=PUBLIC,
        name="account_reset_password_from_key",
    ),
    route("account/2fa/", mfa.index, access=SIGNED_IN, name="mfa_index"),
    route("account/2fa/authenticate/", mfa.authenticate, access=PUBLIC, name="mfa_authenticate"),
    route("account/2fa/reauthenticate/", mfa.reauthenticate, access=SIGNED_IN, name="mfa_reauthenticate"),
    route("account/2fa/totp/activate/", noting_keys(totp.activate_totp), access=SIGNED_IN, name="mfa_activate_totp"),
    route(
        "account/2fa/totp/deactivate/", noting_keys(totp.deactivate_totp), access=SIGNED_IN, name="mfa_deactivate_totp"
    ),
    route(
        "account/2fa/recovery-codes/", recovery.view_recovery_codes, access=SIGNED_IN, name="mfa_view_recovery_codes"
    ),
    route(
        "account/2fa/recovery-codes/generate/",
        noting_keys(recovery.generate_recovery_codes),
        access=SIGNED_IN,
        name="mfa_generate_recovery_codes",
    ),
    route(
        "account/2fa/recovery-codes/download/",
        recovery.download_recovery_codes,
        access=SIGNED_IN,
        name="mfa_download_recovery_codes",
    ),
    route("account/2fa/passkeys/", ours.passkeys, access=SIGNED_IN, name="mfa_list_webauthn"),
    route("account/2fa/passkeys/add/", noting_keys(webauthn.add_webauthn), access=SIGNED_IN, name="mfa_add_webauthn"),
    route(
        "account/2fa/passkeys/reauthenticate/",
        webauthn.reauthenticate_webauthn,
        access=SIGNED_IN,
        name="mfa_reauthenticate_webauthn",
    ),
    route(
        "account/2fa/passkeys/<int:pk>/remove/",
        noting_keys(webauthn.remove_webauthn),
        access=SIGNED_IN,
        name="mfa_remove_webauthn",
    ),
    route("account/2fa/passkeys/<int:pk>/edit/", webauthn.edit_webauthn, access=SIGNED_IN, name="mfa_edit_webauthn"),
    route("account/2fa/passkeys/login/", webauthn.login_webauthn, access=PUBLIC, name="mfa_login_webauthn"),
]
