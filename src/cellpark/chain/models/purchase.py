"""What was bought on a node, from whom and where."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.chain.states import Origin


class Purchase(TenantModel):
    """One dated purchase of somebody in a park, as the operator was told: a fold of its event. CNY without tax."""

    id = identifier()
    node = models.CharField(max_length=8)
    area = models.CharField(max_length=80)
    buyer = models.CharField(max_length=200)
    supplier = models.CharField(max_length=200)
    origin = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    day = models.DateField()
    source = models.CharField(max_length=200)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=[each.value for each in Origin]), name="chain_purchase_origin_known"
            ),
            # shares of nothing, or of less, are no shares
            models.CheckConstraint(condition=Q(amount__gt=0), name="chain_purchase_of_something"),
            # a file that is read again adds nothing
            models.UniqueConstraint(
                fields=["organisation", "area", "node", "buyer", "supplier", "day", "amount", "source"],
                name="chain_purchase_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "area", "day"], name="chain_purchase_by_area")]

    def __str__(self) -> str:
        return f"{self.node} {self.supplier}"
