"""What we commit to in public, and who else vouches for it."""

from django.db import models

from cellpark.base.models import AppendOnlyModel


class SigningKey(AppendOnlyModel):
    """A public key of the site's own (its private half is a file that only the service can read)."""

    vkey = models.TextField(unique=True)
    since = models.DateTimeField()

    class Meta:
        db_table = "ledger_signing_key"

    def __str__(self) -> str:
        return self.vkey.split("+", 1)[0]


class Checkpoint(AppendOnlyModel):
    """A signed note over the tree's first ``size`` leaves."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "ledger_checkpoint"

    def __str__(self) -> str:
        return f"checkpoint {self.size}"


class Witness(AppendOnlyModel):
    """Somebody outside who keeps its own head of our log and cosigns what extends it, such as a sponsor."""

    name = models.TextField(unique=True)
    vkey = models.TextField(unique=True)
    organisation = models.UUIDField(null=True)
    since = models.DateTimeField()

    class Meta:
        db_table = "ledger_witness"

    def __str__(self) -> str:
        return self.name


class Cosignature(AppendOnlyModel):
    """A witness's line under one checkpoint."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="cosignatures")
    line = models.TextField()
    signed_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_cosignature"
        constraints = [
            # one witness vouches once for one checkpoint
            models.UniqueConstraint(fields=["checkpoint", "witness"], name="ledger_cosignature_once"),
        ]

    def __str__(self) -> str:
        return f"{self.witness_id} on {self.checkpoint_id}"
