"""Rows of a queryset, paged by keyset: the thousandth page costs what the first does."""

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet

from cellpark.web.pages.tables.column import Choice, Column
from cellpark.web.pages.tables.source import COUNT_MAX, Slice
from cellpark.web.pages.tables.wish import Cursor, Wish

AnyModel = TypeVar("AnyModel", bound=Model)


class QuerySetSource(Generic[AnyModel]):
    """Rows ordered by one column and then by primary key.

    Null counts as the largest value, as in PostgreSQL, so that one index serves both directions.
    """

    def __init__(self, rows: "QuerySet[AnyModel]", columns: Sequence[Column[Any]], choices: Sequence[Choice]) -> None:
        """Keep what is needed; no query yet."""
        self.rows, self.choices = rows, choices
        self.paths = {column.key: column.sort for column in columns if column.sort}
        self.search = [path for column in columns for path in column.search]

    def count(self, wish: Wish) -> int:
        """How many rows pass the filters; stops at ``COUNT_MAX + 1``."""
        return self._filtered(wish).order_by()[: COUNT_MAX + 1].count()

    def every(self, wish: Wish, limit: int) -> Iterator[AnyModel]:
        """All rows that pass the filters, in order, at most ``limit``; read in pieces, memory stays flat."""
        yield from self._ordered(wish, self._filtered(wish), backwards=False)[:limit].iterator(chunk_size=2_000)

    def slice(self, wish: Wish) -> Slice[AnyModel]:
        """The page that is wished for, in one query (and one more for each prefetched relation)."""
        backwards = wish.last or wish.before is not None
        edge = None if wish.last else (wish.before or wish.after)
        rows = self._filtered(wish)
        beyond = self._beyond(wish, edge, backwards=backwards) if edge else None
        if beyond is not None:
            rows = rows.filter(beyond)
        found = list(self._ordered(wish, rows, backwards=backwards)[: wish.size + 1])
        more, page = len(found) > wish.size, found[: wish.size]
        if backwards:
            page.reverse()
        earlier, later = (more, beyond is not None) if backwards else (beyond is not None, more)
        return Slice(
            page,
            before=self._cursor(wish, page[0]) if page and earlier else None,
            after=self._cursor(wish, page[-1]) if page and later else None,
        )

    def _cursor(self, wish: Wish, row: AnyModel) -> Cursor:
        value: Any = row
        for part in self.paths[wish.sort].split("__"):
            value = getattr(value, part, None)
        return Cursor(None if value is None else str(value), str(row.pk))

    def _filtered(self, wish: Wish) -> "QuerySet[AnyModel]":
        rows = self.rows
        for term in wish.query.split():
            anywhere = Q()
            for path in self.search:
                anywhere |= Q(**{f"{path}__icontains": term})
            rows = rows.filter(anywhere)
        for choice in self.choices:
            if choice.key in wish.chosen:
                rows = rows.filter(**{choice.lookup: wish.chosen[choice.key]})
        return rows

    def _ordered(self, wish: Wish, rows: "QuerySet[AnyModel]", *, backwards: bool) -> "QuerySet[AnyModel]":
        path = F(self.paths[wish.sort])
        if wish.descending != backwards:
            return rows.order_by(path.desc(), "-pk")
        return rows.order_by(path.asc(), "pk")

    def _beyond(self, wish: Wish, edge: Cursor, *, backwards: bool) -> Q | None:
        """The rows after ``edge`` in reading direction; None where the edge is nonsense for this column."""
        path = self.paths[wish.sort]
        field, nullable = self._field(path)
        try:
            value = None if edge.value is None else field.to_python(edge.value)
            identity = _meta(self.rows.model).pk.to_python(edge.identity)
        except (ValidationError, ValueError, OverflowError):
            return None
        upwards = wish.descending == backwards
        later = Q(pk__gt=identity) if upwards else Q(pk__lt=identity)
        if value is None:
            nulls = Q(**{f"{path}__isnull": True}) & later
            return nulls if upwards else nulls | Q(**{f"{path}__isnull": False})
        # "at least, and (more, or the same and later)": an index on the column then starts reading at the edge
        way = "gt" if upwards else "lt"
        ahead = Q(**{f"{path}__{way}e": value}) & (Q(**{f"{path}__{way}": value}) | later)
        return ahead | Q(**{f"{path}__isnull": True}) if upwards and nullable else ahead

    def _field(self, path: str) -> "tuple[Field[Any, Any], bool]":
        """The field behind a path, and whether it can be null on the way."""
        annotation = self.rows.query.annotations.get(path)
        if annotation is not None:
            return annotation.output_field, True
        model: Any = self.rows.model
        nullable, field = False, _meta(model).pk
        for part in path.split("__"):
            try:
                field = _meta(model).pk if part == "pk" else _meta(model).get_field(part)
            except FieldDoesNotExist as error:
                raise AssertionError(f"a column sorts by {path}, which {model.__name__} does not have") from error
            nullable = nullable or field.null
            model = field.related_model or model
        return field, nullable


def _meta(model: Any) -> Any:
    """Django's description of a model: public in its documentation in spite of its name."""
    return model._meta  # noqa: SLF001
