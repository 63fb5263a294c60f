"""Statements that are prepared on the server: planned once a connection, by the rules of whoever runs them (T19)."""

import pytest
from django.db import connection, transaction

from cellpark.base.hot import hot_rows
from cellpark.base.prepared import execute_prepared
from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.identity.public import Membership, Role
from tests.people import organisation, person

pytestmark = pytest.mark.django_db
# as often as the server plans a statement anew before it keeps one plan
MANY = 12
NUMBER = "SELECT %s::int + 1"


def times_planned(beginning: str) -> list[tuple[int, int]]:
    """How often each such statement of this connection ran by the one plan that is kept, and by a plan of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE starts_with(statement, %s)",
            [beginning],
        )
        return list(cursor.fetchall())


def test_a_statement_is_kept_by_the_server_and_planned_no_more() -> None:
    answers = [execute_prepared(NUMBER, [number]).fetchone() for number in range(MANY)]
    assert answers == [(number + 1,) for number in range(MANY)]
    ((kept, own),) = times_planned("SELECT $1::int + 1")
    assert kept + own == MANY
    assert kept > 0


def test_a_plan_that_is_kept_shows_each_scope_its_own_rows() -> None:
    """T19: the rule of the rows is asked with each execution, and not with the plan."""
    home, other = organisation("Home"), organisation("Other")
    for number, each in enumerate((home, other)):
        person(f"{number}@example.org", Role.QUALITY_STAFF, within=each)
    count = "SELECT count(DISTINCT organisation_id) FROM identity_membership WHERE role = %s"
    role = [Role.QUALITY_STAFF.value]
    for _ in range(MANY):
        with use_scope(EVERYTHING):
            assert execute_prepared(count, role).fetchone() == (2,)
        for each in (home, other):
            with use_scope(Scope(frozenset({each.id}))):
                assert execute_prepared(count, role).fetchone() == (1,)
                assert {row.organisation_id for row in hot_rows(Membership, "true", {})} == {each.id}
    with use_scope(Scope()):
        assert execute_prepared(count, role).fetchone() == (0,)


def test_after_a_rollback_statements_are_made_again() -> None:
    """The server forgets what was made in what did not happen; nobody notices."""
    for number in range(3):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            assert execute_prepared(NUMBER, [number]).fetchone() == (number + 1,)
            raise ZeroDivisionError
    assert execute_prepared(NUMBER, [7]).fetchone() == (8,)
