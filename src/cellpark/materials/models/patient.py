"""Whose cells: a chain of identity and, sealed, what mistakes are made with."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.ledger.public import SealedBlock


class Patient(TenantModel):
    """One chain of identity. Name and birth date are encrypted with the patient's own key and serve the comparison
    with other patients alone (CN-4g, T20); destroying the key erases them.
    """

    id = identifier()
    coi = models.CharField(max_length=40)
    sealed_for = models.UUIDField()
    nonce = models.CharField(max_length=40)
    ciphertext = models.TextField()
    enrolled_at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "coi"], name="materials_patient_coi_once")]

    def __str__(self) -> str:
        return self.coi

    @property
    def block(self) -> SealedBlock:
        """The encrypted name and birth date."""
        return SealedBlock(person=self.id, nonce=self.nonce, ciphertext=self.ciphertext)
