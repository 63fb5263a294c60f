"""Random expressions that make sense: trees by kind, the names they use, and data for those names."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cellpark.kernel.expression import DAY, INSTANT, TEXT, TRUTH, list_of, number
from cellpark.kernel.expression import syntax as s
from cellpark.kernel.expression.parser import COMPARISONS

NAMES = {
    "hold": number("h"),
    "work.time": number("min"),
    "ratio": number(),
    "viab": number("%"),
    "temp": number("degC"),
    "state": TEXT,
    "clean": TRUTH,
    "signed": TRUTH,
    "due": DAY,
    "done_at": INSTANT,
    "times": list_of(number("h")),
    "checks": list_of(TRUTH),
    "states": list_of(TEXT),
}
_DECIMALS = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent), st.integers(0, 10**5), st.integers(-6, 6)
) | st.sampled_from([Decimal(0), Decimal("1e99"), Decimal("1e-99"), Decimal("0.10")])
_DAYS = st.dates(date(1, 1, 2), date(9999, 12, 30)) | st.dates(date(2026, 1, 1), date(2026, 1, 9))
_INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=4) | st.just("ok")
_SIGNED = st.builds(lambda value, minus: -value if minus else value, _DECIMALS, st.booleans())

BASE_DATA: dict[str, st.SearchStrategy[Any]] = {
    "hold": _SIGNED,
    "work.time": _SIGNED,
    "ratio": _SIGNED,
    "viab": _SIGNED,
    "temp": _SIGNED,
    "state": _TEXTS,
    "clean": st.booleans(),
    "signed": st.booleans(),
    "due": _DAYS,
    "done_at": _INSTANTS,
    "times": st.lists(st.none() | _SIGNED, max_size=3),
    "checks": st.lists(st.none() | st.booleans(), max_size=3),
    "states": st.lists(st.none() | _TEXTS, max_size=3),
}


@st.composite
def data(draw: st.DrawFn) -> dict[str, Any]:
    """A value in its declared unit for every name; about a third of them unknown."""
    found = {}
    for name, values in BASE_DATA.items():
        found[name] = None if draw(st.integers(0, 2)) == 0 else draw(values)
    return found


def _literal(unit: str | None) -> st.SearchStrategy[s.Node]:
    return st.builds(s.Number, _DECIMALS, st.just(unit))


def _names(*names: str) -> st.SearchStrategy[s.Node]:
    return st.sampled_from([s.Name(name) for name in names])


def _call(function: str, *arguments: st.SearchStrategy[s.Node]) -> st.SearchStrategy[s.Node]:
    return st.builds(s.Call, st.just(function), st.tuples(*arguments))


def _chain(
    first: st.SearchStrategy[s.Node], signs: str, part: st.SearchStrategy[s.Node], most: int = 2
) -> st.SearchStrategy[s.Node]:
    rest = st.lists(st.tuples(st.sampled_from(signs), part), min_size=1, max_size=most).map(tuple)
    return st.builds(s.Chain, first, rest)


def _listing(item: st.SearchStrategy[s.Node]) -> st.SearchStrategy[s.Node]:
    return st.builds(s.Listing, st.lists(item, max_size=3).map(tuple))


def _choice(depth: int, value: st.SearchStrategy[s.Node]) -> st.SearchStrategy[s.Node]:
    return _call("choose", truths(depth), value, value)


def spans(depth: int) -> st.SearchStrategy[s.Node]:
    """Expressions that are a time."""
    leaves = _literal("h") | _literal("min") | _names("hold", "work.time")
    if not depth:
        return leaves
    inner = st.deferred(lambda: spans(depth - 1))
    items = _listing(inner) | _names("times")
    return st.one_of(
        leaves,
        _chain(inner, "+-", inner),
        _chain(inner, "*/", st.deferred(lambda: plains(depth - 1))),
        st.builds(s.Negative, inner),
        _call("abs", inner),
        _call("round", inner, inner),
        _call("min", inner, inner),
        _call("max", items),
        _call("sum", _names("times")),
        _choice(depth - 1, inner),
        _call("days_between", days(depth - 1), days(depth - 1)),
        _chain(days(0), "-", days(0), most=1),
        _chain(instants(0), "-", instants(0), most=1),
    )


def plains(depth: int) -> st.SearchStrategy[s.Node]:
    """Expressions that are a plain number."""
    leaves = _literal(None) | _literal("%") | _names("ratio", "viab")
    if not depth:
        return leaves
    inner = st.deferred(lambda: plains(depth - 1))
    items = _names("times", "checks", "states") | _listing(st.deferred(lambda: spans(depth - 1)))
    return st.one_of(
        leaves,
        _chain(inner, "+-", inner),
        _chain(inner, "*/", inner),
        _chain(spans(0), "/", spans(0), most=1),
        _call("round", inner),
        _call("count", items),
        _choice(depth - 1, inner),
    )


def points(depth: int) -> st.SearchStrategy[s.Node]:
    """Expressions that are a temperature on a scale."""
    leaves = _literal("degC") | st.builds(s.Negative, _literal("degC")) | _names("temp")
    if not depth:
        return leaves
    inner = st.deferred(lambda: points(depth - 1))
    return leaves | _chain(inner, "+-", _literal("delta_degC")) | _call("min", inner, inner) | _choice(depth - 1, inner)


def days(depth: int) -> st.SearchStrategy[s.Node]:
    """Expressions that are a day."""
    leaves = st.builds(s.Day, _DAYS) | _names("due")
    if not depth:
        return leaves
    whole = st.builds(s.Number, st.integers(0, 400).map(Decimal), st.just("d"))
    return leaves | _chain(days(depth - 1), "+-", whole | spans(0)) | _call("max", days(depth - 1), days(depth - 1))


def instants(depth: int) -> st.SearchStrategy[s.Node]:
    """Expressions that are an instant."""
    leaves = st.builds(s.Instant, _INSTANTS) | _names("done_at")
    return leaves if not depth else leaves | _chain(instants(depth - 1), "+-", spans(depth - 1))


def texts(_depth: int) -> st.SearchStrategy[s.Node]:
    """Expressions that are a text."""
    return st.builds(s.Text, _TEXTS) | _names("state")


def truths(depth: int) -> st.SearchStrategy[s.Node]:
    """Expressions that are true, false or unknown."""
    leaves = st.builds(s.Truth, st.booleans()) | _names("clean", "signed")
    if not depth:
        return leaves
    inner = st.deferred(lambda: truths(depth - 1))
    items = st.lists(inner, min_size=2, max_size=3).map(tuple)
    named = _names(*NAMES)
    kinds = [kind(depth - 1) for kind in (spans, plains, points, days, instants)]
    return st.one_of(
        leaves,
        st.builds(s.Not, inner),
        st.builds(s.Logic, st.sampled_from(["and", "or"]), items),
        _call("known", named),
        _call("any", _listing(inner) | _names("checks")),
        _call("all", _listing(inner) | _names("checks")),
        _choice(depth - 1, inner),
        *(st.builds(s.Comparison, st.sampled_from(sorted(COMPARISONS)), kind, kind) for kind in kinds),
        *(st.builds(s.Membership, kind, _ranges(kind) | _listing(kind), st.booleans()) for kind in kinds),
        st.builds(s.Comparison, st.sampled_from(["==", "!="]), texts(0), texts(0)),
        st.builds(s.Membership, texts(0), _listing(texts(0)) | _names("states"), st.booleans()),
        st.builds(s.Membership, spans(depth - 1), _names("times"), st.booleans()),
    )


def _bare(bound: s.Node | None) -> s.Node | None:
    return bound.operand if isinstance(bound, s.Negative) else bound


def _says_its_units(made: s.Range) -> bool:
    """A low bound without a unit is read with that of the high one (0..5 %), so no text says such a tree."""
    low, high = _bare(made.low), _bare(made.high)
    borrows = isinstance(low, s.Number) and low.unit is None and isinstance(high, s.Number) and high.unit is not None
    return not borrows


def _ranges(bound: st.SearchStrategy[s.Node]) -> st.SearchStrategy[s.Node]:
    both = st.builds(s.Range, bound, bound).filter(_says_its_units)
    return both | st.builds(s.Range, bound, st.none()) | st.builds(s.Range, st.none(), bound)


def trees() -> st.SearchStrategy[s.Node]:
    """Any expression that makes sense."""
    return truths(3) | spans(3) | plains(3) | points(2) | days(2) | instants(2) | texts(0)
