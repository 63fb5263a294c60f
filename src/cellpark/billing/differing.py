"""What of billed lines a lease no longer says, and what it says instead: the rule of ``rent.correction``. Pure."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from cellpark.billing.drafting import LineDraft

_VERSION = re.compile(r" v[0-9]+$")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line, and where it stands in the list that it came from."""

    at: int
    line: LineDraft


def difference(billed: Sequence[LineDraft], now: Iterable[LineDraft]) -> tuple[list[int], list[LineDraft]]:
    """Which of the billed lines to take back (by position), and which to bill instead.

    Lines are the same when they say the same of the same days, whichever version of the lease they stand in. Where an
    amendment cuts the days of a line, and its parts are owed as the whole was, nothing changed.
    """
    gone, instead = _unpaired(_placed(billed), _placed(now))
    kept, covered = _recut(gone, instead)
    return [each.at for each in gone if each.at not in kept], [each.line for each in instead if each.at not in covered]


def subject(line: LineDraft) -> Hashable:
    """What a line is about, whatever it asks for: the term without the version that it stands in, and the room."""
    return (line.kind, _VERSION.sub("", line.term), line.room, line.currency)


def _placed(lines: Iterable[LineDraft]) -> list[_Placed]:
    return [_Placed(*each) for each in enumerate(lines)]


def _plain(line: LineDraft) -> LineDraft:
    return replace(line, term=_VERSION.sub("", line.term), why="")


def _unpaired(billed: Sequence[_Placed], now: Sequence[_Placed]) -> tuple[list[_Placed], list[_Placed]]:
    waiting: dict[LineDraft, list[_Placed]] = defaultdict(list)
    for each in now:
        waiting[_plain(each.line)].append(each)
    gone = []
    for each in billed:
        same = waiting[_plain(each.line)]
        if same:
            same.pop(0)
        else:
            gone.append(each)
    return gone, sorted((each for rest in waiting.values() for each in rest), key=lambda each: each.at)


def _recut(gone: Sequence[_Placed], instead: Sequence[_Placed]) -> tuple[set[int], set[int]]:
    """The lines that only the cut of the days tells apart, by their places on either side."""
    kept: set[int] = set()
    covered: set[int] = set()
    for about in {_owed(each.line) for each in gone}:
        old, new = (_in_order(each for each in side if _owed(each.line) == about) for side in (gone, instead))
        for before, after in _blocks(old, new):
            if all(_sum(before, name) == _sum(after, name) for name in ("net", "tax", "gross")):
                kept |= {each.at for each in before}
                covered |= {each.at for each in after}
    return kept, covered


def _owed(line: LineDraft) -> Hashable:
    return (subject(line), line.tax_rate, line.awaits)


def _in_order(lines: Iterable[_Placed]) -> list[_Placed]:
    return sorted(lines, key=lambda each: (each.line.since, each.line.until, each.at))


def _sum(lines: Iterable[_Placed], name: str) -> object:
    return sum(getattr(each.line, name) for each in lines)


def _blocks(old: list[_Placed], new: list[_Placed]) -> list[tuple[list[_Placed], list[_Placed]]]:
    """The shortest runs of lines on both sides that begin and end on the same days, without a gap between."""
    found = []
    while old and new:
        if old[0].line.since != new[0].line.since:
            (old if old[0].line.since < new[0].line.since else new).pop(0)
            continue
        before, after = [old.pop(0)], [new.pop(0)]
        while (ends := (before[-1].line.until, after[-1].line.until)) and ends[0] != ends[1]:
            side, rest = (before, old) if ends[0] < ends[1] else (after, new)
            if not rest or rest[0].line.since != side[-1].line.until:
                break
            side.append(rest.pop(0))
        else:
            found.append((before, after))
    return found
