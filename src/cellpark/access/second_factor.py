"""Second factors: TOTP and passkeys, named as the house names them."""

from base64 import urlsafe_b64encode
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
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

    def encrypt(self, text: str) -> str:
        """Codes' seeds and recovery codes are kept encrypted: whoever reads the table or a backup cannot use them."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read what ``encrypt`` wrote, also under a former secret of the site."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """What a passkey is stored under on the person's device; the id in the form in which allauth reads it back."""
        return {"id": user.id.hex.encode(), "display_name": user.name, "name": user.email}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 -- allauth's signature
        """A first name for a passkey, which its owner can change."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}


def _cipher() -> MultiFernet:
    """One key for each secret of the site, the present one first (HKDF, RFC 5869)."""
    keys = [
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"cellpark second factors").derive(secret.encode())
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])
