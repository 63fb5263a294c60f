"""What verification found wrong, as data."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cellpark.kernel.problem import Parameter, Problem

NAMED_MAX = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its kind, where it is, and what was found there."""

    kind: str
    params: Mapping[str, Parameter] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """The fault for ``base.messages.sentence``."""
        return Problem(f"ledger.fault.{self.kind}", self.params, rule="P11-5c")


class Faults:
    """Counts every fault and names the first few."""

    def __init__(self, named_max: int = NAMED_MAX) -> None:
        """Name up to ``named_max`` of them."""
        self.named: list[Fault] = []
        self.counts: Counter[str] = Counter()
        self._max = named_max

    def add(self, kind: str, **params: Parameter) -> None:
        """Note one fault."""
        self.counts[kind] += 1
        if len(self.named) < self._max:
            self.named.append(Fault(kind, params))

    def merge(self, other: "Faults") -> None:
        """Note all that another part of the work found."""
        self.counts.update(other.counts)
        self.named.extend(other.named[: self._max - len(self.named)])

    @property
    def total(self) -> int:
        """How many faults there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: how much was checked, and what is wrong (``faults`` names the first twenty)."""

    events: int
    sealed: int
    waiting: int
    streams: int
    checkpoints: int
    root: bytes
    faults: tuple[Fault, ...]
    fault_counts: Mapping[str, int]
    seconds: float

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.fault_counts

    def kinds(self) -> set[str]:
        """The kinds of faults that occur."""
        return set(self.fault_counts)


def merged(parts: Iterable[Faults]) -> Faults:
    """All faults of several parts in their order."""
    everything = Faults()
    for part in parts:
        everything.merge(part)
    return everything
