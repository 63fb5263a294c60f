"""Roles, the database, and copies of it for tests.

Three roles: the superuser makes the others and nothing else; ``cellpark_owner`` owns the schema and runs migrations;
``cellpark_app`` reads and writes rows. The application's role owns nothing, makes nothing and cannot pass row-level
security, so that a fault in a page cannot undo the guards of the ledger.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql

from cellpark.runtime.cluster import SUPERUSER
from cellpark.runtime.places import places

OWNER_ROLE = "cellpark_owner"
APP_ROLE = "cellpark_app"
DATABASE = "cellpark"
# two processes that prepare the same database at once would fail on each other's catalogue rows; the lock ends with the
# connection
ONE_AT_A_TIME: LiteralString = "SELECT pg_advisory_lock(7305)"


@dataclass(frozen=True, slots=True)
class ConnectionUrls:
    """Addresses of one database for its three roles."""

    superuser: str
    owner: str
    application: str


def connection_urls(var: Path, database: str = DATABASE) -> ConnectionUrls:
    """The embedded server's addresses; they depend on the folder alone, whether the server runs or not."""
    socket = quote(str(places(var).socket), safe="")
    urls = [f"postgresql://{role}@/{quote(database)}?host={socket}" for role in (SUPERUSER, OWNER_ROLE, APP_ROLE)]
    return ConnectionUrls(*urls)


def provision(var: Path, database: str = DATABASE) -> None:
    """Make the roles and the database when they are missing; a second call changes nothing.

    The embedded server must be running.
    """
    with psycopg.connect(connection_urls(var, "postgres").superuser, autocommit=True) as connection:
        connection.execute(ONE_AT_A_TIME)
        for role in (OWNER_ROLE, APP_ROLE):
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
    create_database(var, database)


def create_database(var: Path, database: str) -> bool:
    """Make an empty database with the house's rights; False when it was there already."""
    created = _make(var, database, sql.SQL(""))
    # Repeated on an old database too: a start that was killed between the two statements is mended by the next one.
    with psycopg.connect(connection_urls(var, database).superuser, autocommit=True) as connection:
        connection.execute(ONE_AT_A_TIME)
        for statement in grants(OWNER_ROLE, APP_ROLE):
            connection.execute(statement)
    return created


def clone_database(var: Path, *, template: str, database: str) -> None:
    """Make ``database`` as an exact copy of ``template``, to which nobody may be connected; replace an older copy."""
    drop_database(var, database)
    # file by file: through the log, which is the other way, a small database costs six times as much
    _make(var, database, sql.SQL("TEMPLATE {} STRATEGY file_copy").format(sql.Identifier(template)))


def drop_database(var: Path, database: str) -> None:
    """Remove a database and end the connections to it; nothing happens when it is missing."""
    with psycopg.connect(connection_urls(var, "postgres").superuser, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


def grants(owner: str, app: str) -> list[sql.Composed]:
    """What the owner lets the application do with everything that the owner makes later, in this database.

    An administrator of an external server runs the same statements once: see ``docs/database.md``.
    """
    statements = [
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {app}",
        (
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}"
        ),
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE ON SEQUENCES TO {app}",
    ]
    names = {"owner": sql.Identifier(owner), "app": sql.Identifier(app)}
    return [sql.SQL(statement).format(**names) for statement in statements]


def _make(var: Path, database: str, source: sql.Composable) -> bool:
    name, owner, app = (sql.Identifier(word) for word in (database, OWNER_ROLE, APP_ROLE))
    with psycopg.connect(connection_urls(var, "postgres").superuser, autocommit=True) as connection:
        connection.execute(ONE_AT_A_TIME)
        if _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", database):
            return False
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} {}").format(name, owner, source))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, app))
    return True


def _exists(connection: psycopg.Connection, query: LiteralString, name: str) -> bool:
    return connection.execute(query, [name]).fetchone() is not None
