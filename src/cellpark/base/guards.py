"""What the database itself refuses, derived from the models: triggers and rights for tables whose rows stay, policies
for rows that not everybody sees.

A model asks for it by attributes: ``append_only`` (rows are never changed or deleted), ``never_deleted`` (rows change
and stay), ``tenant_column`` (rows of one organisation), ``parties_column`` (further organisations that see the row),
``row_rule`` (an SQL expression that says which rows may be seen and written), ``row_write_rule`` (another one for
writing, where the two differ), ``row_guards`` (further triggers, by name), ``guards_elsewhere`` (triggers on other
tables, by table and name). Installed by the owner role after every migration and checked by ``cellpark doctor``. The
application role owns nothing and holds no right to UPDATE, DELETE or TRUNCATE an append-only table, so that P11-5c and
T12 do not rest on our own code.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

APPLICATION_ROLE = "cellpark_app"

FUNCTIONS = """
CREATE OR REPLACE FUNCTION cellpark_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION cellpark_in_scope(organisation uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE coalesce(current_setting('cellpark.scope', true), '')
    WHEN '*' THEN CASE coalesce(current_setting('cellpark.hidden', true), '')
      WHEN '' THEN true WHEN '{}' THEN true
      ELSE coalesce(organisation <> ALL (current_setting('cellpark.hidden', true)::uuid[]), true) END
    WHEN '' THEN false
    ELSE organisation = ANY (current_setting('cellpark.scope', true)::uuid[]) END
$$;
CREATE OR REPLACE FUNCTION cellpark_shared_in_scope(parties uuid[])
RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE coalesce(current_setting('cellpark.scope', true), '')
    WHEN '*' THEN CASE coalesce(current_setting('cellpark.hidden', true), '')
      WHEN '' THEN true WHEN '{}' THEN true
      ELSE parties && current_setting('cellpark.own', true)::uuid[] END
    WHEN '' THEN false
    ELSE parties && current_setting('cellpark.scope', true)::uuid[] END
$$;
"""
ALWAYS_REFUSED = ("UPDATE", "DELETE", "TRUNCATE")
DELETION = ("DELETE", "TRUNCATE")


def rule_asked_once(column: str, parties: str = "") -> str:
    """The rule of ``cellpark_in_scope`` as a ``row_rule`` that reads the scope once a statement and not once a row.

    ``parties`` names the column of further organisations that see the row, as ``cellpark_shared_in_scope`` reads it.
    For tables of which one statement reads thousands of rows, where the other form costs more than the reading.
    """
    setting = "coalesce(current_setting('cellpark.scope', true), '')"
    seen = f"CASE WHEN {setting} IN ('', '*') THEN '{{}}' ELSE {setting} END::uuid[]"
    hidden = "coalesce(nullif(current_setting('cellpark.hidden', true), ''), '{}')::uuid[]"
    everything = f"(SELECT {setting} = '*') AND \"{column}\" <> ALL ((SELECT {hidden})::uuid[])"
    rule = f'({everything}) OR "{column}" = ANY ((SELECT {seen})::uuid[])'
    if not parties:
        return rule
    own = "coalesce(nullif(current_setting('cellpark.own', true), ''), '{}')"
    shared = f"CASE {setting} WHEN '*' THEN {own} WHEN '' THEN '{{}}' ELSE {setting} END::uuid[]"
    return f'{rule} OR "{parties}" && (SELECT {shared})::uuid[]'


@dataclass(frozen=True, slots=True)
class Guard:
    """One protection of one table: its name in the catalogue, the statements that make it, the rights it takes away."""

    table: str
    name: str
    statements: tuple[str, ...]
    refused: tuple[str, ...] = ()


def expected_guards() -> Iterator[Guard]:
    """All guards that the installed models ask for."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table  # noqa: SLF001 -- Django's documented model API
        if getattr(model, "append_only", False):
            yield _refusing(table, f"{table}_written_once", "UPDATE OR DELETE", ALWAYS_REFUSED)
            yield _refusing(table, f"{table}_never_emptied", "TRUNCATE")
        if getattr(model, "never_deleted", False):
            yield _refusing(table, f"{table}_never_deleted", "DELETE", DELETION)
            yield _refusing(table, f"{table}_never_emptied", "TRUNCATE")
        if column := getattr(model, "tenant_column", None):
            rule = f'cellpark_in_scope("{column}")'
            if parties := getattr(model, "parties_column", None):
                rule = f'({rule} OR cellpark_shared_in_scope("{parties}"))'
            # the house's own entries (of no organisation) may be written from any scope, read only where all is seen
            yield _policy(table, rule, f'"{column}" IS NULL OR {rule}')
        if own_rule := getattr(model, "row_rule", None):
            yield _policy(table, own_rule, getattr(model, "row_write_rule", own_rule))
        for name, statements in getattr(model, "row_guards", {}).items():
            yield Guard(table, name, statements)
        for (other, name), statements in getattr(model, "guards_elsewhere", {}).items():
            yield Guard(other, name, statements)


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
        refused = {(guard.table, right) for guard in expected_guards() for right in guard.refused}
        missing += [
            f"{table}: {right} still granted" for table, right in cursor.fetchall() if (table, right) in refused
        ]
    return missing


def _refusing(table: str, name: str, acts: str, refused: tuple[str, ...] = ()) -> Guard:
    each = "STATEMENT" if acts == "TRUNCATE" else "ROW"
    timing = f'BEFORE {acts} ON "{table}" FOR EACH {each}'
    statements = [f'CREATE OR REPLACE TRIGGER "{name}" {timing} EXECUTE FUNCTION cellpark_refuse_change()']
    if refused:
        statements.append(f'REVOKE {", ".join(refused)} ON "{table}" FROM {APPLICATION_ROLE}')
    return Guard(table, name, tuple(statements), refused)


def _policy(table: str, rule: str, write_rule: str) -> Guard:
    name = f"{table}_in_scope"
    return Guard(
        table,
        name,
        (
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'DROP POLICY IF EXISTS "{name}" ON "{table}"',
            f'CREATE POLICY "{name}" ON "{table}" TO {APPLICATION_ROLE} USING ({rule}) WITH CHECK ({write_rule})',
        ),
    )
