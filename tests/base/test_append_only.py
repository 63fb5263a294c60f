"""Tables that are written once, against raw SQL as the application's role (P11-5c, T12)."""

from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError, ProgrammingError

from cellpark.base.guards import expected_guards, install_guards, missing_guards
from cellpark.base.models import AppendOnlyViolation, Delivery
from cellpark.base.time import now

WRITTEN_ONCE = [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]


def delivered() -> Delivery:
    return Delivery.objects.create(event_id=uuid4(), subscriber="tests", delivered_at=now())


def test_there_are_tables_to_guard() -> None:
    assert {"ledger_event", "ledger_leaf", "base_delivery"} <= set(WRITTEN_ONCE)


@pytest.mark.django_db
@pytest.mark.parametrize("table", WRITTEN_ONCE)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_application_cannot_change_or_delete_what_is_written_once(table: str, statement: str) -> None:
    """P11-5c, T12: refused by missing rights before a trigger is even asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_identity = 'NO'", [table]
        )
        column = f'"{cursor.fetchone()[0]}"'
        with pytest.raises(ProgrammingError) as refused, transaction.atomic():
            cursor.execute(statement.format(f'"{table}"', column, column))
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_triggers_refuse_even_the_owner_of_the_tables(durable: str) -> None:
    """P11-5c: the role that migrates is stopped by the trigger, for rows and for the whole table."""
    delivered()
    with connections["owner"].cursor() as cursor:
        for statement in (
            "UPDATE base_delivery SET subscriber = 'x'",
            "DELETE FROM base_delivery",
            "TRUNCATE base_delivery",
        ):
            with pytest.raises(IntegrityError, match="append-only"):
                cursor.execute(statement)
    assert Delivery.objects.count() == 1


@pytest.mark.django_db
def test_models_refuse_a_second_save_a_delete_and_bulk_changes() -> None:
    row = delivered()
    with pytest.raises(AppendOnlyViolation):
        row.save()
    with pytest.raises(AppendOnlyViolation):
        row.delete()
    with pytest.raises(AppendOnlyViolation):
        Delivery.objects.update(subscriber="x")
    with pytest.raises(AppendOnlyViolation):
        Delivery.objects.all().delete()
    assert Delivery.objects.get().subscriber == "tests"


def test_a_missing_guard_is_found_and_installed_again(durable: str, superuser: psycopg.Connection) -> None:
    assert missing_guards(connections["owner"]) == []
    superuser.execute("DROP TRIGGER base_delivery_written_once ON base_delivery")
    superuser.execute("GRANT DELETE ON base_delivery TO cellpark_app")
    superuser.execute("ALTER TABLE identity_membership DISABLE ROW LEVEL SECURITY")
    assert missing_guards(connections["owner"]) == [
        "base_delivery.base_delivery_written_once",
        "identity_membership.identity_membership_in_scope",
        "base_delivery: DELETE still granted",
    ]
    assert install_guards(connections["owner"]) == len(list(expected_guards()))
    assert missing_guards(connections["owner"]) == []
