"""CP-SAT: the best schedule of a small plant, with the proof, and the best places of some jobs among the others.

One worker, interleaved search and a limit of deterministic time: the same facts give the same schedule on every
machine, however slow it is.
"""

from dataclasses import dataclass
from itertools import product
from typing import Any

from ortools.sat.python import cp_model

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts import Edge, Facts, Hold, Job, Operation, WorkingTimes, shared, shifts_until
from cellpark.planning.facts.calendars import Span, working_end
from cellpark.planning.scheduling.result import Asked, Kept, Placed, Schedule

EFFORT_A_TURN = 0.001
"""Deterministic seconds for each turn of ``Asked``."""


@dataclass(slots=True)
class _Way:
    chosen: Any
    mode: int
    taken: tuple[str, ...]


@dataclass(slots=True)
class _Use:
    interval: Any
    count: int
    start: Any
    end: Any
    group: str
    chosen: Any


class Model:
    """Facts as variables and constraints."""

    def __init__(self, facts: Facts, published: Schedule | None = None) -> None:
        """Draw it up."""
        self.facts, self.published = facts, {} if published is None else published.starts()
        self.times = WorkingTimes(facts)
        self.model = cp_model.CpModel()
        self.start: dict[tuple[str, str], Any] = {}
        self.end: dict[tuple[str, str], Any] = {}
        self.ways: dict[tuple[str, str], list[_Way]] = {}
        self.kept: dict[tuple[str, int], list[tuple[str, Any]]] = {}
        self.uses: dict[str, list[_Use]] = {each.key: [] for each in facts.resources}
        for job in facts.jobs:
            for operation in job.operations:
                self._operation(job, operation)
            self._lags(job)
            for number, hold in enumerate(job.holds):
                self._hold(job, number, hold)
        for resource in facts.resources:
            self._capacity(resource.key)
        self._objective()

    def _operation(self, job: Job, operation: Operation) -> None:
        name, frozen, horizon = (job.key, operation.key), operation.frozen, self.facts.horizon
        low = max(job.release, operation.earliest)
        if frozen is not None:
            self.start[name] = self.model.new_constant(frozen.start)
            self.end[name] = self.model.new_constant(self.times.frozen_end(operation))
        else:
            self.start[name] = self.model.new_int_var(low, horizon, f"{name}.start")
            self.end[name] = self.model.new_int_var(low, horizon, f"{name}.end")
        ways = [
            (number, taken)
            for number, mode in enumerate(operation.modes)
            for taken in product(*(need.any_of for need in mode.needs))
            if not frozen or (number == frozen.mode and frozen.taken in ((), taken))
        ]
        self.ways[name] = [_Way(chosen, *way) for way, chosen in zip(ways, self._choices(len(ways)), strict=True)]
        if frozen is None and not operation.pausable:
            durations = [operation.modes[way.mode].duration * way.chosen for way in self.ways[name]]
            self.model.add(self.end[name] == self.start[name] + sum(durations))
        for way in self.ways[name]:
            mode = operation.modes[way.mode]
            if frozen is None:
                self._working_time(name, operation, way)
            for key, need in zip(way.taken, mode.needs, strict=True):
                size = None if operation.pausable or frozen else mode.duration + need.clearance
                until = self.end[name] + need.clearance
                self._use(key, need.count, self.start[name], until, size, job.group, way.chosen)

    def _choices(self, many: int) -> list[Any]:
        """Of so many one is chosen; where there is one, there is nothing to choose."""
        if many == 1:
            return [self.model.new_constant(1)]
        found = [self.model.new_bool_var("") for _ in range(many)]
        self.model.add_exactly_one(found)
        return found

    def _working_time(self, name: tuple[str, str], operation: Operation, way: _Way) -> None:
        mode, chosen = operation.modes[way.mode], way.chosen
        spans: tuple[Span, ...] = ((0, self.facts.horizon),)
        for key, need in zip(way.taken, mode.needs, strict=True):
            spans = shared(spans, self.times.of_resource(key, need.count))
        start, end = self.start[name], self.end[name]
        whole = spans == ((0, self.facts.horizon),)
        if operation.pausable and mode.duration and not whole:
            ends = {at: working_end(spans, at, mode.duration) for span in spans for at in range(*span)}
            pairs = [(at, finish) for at, finish in ends.items() if finish is not None]
            table = self.model.add_allowed_assignments([start, end], pairs)
            table.only_enforce_if(chosen)
            return
        if operation.pausable:
            self.model.add(end == start + mode.duration).only_enforce_if(chosen)
        if not whole:
            fitting = [[begin, finish - mode.duration] for begin, finish in spans if finish - begin >= mode.duration]
            domain = cp_model.Domain.from_intervals(fitting)
            self.model.add_linear_expression_in_domain(start, domain).only_enforce_if(chosen)

    def _use(self, key: str, count: int, start: Any, until: Any, size: int | None, group: str, chosen: Any) -> None:
        if size is None:
            lasting = self.model.new_int_var(0, 2 * self.facts.horizon, "")
            interval = self.model.new_optional_interval_var(start, lasting, until, chosen, "")
        else:
            interval = self.model.new_optional_fixed_size_interval_var(start, size, chosen, "")
        self.uses[key].append(_Use(interval, count, start, until, group, chosen))

    def _lags(self, job: Job) -> None:
        frozen = {operation.key for operation in job.operations if operation.frozen is not None}
        for lag in job.lags:
            if {lag.first, lag.second} <= frozen:
                continue
            first = (self.end if lag.first_at is Edge.END else self.start)[job.key, lag.first]
            second = (self.end if lag.second_at is Edge.END else self.start)[job.key, lag.second]
            self.model.add(second - first >= lag.least)
            if lag.most is not None:
                self.model.add(second - first <= lag.most)

    def _hold(self, job: Job, number: int, hold: Hold) -> None:
        first = (self.end if hold.first_at is Edge.END else self.start)[job.key, hold.first]
        last = (self.end if hold.last_at is Edge.END else self.start)[job.key, hold.last]
        self.kept[job.key, number] = list(zip(hold.any_of, self._choices(len(hold.any_of)), strict=True))
        for key, chosen in self.kept[job.key, number]:
            self._use(key, hold.count, first, last + hold.clearance, None, job.group, chosen)

    def _capacity(self, key: str) -> None:
        resource = next(each for each in self.facts.resources if each.key == key)
        uses = self.uses[key]
        fixed, amounts = [], []
        for calendar in self.facts.calendars:
            if calendar.key == resource.calendar:
                for shift in shifts_until(calendar, self.facts.horizon):
                    if shift.count and shift.count < resource.capacity:
                        fixed.append(self.model.new_fixed_size_interval_var(shift.start, shift.end - shift.start, ""))
                        amounts.append(resource.capacity - shift.count)
        if uses:
            intervals = [use.interval for use in uses] + fixed
            self.model.add_cumulative(intervals, [use.count for use in uses] + amounts, resource.capacity)
        if resource.segregated:
            for place, use in enumerate(uses):
                for other in uses[place + 1 :]:
                    if use.group and other.group and use.group != other.group:
                        self._apart(use, other, resource.changeover)

    def _apart(self, use: _Use, other: _Use, gap: int) -> None:
        before = self.model.new_bool_var("")
        both = [use.chosen, other.chosen]
        self.model.add(use.end + gap <= other.start).only_enforce_if([*both, before])
        self.model.add(other.end + gap <= use.start).only_enforce_if([*both, before.negated()])

    def _objective(self) -> None:
        price, terms, horizon = self.facts.objective, [], self.facts.horizon
        last = self.model.new_int_var(0, horizon, "last")
        for job in self.facts.jobs:
            done = self.model.new_int_var(0, horizon, f"{job.key}.done")
            ends = [self.end[job.key, operation.key] for operation in job.operations]
            self.model.add_max_equality(done, ends)
            self.model.add(last >= done)
            terms.append(job.weight * price.flow * (done - job.release))
            if job.due is not None and price.tardiness:
                late = self.model.new_int_var(0, horizon, "")
                self.model.add(late >= done - job.due)
                terms.append(job.weight * price.tardiness * late)
        if price.moved:
            for name, at in self.published.items():
                if name in self.start:
                    moved = self.model.new_bool_var("")
                    self.model.add(self.start[name] == at).only_enforce_if(moved.negated())
                    terms.append(price.moved * moved)
        self.model.minimize(sum(terms) + price.makespan * last)

    def hint(self, schedule: Schedule) -> None:
        """Begin with a schedule."""
        for each in schedule.placed:
            name = each.job, each.operation
            self.model.add_hint(self.start[name], each.start)
            self.model.add_hint(self.end[name], each.end)
            for way in self.ways[name]:
                if len(self.ways[name]) > 1:
                    self.model.add_hint(way.chosen, (way.mode, way.taken) == (each.mode, each.taken))
        for kept in schedule.kept:
            options = self.kept[kept.job, kept.hold]
            for key, chosen in options if len(options) > 1 else ():
                self.model.add_hint(chosen, key == kept.resource)


def exact(facts: Facts, asked: Asked, hint: Schedule | None = None) -> Schedule:
    """The best schedule that the effort finds, ``proven`` where there is no better one.

    ``hint``: a schedule to begin with.

    Raises ``Refused``: ``planning.schedule.no_room`` where none exists, ``planning.schedule.not_found`` where
    the effort was not enough.
    """
    drawn = Model(facts, asked.published)
    if hint is not None:
        drawn.hint(hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = asked.workers
    solver.parameters.interleave_search = True
    solver.parameters.random_seed = asked.seed % 2**31
    solver.parameters.max_deterministic_time = max(1.0, asked.turns * EFFORT_A_TURN)
    if asked.limit_s is not None:
        solver.parameters.max_time_in_seconds = asked.limit_s
    status = solver.solve(drawn.model)
    if status == cp_model.INFEASIBLE:
        raise Refused(Problem("planning.schedule.no_room", {"job": facts.jobs[0].key, "horizon": str(facts.horizon)}))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise Refused(Problem("planning.schedule.not_found", {"turns": f"{asked.turns:,}"}))
    placed = []
    for name, ways in drawn.ways.items():
        way = next(each for each in ways if solver.value(each.chosen))
        placed.append(
            Placed(*name, solver.value(drawn.start[name]), solver.value(drawn.end[name]), way.mode, way.taken)
        )
    kept = tuple(
        Kept(*name, next(key for key, chosen in options if solver.value(chosen)))
        for name, options in drawn.kept.items()
    )
    objective, bound = round(solver.objective_value), round(solver.best_objective_bound)
    return Schedule(tuple(placed), kept, objective, bound, objective == bound, asked.turns)
