"""What follows for stopped batches from events of other apps. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.ledger.public import envelope, get_event
from cellpark.materials.public import Container, Operation
from cellpark.release.holding import hold_one
from cellpark.release.models import BatchDisposition
from cellpark.release.states import STOPPED


def hold_again(event_id: UUID) -> None:
    """A container was let go, by hand or with an accepted excursion, or is not empty after a correction (CN-4c).

    What a stopped batch made stays on hold: the decision about the batch stands above that about one container of it.
    """
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    data = envelope(event)["data"]
    assert isinstance(data, dict), "an event has data"
    row: Container = Container.objects.get(id=UUID(str(data["container"])))
    made = Operation.objects.filter(produced__contains=[{"container": str(row.id)}]).exclude(batch=None)
    states = [each.value for each in STOPPED]
    file = BatchDisposition.objects.filter(batch_id__in=made.values("batch"), state__in=states).first()
    if file is not None:
        hold_one(row, f"{file.batch.number}: {file.state}")
