"""What the database itself refuses, derived from the models: triggers and rights for append-only tables, policies for
tenant tables.

Installed by the owner role after every migration and checked by ``cellpark doctor``. The application role owns nothing
and holds no right to UPDATE, DELETE or TRUNCATE an append-only table, so that P11-5c and T12 do not rest on our own
code.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

APPLICATION_ROLE = "cellpark_app"

FUNCTIONS = """
CREATE OR REPLACE FUNCTION cellpark_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION cellpark_in_scope(organisation uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE coalesce(current_setting('cellpark.scope', true), '')
    WHEN '*' THEN true WHEN '' THEN false
    ELSE organisation = ANY (current_setting('cellpark.scope', true)::uuid[]) END
$$;
"""


@dataclass(frozen=True, slots=True)
class Guard:
    """One protection of one table: its name in the catalogue and the statements that make it."""

    table: str
    name: str
    statements: tuple[str, ...]


def expected_guards() -> Iterator[Guard]:
    """All guards that the installed models ask for through ``append_only`` and ``tenant_column``."""
    for model in apps.get_models(include_auto_created=True):
        if getattr(model, "append_only", False):
            yield from _append_only(model)
        if getattr(model, "tenant_column", None):
            yield _tenant_policy(model)


def install_guards(connection: BaseDatabaseWrapper) -> int:
    """Install every expected guard through a connection of the owner role; returns how many. Safe to repeat."""
    guards = list(expected_guards())
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        for guard in guards:
            for statement in guard.statements:
                cursor.execute(statement)
    return len(guards)


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """Guards that should exist and do not, as ``table.name``; also append-only tables on which rights remain."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
            " UNION SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
            " WHERE c.relrowsecurity"
        )
        present = set(cursor.fetchall())
        missing = [f"{g.table}.{g.name}" for g in expected_guards() if (g.table, g.name) not in present]
        cursor.execute(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = %s AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')",
            [APPLICATION_ROLE],
        )
        written_once = {guard.table for guard in expected_guards() if guard.name.endswith("_written_once")}
        missing += [f"{table}: {right} still granted" for table, right in cursor.fetchall() if table in written_once]
    return missing


def _append_only(model: type[models.Model]) -> Iterator[Guard]:
    table = model._meta.db_table  # noqa: SLF001 -- Django's documented model API
    row, whole = f"{table}_written_once", f"{table}_never_emptied"
    yield Guard(
        table,
        row,
        (
            (
                f'CREATE OR REPLACE TRIGGER "{row}" BEFORE UPDATE OR DELETE ON "{table}"'
                " FOR EACH ROW EXECUTE FUNCTION cellpark_refuse_change()"
            ),
            f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM {APPLICATION_ROLE}',
        ),
    )
    yield Guard(
        table,
        whole,
        (
            (
                f'CREATE OR REPLACE TRIGGER "{whole}" BEFORE TRUNCATE ON "{table}"'
                " FOR EACH STATEMENT EXECUTE FUNCTION cellpark_refuse_change()"
            ),
        ),
    )


def _tenant_policy(model: type[models.Model]) -> Guard:
    table = model._meta.db_table  # noqa: SLF001 -- Django's documented model API
    column = model.tenant_column  # type: ignore[attr-defined]
    name = f"{table}_in_scope"
    rule = f'cellpark_in_scope("{column}")'
    return Guard(
        table,
        name,
        (
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'DROP POLICY IF EXISTS "{name}" ON "{table}"',
            # the house's own entries (of no organisation) may be written from any scope and read only where all is seen
            (
                f'CREATE POLICY "{name}" ON "{table}" TO {APPLICATION_ROLE}'
                f' USING ({rule}) WITH CHECK ("{column}" IS NULL OR {rule})'
            ),
        ),
    )
