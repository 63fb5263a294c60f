"""What was done to a container, as it stands."""

from uuid import UUID

from cellpark.ledger.public import envelope, events_of
from cellpark.materials.models import Operation
from cellpark.materials.moves import STREAM

# the events of a container that name the operation which made or changed it
NAMING = frozenset(f"materials.container.{act}" for act in ("produced", "drawn", "filled", "corrected", "destroyed"))


def operations_of(container: UUID) -> list[Operation]:
    """The operations on a container in the order of time, without those that were corrected (T11)."""
    events = [each for each in events_of(f"{STREAM}{container}") if each.type in NAMING]
    named = {UUID(str(envelope(each)["data"]["operation"])) for each in events}
    return list(Operation.objects.filter(id__in=named).order_by("done_at", "id"))
