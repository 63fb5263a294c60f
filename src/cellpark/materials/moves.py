"""When containers were last brought to another place."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from cellpark.ledger.public import Event

STREAM = "container/"


def moved_at(containers: Iterable[UUID]) -> dict[UUID, datetime]:
    """The time of the last move, storing or shipping of each container that had one; one query for all."""
    streams = [f"{STREAM}{each}" for each in containers]
    rows = Event.objects.filter(stream__in=streams, type="materials.container.moved").order_by()
    last = rows.values_list("stream").annotate(Max("at"))
    return {UUID(stream.removeprefix(STREAM)): at for stream, at in last}
