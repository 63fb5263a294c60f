"""What a lease costs, from all agreed versions of its terms. Pure."""

import re
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
    """The lease that bills are computed from: each version up to the day on which a later one takes over.

    A term that is cut keeps all that was billed of it: a line is the value up to its last day less the value up to the
    day before its first. Months of the lease are counted from its first day, whichever version a term stands in. A term
    that an amendment repeats at the rate that holds goes on as the same term; any other term of an amendment carries
    the version's number in its key, so that no line is taken for another one.
    """
    first, *later = (rent.lease_of_form(each.form) for each in versions)
    days = Interval(first.days.start, until)
    terms: list[rent.Term] = []
    for number, each in enumerate((first, *later)):
        # a later version may take over on an earlier day than the one before it: nothing of that one holds then
        ends = min((until, *(after.since for after in versions[number + 1 :])))
        held = Interval(versions[number].since, ends) if versions[number].since < ends else None
        if held is None:
            continue
        for term in each.terms:
            cut = _cut(term, held)
            if cut is None:
                continue
            cut = replace(cut, anchor=days.start)
            before = next((place for place, known in enumerate(terms) if _goes_on(known, cut)), None)
            if before is not None:
                terms[before] = _longer(terms[before], cut)
            else:
                terms.append(cut if number == 0 else replace(cut, key=f"{cut.key} v{versions[number].number}"))
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


_VERSION = re.compile(r" v[0-9]+$")
_SAME = (
    *("kind", "basis", "currency", "anchor", "area_m2", "subject", "months", "spread", "tax", "tax_included"),
    "rounding",
)


def _goes_on(before: rent.Term, term: rent.Term) -> bool:
    """Whether a term of an amendment is one that was cut on the very day, at the rate that held then."""
    plain = not (before.escalation or before.index or term.escalation or term.index)
    return (
        plain
        and _VERSION.sub("", before.key) == term.key
        and before.basis is not rent.Basis.ONCE
        and before.days.end == term.days.start
        and before.steps[-1].rate == term.steps[0].rate
        and all(getattr(before, name) == getattr(term, name) for name in _SAME)
    )


def _longer(before: rent.Term, term: rent.Term) -> rent.Term:
    """Both as one term, so that what is rounded goes on being carried."""
    return replace(
        before,
        days=Interval(before.days.start, term.days.end),
        steps=(*before.steps, *term.steps[1:]),
        free=(*before.free, *term.free),
    )


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
