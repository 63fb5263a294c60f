"""The few statements that every act runs, prepared on the server: planned once a connection, not once an act.

Django's own cursor writes the values into the text, so that PostgreSQL plans each execution anew. Errors come out as
Django's, as from any other query.
"""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

import psycopg
from django.db import connection

Values = Mapping[str, Any] | Sequence[Any]


def execute_prepared(
    statement: LiteralString | bytes, values: Values, *, binary: bool = False
) -> psycopg.Cursor[tuple[Any, ...]]:
    """Run ``statement`` with server-side parameters inside the present transaction; the cursor holds the rows.

    ``binary``: the values come as the server holds them, which is read faster where an answer has thousands of rows.
    """
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        if connection.connection is None:
            connection.connect()
        return psycopg.Cursor(connection.connection).execute(statement, values, prepare=True, binary=binary)
