"""Keys with which a program acts for a person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class AccessToken(TenantModel):
    """A token with scopes. Its secret is shown once; only its digest is kept."""

    id = identifier()
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="tokens")
    title = models.CharField(max_length=120)
    digest = models.BinaryField(max_length=32, unique=True)
    scopes = ArrayField(models.CharField(max_length=80))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.title
