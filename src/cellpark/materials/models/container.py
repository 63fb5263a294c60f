"""One container: a bag, a vial, a bottle, a shipper."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.kernel.quantity import Quantity
from cellpark.materials.states import PRESENT, ContainerState, DonorState

# The chain of identity is set once: an update that changes it fails in the database, whoever sends it (LBL-5).
_IDENTITY_FUNCTION = """
CREATE OR REPLACE FUNCTION cellpark_materials_identity_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the identity of a container never changes' USING ERRCODE = 'restrict_violation';
END $$;
"""
_IDENTITY_TRIGGER = """
CREATE OR REPLACE TRIGGER materials_container_identity_stays
BEFORE UPDATE OF coi, din, code, organisation_id, material_id ON materials_container FOR EACH ROW
WHEN (OLD.coi IS DISTINCT FROM NEW.coi OR OLD.din IS DISTINCT FROM NEW.din OR OLD.code IS DISTINCT FROM NEW.code
  OR OLD.organisation_id IS DISTINCT FROM NEW.organisation_id OR OLD.material_id IS DISTINCT FROM NEW.material_id)
EXECUTE FUNCTION cellpark_materials_identity_stays()
"""


class Container(TenantModel):
    """A container with what is in it, where it is and whose it is.

    ``code`` is printed for people, ``scan_key`` what its label says to a scanner; both are unique in the organisation.
    ``clocks`` are hold clocks (``cellpark.materials.clocks``); ``clock_due_at`` is when the worker looks at them next.
    ``look_alikes`` names patients who are easily mistaken for this one; while ``second_scan_due`` nobody uses it.
    """

    id = identifier()
    material = models.ForeignKey("materials.Material", on_delete=models.PROTECT, related_name="containers")
    lot = models.ForeignKey("materials.Lot", on_delete=models.PROTECT, null=True, related_name="containers")
    code = models.CharField(max_length=60)
    scan_key = models.CharField(max_length=120)
    coi = models.CharField(max_length=40, blank=True, default="")
    din = models.CharField(max_length=20, blank=True, default="")
    product_code = models.CharField(max_length=20, blank=True, default="")
    division = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=20, default=ContainerState.EXPECTED)
    sample = models.BooleanField(default=False)
    quantity_value = models.CharField(max_length=60)
    quantity_unit = models.CharField(max_length=40)
    donor_state = models.CharField(max_length=20, default=DonorState.UNKNOWN)
    expires_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120, blank=True, default="")
    condition = models.CharField(max_length=20, blank=True, default="")
    room = models.UUIDField(null=True)
    custodian = models.UUIDField(null=True)
    received_by = models.UUIDField(null=True)
    seal = models.CharField(max_length=60, blank=True, default="")
    clocks = models.JSONField(default=list)
    clock_due_at = models.DateTimeField(null=True)
    look_alikes = models.JSONField(default=list)
    second_scan_due = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    never_deleted = True
    row_guards = {"materials_container_identity_stays": (_IDENTITY_FUNCTION, _IDENTITY_TRIGGER)}

    class Meta:
        constraints = [
            # one code leads to one container
            models.UniqueConstraint(fields=["organisation", "code"], name="materials_container_code_once"),
            models.UniqueConstraint(fields=["organisation", "scan_key"], name="materials_container_scan_once"),
            # nobody takes out more than is in it
            models.CheckConstraint(
                condition=~Q(quantity_value__startswith="-"), name="materials_container_not_below_nothing"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ContainerState]), name="materials_container_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "coi"], condition=~Q(coi=""), name="materials_container_coi"),
            models.Index(fields=["organisation", "place"], name="materials_container_place"),
            models.Index(fields=["lot"], name="materials_container_lot"),
            # timers: what the worker has to notice next (T10)
            models.Index(
                fields=["clock_due_at"], condition=~Q(clock_due_at=None), name="materials_container_clock_due"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def quantity(self) -> Quantity:
        """What is in it."""
        return Quantity(Decimal(self.quantity_value), self.quantity_unit)

    @property
    def present(self) -> bool:
        """Whether it is in the house and holds something."""
        return self.state in PRESENT

    @property
    def open(self) -> bool:
        """Whether it was opened."""
        return self.opened_at is not None
