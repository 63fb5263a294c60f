"""The graph follows from the ledger: made again from events it is the same (P11-5a)."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.base.time import now
from cellpark.genealogy.projections import PROJECTIONS as OF_THE_HOUSE
from cellpark.genealogy.projections import edges_from, voids_from
from cellpark.genealogy.public import Edge, EdgeKind, NodeKind, backward, link, void
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild, event_type, record
from cellpark.materials.public import Consumed, OperationKind, Produced, operate
from tests.materials.plant import make_plant, q
from tests.people import HOUSE, organisation


@event_type("test.pooling.done", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """Containers became one."""

    sources: tuple[UUID, ...]
    target: UUID
    corrects: UUID | None


def edges_of(event: Pooled) -> list[Edge]:
    return [
        Edge(NodeKind.CONTAINER, source, NodeKind.CONTAINER, event.target, EdgeKind.MATERIAL)
        for source in event.sources
    ]


def withdrawn_by(event: Pooled) -> UUID | None:
    return event.corrects


PROJECTIONS = (edges_from({"test.pooling.done": edges_of}), voids_from({"test.pooling.done": withdrawn_by}))


def pooled(owner: UUID, *, sources: list[int], target: int, corrects: UUID | None = None) -> UUID:
    event = Pooled(sources=tuple(UUID(int=n) for n in sources), target=UUID(int=target), corrects=corrects)
    with transaction.atomic():
        recorded = record(stream=f"container/{event.target}", event=event, actor=HOUSE, organisation=owner)
        if corrects is not None:
            void(event=corrects, by_event=recorded.id, organisation=owner, at=recorded.at)
        link(edges=edges_of(event), organisation=owner, at=recorded.at, event=recorded.id)
    return recorded.id


def test_the_graph_made_again_from_the_ledger_is_the_same(durable: str, everything: Scope) -> None:
    """P11-5a, T16: a row added behind the ledger's back is named."""
    plant = organisation("Plant").id
    wrong = pooled(plant, sources=[1, 2], target=9)
    pooled(plant, sources=[1, 3], target=9, corrects=wrong)
    assert {node.id.int for node in backward(NodeKind.CONTAINER, UUID(int=9))} == {1, 3}
    rebuilt = check_rebuild(of=PROJECTIONS)
    assert (rebuilt.rows, rebuilt.differences) == ({"genealogy_edge": 4, "genealogy_void": 1}, ())
    with transaction.atomic():
        link(
            edges=[Edge(NodeKind.CONTAINER, UUID(int=4), NodeKind.CONTAINER, UUID(int=9))],
            organisation=plant,
            at=now(),
            event=wrong,
        )
    found = check_rebuild(of=PROJECTIONS).differences
    assert [(each.table, each.kind, each.key.split(" ")[0]) for each in found] == [
        ("genealogy_edge", "unexpected", str(wrong))
    ]


def test_the_graph_of_real_operations_follows_from_their_events(durable: str, clock: FixedClock) -> None:
    """P11-5a, T16: every app that links names its edges as a function of its events."""
    plant = make_plant()
    with use_scope(EVERYTHING):
        plant.stock(plant.lot(), "50 mL")
        operate(
            actor=plant.operator,
            kind=OperationKind.SPLIT,
            consumed=[Consumed(container=plant.patient_bag(amount="60 mL").id)],
            produced=[Produced(quantity=q("30 mL")), Produced(quantity=q("30 mL"))],
        )
    rebuilt = check_rebuild(of=OF_THE_HOUSE)
    # the lot in its container; the bag, the operator, the operation and two bags
    assert (rebuilt.rows["genealogy_edge"], rebuilt.differences) == (5, ())
