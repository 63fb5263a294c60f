"""A statement between the moment it is shown and the moment it is signed."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.ledger.public import Envelope, Statement, read_statement


class PreparedSignature(TenantModel):
    """One statement, shown to one person, to be signed once within a few minutes.

    ``purpose`` says which page asked for it, ``back`` leads there. ``view`` is the page fragment that was shown; the
    statement carries its SHA-256, so that a change of it shows. It stays here, outside the ledger, because it may name
    people.
    """

    id = identifier()
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    back = models.CharField(max_length=500, blank=True, default="")
    role = models.CharField(max_length=40)
    meaning = models.CharField(max_length=20)
    statement = models.BinaryField()
    view = models.TextField()
    prepared_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    signature = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["person", "prepared_at"], name="identity_prepared_of_person")]
        constraints = [
            # a statement that never runs out could be signed long after it was read
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("prepared_at")), name="identity_prepared_runs_out"
            ),
        ]

    @property
    def envelope(self) -> Envelope:
        """What will be signed, with its type; its digest is the challenge for a passkey."""
        return Envelope.parse(bytes(self.statement))

    @property
    def said(self) -> Statement:
        """The statement."""
        return read_statement(self.envelope)

    def __str__(self) -> str:
        return self.subject
