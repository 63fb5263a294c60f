"""Fill an empty database from a backup, and compare what it then holds with the backup."""

from collections.abc import Callable
from hashlib import sha256

from psycopg import sql

from cellpark.command.archive.manifest import Manifest
from cellpark.command.archive.reader import Reader
from cellpark.command.archive.tables import Connection, Table
from cellpark.kernel.problem import Problem, Refused

Progress = Callable[[int, int], None]

# What migrating an empty database writes by itself; everything else means that somebody's data is there.
WRITTEN_BY_MIGRATIONS = frozenset({"django_content_type", "auth_permission", "auth_group", "django_site"})


def refuse_filled(connection: Connection, tables: list[Table]) -> None:
    """Raise ``Refused`` when a table holds rows that no migration wrote."""
    for table in tables:
        if table.name in WRITTEN_BY_MIGRATIONS:
            continue
        query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table.name))
        row = connection.execute(query).fetchone()
        if row is not None and row[0]:
            raise Refused(Problem("backup.not_empty", {"table": table.name}, rule="T17"))


def load(connection: Connection, reader: Reader, tables: list[Table], progress: Progress) -> None:
    """Copy all parts into their tables. The caller owns the transaction and the tables."""
    known = {f"tables/{table.name}": table for table in tables}
    parts = {name: part for name, part in reader.manifest.parts.items() if part.columns}
    for name, part in parts.items():
        if name not in known or set(part.columns) != set(known[name].columns):
            raise Refused(Problem("backup.other_schema", {"part": name}, rule="T17"))
    # Triggers that write rows of their own (the job queue's history) must not run: their rows are in the backup too.
    _triggers(connection, tables, "DISABLE")
    connection.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in tables:
        if table.name in WRITTEN_BY_MIGRATIONS:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
    total, done = sum(part.bytes for part in parts.values()), 0
    for table in tables:
        name = f"tables/{table.name}"
        if name not in parts:
            continue
        statement = Table(table.name, parts[name].columns, table.order).copy_in
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for block in reader.blocks(name):
                copy.write(block)
                done += len(block)
                progress(done, total)
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _triggers(connection, tables, "ENABLE")


def set_sequences(connection: Connection, manifest: Manifest) -> None:
    """Let the sequences go on behind the numbers that the backup's site had given."""
    for name, value in manifest.sequences.items():
        connection.execute("SELECT setval(quote_ident(%s)::regclass, %s)", [name, value])


def compare(connection: Connection, manifest: Manifest, tables: list[Table], progress: Progress) -> None:
    """Read every table back and compare rows and hash; raise ``Refused`` naming the first that differs."""
    total, done = sum(part.bytes for part in manifest.parts.values() if part.columns), 0
    for table in tables:
        part = manifest.parts.get(f"tables/{table.name}")
        if part is None:
            continue
        digest, rows = sha256(), 0
        with connection.cursor() as cursor, cursor.copy(Table(table.name, part.columns, table.order).copy_out) as copy:
            for block in copy:
                data = bytes(block)
                digest.update(data)
                rows += data.count(b"\n")
                done += len(data)
                progress(done, total)
        if (digest.hexdigest(), rows) != (part.sha256, part.rows):
            raise Refused(Problem("backup.restored_differs", {"table": table.name, "rows": rows}, rule="T17"))


def _triggers(connection: Connection, tables: list[Table], what: str) -> None:
    for table in tables:
        statement = "ALTER TABLE {} DISABLE TRIGGER USER" if what == "DISABLE" else "ALTER TABLE {} ENABLE TRIGGER USER"
        connection.execute(sql.SQL(statement).format(sql.Identifier(table.name)))
