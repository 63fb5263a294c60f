"""From a plant as it is to the arrays with which a replication begins."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from cellpark.planning.simulation.distribution import longer_than
from cellpark.planning.simulation.engine import records as r
from cellpark.planning.simulation.model import At, Network, Operation, Work
from cellpark.planning.simulation.present import Coming, Doing, Inside, Present
from cellpark.planning.simulation.worked import worked_between

_NONE = -1


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbers that the arrays of a network have given to its names."""

    operations: dict[str, int]
    resources: dict[str, int]
    sources: dict[str, int]
    flags: dict[str, int]
    holds: dict[tuple[str, str], int]
    marks: dict[tuple[str, At], int]
    slots: dict[tuple[str, str | None], int]
    """Counters of a patient: of a loop (no second name), of a limited choice."""
    counts: int


@dataclass(slots=True)
class Starting:
    """The arrays; empty ones for an empty plant."""

    network: Network
    present: Present
    numbered: Numbered
    warm_up: float
    watch: tuple[str, ...]
    begun: list[tuple[float, ...]] = field(default_factory=list)
    looped: list[tuple[int, int, int, int, float, float]] = field(default_factory=list)
    marks: list[dict[int, float]] = field(default_factory=list)
    counts: list[dict[int, int]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    came: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Rows of everybody; who waits for the same is asked in their order."""
        entities = self._entities()
        places = {name: place for place, name in enumerate(self.watch)}
        for each in self.present.inside:
            self._inside(each, entities[each.patient], places.get(each.patient, _NONE))
        for coming in sorted(self.present.coming, key=lambda one: (one.at, one.rank)):
            self._coming(coming, entities[coming.patient], places.get(coming.patient, _NONE))
        self._ordered()

    def _ordered(self) -> None:
        """Rows by rank, then by when somebody came to wait, then as they were listed."""
        rank, root = (list(r.BEGUN.fields or ()).index(name) for name in ("rank", "root"))
        order = sorted(range(len(self.begun)), key=lambda row: (self.begun[row][rank], self.came[row]))
        to = {row: place for place, row in enumerate(order)}
        self.begun = [(*one[:root], to[int(one[root])], *one[root + 1 :]) for one in (self.begun[row] for row in order)]
        self.marks, self.counts = [self.marks[row] for row in order], [self.counts[row] for row in order]
        self.looped = [(to[row], slot, each, least, low, high) for row, slot, each, least, low, high in self.looped]
        self.rows = {name: to[row] for name, row in self.rows.items()}

    def _entities(self) -> dict[str, int]:
        """The number of each patient among those of the same source, as listed: it decides what is drawn for him."""
        seen: Counter[str] = Counter()
        found = {}
        for each in self.present.known():
            found[each.patient] = seen[each.source]
            seen[each.source] += 1
        return found

    def known(self, source: str) -> int:
        """How many patients of a source are known, so that others have other numbers."""
        return sum(each.source == source for each in self.present.known())

    def _inside(self, each: Inside, entity: int, watch: int) -> None:
        place = len(self.begun)
        self.rows[each.patient] = place
        measured = int(self.present.now >= self.warm_up)
        flags = sum(self.numbered.flags[name] for name in set(each.flags))
        holds = sum(1 << self.numbered.holds[one.resource, one.until] for one in set(each.keeps))
        kind = self.numbered.sources[each.source]
        common = (measured, each.rank)
        times = (each.arrived, each.due, self.present.now)
        if each.meet is None:
            own = self._doing(each.doing[0])
            self._row(own, each.doing[0].came, (kind, entity, place, 0), (*common, flags, holds, watch), times)
        else:
            waits = (self.numbered.operations[each.meet], 0, 0.0, 0.0, 1.0)
            pending = len(each.doing)
            self._row(waits, None, (kind, entity, place, pending), (*common, flags, holds, watch), times)
            for one in each.doing:
                self._row(self._doing(one), one.came, (kind, entity, place, 0), (*common, 0, 0, _NONE), times)
        self.marks[place] = {
            self.numbered.marks[one.operation, one.edge]: one.time
            for one in each.passed
            if (one.operation, one.edge) in self.numbered.marks
        }
        self._counted(each, place)

    def _counted(self, each: Inside, place: int) -> None:
        for name, done in (each.rounds or {}).items():
            slot, number = self.numbered.slots[name, None], self.numbered.operations[name]
            rounds = self.network.operations[number].rounds
            assert rounds is not None
            if done > 0:
                # another round goes on, so there are more of them than are done
                low, high = longer_than(rounds.count, done + 0.5)
                self.counts[place][slot] = done
                self.looped.append((place, slot, number, done + 1, low, high))
        for (name, to), times in (each.chosen or {}).items():
            self.counts[place][self.numbered.slots[name, to]] = times

    def _doing(self, one: Doing) -> tuple[int, int, float, float, float]:
        """Operation, whether it goes on, how much is done, and the shares of what is more than that."""
        number = self.numbered.operations[one.operation]
        if one.since is None:
            return number, 0, 0.0, 0.0, 1.0
        operation = self.network.operations[number]
        worked = one.worked if one.worked is not None else self._worked(operation, one.since)
        return (number, 1, worked, *longer_than(operation.work, worked))

    def _worked(self, operation: Operation, since: float) -> float:
        if operation.mode is not Work.PAUSES:
            return self.present.now - since
        return worked_between(self.network, operation, since, self.present.now)

    def _coming(self, each: Coming, entity: int, watch: int) -> None:
        source = self.numbered.sources[each.source]
        first = self.numbered.operations[self.network.sources[source].first]
        measured = int(each.at >= self.warm_up)
        place = len(self.begun)
        self.rows[each.patient] = place
        about = (measured, each.rank, 0, 0, watch)
        self._row((first, 0, 0.0, 0.0, 1.0), each.at, (source, entity, place, 0), about, (each.at, each.due, each.at))

    def _row(
        self,
        doing: tuple[int, int, float, float, float],
        came: float | None,
        who: tuple[int, int, int, int],
        about: tuple[int, int, int, int, int],
        times: tuple[float, float, float],
    ) -> None:
        operation, working, worked, low, high = doing
        self.begun.append((operation, *who, working, *about, *times, worked, low, high))
        self.came.append(came or 0.0)
        self.marks.append({})
        self.counts.append({})

    def arrays(self, operations: r.Array) -> tuple[r.Array, r.Array, r.Array, r.Array, r.Array, r.Array]:
        """Tokens, rounds, clearing, repairs, marks and counters, in the order of ``Plan``."""
        looped = [
            (token, slot, operations[number]["loop_draw"], number, least, low, high)
            for token, slot, number, least, low, high in self.looped
        ]
        clearing = [
            (each.until, self.numbered.resources[each.resource], each.quantity) for each in self.present.clearing
        ]
        marks = np.full((len(self.begun), len(self.numbered.marks)), np.nan)
        counts = np.zeros((len(self.begun), self.numbered.counts), "i8")
        for place, (seen, counted) in enumerate(zip(self.marks, self.counts, strict=True)):
            for mark, time in seen.items():
                marks[place, mark] = time
            for slot, count in counted.items():
                counts[place, slot] = count
        return (
            np.array(self.begun, r.BEGUN),
            np.array(looped, r.LOOPED),
            np.array(clearing, r.CLEARING),
            np.array(self._faulty(), r.FAULTY),
            marks,
            counts,
        )

    def _faulty(self) -> list[tuple[int, int, float, float, float]]:
        found = []
        for each in self.present.repairing:
            place = self.numbered.resources[each.resource]
            faults = self.network.resources[place].faults
            assert faults is not None
            shares = longer_than(faults.repair, self.present.now - each.since)
            token = _NONE if each.patient is None else self.rows[each.patient]
            found.append((place, token, each.since, *shares))
        return found
