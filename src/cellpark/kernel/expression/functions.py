"""The handful of functions: how many arguments, of which kinds, and what they do with unknown values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from cellpark.kernel.expression.arithmetic import NUMBERS, Undefined, round_to
from cellpark.kernel.expression.kinds import ANY, DAY, PLAIN, TRUTH, Kind, Sort, most_known, number
from cellpark.kernel.expression.limits import MAX_ITEMS
from cellpark.kernel.expression.sums import Fault, days_from

Env = list[Any]
Run = Callable[[Env], Any]
"""A compiled part: from the values of one evaluation to its own, None when unknown."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language; ``shape`` shows how it is called."""

    shape: str
    fewest: int
    most: int
    kind: Callable[[Sequence[Kind], Fault], Kind]
    build: Callable[[Sequence[Kind], Sequence[Run]], Run]


def agreed(kinds: Sequence[Kind], fault: Fault) -> Kind:
    """The one kind of all, or a fault."""
    first = most_known(kinds)
    odd = next((kind for kind in kinds if not kind.fits(first)), None)
    return first if odd is None else fault("mixed_kinds", left=str(first), right=str(odd))


def _spread(kinds: Sequence[Kind]) -> Sequence[Kind]:
    return [kinds[0].item or ANY] if len(kinds) == 1 and kinds[0].sort is Sort.LIST else kinds


def _extreme_kind(kinds: Sequence[Kind], fault: Fault) -> Kind:
    found = agreed(_spread(kinds), fault)
    if found.sort not in (Sort.NUMBER, Sort.DAY, Sort.INSTANT, Sort.ANY):
        return fault("number_wanted", found=str(found))
    return found


def _number_kind(kinds: Sequence[Kind], fault: Fault) -> Kind:
    for kind in kinds:
        if kind.sort not in (Sort.NUMBER, Sort.ANY) or kind.unit.point:
            return fault("number_wanted", found=str(kind))
    return agreed(kinds, fault)


def _round_kind(kinds: Sequence[Kind], fault: Fault) -> Kind:
    return _number_kind(kinds if len(kinds) == 2 else [*kinds, PLAIN], fault)


def _list_kind(result: Kind | None, wanted: Sort | None) -> Callable[[Sequence[Kind], Fault], Kind]:
    def kind(kinds: Sequence[Kind], fault: Fault) -> Kind:
        given = kinds[0]
        if given.sort not in (Sort.LIST, Sort.ANY):
            return fault("list_wanted", found=str(given))
        item = given.item or ANY
        if wanted is not None and (item.sort not in (wanted, Sort.ANY) or item.unit.point):
            return fault("truth_wanted" if wanted is Sort.TRUTH else "number_wanted", found=str(item))
        return result or item

    return kind


def _days_kind(kinds: Sequence[Kind], fault: Fault) -> Kind:
    odd = next((kind for kind in kinds if not kind.fits(DAY)), None)
    return number("d") if odd is None else fault("mixed_kinds", left=str(DAY), right=str(odd))


def _choose_kind(kinds: Sequence[Kind], fault: Fault) -> Kind:
    if not kinds[0].fits(TRUTH):
        return fault("truth_wanted", found=str(kinds[0]))
    return agreed(kinds[1:], fault)


def _each(act: Callable[..., Any]) -> Callable[[Sequence[Kind], Sequence[Run]], Run]:
    """Apply ``act`` to all arguments; one unknown argument makes the result unknown."""

    def build(_kinds: Sequence[Kind], runs: Sequence[Run]) -> Run:
        def run(env: Env) -> Any:
            values = [each(env) for each in runs]
            return None if None in values else act(*values)

        return run

    return build


def _extreme(act: Callable[..., Any]) -> Callable[[Sequence[Kind], Sequence[Run]], Run]:
    def build(kinds: Sequence[Kind], runs: Sequence[Run]) -> Run:
        of_list = len(kinds) == 1 and kinds[0].sort is Sort.LIST

        def run(env: Env) -> Any:
            values = runs[0](env) if of_list else [each(env) for each in runs]
            if values is None or None in values:
                return None
            if not values:
                raise Undefined("list_empty")
            return act(values)

        return run

    return build


def _total(values: Sequence[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for value in values:
        if value is None:
            return None
        total = NUMBERS.add(total, value)
    return total


def kleene(values: Sequence[bool | None], decisive: bool) -> bool | None:
    """``decisive`` when one value is that, else unknown when one is unknown, else the opposite."""
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _build_sum(kinds: Sequence[Kind], runs: Sequence[Run]) -> Run:
    nothing_known = kinds[0].item is None or kinds[0].item.sort is Sort.ANY

    def run(env: Env) -> Any:
        values = runs[0](env)
        if values is None:
            return None
        if nothing_known and not values:
            raise Undefined("list_empty")
        return _total(values)

    return run


def _rounded(value: Decimal, step: Decimal = Decimal(1)) -> Decimal:
    return round_to(value, step)


def _build_known(_kinds: Sequence[Kind], runs: Sequence[Run]) -> Run:
    return lambda env: runs[0](env) is not None


def _build_choose(_kinds: Sequence[Kind], runs: Sequence[Run]) -> Run:
    condition, yes, no = runs

    def run(env: Env) -> Any:
        chosen = condition(env)
        return None if chosen is None else yes(env) if chosen else no(env)

    return run


FUNCTIONS: Final = MappingProxyType(
    {
        "abs": Function("abs(number)", 1, 1, _number_kind, _each(Decimal.copy_abs)),
        "all": Function("all(list)", 1, 1, _list_kind(TRUTH, Sort.TRUTH), _each(lambda values: kleene(values, False))),
        "any": Function("any(list)", 1, 1, _list_kind(TRUTH, Sort.TRUTH), _each(lambda values: kleene(values, True))),
        "choose": Function("choose(condition, then, otherwise)", 3, 3, _choose_kind, _build_choose),
        "count": Function("count(list)", 1, 1, _list_kind(PLAIN, None), _each(lambda values: Decimal(len(values)))),
        "days_between": Function(
            "days_between(first, last)", 2, 2, _days_kind, _each(lambda first, last: days_from(last, first))
        ),
        "known": Function("known(name)", 1, 1, lambda _kinds, _fault: TRUTH, _build_known),
        "max": Function("max(a, b, ...) or max(list)", 1, MAX_ITEMS, _extreme_kind, _extreme(max)),
        "min": Function("min(a, b, ...) or min(list)", 1, MAX_ITEMS, _extreme_kind, _extreme(min)),
        "round": Function("round(number) or round(number, step)", 1, 2, _round_kind, _each(_rounded)),
        "sum": Function("sum(list)", 1, 1, _list_kind(None, Sort.NUMBER), _build_sum),
    }
)
"""Every function of the language by name."""
