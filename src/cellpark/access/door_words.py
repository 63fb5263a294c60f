"""What the door says when it worked: toasts and letters. What it refuses stands in ``messages.py``."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# by the name of the template in which allauth would look for them
AFTERWARDS: Mapping[str, Promise] = {
    "account/messages/logged_out.txt": _("You have signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "mfa/messages/totp_activated.txt": _("The app with codes is added to your account."),
    "mfa/messages/totp_deactivated.txt": _("The app with codes is removed from your account."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added to your account."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed. What was signed with it stays verifiable."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes are ready; older ones no longer work."),
}
RESET_SUBJECT = _("Choose a new password for Cellpark")
RESET_LETTER = _(
    "Dear %(name)s,\n\n"
    "somebody, probably you, asked for a new password. Choose it here; the link works once:\n\n"
    "%(link)s\n\nIf it was not you, do nothing: your password stays as it is."
)


def in_every_language(words: Promise) -> list[str]:
    """The words in each language of the site."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(str(words))
    return found
