"""Facts as the arrays of the engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from cellpark.planning.facts import Edge, Facts, Job, Mode, Operation, WorkingTimes, earliest_starts
from cellpark.planning.facts.lags import bounds_of
from cellpark.planning.scheduling.bounding import Visit, shared_bound, visit_of
from cellpark.planning.scheduling.engine.records import END, LOW_START, NEVER, START, Ints, Plan, State
from cellpark.planning.scheduling.result import Schedule
from cellpark.planning.scheduling.tables import Tables, capacities

Claim = tuple[int, int, int]
Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A mode with one choice of its resources."""

    mode: int
    taken: tuple[str, ...]
    duration: int
    claims: tuple[Claim, ...]
    table: int


class Drawn:
    """The arrays of some facts, and what each number in them stands for."""

    def __init__(self, facts: Facts, published: Schedule | None = None) -> None:
        """Draw them up."""
        self.facts = facts
        self.times = WorkingTimes(facts)
        self.tables = Tables(facts)
        self.row = {each.key: number for number, each in enumerate(facts.resources)}
        self.groups = {key: number for number, key in enumerate(sorted({job.group for job in facts.jobs} - {""}))}
        self.least = [self._alone(job) for job in facts.jobs]
        self.ends = [max(end for _start, end in least.values()) for least in self.least]
        self.costs = [*map(self._alone_cost, facts.jobs, self.ends)]
        self.operations: list[tuple[Job, Operation]] = []
        self.job_first = [0]
        for job, least in zip(facts.jobs, self.least, strict=True):
            listed = {each.key: place for place, each in enumerate(job.operations)}
            ordered = sorted(job.operations, key=lambda each: (least[each.key][0], listed[each.key]))
            self.operations += [(job, each) for each in ordered]
            self.job_first.append(len(self.operations))
        self._place = {job.key: place for place, job in enumerate(facts.jobs)}
        self.number = {(job.key, each.key): place for place, (job, each) in enumerate(self.operations)}
        self._ways: dict[tuple[tuple[Mode, ...], bool], tuple[Way, ...]] = {}
        self.ways: list[Way] = []
        self.way_first = [0]
        for _job, operation in self.operations:
            self.ways += self._ways_of(operation)
            self.way_first.append(len(self.ways))
        self.published = {} if published is None else published.starts()

    def _alone(self, job: Job) -> dict[str, tuple[int, int]]:
        found = earliest_starts(job, self.times)
        assert found is not None, "facts that exist have a time for each job alone"
        return found

    def _ways_of(self, operation: Operation) -> tuple[Way, ...]:
        known = (operation.modes, operation.pausable)
        if known in self._ways:
            return self._ways[known]
        found = []
        for number, mode in enumerate(operation.modes):
            for taken in product(*(need.any_of for need in mode.needs)):
                claims: dict[int, Claim] = {}
                for key, need in zip(taken, mode.needs, strict=True):
                    _row, count, clear = claims.get(self.row[key], (0, 0, 0))
                    claims[self.row[key]] = (self.row[key], count + need.count, max(clear, need.clearance))
                table = self.tables.of(taken, mode, pausable=operation.pausable)
                found.append(Way(number, taken, mode.duration, tuple(claims.values()), table))
        self._ways[known] = tuple(found)
        return self._ways[known]

    def bound(self) -> int:
        """What no schedule can be better than: each job alone, or sharing the shifts of one resource."""
        shifts = [each for each in self.facts.resources if each.calendar is not None]
        tails = self._tails(self._arcs()) if shifts else []
        shared = [
            shared_bound(self._visits(each.key, tails), self.facts, each, self.costs, self._costs) for each in shifts
        ]
        return max([sum(self.costs), *shared]) + self.alone() - sum(self.costs)

    def alone(self) -> int:
        """The weaker bound: each job alone in the plant, and the makespan of the longest."""
        return sum(self.costs) + self.facts.objective.makespan * max(self.ends, default=0)

    def _visits(self, resource: str, tails: list[int]) -> list[Visit]:
        """By job the last visit to a resource, as early as that can be."""
        found: dict[int, Visit] = {}
        for number, (job, operation) in enumerate(self.operations):
            place = self._place[job.key]
            visit = visit_of(place, operation, resource, self.least[place][operation.key][0], tails[number])
            if visit is not None and (place not in found or visit.head >= found[place].head):
                found[place] = visit
        return list(found.values())

    def _costs(self, number: int, ends: Ints) -> Ints:
        """What a job costs, by when it ends."""
        job, objective = self.facts.jobs[number], self.facts.objective
        late = np.zeros_like(ends) if job.due is None else np.maximum(0, ends - job.due)
        return job.weight * (objective.flow * (ends - job.release) + objective.tardiness * late)

    def _alone_cost(self, job: Job, end: int) -> int:
        objective = self.facts.objective
        late = 0 if job.due is None else max(0, end - job.due)
        return job.weight * (objective.flow * (end - job.release) + objective.tardiness * late)

    def plan(self) -> Plan:
        """What does not change."""
        facts, objective = self.facts, self.facts.objective
        gaps = [each.changeover if each.segregated else -1 for each in facts.resources]
        arcs = self._arcs()
        holds = self._holds(arcs)
        claims = [claim for each in self.ways for claim in each.claims]
        options = [self.row[key] for job in facts.jobs for hold in job.holds for key in hold.any_of]
        return Plan(
            facts.horizon,
            _table(self._job_rows(), 6),
            np.array(self.costs, dtype=np.int64),
            _table(self._operation_rows(arcs), 7),
            _table(self._way_rows(), 3),
            _table(claims, 3),
            _table([arc for each in arcs for arc in each], 4),
            _table(holds, 8),
            np.array(options, dtype=np.int64),
            self.tables.arrays(),
            _table([(gap, sum(each >= 0 for each in gaps[:row])) for row, gap in enumerate(gaps)], 2),
            np.array((objective.flow, objective.tardiness, objective.makespan, objective.moved), dtype=np.int64),
        )

    def _job_rows(self) -> list[Row]:
        found: list[Row] = []
        holds = 0
        for first, job in zip(self.job_first, self.facts.jobs, strict=False):
            due = NEVER if job.due is None else job.due
            found.append((first, job.release, due, job.weight, self.groups.get(job.group, -1), holds))
            holds += len(job.holds)
        return [*found, (self.job_first[-1], 0, 0, 0, 0, holds)]

    def _operation_rows(self, arcs: list[list[Row]]) -> list[Row]:
        late, tails, found, first_arc = self._late(), self._tails(arcs), [], 0
        for number, (job, each) in enumerate(self.operations):
            published = self.published.get((job.key, each.key), -1)
            fixed = int(each.frozen is not None)
            ways = self.way_first[number], first_arc
            found.append((each.earliest, fixed, late[number], published, tails[number], *ways))
            first_arc += len(arcs[number])
        return [*found, (0, 0, 0, 0, 0, self.way_first[-1], first_arc)]

    def _way_rows(self) -> list[Row]:
        found, first_claim = [], 0
        for each in self.ways:
            found.append((each.duration, each.table, first_claim))
            first_claim += len(each.claims)
        return [*found, (0, 0, first_claim)]

    def _arcs(self) -> list[list[Row]]:
        out: list[list[Row]] = [[] for _ in self.operations]
        for job in self.facts.jobs:
            for bound in bounds_of(job):
                (first, first_at), (second, second_at) = bound.first, bound.second
                if first != second:
                    edges = int(first_at is Edge.END), int(second_at is Edge.END)
                    out[self.number[job.key, first]].append((self.number[job.key, second], *edges, bound.least))
        return out

    def _late(self) -> list[int]:
        """2: before the end of a hold and ends none itself; 1: before the last operation of its job; 0: neither."""
        found: dict[str, tuple[set[str], set[str]]] = {}
        for job in self.facts.jobs:
            before: dict[str, set[str]] = {}
            for lag in job.lags:
                before.setdefault(lag.second, set()).add(lag.first)
            last = self.operations[self.job_first[len(found) + 1] - 1][1].key
            ends = {hold.last for hold in job.holds}
            found[job.key] = _reached(before, {last}) - {last}, _reached(before, ends) - ends
        return [
            0 if each.frozen else 2 if each.key in found[job.key][1] else int(each.key in found[job.key][0])
            for job, each in self.operations
        ]

    def _shortest(self, number: int) -> int:
        return min(mode.duration for mode in self.operations[number][1].modes)

    def _tails(self, arcs: list[list[Row]]) -> list[int]:
        """From the end of each operation to the end of its job at least, whatever the plant does."""
        from_start, from_end = [0] * len(arcs), [0] * len(arcs)
        for number in reversed(range(len(arcs))):
            for to, edge, to_edge, least in arcs[number]:
                if to > number:
                    reached = from_end if edge else from_start
                    reached[number] = max(reached[number], least + (from_end if to_edge else from_start)[to])
            from_start[number] = max(from_start[number], self._shortest(number) + from_end[number])
        return from_end

    def _apart(self, arcs: list[list[Row]], first: int, edge: int, last: int, last_edge: int) -> int:
        """From an edge of an operation to an edge of a later one of its job at least, whatever the plant does."""
        start, end = {first: 0} if not edge else {}, {first: 0 if edge else self._shortest(first)}
        for number in range(first, last + 1):
            if number in start:
                end[number] = max(end.get(number, 0), start[number] + self._shortest(number))
            for to, from_edge, to_edge, least in arcs[number]:
                begun = (end if from_edge else start).get(number)
                if to > number and begun is not None:
                    reached = end if to_edge else start
                    reached[to] = max(reached.get(to, 0), begun + least)
        return max(0, (end if last_edge else start).get(last, 0))

    def _holds(self, arcs: list[list[Row]]) -> list[Row]:
        found: list[Row] = []
        options = 0
        for job in self.facts.jobs:
            for hold in job.holds:
                first, last = self.number[job.key, hold.first], self.number[job.key, hold.last]
                edges = int(hold.first_at is Edge.END), int(hold.last_at is Edge.END)
                least = self._apart(arcs, first, edges[0], last, edges[1])
                found.append((first, edges[0], last, edges[1], hold.count, hold.clearance, least, options))
                options += len(hold.any_of)
        return [*found, (0, 0, 0, 0, 0, 0, 0, options)]

    def state(self, seed: int) -> State:
        """A schedule of nothing but what is frozen."""
        holds = sum(len(job.holds) for job in self.facts.jobs)
        free = capacities(self.facts)
        lanes = max(1, sum(each.segregated for each in self.facts.resources))
        present = np.zeros((lanes, max(1, len(self.groups)), free.shape[1]), dtype=np.int32)
        chance = np.array([seed % 2**64], dtype=np.uint64)
        state = State(
            free,
            present,
            np.full((len(self.operations), 5), -1, dtype=np.int64),
            np.full((holds, 3), -1, dtype=np.int64),
            chance,
        )
        self._freeze(state)
        return state

    def _freeze(self, state: State) -> None:
        """Take what is frozen takes, be it more than there is: what happened has happened."""
        for number, (job, operation) in enumerate(self.operations):
            frozen = operation.frozen
            if frozen is None:
                continue
            ways = range(self.way_first[number], self.way_first[number + 1])
            way = next(
                place
                for place in ways
                if self.ways[place].mode == frozen.mode and (not frozen.taken or self.ways[place].taken == frozen.taken)
            )
            end = self.times.frozen_end(operation)
            state.ops[number, :LOW_START] = frozen.start, end, way
            for row, count, clear in self.ways[way].claims:
                self._take(state, job, row, (frozen.start, end + clear), count)
        hold_number = 0
        for job in self.facts.jobs:
            for hold in job.holds:
                first, last = self.number[job.key, hold.first], self.number[job.key, hold.last]
                if state.ops[first, START] >= 0 and state.ops[last, START] >= 0:
                    since = int(state.ops[first, END if hold.first_at is Edge.END else START])
                    until = int(state.ops[last, END if hold.last_at is Edge.END else START]) + hold.clearance
                    row = self.row[hold.any_of[0]]
                    state.holds[hold_number] = row, since, until
                    self._take(state, job, row, (since, until), hold.count)
                hold_number += 1

    def _take(self, state: State, job: Job, row: int, span: tuple[int, int], count: int) -> None:
        state.free[row, span[0] : span[1]] -= count
        resource = self.facts.resources[row]
        if resource.segregated and job.group:
            lane = sum(each.segregated for each in self.facts.resources[:row])
            state.present[lane, self.groups[job.group], span[0] : span[1]] += 1


def _table(rows: Sequence[Row], width: int) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)


def _reached(before: dict[str, set[str]], keys: set[str]) -> set[str]:
    """Some operations and all that come before them."""
    reached, waiting = set(keys), list(keys)
    while waiting:
        for key in before.get(waiting.pop(), set()) - reached:
            reached.add(key)
            waiting.append(key)
    return reached
