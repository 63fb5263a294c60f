"""What is left of a collection that is repeated: it waits in quarantine, and no batch takes it by mistake (CN-4c, T4).

The next collection has the same chain of identity, so that the label alone does not tell the two apart.
"""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.genealogy.public import NodeKind, forward
from cellpark.materials.public import Container, ContainerState, MaterialsPermission, hold_container
from cellpark.orders.acting import lent
from cellpark.orders.models import OrderStep, TreatmentOrder

REASON_MAX = 200
FREE = (ContainerState.AVAILABLE, ContainerState.IN_USE, ContainerState.STORED)


def hold_leftovers(actor: Actor, order: TreatmentOrder, reason: str) -> None:
    """Put the bags of the collection, and what was taken from them, into quarantine; samples stay where they are.

    Called before the order forgets its bags, in the transaction of the act that repeats the collection. A bag that is
    still on its way, or waits for another reason, is held when it is received or let go; a reserve that was made of one
    may be let go by the quality unit, which says why.
    """
    with widened(order.organisation_id):
        bags = [UUID(each["container"]) for each in order.bags]
        taken = {node.id for bag in bags for node in forward(NodeKind.CONTAINER, bag)}
        rows = Container.objects.filter(id__in={*bags, *taken}, coi=order.coi, sample=False, state__in=FREE)
        for row in rows.order_by("id"):
            hold_container(
                actor=lent(actor, MaterialsPermission.HANDLE),
                container_id=row.id,
                reason=f"{order.number}: {reason}"[:REASON_MAX],
            )


def is_leftover(order: TreatmentOrder, container: UUID) -> bool:
    """Whether a bag is one of an earlier collection of the order."""
    if any(each["container"] == str(container) for each in order.bags):
        return False
    earlier = OrderStep.objects.filter(order=order, type="collected")
    return bool(earlier.filter(details__bags__contains=[{"container": str(container)}]).exists())
