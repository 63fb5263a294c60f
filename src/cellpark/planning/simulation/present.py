"""A plant as it is at a moment: who is inside and where, who will come, what is being cleared or repaired.

A simulation that begins with it (``Study.present``) says what will happen to those who are there. Times are those of
the network: the present is ``now``, what has been lies before it. Pure.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cellpark.kernel.problem import Problem
from cellpark.planning.simulation.model import At, Network


@dataclass(frozen=True, slots=True)
class Doing:
    """The operation at which a patient is. Without ``since`` it has not begun: its turn or a least lag is waited for.

    Of those of one rank who wait, who ``came`` sooner is asked first; without it, who stands first in the list.
    ``worked`` is how much of the work is done, where that is not all the time since then (somebody was away, or a
    device was being repaired).
    """

    operation: str
    since: float | None = None
    worked: float | None = None
    came: float | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A resource that is kept over several operations, and the operation at whose end it is given back."""

    resource: str
    until: str


@dataclass(frozen=True, slots=True)
class Passed:
    """When an edge of an operation was, for the lags that count from it."""

    operation: str
    edge: At
    time: float


@dataclass(frozen=True, slots=True)
class Inside:
    """A patient who is in the plant.

    ``doing`` has one entry, or with ``meet`` one for each branch that is not done. ``rounds``: how many rounds of the
    loop that ends with an operation are done. ``chosen``: how often a choice of an operation that is limited was taken.
    ``due`` is a time of the network, not a span.
    """

    patient: str
    source: str
    arrived: float
    doing: tuple[Doing, ...]
    meet: str | None = None
    rank: int = 0
    due: float = math.inf
    keeps: tuple[Kept, ...] = ()
    flags: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    rounds: Mapping[str, int] | None = None
    chosen: Mapping[tuple[str, str], int] | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """A patient who is known to come ``at`` a time: planned, not yet there."""

    patient: str
    source: str
    at: float
    rank: int = 0
    due: float = math.inf


@dataclass(frozen=True, slots=True)
class Clearing:
    """A quantity of a resource that is being cleared and is free again at a time."""

    resource: str
    quantity: int
    until: float


@dataclass(frozen=True, slots=True)
class Repairing:
    """A unit of a resource that has been out of order ``since``; ``patient`` where somebody has it."""

    resource: str
    since: float
    patient: str | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """All of it. ``further``: besides those who are known, others come as the sources of the network say."""

    now: float
    inside: tuple[Inside, ...] = ()
    coming: tuple[Coming, ...] = ()
    clearing: tuple[Clearing, ...] = ()
    repairing: tuple[Repairing, ...] = ()
    further: bool = True

    def known(self) -> list[Inside | Coming]:
        """Everybody who is known."""
        return [*self.inside, *self.coming]

    def patients(self) -> tuple[str, ...]:
        """Everybody who is known, by name."""
        return tuple(each.patient for each in self.known())

    def ranked(self, order: Iterable[str]) -> "Present":
        """The same with those named in this order (the published one) wherever they wait for the same; 0 is first.

        Whoever is not named comes after them, in the order that they had.
        """
        places = {name: place for place, name in enumerate(order)}
        rest = sorted({each.rank for each in self.known() if each.patient not in places})
        after = {rank: len(places) + place for place, rank in enumerate(rest)}
        return replace(
            self,
            inside=tuple(replace(each, rank=places.get(each.patient, after.get(each.rank, 0))) for each in self.inside),
            coming=tuple(replace(each, rank=places.get(each.patient, after.get(each.rank, 0))) for each in self.coming),
        )


EMPTY = Present(0.0)
"""Nobody is inside at time 0."""


def present_problems(network: Network, present: Present) -> list[Problem]:
    """What does not fit between a plant as it is and the network that it is simulated with."""
    return list(_names(network, present)) or list(_times(present)) or list(_ways(network, present))


def _names(network: Network, present: Present) -> Iterator[Problem]:
    names = present.patients()
    for name in sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else ():
        yield Problem("simulation.network.twice", {"what": "patient", "name": name})
    known = {
        "operation": {each.name for each in network.operations},
        "resource": {each.name for each in network.resources},
        "source": {each.name for each in network.sources},
        "flag": set(network.flags),
        "patient": set(names),
    }
    for place, what, name in _named(present):
        if name not in known[what]:
            yield Problem("simulation.network.unknown", {"place": place, "name": name})
    kept = {(need.resource, need.until) for each in network.operations for need in each.needs if need.until is not None}
    for each in present.inside:
        for one in each.keeps:
            if (one.resource, one.until) not in kept:
                yield Problem("simulation.present.kept", {"patient": each.patient, "resource": one.resource})


def _named(present: Present) -> Iterator[tuple[str, str, str]]:
    for each in present.inside:
        place = each.patient
        yield place, "source", each.source
        yield from ((place, "operation", one.operation) for one in each.doing)
        yield from ((place, "operation", one.operation) for one in each.passed)
        yield from ((place, "operation", name) for name in each.rounds or {})
        yield from ((place, "operation", name) for name, _ in each.chosen or {})
        yield from ((place, "flag", name) for name in each.flags)
        if each.meet is not None:
            yield place, "operation", each.meet
    yield from ((each.patient, "source", each.source) for each in present.coming)
    yield from ((each.resource, "resource", each.resource) for each in present.clearing)
    yield from ((each.resource, "resource", each.resource) for each in present.repairing)
    for each_repair in present.repairing:
        if each_repair.patient is not None:
            yield each_repair.resource, "patient", each_repair.patient


def _times(present: Present) -> Iterator[Problem]:
    """What has been lies not after the present, what comes not before it."""
    now = present.now
    sound = [("now", 0 <= now < math.inf)]
    sound += [(each.patient, _been(each, now)) for each in present.inside]
    sound += [(each.patient, now <= each.at < math.inf) for each in present.coming]
    sound += [(each.resource, now <= each.until < math.inf) for each in present.clearing]
    sound += [(each.resource, 1 <= each.quantity < 1 << 20) for each in present.clearing]
    sound += [(each.resource, each.since <= now) for each in present.repairing]
    for name, good in sound:
        if not good:
            yield Problem("simulation.present.time", {"place": name, "now": f"{now:g}"})


def _been(each: Inside, now: float) -> bool:
    times = [each.arrived, *(one.time for one in each.passed)]
    times += [one.since for one in each.doing if one.since is not None]
    worked = [one.worked for one in each.doing if one.worked is not None]
    return all(-math.inf < time <= now for time in times) and all(0 <= one < math.inf for one in worked)


def _ways(network: Network, present: Present) -> Iterator[Problem]:
    operations = {each.name: each for each in network.operations}
    meets = {each.meet for each in network.operations if each.meet is not None}
    faulty = {each.name for each in network.resources if each.faults is not None}
    for each in present.inside:
        rounds, chosen = each.rounds or {}, each.chosen or {}
        limited = {
            (place.name, choice.to)
            for place in network.operations
            for choice in place.choices
            if choice.at_most is not None
        }
        several = len(each.doing) == 1 if each.meet is None else bool(each.doing) and each.meet in meets
        looped = all(operations[name].rounds is not None and done >= 0 for name, done in rounds.items())
        if not (several and looped and set(chosen) <= limited):
            yield Problem("simulation.present.way", {"patient": each.patient})
    for repairing in present.repairing:
        if repairing.resource not in faulty:
            yield Problem("simulation.present.never_fails", {"resource": repairing.resource})
