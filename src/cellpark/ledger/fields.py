"""Column kinds that only the ledger needs."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    TextKind = models.Field[str, str]
else:
    TextKind = models.Field


class Xid8Field(TextKind):
    """A PostgreSQL transaction id of 64 bits: it orders transactions for the sealer and means nothing to others."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 -- Django's signature
        """PostgreSQL's own type."""
        return "xid8"


class CurrentTransaction(models.Func):
    """The id of the transaction that writes the row."""

    function = "pg_current_xact_id"
    output_field = Xid8Field()
