"""Which edges of the graph follow from the events of this app (``cellpark.genealogy``)."""

from uuid import UUID

from cellpark.genealogy.public import Edge, EdgeKind, NodeKind
from cellpark.materials.container_events import ContainerExpected, ContainerProduced, Facts
from cellpark.materials.events import Line, OperationCorrected, OperationDone


def of_operation(event: OperationDone) -> list[Edge]:
    """Containers through the operation into containers; the room, the equipment and the people touch it (T16)."""
    node = (NodeKind.OPERATION, event.operation)
    went_in = [Edge(_kind(line), line.container, *node, EdgeKind.MATERIAL) for line in event.consumed]
    came_out = [
        Edge(*node, _kind(line), line.container, EdgeKind.SAMPLE if line.sample else EdgeKind.MATERIAL)
        for line in event.produced
    ]
    rooms = () if event.room is None else (event.room,)
    touching = [
        *((NodeKind.ROOM, each) for each in rooms),
        *((NodeKind.EQUIPMENT, each) for each in event.equipment),
        *((NodeKind.PERSON, each) for each in event.performers),
    ]
    return [*went_in, *came_out, *(Edge(*each, *node, EdgeKind.CONTACT) for each in touching)]


def of_arrival(event: ContainerExpected | ContainerProduced) -> list[Edge]:
    """A lot is in its containers."""
    return [] if event.facts.lot is None else [_from_lot(event.facts)]


def _from_lot(facts: Facts) -> Edge:
    assert facts.lot is not None, "asked only where there is a lot"
    if facts.sample:
        return Edge(NodeKind.LOT, facts.lot, NodeKind.SAMPLE, facts.container, EdgeKind.SAMPLE)
    return Edge(NodeKind.LOT, facts.lot, NodeKind.CONTAINER, facts.container, EdgeKind.MATERIAL)


def _kind(line: Line) -> NodeKind:
    return NodeKind.SAMPLE if line.sample else NodeKind.CONTAINER


EDGES = {
    "materials.operation.done": of_operation,
    "materials.operation.corrected": of_operation,
    "materials.container.expected": of_arrival,
    "materials.container.produced": of_arrival,
}


def _corrected(event: OperationCorrected) -> UUID:
    """The entry whose edges hold no longer."""
    return event.corrected


VOIDS = {"materials.operation.corrected": _corrected}
