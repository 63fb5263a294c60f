"""Clean-room suites."""

from django.db import models

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import TenantModel


class Suite(BilingualName, TenantModel):
    """Rooms that belong together, with an air handling and a way in of their own."""

    id = identifier()
    code = models.CharField(max_length=40)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            *BilingualName.Meta.constraints,
            # recipes and labels name a suite by its code
            models.UniqueConstraint(fields=["organisation", "code"], name="equipment_suite_code_once"),
        ]

    def __str__(self) -> str:
        return self.code
