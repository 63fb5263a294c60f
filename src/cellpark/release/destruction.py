"""What is left of a batch that is destroyed by two people: its containers with their quantities."""

from collections.abc import Collection, Iterable
from uuid import UUID

from cellpark.kernel.plain import plain
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import envelope, events_of, lock_stream
from cellpark.materials.public import Consumed, Container, OperationKind, operate
from cellpark.release.desk import WATCH
from cellpark.release.events import DestroyedContainer
from cellpark.release.holding import made_by
from cellpark.shipments.public import away, brought_to_destruction


def left_of(batch_id: UUID) -> tuple[DestroyedContainer, ...]:
    """What a batch made and nobody used; retained samples are kept on their own terms."""
    rows = Container.objects.filter(id__in=made_by(batch_id)).order_by("code")
    return tuple(
        DestroyedContainer(container=row.id, code=row.code, quantity=row.quantity)
        for row in rows
        if row.present and not row.sample and row.quantity is not None
    )


def locked_left_of(batch_id: UUID) -> tuple[DestroyedContainer, ...]:
    """What is left of a batch, under the locks of all containers that it made: it stays so until the act is over."""
    for each in sorted(made_by(batch_id), key=str):
        lock_stream(f"container/{each}")
    return left_of(batch_id)


def refuse_absent(containers: Collection[DestroyedContainer]) -> None:
    """What is on the road or with somebody else is destroyed by nobody here; what came to its destruction is (CN-4c).

    Raises ``Refused(release.destruction.away)``.
    """
    wanted = [each.container for each in containers]
    absent = away(wanted) - brought_to_destruction(wanted)
    codes = ", ".join(each.code for each in containers if each.container in absent)
    if codes:
        raise Refused(Problem("release.destruction.away", {"codes": codes}, rule="CN-4c"))


def contents_of(containers: Iterable[DestroyedContainer]) -> dict[UUID, object]:
    """Which containers, and how much is in each."""
    return {each.container: plain(each.quantity) for each in containers}


def recorded_contents(stream: str) -> dict[UUID, object]:
    """The containers that the first of two people named last, and how much was in each."""
    event = events_of(stream).filter(type="release.destruction.recorded").order_by("version").last()
    assert event is not None, "the destruction was recorded"
    data = envelope(event)["data"]
    assert isinstance(data, dict), "an event has data"
    return {UUID(str(each["container"])): each["quantity"] for each in data["containers"]}


def destroy_containers(
    batch_id: UUID, containers: Iterable[DestroyedContainer], *, people: tuple[UUID, UUID], why: str
) -> None:
    """The record of each container says that it is gone, and who did it."""
    wanted = [Consumed(container=each.container) for each in containers]
    if wanted:
        operate(
            actor=WATCH,
            kind=OperationKind.DESTROY,
            consumed=wanted,
            batch=batch_id,
            performers=people,
            reason=why,
        )
