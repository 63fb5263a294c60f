"""Second factors: TOTP and passkeys, named and noted."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter

from cellpark.identity.public import Person


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """How django-allauth's second factors behave here."""

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """What a passkey is stored under on the person's device."""
        return {"id": user.id.bytes, "display_name": user.name, "name": user.email}
