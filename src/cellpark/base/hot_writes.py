"""Writing a row as ``save`` writes it, through prepared statements, for the rows that every act at the bench writes.

Django writes the text of each INSERT and UPDATE anew and PostgreSQL plans it anew; both cost more than the writing. The
locks of the scope hold as in ``save``, and the database's triggers, policies and checks see no difference.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import DatabaseError, connection, models

from cellpark.base.models import ScopedWrites
from cellpark.base.prepared import execute_prepared

Columns = tuple["models.Field[Any, Any]", ...]


def insert_row(row: models.Model) -> None:
    """Insert a row that carries its key, as ``row.save(force_insert=True)`` does. Raises ``OutOfScope``."""
    kind = type(row)
    statement, columns = _insert(kind)
    _refuse_foreign(row)
    execute_prepared(statement, [_bound(row, column) for column in columns])
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 -- as Django marks a row that is there


def update_row(row: models.Model, names: Iterable[str]) -> None:
    """Write the fields with these ``names``, as ``row.save(update_fields=names)`` does.

    Raises ``OutOfScope``, and ``DatabaseError`` where the row is not there.
    """
    kind = type(row)
    assert not getattr(kind, "append_only", False), "a row that is written once is not written over"
    statement, columns = _update(kind, tuple(names))
    _refuse_foreign(row)
    if execute_prepared(statement, [_bound(row, column) for column in columns]).rowcount != 1:
        raise DatabaseError(f"{kind.__name__} {row.pk} is not there to be written over")


def _refuse_foreign(row: models.Model) -> None:
    if isinstance(row, ScopedWrites):
        row.refuse_foreign()


def _bound(row: models.Model, column: "models.Field[Any, Any]") -> Any:
    return column.get_db_prep_save(getattr(row, column.attname), connection)


@cache
def _insert(kind: type[models.Model]) -> tuple[bytes, Columns]:
    meta = kind._meta  # noqa: SLF001 -- Django's documented model API
    columns: Columns = tuple(meta.concrete_fields)
    named = ", ".join(f'"{each.column}"' for each in columns)
    marks = ", ".join("%s" for _ in columns)
    return f'INSERT INTO "{meta.db_table}" ({named}) VALUES ({marks})'.encode(), columns  # noqa: S608 -- our own names


@cache
def _update(kind: type[models.Model], names: tuple[str, ...]) -> tuple[bytes, Columns]:
    meta = kind._meta  # noqa: SLF001 -- Django's documented model API
    columns: Any = tuple(meta.get_field(name) for name in names)
    written = ", ".join(f'"{each.column}" = %s' for each in columns)
    key = meta.pk
    text = f'UPDATE "{meta.db_table}" SET {written} WHERE "{key.column}" = %s'  # noqa: S608 -- our own names
    return text.encode(), (*columns, key)
