"""The border between organisations: scoped managers first, row-level security second (T19)."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from cellpark.base.scope import EVERYTHING, NOTHING, OutOfScope, Scope, Unscoped, use_scope
from cellpark.identity.public import Membership, Organisation, Role
from tests.people import organisation, person

pytestmark = pytest.mark.django_db


def test_a_query_without_a_scope_raises() -> None:
    with pytest.raises(Unscoped):
        Membership.objects.count()


def test_a_raw_query_that_forgets_its_scope_returns_nothing() -> None:
    """T19: the second lock is PostgreSQL's own."""
    mine = organisation("Mine")
    person("one@example.org", Role.MEMBER, within=mine)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM identity_membership")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM identity_organisation")
        assert cursor.fetchone() == (0,)
    with use_scope(Scope(frozenset({mine.id}))), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM identity_membership")
        assert cursor.fetchone() == (1,)


def test_a_scope_shows_its_organisations_and_no_other() -> None:
    mine, theirs = organisation("Mine"), organisation("Theirs")
    person("one@example.org", Role.MEMBER, within=mine)
    person("two@example.org", Role.MEMBER, within=theirs)
    with use_scope(Scope(frozenset({mine.id}))):
        assert [m.organisation_id for m in Membership.objects.all()] == [mine.id]
        assert [o.id for o in Organisation.objects.all()] == [mine.id]
        assert [m.organisation_id for m in Membership._base_manager.all()] == [mine.id]
    with use_scope(EVERYTHING):
        assert Membership.objects.count() == 2


def test_scopes_nest_and_return() -> None:
    mine = organisation("Mine")
    with use_scope(Scope(frozenset({mine.id}))):
        with use_scope(NOTHING):
            assert Organisation.objects.count() == 0
        assert Organisation.objects.count() == 1


def test_writing_for_another_organisation_is_refused_by_the_model() -> None:
    mine, theirs = organisation("Mine"), organisation("Theirs")
    with use_scope(Scope(frozenset({mine.id}))):
        theirs.name_en = "Taken over"
        with pytest.raises(OutOfScope):
            theirs.save()
    with use_scope(EVERYTHING):
        assert Organisation.objects.get(id=theirs.id).name_en == "Theirs"


def test_writing_for_another_organisation_is_refused_by_the_database() -> None:
    mine = organisation("Mine")
    with (
        use_scope(Scope(frozenset({mine.id}))),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO identity_organisation (id, kind, state, credit_code, example, version, name_zh, name_en)"
            " VALUES (%s, 'tenant', 'active', '', false, 1, '', 'Smuggled')",
            [uuid4()],
        )


def test_the_scope_of_the_session_returns_after_a_failed_transaction() -> None:
    mine = organisation("Mine")
    with use_scope(Scope(frozenset({mine.id}))):
        with pytest.raises(ZeroDivisionError), transaction.atomic(), use_scope(EVERYTHING):
            _ = 1 / 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('cellpark.scope')")
            assert cursor.fetchone() == ("{" + str(mine.id) + "}",)
