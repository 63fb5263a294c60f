"""Electronic signatures as evidence: the statement that was signed, and what the signer gave to prove the act."""

from django.db import models

from cellpark.base.models import AppendOnlyModel, ScopedManager


class Signature(AppendOnlyModel):
    """One signature over one or more streams at named versions (P11-8a, P11-8b, P11-9a, A11-2f)."""

    tenant_column = "organisation"

    id = models.UUIDField(primary_key=True)
    organisation = models.UUIDField(null=True)
    person = models.UUIDField()
    role = models.TextField()
    kind = models.TextField()
    statement = models.BinaryField()
    digest = models.BinaryField(unique=True)
    evidence = models.JSONField()
    signed_at = models.DateTimeField()

    objects = ScopedManager("organisation")  # type: ignore[misc,assignment]

    class Meta:
        db_table = "ledger_signature"
        indexes = [models.Index(fields=["person", "signed_at"], name="ledger_signature_person")]

    def __str__(self) -> str:
        return f"signature {self.id}"


class SignedStream(AppendOnlyModel):
    """One stream that a signature names, with the version and the hash of its head at that moment."""

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="+")
    stream = models.TextField(db_collation="C")
    version = models.BigIntegerField()
    hash = models.BinaryField()

    # whoever sees the signature sees what it names; its own line can be written wherever the signature could be
    row_rule = "EXISTS (SELECT FROM ledger_signature s WHERE s.id = signature_id)"
    row_write_rule = "true"

    class Meta:
        db_table = "ledger_signed_stream"
        constraints = [
            # a signature names a stream at one version only
            models.UniqueConstraint(fields=["signature", "stream"], name="ledger_signed_stream_once"),
        ]
        indexes = [models.Index(fields=["stream", "version"], name="ledger_signed_stream_head")]

    def __str__(self) -> str:
        return f"{self.stream} v{self.version}"
