"""The house's one kind of link for somebody without an account; each act has a table of its own."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.identity.states import LinkState


class OneTimeLink(TenantModel):
    """A link that works once. The link itself is not kept: ``digest`` is the SHA-256 of its secret; nobody is named."""

    id = identifier()
    act = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=20, default=LinkState.OPEN)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    never_deleted = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"link {self.id}"
