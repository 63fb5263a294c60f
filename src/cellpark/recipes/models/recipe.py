"""The master batch record that an organisation keeps under one number."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class MasterRecipe(TenantModel):
    """One master batch record; what it says stands in its versions."""

    never_deleted = True
    id = identifier()
    mbr = models.CharField(max_length=40)
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            # a number on a batch record leads to one master
            models.UniqueConstraint(fields=["organisation", "mbr"], name="recipes_mbr_once"),
        ]

    def __str__(self) -> str:
        return self.mbr

    @property
    def stream(self) -> str:
        """The stream of its registration."""
        return f"recipe/{self.id}"
