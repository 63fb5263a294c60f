"""What stands against a place in a plan: as data, and as the code and parameters of a sentence. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cellpark.kernel.problem import Problem


class Kind(StrEnum):
    """The facts that can stand against a place."""

    BEGUN = "begun"  # it has begun, or was promised: it stays
    PAST = "past"  # before now
    EARLY = "early"  # before the material is there
    HORIZON = "horizon"  # after the time that is planned for
    LEAST = "least"  # too soon after another operation of the patient, or too late before it
    MOST = "most"  # too long between two operations of the patient
    AWAY = "away"  # somebody or something is not there
    TAKEN = "taken"  # somebody else has it
    MIXED = "mixed"  # two groups that are kept apart would meet


SENTENCES = {
    Kind.BEGUN: Problem("planning.try.begun"),
    Kind.PAST: Problem("planning.try.past"),
    Kind.EARLY: Problem("planning.try.early"),
    Kind.HORIZON: Problem("planning.try.horizon"),
    Kind.LEAST: Problem("planning.try.least"),
    Kind.MOST: Problem("planning.try.most"),
    Kind.AWAY: Problem("planning.try.away"),
    Kind.TAKEN: Problem("planning.try.taken"),
    Kind.MIXED: Problem("planning.try.mixed"),
}
"""The sentence of each kind, without its parameters."""


@dataclass(frozen=True, slots=True)
class Reason:
    """``operation`` is the one that cannot stand there (another than was moved, where they are tied).

    ``at``: the time up to which or from which it could; ``other``: the operation of the patient in between, with the
    ``limit``; ``resource`` and ``who``: what is not free, and who has it until ``at``.
    """

    kind: Kind
    operation: tuple[str, str]
    start: int
    at: int = 0
    other: tuple[str, str] = ("", "")
    limit: int = 0
    resource: str = ""
    who: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Words:
    """How times, lengths, operations and resources are written for a reader."""

    clock: Callable[[int], str]
    span: Callable[[int], str]
    operation: Callable[[str, str], str]
    resource: Callable[[str], str]


def reason_problem(reason: Reason, words: Words, nearest: int | None = None) -> Problem:
    """The sentence of a reason; ``nearest`` is the next start that would do."""
    who = words.operation(*reason.who) if reason.who[0] else ""
    return Problem(
        SENTENCES[reason.kind].code,
        {
            "operation": words.operation(*reason.operation),
            "start": words.clock(reason.start),
            "at": words.clock(reason.at),
            "other": words.operation(*reason.other) if reason.other[0] else "",
            "limit": words.span(reason.limit),
            "resource": words.resource(reason.resource) if reason.resource else "",
            "who": who,
            "nearest": "" if nearest is None else words.clock(nearest),
        },
    )
