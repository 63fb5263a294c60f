"""From a published schedule to those who come and the order in which they are served. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from cellpark.planning.scheduling.result import Schedule
from cellpark.planning.simulation.present import Coming, Present


def planned(
    present: Present, published: Schedule, source: str, unit: float = 1.0, dues: Iterable[tuple[str, float]] = ()
) -> Present:
    """The present with those who are planned and not inside, and everybody in the published order.

    A patient comes when his first operation is planned; whoever starts first in the plan is served first wherever two
    wait for the same. ``unit`` is a unit of the schedule in times of the network, ``dues`` are times of the network.
    """
    starts: dict[str, float] = {}
    for each in published.placed:
        start = each.start * unit
        starts[each.job] = min(starts.get(each.job, start), start)
    order = sorted(starts, key=lambda name: (starts[name], name))
    there, due = set(present.patients()), dict(dues)
    coming = tuple(
        Coming(name, source, max(starts[name], present.now), due=due.get(name, float("inf")))
        for name in order
        if name not in there and starts[name] >= present.now
    )
    return replace(present, coming=(*present.coming, *coming)).ranked(order)
