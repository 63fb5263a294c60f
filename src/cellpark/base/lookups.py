"""Lookups for questions about many rows at once."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Lookup, UUIDField
from django.db.models.sql.compiler import SQLCompiler


@UUIDField.register_lookup
class AnyOf(Lookup):
    """``id__any_of=ids``: as ``id__in``, with one parameter for all ids.

    ``IN`` writes a placeholder for each; with a thousand of them reading the statement takes longer than answering it.
    """

    lookup_name = "any_of"

    def get_prep_lookup(self) -> list[UUID]:
        """The ids as a list, which psycopg sends as one array."""
        found: Iterable[UUID] = self.rhs
        return [each if isinstance(each, UUID) else UUID(str(each)) for each in found]

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        """``column = ANY(array)``."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, self.rhs]
