"""What an excursion does to the containers inside: they wait in quarantine until it is decided."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.batches.public import Batch, BatchState, open_exception
from cellpark.materials.public import Container, ContainerState, Operation, hold_container, release_container
from cellpark.shipments.events import ExcursionOpened, Finding
from cellpark.shipments.models import Excursion, Shipment
from cellpark.shipments.parties import lent
from cellpark.shipments.rows import write
from cellpark.shipments.states import ExcursionState

WATCH = Actor.system("shipments")
REASON_MAX = 200
_UNDER_WAY = (BatchState.RUNNING, BatchState.FINISHED)
_HELD = frozenset({ContainerState.AVAILABLE, ContainerState.IN_USE, ContainerState.STORED})


def open_excursion(*, actor: Actor, shipment: Shipment, findings: tuple[Finding, ...]) -> UUID:
    """Record an excursion and put every container inside into quarantine; what is not there yet is held on receipt.

    The batches that took or made what is inside get an exception, which is investigated with its CAPA (211-1c). Called
    with the shipment's stream locked, in the transaction of the act that found it (CN-4b, CN-4c).
    """
    identity = new_id()
    count = Excursion.objects.filter(shipment_id=shipment.id).count()
    number = f"{shipment.number}-X{count + 1}"
    held = hold(actor=actor, shipment=shipment, reason=number)
    _tell_batches(shipment, f"{number}: {', '.join(dict.fromkeys(each.kind for each in findings))}")
    event = ExcursionOpened(
        excursion=identity, shipment=shipment.id, number=number, findings=findings, held=tuple(held)
    )
    write(event, actor=actor, organisation=shipment.organisation_id)
    return identity


def _tell_batches(shipment: Shipment, seen: str) -> None:
    """An exception in each batch that is under way or finished; one that is over otherwise has none."""
    inside = Q(pk__in=[])
    for each in shipment.container_ids:
        inside |= Q(consumed__contains=[{"container": str(each)}]) | Q(produced__contains=[{"container": str(each)}])
    with widened(shipment.organisation_id):
        taken = Operation.objects.filter(inside).exclude(batch=None).values_list("batch", flat=True)
        for batch in Batch.objects.filter(id__in=set(taken), state__in=_UNDER_WAY).order_by("id"):
            open_exception(actor=WATCH, batch_id=batch.id, what=seen[:REASON_MAX])


def hold(*, actor: Actor, shipment: Shipment, reason: str, only: Iterable[UUID] | None = None) -> list[UUID]:
    """Put the containers of a shipment that are in use or in store into quarantine; gives those it held."""
    wanted = shipment.container_ids if only is None else [each for each in shipment.container_ids if each in set(only)]
    with widened(shipment.organisation_id):
        rows = Container.objects.filter(id__in=wanted, state__in=_HELD).order_by("id")
        return [hold_container(actor=lent(actor), container_id=row.id, reason=reason).id for row in rows]


def release(*, actor: Actor, excursion: Excursion, reason: str) -> None:
    """Let out what this excursion holds, unless another one still holds it or rejected it.

    The decision is a quality person's who did not receive the container: ``release_container`` sees to that (CN-4c).
    """
    others = Excursion.objects.exclude(state=ExcursionState.ACCEPTED).exclude(id=excursion.id)
    blocked = {container for other in others for container in other.shipment.container_ids}
    mine = [UUID(each) for each in excursion.held if UUID(each) not in blocked]
    for row in Container.objects.filter(id__in=mine, state=ContainerState.QUARANTINED).order_by("id"):
        release_container(actor=actor, container_id=row.id, reason=reason)
