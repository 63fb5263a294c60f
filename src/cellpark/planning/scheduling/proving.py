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
    """Facts as variables and constraints. ``around``: a schedule whose jobs stay but for those in ``free``."""

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
        self.ways[name] = []
        for number, mode in enumerate(operation.modes):
            for taken in product(*(need.any_of for need in mode.needs)):
                if frozen and (number != frozen.mode or (frozen.taken and taken != frozen.taken)):
                    continue
                chosen = self.model.new_bool_var(f"{name}.{number}.{taken}")
                self.ways[name].append(_Way(chosen, number, taken))
                if frozen is None:
                    self._working_time(name, operation, number, taken, chosen)
                for key, need in zip(taken, mode.needs, strict=True):
                    self._use(key, need.count, self.start[name], self.end[name], need.clearance, job.group, chosen)
        self.model.add_exactly_one(way.chosen for way in self.ways[name])

    def _working_time(
        self, name: tuple[str, str], operation: Operation, number: int, taken: tuple[str, ...], chosen: Any
    ) -> None:
        mode = operation.modes[number]
        spans: tuple[Span, ...] = ((0, self.facts.horizon),)
        for key, need in zip(taken, mode.needs, strict=True):
            spans = shared(spans, self.times.of_resource(key, need.count))
        start, end = self.start[name], self.end[name]
        whole = spans == ((0, self.facts.horizon),)
        if operation.pausable and mode.duration and not whole:
            ends = {at: working_end(spans, at, mode.duration) for span in spans for at in range(*span)}
            pairs = [(at, finish) for at, finish in ends.items() if finish is not None]
            table = self.model.add_allowed_assignments([start, end], pairs)
            table.only_enforce_if(chosen)
            return
        self.model.add(end == start + mode.duration).only_enforce_if(chosen)
        if not whole:
            fitting = [[begin, finish - mode.duration] for begin, finish in spans if finish - begin >= mode.duration]
            domain = cp_model.Domain.from_intervals(fitting)
            self.model.add_linear_expression_in_domain(start, domain).only_enforce_if(chosen)

    def _use(self, key: str, count: int, start: Any, end: Any, clear: int, group: str, chosen: Any) -> None:
        until = end + clear
        size = self.model.new_int_var(0, self.facts.horizon + clear, "")
        interval = self.model.new_optional_interval_var(start, size, until, chosen, "")
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
        self.kept[job.key, number] = []
        for key in hold.any_of:
            chosen = self.model.new_bool_var("")
            self.kept[job.key, number].append((key, chosen))
            self._use(key, hold.count, first, last, hold.clearance, job.group, chosen)
        self.model.add_exactly_one(chosen for _key, chosen in self.kept[job.key, number])

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


def exact(facts: Facts, asked: Asked, hint: Schedule | None = None) -> Schedule:
    """The best schedule that the effort finds, ``proven`` where there is no better one.

    Raises ``Refused``: ``planning.schedule.no_room`` where none exists, ``planning.schedule.not_found`` where
    the effort was not enough.
    """
    drawn = Model(facts, asked.published)
    if hint is not None:
        for each in hint.placed:
            drawn.model.add_hint(drawn.start[each.job, each.operation], each.start)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
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
