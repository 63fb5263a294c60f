"""What does not fit in a network, each with the names that are in conflict. Pure."""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

from cellpark.kernel.problem import Problem
from cellpark.planning.simulation.model import Calendar, Network, Opening, Operation, Resource, Work

OPERATIONS_MAX = 5_000
RESOURCES_MAX = 5_000
SOURCES_MAX = 100
HOLDS_MAX = 60
FLAGS_MAX = 60
CAPACITY_MAX = 1_000_000
UNITS_MAX = 1_000
TIMES_MAX = 1_000_000


def network_problems(network: Network) -> list[Problem]:
    """The problems of a network, of the first kind that has any; an empty list when it can be simulated."""
    for found in (_sizes, _names, _resources, _parts, _ways):
        problems = list(found(network))
        if problems:
            return problems
    return []


def _parts(network: Network) -> Iterator[Problem]:
    yield from _operations(network)
    yield from _sources(network)


def _sizes(network: Network) -> Iterator[Problem]:
    for what, found, limit in (
        ("operations", len(network.operations), OPERATIONS_MAX),
        ("resources", len(network.resources), RESOURCES_MAX),
        ("sources", len(network.sources), SOURCES_MAX),
        ("flags", len(network.flags), FLAGS_MAX),
        ("holds", len(holds_of(network)), HOLDS_MAX),
        ("times", sum(len(each.times) for each in network.sources), TIMES_MAX),
    ):
        if found > limit:
            yield Problem("simulation.network.too_many", {"what": what, "found": found, "limit": limit})
    for what, parts in (("operations", network.operations), ("sources", network.sources), ("ends", network.ends)):
        if not parts:
            yield Problem("simulation.network.none", {"what": what})


def holds_of(network: Network) -> list[tuple[str, str, int, float]]:
    """What is kept over several operations: resource, operation at whose end it is freed, quantity, clearance."""
    found = dict.fromkeys(
        (need.resource, need.until, need.quantity, need.clearance)
        for each in network.operations
        for need in each.needs
        if need.until is not None
    )
    return [(resource, until, quantity, clearance) for resource, until, quantity, clearance in found]


def _names(network: Network) -> Iterator[Problem]:
    for what, names in (
        ("operation", [*(each.name for each in network.operations), *network.ends]),
        ("resource", [each.name for each in network.resources]),
        ("source", [each.name for each in network.sources]),
        ("flag", list(network.flags)),
    ):
        twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else ()
        for name in twice:
            yield Problem("simulation.network.twice", {"what": what, "name": name})
    operations, resources = {each.name for each in network.operations}, {each.name for each in network.resources}
    ways, flags = operations | set(network.ends), set(network.flags)
    for each in network.operations:
        yield from _unknown(each.name, resources, (need.resource for need in each.needs))
        yield from _unknown(each.name, operations, _operations_named(each))
        yield from _unknown(each.name, ways, _ways_named(each))
        yield from _unknown(each.name, flags, _flags_named(each))
    for source in network.sources:
        yield from _unknown(source.name, operations, (source.first,))
    for resource in network.resources:
        if resource.faults is not None:
            yield from _unknown(resource.name, flags, (resource.faults.flag,))


def _unknown(place: str, known: set[str], named: Iterable[str | None]) -> Iterator[Problem]:
    for name in named:
        if name is not None and name not in known:
            yield Problem("simulation.network.unknown", {"place": place, "name": name})


def _operations_named(each: Operation) -> Iterator[str | None]:
    yield from (need.until for need in each.needs)
    yield from (lag.since for lag in each.lags)
    yield from each.branches
    yield each.meet
    if each.rounds is not None:
        yield each.rounds.back_to


def _ways_named(each: Operation) -> Iterator[str | None]:
    yield each.then
    for choice in each.choices:
        yield choice.to
        yield choice.otherwise


def _flags_named(each: Operation) -> Iterator[str | None]:
    yield from (lag.flag for lag in each.lags)
    for choice in each.choices:
        yield choice.when
        yield choice.flag


def _resources(network: Network) -> Iterator[Problem]:
    for each in network.resources:
        if not 1 <= each.capacity <= CAPACITY_MAX:
            yield Problem("simulation.network.capacity", {"resource": each.name, "capacity": each.capacity})
        if each.calendar is not None and not _sound(each.calendar, each.capacity):
            yield Problem("simulation.network.calendar", {"resource": each.name})
        if each.faults is not None and (each.capacity > UNITS_MAX or each.faults.up.mean <= 0):
            yield Problem("simulation.network.faults", {"resource": each.name, "limit": UNITS_MAX})


def _sound(calendar: Calendar, capacity: int) -> bool:
    edges = [0.0, *(edge for each in calendar.openings for edge in (each.start, each.end)), calendar.period]
    rising = all(first <= second for first, second in pairwise(edges)) and math.isfinite(calendar.period)
    return (
        rising
        and calendar.period > 0
        and len(calendar.openings) > 0
        and all(each.start < each.end and 1 <= each.level <= capacity for each in calendar.openings)
    )


def longest_stretch(resource: Resource) -> float:
    """The longest time for which at least one unit is there without a break; infinite without a calendar."""
    if resource.calendar is None:
        return math.inf
    return max(until - each.start for each, until in stretches(resource.calendar))


def stretches(calendar: Calendar) -> list[tuple[Opening, float]]:
    """Each opening with the end of the stretch in which it lies: openings that touch go on, over the period too."""
    openings, period = calendar.openings, calendar.period
    twice = [*openings, *openings]
    ends = [each.end + (period if place >= len(openings) else 0.0) for place, each in enumerate(twice)]
    starts = [each.start + (period if place >= len(openings) else 0.0) for place, each in enumerate(twice)]
    if (
        openings[0].start == 0.0
        and openings[-1].end == period
        and all(first.end == second.start for first, second in pairwise(openings))
    ):
        return [(each, math.inf) for each in openings]
    until = list(ends)
    for place in range(len(twice) - 2, -1, -1):
        if ends[place] == starts[place + 1]:
            until[place] = until[place + 1]
    return list(zip(openings, until[: len(openings)], strict=True))


def _operations(network: Network) -> Iterator[Problem]:
    resources = {each.name: each for each in network.resources}
    order = {each.name: place for place, each in enumerate(network.operations)}
    for each in network.operations:
        for need in each.needs:
            resource = resources[need.resource]
            if not 1 <= need.quantity <= resource.capacity or not 0 <= need.clearance < math.inf:
                yield Problem("simulation.network.need", {"operation": each.name, "resource": need.resource})
            shortest = max(each.open_for, least_of(each) if each.mode is Work.MUST_FIT else 0.0)
            if shortest > longest_stretch(resource):
                yield Problem("simulation.network.never_fits", {"operation": each.name, "resource": need.resource})
        if not _chances(each):
            yield Problem("simulation.network.chances", {"operation": each.name})
        if any(not 0 <= lag.least <= lag.most or order[lag.since] > order[each.name] for lag in each.lags):
            yield Problem("simulation.network.lag", {"operation": each.name})
        if each.rounds is not None and order[each.rounds.back_to] > order[each.name]:
            yield Problem("simulation.network.rounds", {"operation": each.name})
        if bool(each.branches) is (each.meet is None) or (each.branches and (each.choices or each.rounds)):
            yield Problem("simulation.network.branches", {"operation": each.name})


def least_of(operation: Operation) -> float:
    """The shortest that the work of an operation can be, as far as its distribution says."""
    work = operation.work
    if work.shape.name in {"CONSTANT", "UNIFORM", "TRIANGULAR"}:
        return work.a
    return min(work.values, default=0.0)


def _chances(operation: Operation) -> bool:
    shares = [each.chance for each in operation.choices if each.when is None]
    limits = [each for each in operation.choices if (each.at_most is None) is not (each.otherwise is None)]
    return (
        all(0 <= each.chance <= 1 for each in operation.choices)
        and math.fsum(shares) <= 1 + 1e-12
        and not limits
        and all(each.at_most is None or each.at_most >= 0 for each in operation.choices)
    )


def _sources(network: Network) -> Iterator[Problem]:
    for each in network.sources:
        rising = all(first <= second for first, second in pairwise(each.times))
        finite = all(0 <= time < math.inf for time in (*each.times, each.after))
        one = (each.between is None) is bool(each.times)
        endless = each.between is not None and each.between.mean <= 0 and each.most is None
        if not (rising and finite and one) or endless:
            yield Problem("simulation.network.source", {"source": each.name})


def following(network: Network) -> dict[str, set[str]]:
    """For each operation, where a patient can go from it."""
    found: dict[str, set[str]] = {}
    for place, each in enumerate(network.operations):
        behind = network.operations[place + 1].name if place + 1 < len(network.operations) else network.ends[0]
        ways = {way for way in _ways_named(each) if way is not None}
        if each.then is None and math.fsum(one.chance for one in each.choices if one.when is None) < 1:
            ways.add(behind)
        if each.rounds is not None:
            ways.add(each.rounds.back_to)
        if each.branches:
            ways = {*each.branches, each.meet or ""}
        found[each.name] = ways
    return found


def _ways(network: Network) -> Iterator[Problem]:
    """Operations from which no end is reached, and branches that go to an end before they meet."""
    ways, ends = following(network), set(network.ends)
    reached, grew = set(ends), True
    while grew:
        more = {name for name, to in ways.items() if name not in reached and to & reached}
        grew = bool(more)
        reached |= more
    for name in ways:
        if name not in reached:
            yield Problem("simulation.network.endless", {"operation": name})
    for each in network.operations:
        if each.branches:
            inside, waiting = set(), [name for name in each.branches if name != each.meet]
            while waiting:
                name = waiting.pop()
                if name not in inside:
                    inside.add(name)
                    waiting += [to for to in ways.get(name, ()) if to != each.meet]
            nested = any(one.branches for one in network.operations if one.name in inside)
            if inside & ends or nested or each.meet in each.branches:
                yield Problem("simulation.network.branches", {"operation": each.name})
