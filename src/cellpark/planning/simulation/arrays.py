"""From a network to the arrays of the compiled loop, and from its arrays back to names. Imports Numba."""

import math
from dataclasses import dataclass

import numpy as np

from cellpark.planning.simulation.distribution import Distribution, Shape
from cellpark.planning.simulation.engine import records as r
from cellpark.planning.simulation.model import At, Choice, Interrupted, Network, Operation, Resource
from cellpark.planning.simulation.present import EMPTY, Present
from cellpark.planning.simulation.rules import holds_of, longest_stretch, stretches
from cellpark.planning.simulation.starting import Numbered, Starting

_NONE = -1
_RESUMES = Interrupted.RESUMES


@dataclass(frozen=True, slots=True)
class Run:
    """One replication's frame: its end, when counting begins, whether those inside are seen through, the seed.

    ``present``: the plant as it is at the beginning; an empty one at time 0 where it is left out. ``watch`` names those
    of it whose ends are noted, and a replication is over when all of them have come to one. With ``ends_only`` what is
    counted of operations means nothing, and it takes less time.
    """

    until: float
    warm_up: float = 0.0
    drain: bool = False
    seed: int = 1
    events_most: int = 200_000_000
    present: Present = EMPTY
    watch: tuple[str, ...] = ()
    ends_only: bool = False


class _Draws:
    """Distributions and their tables, each once."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, int, int, float, float, float]] = []
        self.table: list[tuple[float, float]] = []
        self.known: dict[Distribution, int] = {}

    def of(self, distribution: Distribution | None) -> int:
        """The number of a distribution; -1 for none."""
        if distribution is None:
            return _NONE
        if distribution not in self.known:
            since = len(self.table)
            if distribution.shape is Shape.EMPIRICAL:
                shares = np.cumsum(np.asarray(distribution.weights)) / math.fsum(distribution.weights)
                shares[-1] = 1.0
                self.table += zip(distribution.values, shares.tolist(), strict=True)
            self.known[distribution] = len(self.rows)
            d = distribution
            self.rows.append((int(d.shape), since, len(self.table), d.a, d.b, d.c))
        return self.known[distribution]


class _Names:
    """Numbers of names."""

    def __init__(self, network: Network) -> None:
        self.sources = {each.name: place for place, each in enumerate(network.sources)}
        self.operations = {each.name: place for place, each in enumerate(network.operations)}
        self.resources = {each.name: place for place, each in enumerate(network.resources)}
        self.flags = {name: 1 << place for place, name in enumerate(network.flags)}
        self.holds = {hold: place for place, hold in enumerate(holds_of(network))}
        self.ways = self.operations | {name: -1 - place for place, name in enumerate(network.ends)}
        marks = dict.fromkeys((lag.since, lag.counts_from) for each in network.operations for lag in each.lags)
        self.marks = {mark: place for place, mark in enumerate(marks)}
        self.meets = {each.meet for each in network.operations if each.meet is not None}
        self.counts = 0
        self.counted: dict[tuple[str, str | None], int] = {}

    def flag(self, name: str | None) -> int:
        """The bit of a flag; 0 for none."""
        return 0 if name is None else self.flags[name]

    def slots(self, number: int, of: tuple[str, str | None]) -> int:
        """Room for counters of each patient, of a loop or of a choice."""
        self.counts += number
        self.counted[of] = self.counts - number
        return self.counts - number

    def numbered(self) -> Numbered:
        """All of them."""
        holds = {(resource, until): place for (resource, until, _, _), place in self.holds.items()}
        parts = (self.operations, self.resources, self.sources, self.flags)
        return Numbered(*parts, holds, self.marks, self.counted, self.counts)


@dataclass(frozen=True, slots=True)
class Arrays:
    """A network as arrays, and how much room a patient takes."""

    plan: r.Plan
    marks: int
    counts: int
    units: int
    shape: tuple[int, int, int, int, int]
    """Classes, ends, flags, resources, operations."""
    numbered: Numbered
    watched: int


def arrays_of(network: Network, run: Run) -> Arrays:
    """The arrays of a network that has no problems."""
    names, draws = _Names(network), _Draws()
    parts = _Parts([], [], [], [])
    operations = np.zeros(len(network.operations), r.OPERATION)
    simple = {each.name for each in network.resources if each.calendar is None and each.faults is None}
    for place, each in enumerate(network.operations):
        row = operations[place]
        _frame(row, network, place, names, draws)
        parts.add(row, each, names)
        row["features"] |= _features(each, names, simple, row)
    for place, (_, until, _, _) in enumerate(names.holds):
        operations[names.operations[until]]["frees"] |= 1 << place
    operations["features"] |= np.where(operations["frees"] != 0, r.FREES, 0)
    holds = [(names.resources[resource], quantity, clearance) for resource, _, quantity, clearance in names.holds]
    resources, openings, users, units = _resources(network, names, draws)
    sources, times = _sources(network, names, draws, run.present.now)
    starting = Starting(network, run.present, names.numbered(), run.warm_up, run.watch)
    sources["patients"] = [starting.known(each.name) for each in network.sources]
    frame = (run.seed, run.until, run.warm_up, int(run.drain), run.events_most, 0)
    numbers = np.zeros(1, r.NUMBERS)
    skim = int(run.ends_only and all(each.faults is None or each.faults.then is _RESUMES for each in network.resources))
    numbers[0] = (*frame, run.present.now, int(run.present.further), len(run.watch), skim)
    begun, looped, clearing, faulty, marks, counts = starting.arrays(operations)
    plan = r.Plan(
        numbers=numbers,
        operations=operations,
        needs=np.array(parts.needs, r.NEED),
        holds=np.array(holds, r.HOLD),
        lags=np.array(parts.lags, r.LAG),
        choices=np.array(parts.choices, r.CHOICE),
        forks=np.array(parts.forks, "i8"),
        resources=resources,
        openings=openings,
        users=users,
        sources=sources,
        times=times,
        draws=np.array(draws.rows, r.DRAW),
        table=np.array(draws.table, r.SEEN),
        begun=begun,
        looped=looped,
        clearing=clearing,
        faulty=faulty,
        first_marks=marks,
        first_counts=counts,
    )
    sizes = (network.sources, network.ends, network.flags, network.resources, network.operations)
    classes, ends, flags, pools, done = map(len, sizes)
    shape = (classes, ends, flags, pools, done)
    return Arrays(plan, len(names.marks), names.counts, units, shape, starting.numbered, len(run.watch))


@dataclass(frozen=True, slots=True)
class _Parts:
    """What operations have several of, one after the other."""

    needs: list[tuple[int, int, int, float]]
    lags: list[tuple[int, int, int, float, float]]
    choices: list[tuple[float, int, int, int, int, int, int, int]]
    forks: list[int]

    def add(self, row: "np.void", each: Operation, names: _Names) -> None:
        """Those of one operation, and where they stand."""
        starts = len(self.needs), len(self.lags), len(self.choices), len(self.forks)
        for need in each.needs:
            key = None if need.until is None else (need.resource, need.until, need.quantity, need.clearance)
            hold = _NONE if key is None else names.holds[key]
            self.needs.append((names.resources[need.resource], need.quantity, hold, need.clearance))
        for lag in each.lags:
            mark, at_end = names.marks[lag.since, lag.counts_from], int(lag.to is At.END)
            self.lags.append((mark, at_end, names.flag(lag.flag), lag.least, lag.most))
        self.choices.extend(_choice(each.name, one, names) for one in each.choices)
        self.forks.extend(names.operations[name] for name in each.branches)
        ends = len(self.needs), len(self.lags), len(self.choices), len(self.forks)
        for name, start, end in zip(("need", "lag", "choice", "fork"), starts, ends, strict=True):
            row[name], row[f"{name}_end"] = start, end


def _frame(row: "np.void", network: Network, place: int, names: _Names, draws: _Draws) -> None:
    """What stands in an operation's own row."""
    each = network.operations[place]
    row["work"], row["mode"], row["open_for"], row["cost"] = draws.of(each.work), each.mode, each.open_for, each.cost
    if each.then is not None:
        row["then"] = names.ways[each.then]
    else:
        row["then"] = place + 1 if place + 1 < len(network.operations) else -1
    row["join"] = _NONE if each.meet is None else names.operations[each.meet]
    row["mark_start"] = names.marks.get((each.name, At.START), _NONE)
    row["mark_end"] = names.marks.get((each.name, At.END), _NONE)
    row["loop_back"] = row["loop_slot"] = _NONE
    if each.rounds is not None:
        row["loop_back"] = names.operations[each.rounds.back_to]
        row["loop_draw"], row["loop_slot"] = draws.of(each.rounds.count), names.slots(2, (each.name, None))
    named = {need.resource for need in each.needs}
    row["longest"] = min((longest_stretch(one) for one in network.resources if one.name in named), default=math.inf)


def _choice(of: str, one: Choice, names: _Names) -> tuple[float, int, int, int, int, int, int, int]:
    limited = one.at_most is not None
    return (
        one.chance,
        names.flag(one.when),
        names.flag(one.flag),
        names.ways[one.to],
        int(one.empty_hands),
        names.slots(1, (of, one.to)) if limited else _NONE,
        one.at_most or 0,
        names.ways[one.otherwise] if one.otherwise is not None else _NONE,
    )


def _features(each: Operation, names: _Names, simple: set[str], row: "np.void") -> int:
    found = (
        (r.NEEDS if each.needs else 0)
        | (r.LAGS if each.lags else 0)
        | (r.MARKS if row["mark_start"] >= 0 or row["mark_end"] >= 0 else 0)
        | (r.CHOICES if each.choices else 0)
        | (r.LOOPS if each.rounds is not None else 0)
        | (r.FORKS if each.branches else 0)
        | (r.JOINS if each.name in names.meets else 0)
    )
    if len(each.needs) == 1 and each.needs[0].until is None and each.needs[0].resource in simple:
        need = each.needs[0]
        row["resource"], row["quantity"] = names.resources[need.resource], need.quantity
        row["clearance"] = need.clearance
        found |= r.ONE
    return found


def _resources(network: Network, names: _Names, draws: _Draws) -> tuple["r.Array", "r.Array", "r.Array", int]:
    rows = np.zeros(len(network.resources), r.RESOURCE)
    openings: list[tuple[float, float, float, int]] = []
    users: list[int] = []
    units = 0
    for row, each in zip(rows, network.resources, strict=True):
        row["capacity"], row["opening"] = each.capacity, len(openings)
        row["period"], row["longest"] = 1.0, longest_stretch(each)
        if each.calendar is not None:
            row["period"] = each.calendar.period
            openings += [(one.start, one.end, until, one.level) for one, until in stretches(each.calendar)]
        row["opening_end"] = len(openings)
        row["user"] = len(users)
        users += [
            place
            for place, operation in enumerate(network.operations)
            if any(need.resource == each.name for need in operation.needs)
        ]
        row["user_end"] = len(users)
        row["unit"] = units
        if each.faults is not None:
            units += each.capacity
            row["up"], row["repair"] = draws.of(each.faults.up), draws.of(each.faults.repair)
            row["then"], row["flag"] = each.faults.then, names.flag(each.faults.flag)
        row["unit_end"] = units
    return rows, np.array(openings, r.OPENING), np.array(users, "i8"), units


def _sources(network: Network, names: _Names, draws: _Draws, now: float) -> tuple["r.Array", "r.Array"]:
    rows = np.zeros(len(network.sources), r.SOURCE)
    times: list[float] = []
    for place, (row, each) in enumerate(zip(rows, network.sources, strict=True)):
        row["kind"], row["first"] = place, names.operations[each.first]
        row["between"], row["size"] = draws.of(each.between), draws.of(each.size)
        row["rank"], row["due"] = draws.of(each.rank), draws.of(each.due)
        row["time"] = len(times)
        times += each.times
        row["time_end"] = len(times)
        row["most"], row["after"] = (1 << 24) if each.most is None else each.most, each.after
        row["groups"] = sum(time < now for time in each.times)
    return rows, np.array(times, "f8")


def world_of(arrays: Arrays, room: int, trace: int = 0) -> r.World:
    """Room for ``room`` patients at a time and ``trace`` lines."""
    resources, operations = arrays.shape[3], arrays.shape[4]
    capacity = int(arrays.plan.resources["capacity"].sum()) if resources else 0
    events = 4 * room + 2 * resources + 3 * arrays.units + min(capacity, 1_000_000) + len(arrays.plan.clearing) + 64
    frees = resources + len(arrays.plan.holds) + len(arrays.plan.needs) + 64
    units = np.zeros(arrays.units, r.UNIT)
    for place, row in enumerate(arrays.plan.resources):
        units["resource"][row["unit"] : row["unit_end"]] = place
    return r.World(
        counters=np.zeros(r.COUNTERS, "i8"),
        tokens=np.zeros(room, r.TOKEN),
        events=np.zeros(events, r.EVENT),
        uses=np.zeros(resources, r.USE),
        queues=np.zeros(operations, r.QUEUE),
        units=units,
        marks=np.zeros((room, arrays.marks), "f8"),
        counts=np.zeros((room, arrays.counts), "i8"),
        freed=np.zeros(frees, "i8"),
        bits=np.zeros(1, "f8"),
        arrivals=np.zeros(arrays.shape[0], r.ARRIVAL),
        watched=np.zeros(arrays.watched, r.WATCHED),
        trace=np.zeros(trace, r.TRACE),
    )


def seen_of(arrays: Arrays) -> r.Seen:
    """Counts at nought."""
    classes, ends, flags, resources, operations = arrays.shape
    return r.Seen(
        classes=np.zeros((classes, r.C_COLUMNS), "f8"),
        fates=np.zeros((classes, ends), "f8"),
        flags=np.zeros((classes, flags), "f8"),
        resources=np.zeros((resources, r.R_COLUMNS), "f8"),
        operations=np.zeros((operations, r.O_COLUMNS), "f8"),
        sketch=np.zeros((classes, ends, r.SKETCH_BINS), "i8"),
    )


def open_time(resource: Resource, since: float, until: float) -> float:
    """Unit-times of a resource that are there from ``since`` to ``until``."""
    if resource.calendar is None:
        return resource.capacity * max(until - since, 0.0)
    return _opened(resource, until) - _opened(resource, since)


def _opened(resource: Resource, at: float) -> float:
    calendar = resource.calendar
    assert calendar is not None
    whole, within = divmod(at, calendar.period)
    each_period = math.fsum((one.end - one.start) * one.level for one in calendar.openings)
    begun = [one for one in calendar.openings if one.start < within]
    return whole * each_period + math.fsum((min(one.end, within) - one.start) * one.level for one in begun)
