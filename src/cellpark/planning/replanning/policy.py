"""By which rules a plan is changed, and what came of it. Pure."""

from dataclasses import dataclass

from cellpark.planning.facts import Facts
from cellpark.planning.replanning.move import Move
from cellpark.planning.scheduling.result import Schedule


@dataclass(frozen=True, slots=True)
class Policy:
    """``frozen_for``: what was published to begin within so many units stays, if it still can.

    ``moved`` is the price of an operation that begins elsewhere than published, in units of weighted time: who is not
    hit is moved only where others gain more than that, and never more of them than ``share_moved`` of their operations,
    unless somebody would have no place otherwise. ``turns`` and ``seed`` decide the result, as in a search.
    """

    frozen_for: int = 24
    moved: int = 24
    share_moved: float = 0.03
    turns: int = 1_000
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Replanned:
    """The new plan with its facts, the patients who are hit, and the moves of everybody.

    ``facts`` have what has begun frozen, and for what is out of order a job of its own that takes it. ``others`` is how
    many operations there are of patients who are not hit, ``others_moved`` how many of them begin elsewhere.
    """

    facts: Facts
    schedule: Schedule
    hit: frozenset[str]
    moves: tuple[Move, ...]
    others: int
    others_moved: int

    @property
    def share_moved(self) -> float:
        """The share of the operations of patients who are not hit that begin elsewhere than was published."""
        return self.others_moved / self.others if self.others else 0.0
