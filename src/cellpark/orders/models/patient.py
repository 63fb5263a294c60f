"""Patients, in sight of their hospital alone."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.ledger.public import SealedBlock


class HospitalPatient(TenantModel):
    """A hospital's patient. Name, birth date and number are encrypted with the patient's own key (T20, CN-8);
    destroying the key erases them. ``code`` is the name under which staff and programs speak of the patient.
    """

    id = identifier()
    code = models.CharField(max_length=20)
    sealed_for = models.UUIDField()
    nonce = models.CharField(max_length=40)
    ciphertext = models.TextField()
    registered_at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="orders_patient_code_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def block(self) -> SealedBlock:
        """The encrypted particulars."""
        return SealedBlock(person=self.id, nonce=self.nonce, ciphertext=self.ciphertext)


class PatientOrder(TenantModel):
    """Which order is whose. The order's own row, which sponsor and maker see, does not say it."""

    order_id = models.UUIDField(primary_key=True)
    patient = models.ForeignKey("orders.HospitalPatient", on_delete=models.PROTECT, related_name="orders")

    never_deleted = True

    def __str__(self) -> str:
        return str(self.order_id)
