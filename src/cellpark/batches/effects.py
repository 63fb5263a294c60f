"""What follows for running batches from events of other apps. Listed in ``cellpark.config.subscriptions``."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cellpark.base.time import now
from cellpark.batches.acting import stand_up
from cellpark.batches.clocks import CLOCK, is_known, over
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import WATCH
from cellpark.batches.models import Batch
from cellpark.batches.reading import state_of, stream_of
from cellpark.batches.run import Owed, Phase
from cellpark.batches.run.recipe import Reaction
from cellpark.batches.settling import open_owed
from cellpark.batches.states import BatchState
from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import envelope, get_event, lock_stream
from cellpark.materials.public import Container, DonorState


def deviate_over_clock(event_id: UUID) -> None:
    """A hold clock of a container ran out: an exception opens itself in the batch that the container is in (T10)."""
    container, data = _said(event_id)
    seen = over(container, str(data["clock"]), Quantity.from_plain(data["limit"]))
    _open(container, (CLOCK, event_id), Reaction.DEVIATION_MAJOR, seen)


def stop_over_donor(event_id: UUID) -> None:
    """The donor of what is in process became positive: the batch stops until quality has judged it (T7, ATMP-3b)."""
    container, data = _said(event_id)
    if data["donor_state"] == DonorState.POSITIVE and data["was"] != DonorState.POSITIVE:
        _open(container, ("donor", event_id), Reaction.STOP, f"{container.code} {data['donor_state']}")


def _said(event_id: UUID) -> tuple[Container, Mapping[str, Any]]:
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    data = envelope(event)["data"]
    container: Container = Container.objects.get(id=UUID(str(data["container"])))
    return container, data


def _open(container: Container, breach: tuple[str, UUID], reaction: Reaction, seen: str) -> None:
    """The same event opens one exception in one batch, however often it is told of."""
    cause, event_id = breach
    running = Batch.objects.filter(organisation_id=container.organisation_id, state=BatchState.RUNNING)
    for identity in running.order_by("id").values_list("id", flat=True):
        # a look without the lock first: only the batch that holds the container is kept waiting
        if container.id not in state_of(Batch.objects.get(id=identity))[1].process:
            continue
        head = lock_stream(stream_of(identity))
        batch: Batch = Batch.objects.get(id=identity)
        plan, state = state_of(batch, head)
        owed = Owed(cause, next(iter(state.open), ""), "", str(event_id), reaction.value, seen)
        known = any(each.cause == cause and each.entry == owed.entry for each in state.deviations.values())
        known = known or (cause == CLOCK and is_known(state, seen))
        if known or state.phase is not Phase.RUNNING or container.id not in state.process:
            continue
        desk = Desk(batch, plan, state, WATCH, now(), head.version)
        open_owed(desk, owed)
        stand_up(desk)
