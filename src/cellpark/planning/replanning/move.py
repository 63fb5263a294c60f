"""What was moved, by how much, and why: as data, and as the code and parameters of a sentence. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from cellpark.kernel.problem import Parameter, Problem


class Rule(StrEnum):
    """The rules by which places are given, in their order; ``number`` is how people name them."""

    BEGUN = "begun"  # what has begun stays, and so does what is out of order
    FROZEN = "frozen"  # what is about to begin stays
    URGENT = "urgent"  # the greater weight goes first
    PUBLISHED = "published"  # who was published there before stays
    LEAST = "least"  # the least harm to all

    @property
    def number(self) -> int:
        """From 1 on."""
        return list(Rule).index(self) + 1


class Cause(StrEnum):
    """Why an operation does not begin where it was published."""

    HIT = "hit"  # its own patient's material comes later
    OUT = "out"  # what it needs is out of order or away
    TAKEN = "taken"  # somebody else has what it needs
    LAG = "lag"  # a least time after another operation of the same patient, which was moved
    LIMIT = "limit"  # a longest time to another operation of the same patient, which was moved
    ROOM = "room"  # nothing stands against its old place: it made room, or room came free for it


SENTENCES = {
    Cause.HIT: Problem("planning.moved.hit"),
    Cause.OUT: Problem("planning.moved.out"),
    Cause.TAKEN: Problem("planning.moved.taken"),
    Cause.LAG: Problem("planning.moved.lag"),
    Cause.LIMIT: Problem("planning.moved.limit"),
    Cause.ROOM: Problem("planning.moved.room"),
}
"""The sentence of each cause, without its parameters."""
FOLLOWS = Problem("planning.moved.follows")
"""Of a least time of nothing: one comes after the other."""


@dataclass(frozen=True, slots=True)
class Move:
    """One operation: ``before`` and ``after`` are its starts.

    ``resource``, ``who`` and ``until`` say what was taken, by which operation of whom, until when; ``rule`` why that
    one goes first. ``other`` and ``least`` name the operation of the same patient and the limit to it.
    """

    job: str
    operation: str
    before: int
    after: int
    cause: Cause
    resource: str = ""
    who: str = ""
    until: int = 0
    rule: Rule | None = None
    other: str = ""
    least: int = 0

    @property
    def by(self) -> int:
        """How much later, in units; below zero it is earlier."""
        return self.after - self.before


def _plain(job: str, operation: str) -> str:
    return f"{job}.{operation}"


def move_problem(
    move: Move,
    clock: Callable[[int], str],
    span: Callable[[int], str],
    *,
    operation: Callable[[str, str], str] = _plain,
    resource: Callable[[str], str] = str,
    who: Callable[[str], str] = str,
) -> Problem:
    """The sentence of a move: ``clock`` writes a time, ``span`` a number of units, the others what is called how."""
    params: dict[str, Parameter] = {
        "operation": operation(move.job, move.operation),
        "direction": "later" if move.by > 0 else "earlier",
        "by": span(abs(move.by)),
        "before": clock(move.before),
        "after": clock(move.after),
        "resource": resource(move.resource) if move.resource else "",
        "who": who(move.who) if move.who else "",
        "until": clock(move.until),
        "other": operation(move.job, move.other),
        "limit": span(abs(move.least)),
        "rule": move.rule or Rule.LEAST,
        "number": (move.rule or Rule.LEAST).number,
    }
    plain = FOLLOWS if move.cause is Cause.LAG and not move.least else SENTENCES[move.cause]
    return replace(plain, params=params)
