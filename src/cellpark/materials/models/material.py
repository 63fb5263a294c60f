"""What a material is, whatever lot it comes in."""

from django.db import models

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import TenantModel
from cellpark.materials.states import DonorUse, MaterialKind, StorageCondition


class Material(BilingualName, TenantModel):
    """A material master: its code (``RM-0312``) is what recipes name. ``unit`` is the unit in which it is counted.

    ``clocks`` are the limits that every container of it starts with: ``[{"kind": ..., "limit": quantity}]``.
    """

    id = identifier()
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    unit = models.CharField(max_length=40, default="1")
    storage = models.CharField(max_length=20, default=StorageCondition.AMBIENT)
    donor_use = models.CharField(max_length=20, default=DonorUse.NONE)
    gtin = models.CharField(max_length=14, blank=True, default="")
    clocks = models.JSONField(default=list)
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta(BilingualName.Meta):
        constraints = [
            *BilingualName.Meta.constraints,
            # a recipe names a code and must find one material
            models.UniqueConstraint(fields=["organisation", "code"], name="materials_material_code_once"),
            models.UniqueConstraint(
                fields=["organisation", "gtin"], condition=~models.Q(gtin=""), name="materials_material_gtin_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in MaterialKind]), name="materials_material_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code
