"""What came after a batch was let go: entries in its record, exceptions against it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cellpark.kernel.problem import Problem
from cellpark.release.lines import TrailFact


@dataclass(frozen=True, slots=True)
class Opened:
    """An exception, and when it was opened."""

    number: str
    at: datetime


def changes_after(*, decided_at: datetime, trail: TrailFact, exceptions: Sequence[Opened]) -> tuple[Problem, ...]:
    """What the decision could not rest on; empty when the record stands as it was decided (EU GMP Part I, 8.9)."""
    later = [each for each in exceptions if each.at > decided_at]
    problems = [
        Problem("release.after.exception", {"number": each.number, "at": f"{each.at:%Y-%m-%d}"}, rule="211-1c")
        for each in later
    ]
    count = newer(trail.present, trail.reviewed)
    if count:
        problems.append(Problem("release.after.entries", {"count": count}, rule="A11-2e2"))
    return tuple(problems)


def newer(present: Mapping[str, int], reviewed: Mapping[str, int]) -> int:
    """How many entries came after the review on which the decision rests."""
    return sum(max(0, version - reviewed.get(stream, 0)) for stream, version in present.items())
