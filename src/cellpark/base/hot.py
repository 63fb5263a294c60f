"""Rows of models for the few reads that every act at the bench makes, through prepared statements.

Django writes the text of a query anew each time and PostgreSQL plans it anew; both cost more than the reading. Here the
columns and joins are written once a process, by Django itself, and the statement is planned once a connection. The
first lock of the scope holds as in a manager: rows outside it are not read, and without a scope nothing is.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, LiteralString, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models.query import get_related_populators

from cellpark.base.prepared import execute_prepared
from cellpark.base.scope import Scope, current_scope

Kind = TypeVar("Kind", bound=models.Model)


class _Columns:
    """How columns of one model, with those of related ones, are asked for and read."""

    def __init__(self, kind: type[models.Model], query: "models.QuerySet[Any, Any]") -> None:
        self.compiler: Any = query.query.get_compiler("default")
        self.select, values = self.compiler.as_sql()
        assert not values, "columns and joins have no parameters"
        self.kind = kind
        self.converters = list(self.compiler.get_converters([each[0] for each in self.compiler.select]).items())
        self.statements: dict[tuple[str, str, str], bytes] = {}

    def statement(self, condition: LiteralString, tail: LiteralString, *, among: str) -> bytes:
        """The text of the statement; ``among`` compares the owner of a row with the scope, or is empty."""
        text = self.statements.get((condition, tail, among))
        if text is None:
            table, column = self.kind._meta.db_table, getattr(self.kind, "tenant_column", "")  # noqa: SLF001
            scoped = f'"{table}"."{column}" {among} (%(scope)s::uuid[]) AND ' if column and among else ""
            text = f"{self.select} WHERE {scoped}({condition}) {tail}".encode()
            self.statements[condition, tail, among] = text
        return text

    def read(self, condition: LiteralString, tail: LiteralString, values: Mapping[str, Any]) -> list[list[Any]]:
        """The rows in scope, in Python's values. Raises ``Unscoped``."""
        scope = current_scope()
        among, asked = _among(scope)
        bound = {**values, "scope": asked} if among else values
        found = execute_prepared(self.statement(condition, tail, among=among), bound).fetchall()
        rows = [list(row) for row in found]
        for place, (converters, expression) in self.converters:
            for convert in converters:
                for row in rows:
                    row[place] = convert(row[place], expression, connection)
        return rows


def _among(scope: Scope) -> tuple[str, list[UUID]]:
    if not scope.everything:
        return "= ANY", list(scope.organisations)
    return ("<> ALL", list(scope.hidden)) if scope.hidden else ("", [])


class _Reading(_Columns):
    """How rows of one model, with related ones, are asked for and made."""

    def __init__(self, kind: type[models.Model], related: tuple[str, ...]) -> None:
        query: models.QuerySet[Any] = models.QuerySet(kind).order_by()  # the scope stands in each statement
        super().__init__(kind, query.select_related(*related) if related else query)
        columns = self.compiler.klass_info["select_fields"]
        self.first, self.end = columns[0], columns[-1] + 1
        self.names = [self.compiler.select[each][0].target.attname for each in columns]
        populators_of: Any = get_related_populators
        self.populators = populators_of(self.compiler.klass_info, self.compiler.select, "default")

    def made(self, values: list[Any]) -> models.Model:
        """A row as an instance, with the related ones."""
        made: models.Model = self.kind.from_db("default", self.names, values[self.first : self.end])
        for populator in self.populators:
            populator.populate(values, made)
        return made


_reading = cache(_Reading)


@cache
def _columns(kind: type[models.Model], names: tuple[str, ...]) -> _Columns:
    return _Columns(kind, models.QuerySet(kind).order_by().values_list(*names))


def hot_rows(
    kind: type[Kind],
    condition: LiteralString,
    values: Mapping[str, Any],
    *,
    related: tuple[str, ...] = (),
    tail: LiteralString = "",
) -> list[Kind]:
    """The rows in scope that fulfil ``condition``: SQL with named parameters; columns are written with their tables.

    ``related`` as for ``select_related``; ``tail`` is an order or a limit. Raises ``Unscoped``.
    """
    reading = _reading(kind, related)
    return [reading.made(row) for row in reading.read(condition, tail, values)]  # type: ignore[misc]


def hot_values(
    kind: type[models.Model],
    names: tuple[str, ...],
    condition: LiteralString,
    values: Mapping[str, Any],
    *,
    tail: LiteralString = "",
) -> list[list[Any]]:
    """The fields with these ``names``, as for ``values_list``, of the rows that ``hot_rows`` would give."""
    return _columns(kind, names).read(condition, tail, values)


def hot_row(kind: type[Kind], identity: object, *, related: tuple[str, ...] = ()) -> Kind:
    """The row with this id. Raises ``DoesNotExist`` where it is not there or out of scope."""
    table = kind._meta.db_table  # noqa: SLF001 -- Django's documented API
    found = hot_rows(kind, _by_id(table), {"id": identity}, related=related)
    if not found:
        raise kind.DoesNotExist  # type: ignore[attr-defined]
    return found[0]


@cache
def _by_id(table: Any) -> LiteralString:
    named: LiteralString = f'"{table}"."id" = %(id)s'
    return named
