"""The second lock of a session that was lost and opened again."""

import pytest
from django.db import connection

from cellpark.base.scope import Scope, use_scope
from tests.people import organisation


@pytest.mark.usefixtures("durable", "everything")
def test_a_session_that_is_opened_again_inside_a_scope_knows_it() -> None:
    """A lost connection must not turn into pages that are silently empty."""
    theirs = organisation("Aster")
    with use_scope(Scope(frozenset({theirs.id}))):
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('cellpark.scope', true)")
            assert cursor.fetchone() == ("{" + str(theirs.id) + "}",)
