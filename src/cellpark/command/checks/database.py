"""Checks of the database server, its roles and their rights. They read the catalogue and change nothing."""

from collections.abc import Iterator
from typing import Any

import psycopg

from cellpark.command.checks.finding import Finding, fail, ok, warn
from cellpark.runtime.marking import gettext_noop as _

VERSION_MIN = 15  # ``pg_snapshot_xmin``, schema rights and the planner's behaviour were proved from here on
SETTINGS = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def server(connection: psycopg.Connection[Any]) -> Iterator[Finding]:
    """The server's version, and that a confirmed commit is a commit on disk."""
    version = connection.info.server_version // 10_000
    if version < VERSION_MIN:
        remedy = _("Move the database to PostgreSQL 15 or newer.")
        yield fail("database_version", _("PostgreSQL %(version)s is too old."), remedy, version=version)
    else:
        yield ok("database_version", _("PostgreSQL %(version)s."), version=version)
    for name, wanted in SETTINGS.items():
        found = _one(connection, "SELECT current_setting(%s)", name)
        if found == wanted:
            continue
        text, remedy = (
            _("The server runs with %(name)s = %(found)s."),
            _("Set it to %(wanted)s, or entries can be lost."),
        )
        yield fail("durability", text, remedy, name=name, found=str(found), wanted=wanted)
    if all(_one(connection, "SELECT current_setting(%s)", name) == wanted for name, wanted in SETTINGS.items()):
        yield ok("durability", _("A confirmed entry is on disk (fsync, synchronous commit, full pages)."))


def application_role(connection: psycopg.Connection[Any]) -> Iterator[Finding]:
    """The role of pages and jobs may not undo the guards."""
    role = _one(connection, "SELECT current_user")
    row = connection.execute(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    rights = [
        name
        for name, held in zip(("superuser", "bypassrls", "createdb", "createrole"), row or (), strict=False)
        if held
    ]
    owned = _one(
        connection, "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole AND relkind IN ('r', 'p')"
    )
    makes = _one(connection, "SELECT has_schema_privilege('public', 'CREATE')")
    faults = [*rights, *([f"owns {owned} tables"] if owned else []), *(["create"] if makes else [])]
    if faults:
        text = _("The application's role %(role)s has too many rights: %(rights)s.")
        remedy = _("Give CELLPARK_DATABASE_URL a role that only reads and writes rows; docs/database.md shows how.")
        yield fail("application_role", text, remedy, role=str(role), rights=", ".join(faults))
    else:
        text = _("The application's role %(role)s owns nothing, makes nothing and cannot pass row-level security.")
        yield ok("application_role", text, role=str(role))


def connections(connection: psycopg.Connection[Any]) -> Iterator[Finding]:
    """Long transactions hold up sealing."""
    oldest = _one(
        connection,
        "SELECT coalesce(extract(epoch FROM max(clock_timestamp() - xact_start)), 0)::int FROM pg_stat_activity"
        " WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()",
    )
    if int(oldest) > 60:
        text = _("A writing transaction has been open for %(seconds)s s; it holds up sealing.")
        yield warn("transactions", text, _("Find it in pg_stat_activity and end it."), seconds=int(oldest))
    else:
        yield ok("transactions", _("No writing transaction is open for long."))


def _one(connection: psycopg.Connection[Any], query: Any, *values: str) -> Any:
    row = connection.execute(query, values).fetchone()
    return None if row is None else row[0]
