"""Which tables, columns and sequences a database has, and in which order they can be filled."""

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]

# Made again by the program itself, or worth nothing to anybody but a thief.
NOT_COPIED = frozenset({"django_migrations", "django_session", "cellpark_cache"})
# Whoever holds these can read what was erased: they go into the file of keys.
KEY_TABLES = frozenset({"ledger_personal_key"})

# The same rows are the same bytes on every server, whatever its own settings are.
PLAIN_SETTINGS = (
    "SET TimeZone = 'UTC'",
    "SET DateStyle = 'ISO, YMD'",
    "SET IntervalStyle = 'postgres'",
    "SET bytea_output = 'hex'",
    "SET extra_float_digits = 1",
    "SET client_encoding = 'UTF8'",
    "SET search_path = 'public'",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table to copy: its columns in their order, and the columns that order its rows."""

    name: str
    columns: tuple[str, ...]
    order: tuple[tuple[str, bool], ...]  # column, and whether it is a text, whose order must not depend on the server

    @property
    def query(self) -> sql.Composed:
        """Its rows, always in the same order."""
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        order = sql.SQL(", ").join(
            sql.SQL('{} COLLATE "C"' if text else "{}").format(sql.Identifier(name)) for name, text in self.order
        )
        return sql.SQL("SELECT {} FROM {} ORDER BY {}").format(columns, sql.Identifier(self.name), order)

    @property
    def copy_out(self) -> sql.Composed:
        """The statement that gives the rows in COPY's text format."""
        return sql.SQL("COPY ({}) TO STDOUT").format(self.query)

    @property
    def copy_in(self) -> sql.Composed:
        """The statement that takes them."""
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(self.name), columns)


def read_tables(connection: Connection) -> list[Table]:
    """All tables of schema public that are copied, parents before children."""
    rows = connection.execute(
        "SELECT c.relname, a.attname, coalesce(array_position(i.indkey::int2[], a.attnum), -1),"
        "   t.typcategory = 'S' AS is_text"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
        " JOIN pg_type t ON t.oid = a.atttypid"
        " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
        " WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname COLLATE \"C\", a.attnum"
    ).fetchall()
    columns: dict[str, list[str]] = {}
    keys: dict[str, list[tuple[int, str, bool]]] = {}
    texts: dict[str, list[tuple[str, bool]]] = {}
    for table, column, place, is_text in rows:
        if table in NOT_COPIED:
            continue
        columns.setdefault(table, []).append(column)
        texts.setdefault(table, []).append((column, is_text))
        if place >= 0:
            keys.setdefault(table, []).append((place, column, is_text))
    found = {}
    for table, names in columns.items():
        key = [(column, text) for _, column, text in sorted(keys.get(table, []))]
        found[table] = Table(table, tuple(names), tuple(key or texts[table]))
    return [found[name] for name in in_order(found, _references(connection))]


def in_order(names: Iterable[str], references: Iterable[tuple[str, str]]) -> list[str]:
    """Names with referenced ones first; ``references`` are pairs of the referring and the referred table."""
    graph: dict[str, set[str]] = {name: set() for name in sorted(names)}
    for referring, referred in references:
        if referring != referred and referring in graph and referred in graph:
            graph[referring].add(referred)
    return list(TopologicalSorter(graph).static_order())


def _references(connection: Connection) -> list[tuple[str, str]]:
    """Only constraints that are checked at once: those that can be deferred are checked at the end, in any order."""
    return connection.execute(
        "SELECT a.relname, b.relname FROM pg_constraint f JOIN pg_class a ON a.oid = f.conrelid"
        " JOIN pg_class b ON b.oid = f.confrelid WHERE f.contype = 'f' AND NOT f.condeferrable"
    ).fetchall()


def read_sequences(connection: Connection) -> dict[str, int]:
    """The last number that each sequence gave; one that was never used is left out."""
    rows = connection.execute(
        "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
    ).fetchall()
    return {name: int(value) for name, value in rows}


def read_migrations(connection: Connection) -> list[list[str]]:
    """The migrations that made these tables, as ``[app, name]``."""
    rows = connection.execute('SELECT app, name FROM django_migrations ORDER BY app COLLATE "C", name COLLATE "C"')
    return [[app, name] for app, name in rows.fetchall()]


def be_plain(connection: Connection) -> None:
    """Make this connection's output independent of the server's settings."""
    for statement in PLAIN_SETTINGS:
        connection.execute(statement)
