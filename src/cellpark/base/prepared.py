"""The few statements that every act runs, prepared on the server: planned once a connection, not once an act.

Django's own cursor writes the values into the text, so that PostgreSQL plans each execution anew. Errors come out as
Django's, as from any other query.
"""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

Values = Mapping[str, Any] | Sequence[Any]


def execute_prepared(
    statement: LiteralString | bytes, values: Values, *, binary: bool = False
) -> psycopg.Cursor[tuple[Any, ...]]:
    """Run ``statement`` with server-side parameters inside the present transaction; the cursor holds the rows.

    ``binary``: the values come as the server holds them, which is read faster where an answer has thousands of rows.
    """
    session = connections[DEFAULT_DB_ALIAS]  # once: the proxy ``connection`` looks for it at each of its attributes
    session.validate_no_broken_transaction()
    with session.wrap_database_errors:
        if session.connection is None:
            session.connect()
        return psycopg.Cursor(session.connection).execute(statement, values, prepare=True, binary=binary)
