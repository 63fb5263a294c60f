"""The database itself refuses: changes of what is written (P11-5c, T12), and other organisations' rows (T19)."""

import pytest
from django.db import DatabaseError, connection, transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import Scope, use_scope
from cellpark.ledger.actions.make_site_keys import make_site_keys
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.models import Event
from cellpark.ledger.queries import events_of, find_events, get_event
from tests.ledger.conftest import OTHER, OWNER, note

APPEND_ONLY = [
    "ledger_event",
    "ledger_leaf",
    "ledger_checkpoint",
    "ledger_cosignature",
    "ledger_witness",
    "ledger_signing_key",
    "ledger_signature",
    "ledger_signed_stream",
    "ledger_erasure_request",
    "ledger_erasure_confirmation",
]


@pytest.mark.durable
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_application_s_role_can_change_nothing_that_is_written(durable, everything, table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_identity = 'NO'", [table]
        )
        column = cursor.fetchall()[0][0]
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


@pytest.mark.durable
@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_event SET actor = 'x'", "DELETE FROM ledger_event", "TRUNCATE ledger_event"]
)
def test_even_the_owner_s_statements_are_refused_by_triggers(durable, superuser, statement):
    note("lot/1", 1)
    with pytest.raises(Exception, match="is append-only"):
        superuser.execute(statement)


@pytest.mark.durable
def test_the_application_s_role_cannot_disarm_the_guards(durable, everything):
    for statement in (
        "ALTER TABLE ledger_event DISABLE TRIGGER ALL",
        "DROP TRIGGER ledger_event_written_once ON ledger_event",
        "SET session_replication_role = replica",
        "ALTER TABLE ledger_event DISABLE ROW LEVEL SECURITY",
        "SET ROLE cellpark_owner",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.durable
def test_a_hash_that_is_not_of_its_payload_cannot_be_written(durable, everything):
    note("lot/1", 1)
    with (
        pytest.raises(DatabaseError, match="ledger_event_hash_is_of_payload"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO ledger_event (id, stream, version, type, type_version, actor, organisation, at, recorded_at,"
            " payload, prev, hash) SELECT gen_random_uuid(), stream, 2, type, type_version, actor, organisation, at,"
            " recorded_at, payload || ' ', prev, hash FROM ledger_event"
        )


@pytest.mark.django_db
def test_an_organisation_sees_its_own_events_only_even_through_raw_sql(everything):
    mine, theirs = note("lot/1", 1), note("lot/2", 2, organisation=OTHER)
    nobodys = note("system/x", 3, organisation=None)
    with use_scope(Scope(frozenset({OWNER}))), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_event")
        assert cursor.fetchall() == [(mine.id,)]
        assert [event.id for event in find_events()] == [mine.id]
        assert list(events_of("lot/2")) == []
        assert (get_event(theirs.id), get_event(nobodys.id)) == (None, None)
        cursor.execute("SELECT set_config('cellpark.scope', '', false)")
        cursor.execute("SELECT count(*) FROM ledger_event")
        assert cursor.fetchall() == [(0,)]
    assert {event.id for event in Event.objects.all()} == {mine.id, theirs.id, nobodys.id}


@pytest.mark.django_db
def test_events_are_found_by_stream_person_kind_and_time(everything, clock):
    made = [note(f"lot/{number}", number) for number in range(3)]
    note("batch/1", 9)
    assert [event.id for event in find_events(stream_prefix="lot/")] == [one.id for one in reversed(made)]
    assert [event.id for event in find_events(stream_prefix="lot/1")] == [made[1].id]
    assert find_events(actor="system/nobody").count() == 0
    assert find_events(type_name="test.lot.noted", since=clock.now()).count() == 4
    assert find_events(until=clock.now()).count() == 0


@pytest.mark.durable
def test_ledger_work_leaves_the_scope_as_it_was(durable, site_keys):
    with use_scope(Scope(frozenset({OWNER}))) as scope:
        make_site_keys(actor=Actor.system("t"))
        seal_all(wait_s=60)
        assert Event.objects.count() == 0
        assert scope.as_setting() == "{" + str(OWNER) + "}"
