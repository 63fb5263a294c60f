"""What must hold between the parts of a strategy: everything referred to exists, and nothing depends on itself."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from cellpark.assays.flow.strategy import FROM_FILE, UNCOMPENSATED, Boolean, Quadrants, Strategy
from cellpark.kernel.problem import Problem, Refused


def check(strategy: Strategy) -> None:
    """Raise ``Refused`` (``assays.flow.strategy....``) with everything that does not hold."""
    if not strategy.gates:
        raise Refused(Problem("assays.flow.strategy.empty"))
    problems = [*_references(strategy), *_dimensions(strategy)]
    if problems:
        raise Refused(*problems)
    order(strategy)


def order(strategy: Strategy) -> tuple[str, ...]:
    """The identifiers of the gates, each after those it depends on; raises ``Refused`` where they form a circle."""
    owner = owners(strategy)
    graph: dict[str, list[str]] = {}
    for gate in strategy.gates:
        needs = [gate.parent] if gate.parent else []
        if isinstance(gate, Boolean):
            needs += [operand for operand, _complement in gate.operands]
        graph[gate.id] = [owner[need] for need in needs]
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        names = " - ".join(map(str, circle.args[1]))
        raise Refused(Problem("assays.flow.strategy.circle", {"gates": names[:200]})) from None


def owners(strategy: Strategy) -> dict[str, str]:
    """For each population the gate that makes it: itself, or the quadrant gate that a quadrant belongs to."""
    found = {gate.id: gate.id for gate in strategy.gates}
    for gate in strategy.gates:
        if isinstance(gate, Quadrants):
            found |= {quadrant.id: gate.id for quadrant in gate.quadrants}
    return found


def _references(strategy: Strategy) -> Iterator[Problem]:
    populations = owners(strategy).keys() - {gate.id for gate in strategy.gates if isinstance(gate, Quadrants)}
    for gate in strategy.gates:
        wanted = [gate.parent] if gate.parent is not None else []
        if isinstance(gate, Boolean):
            wanted += [operand for operand, _complement in gate.operands]
        for name in wanted:
            if name not in populations:
                yield Problem("assays.flow.strategy.reference", {"gate": gate.id, "found": name[:80]})


def _dimensions(strategy: Strategy) -> Iterator[Problem]:
    for dimension in strategy.dimensions():
        where = (dimension.channel or dimension.ratio or "")[:80]
        if dimension.scale is not None and dimension.scale not in strategy.scales:
            yield Problem("assays.flow.strategy.scale", {"dimension": where, "found": dimension.scale[:80]})
        if dimension.ratio is not None and dimension.ratio not in strategy.ratios:
            yield Problem("assays.flow.strategy.scale", {"dimension": where, "found": dimension.ratio[:80]})
        if dimension.compensation not in {UNCOMPENSATED, FROM_FILE, *strategy.matrices}:
            yield Problem(
                "assays.flow.strategy.compensation", {"dimension": where, "found": dimension.compensation[:80]}
            )
