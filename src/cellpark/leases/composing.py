"""What a lease costs, from all agreed versions of its terms. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cellpark.kernel.interval import Interval
from cellpark.rent import public as rent


@dataclass(frozen=True, slots=True)
class Agreed:
    """One version: from which day it holds, and the lease file as plain values."""

    number: int
    since: date
    form: Mapping[str, Any]


def composed(versions: Sequence[Agreed], *, until: date, index: rent.Index) -> rent.Lease:
    """The lease that bills are computed from: each version up to the day on which the next one takes over.

    A term that is cut keeps all that was billed of it: a line is the value up to its last day less the value up to the
    day before its first. Months of the lease are counted from its first day, whichever version a term stands in. A term
    of an amendment carries the version's number in its key, so that no line is taken for another one.
    """
    first, *later = (rent.lease_of_form(each.form) for each in versions)
    days = Interval(first.days.start, until)
    terms: list[rent.Term] = []
    for number, each in enumerate((first, *later)):
        ends = versions[number + 1].since if number + 1 < len(versions) else until
        held = Interval(versions[number].since, ends) if versions[number].since < ends else None
        if held is None:
            continue
        for term in each.terms:
            cut = _cut(term, held)
            if cut is None:
                continue
            key = cut.key if number == 0 else f"{cut.key} v{versions[number].number}"
            terms.append(replace(cut, key=key, anchor=days.start))
    published = dict(first.index)
    for each in later:
        published.update(each.index)
    published.update(index)
    return rent.Lease(
        number=first.number, days=days, terms=tuple(terms), cycle=first.cycle, late=first.late, index=published
    )


def _cut(term: rent.Term, held: Interval[date]) -> rent.Term | None:
    """The days of a term that its version holds; its beginning stays, so that it grows as it was agreed."""
    assert held.end is not None, "a version has an end"
    assert term.days.end is not None, "a term has an end"
    if term.days.start >= held.end:
        return None
    end = min(term.days.end, held.end)
    days = Interval(term.days.start, end)
    free = tuple(part for each in term.free if (part := each.intersect(days)) is not None)
    return replace(term, days=days, free=free, steps=tuple(each for each in term.steps if each.since < end))


def merged_days(pieces: Iterable[tuple[int, date, date]]) -> dict[int, tuple[tuple[date, date], ...]]:
    """For each room's number the days that any piece covers, as few pieces as possible."""
    found: dict[int, list[tuple[date, date]]] = {}
    for number, start, end in sorted(pieces):
        held = found.setdefault(number, [])
        if held and start <= held[-1][1]:
            held[-1] = (held[-1][0], max(held[-1][1], end))
        else:
            held.append((start, end))
    return {number: tuple(days) for number, days in found.items()}
