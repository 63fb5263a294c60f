"""Make every projected table again in a scratch schema and compare."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import LiteralString

import orjson
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.ledger.rebuild.projection import (
    Derivation,
    Entry,
    Interpretation,
    Made,
    Projection,
    Reduction,
    Row,
    projections,
)

DIFFERENCES_SHOWN_MAX = 20
BATCH_ROWS = 5_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what its stream says: only in the table, only in the ledger, or other in these columns."""

    table: str
    key: str
    kind: str  # "unexpected" | "missing" | "differs"
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was compared, and the first differences."""

    rows: dict[str, int]
    differences: tuple[Difference, ...]


def check_rebuild(*, progress: Progress = lambda _done, _tables: None, of: Sequence[Made] | None = None) -> Rebuilt:
    """Fold all streams into a scratch schema and compare row for row; reads as the owner, keeps nothing.

    ``progress`` is told how many of how many tables are done; ``of`` names the tables (default: all).
    """
    connection = connections["owner"]
    rows: dict[str, int] = {}
    differences: list[Difference] = []
    with use_scope(EVERYTHING), transaction.atomic(using="owner"):
        # one view of the database for all tables, although the site goes on writing
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        wanted = projections() if of is None else list(of)
        for done, projection in enumerate(wanted):
            progress(done, len(wanted))
            scratch = f"rebuild_{secrets.token_hex(4)}"
            rows[projection.table] = _fill(connection, projection, scratch)
            differences += _compare(connection, projection, scratch, DIFFERENCES_SHOWN_MAX - len(differences))
    return Rebuilt(rows, tuple(differences))


def _fill(connection: BaseDatabaseWrapper, projection: Made, scratch: str) -> int:
    columns = sql.SQL(", ").join(map(sql.Identifier, projection.columns))
    made = sql.Identifier(scratch)
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                made, columns, _stored(projection)
            )
        )
        rows = _made(connection, projection)
        # a batch is read to its end before it is copied: one connection does one thing at a time
        while batch := list(islice(rows, BATCH_ROWS)):
            with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(made, columns)) as copy:
                for row in batch:
                    copy.write_row([row[column] for column in projection.columns])
            count += len(batch)
    return count


def _stored(projection: Made) -> sql.Composable:
    """What the database holds now."""
    if isinstance(projection, Projection | Reduction):
        return sql.SQL("{} t").format(sql.Identifier(projection.table))
    return sql.SQL("({}) t").format(sql.SQL(projection.stored))


def _made(connection: BaseDatabaseWrapper, projection: Made) -> Iterator[Row]:
    """What the database must hold."""
    match projection:
        case Projection():
            return _folded(connection, projection)
        case Interpretation():
            return _interpreted(connection, projection)
        case Derivation():
            return _added(connection, projection)
        case Reduction():
            return _reduced(connection, projection)


def _streams(connection: BaseDatabaseWrapper, prefix: str) -> Iterator[Iterator[Entry]]:
    entries = _entries(connection, "stream >= %s AND stream < %s ORDER BY stream, version", _span(prefix))
    for _stream, stream in groupby(entries, key=lambda entry: entry.stream):
        yield stream


def _span(prefix: str) -> list[object]:
    """The first name with a prefix, and the first one behind all of them."""
    return [prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)]


def _reduced(connection: BaseDatabaseWrapper, reduction: Reduction) -> Iterator[Row]:
    within = " OR ".join(["stream >= %s AND stream < %s"] * len(reduction.streams))
    # whoever holds two streams writes to both in turn: the order of the ledger is the order of what happened
    entries = _entries(
        connection, f"({within}) ORDER BY rid", [each for one in reduction.streams for each in _span(one)]
    )
    yield from reduction.rows(entries)


def _interpreted(connection: BaseDatabaseWrapper, interpretation: Interpretation) -> Iterator[Row]:
    for stream in _streams(connection, interpretation.streams):
        yield from interpretation.rows(list(stream))


def _folded(connection: BaseDatabaseWrapper, projection: Projection) -> Iterator[Row]:
    for stream in _streams(connection, projection.streams):
        rows: dict[str, Row | None] = {}
        for entry in stream:
            for key in projection.about(entry):
                rows[key] = projection.fold(rows.get(key), entry)
        yield from (row for row in rows.values() if row is not None)


def _added(connection: BaseDatabaseWrapper, derivation: Derivation) -> Iterator[Row]:
    for entry in _entries(connection, "type = ANY (%s) ORDER BY rid", [sorted(derivation.types)]):
        yield from derivation.rows(entry)


def _entries(connection: BaseDatabaseWrapper, condition: LiteralString, values: list[object]) -> Iterator[Entry]:
    with connection.connection.cursor(name=f"rebuild_{secrets.token_hex(4)}") as cursor:
        cursor.itersize = 5_000
        cursor.execute(
            sql.SQL(
                "SELECT stream, version, type, payload, organisation, at, id, type_version, actor"
                " FROM ledger_event WHERE {}"
            ).format(sql.SQL(condition)),
            values,
        )
        for stream, version, kind, payload, organisation, at, event, type_version, actor in cursor:
            said = orjson.loads(payload)
            yield Entry(
                stream=stream,
                version=version,
                type=kind,
                data=said["data"],
                organisation=organisation,
                at=at,
                event=event,
                type_version=type_version,
                actor=actor,
                reason=said["reason"],
            )


def _compare(connection: BaseDatabaseWrapper, projection: Made, scratch: str, most: int) -> list[Difference]:
    key, *others = projection.columns
    changed = sql.SQL(", ").join(
        sql.SQL("CASE WHEN t.{0} IS DISTINCT FROM r.{0} THEN {1} END").format(sql.Identifier(name), sql.Literal(name))
        for name in others
    )
    differs = sql.SQL(" OR ").join(
        sql.SQL("t.{0} IS DISTINCT FROM r.{0}").format(sql.Identifier(name)) for name in others
    )
    statement = sql.SQL(
        "SELECT coalesce(t.{key}, r.{key})::text, t.{key} IS NULL, r.{key} IS NULL,"
        " array_remove(ARRAY[{changed}], NULL)"
        " FROM {stored} FULL JOIN {scratch} r ON t.{key} = r.{key}"
        " WHERE t.{key} IS NULL OR r.{key} IS NULL OR {differs} ORDER BY 1 LIMIT {most}"
    ).format(
        key=sql.Identifier(key),
        changed=changed,
        stored=_stored(projection),
        scratch=sql.Identifier(scratch),
        differs=differs,
        most=sql.Literal(most),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [
            Difference(
                projection.table,
                found,
                "missing" if not_in_table else "unexpected" if not_in_ledger else "differs",
                () if not_in_table or not_in_ledger else tuple(columns),
            )
            for found, not_in_table, not_in_ledger, columns in cursor.fetchall()
        ]
