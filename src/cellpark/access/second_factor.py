"""Second factors: TOTP and passkeys, named as the house names them."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.functional import lazystr
from django.utils.translation import gettext as _

from cellpark.access.sign_in import SaidLate
from cellpark.identity.public import Person


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """How django-allauth's second factors behave here."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": lazystr(SaidLate("access.code.wrong")),
    }

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """What a passkey is stored under on the person's device; the id in the form in which allauth reads it back."""
        return {"id": user.id.hex.encode(), "display_name": user.name, "name": user.email}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 -- allauth's signature
        """A first name for a passkey, which its owner can change."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}
