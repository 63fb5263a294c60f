"""The clocks of a container as they stood before it was emptied: read from its stream in the ledger."""

from datetime import datetime, timedelta
from typing import Any

from cellpark.ledger.public import Entry, Row, envelope, events_of
from cellpark.materials.clocks import span
from cellpark.materials.container_events import Resumed
from cellpark.materials.folds.container import container
from cellpark.materials.folds.forms import from_json
from cellpark.materials.models import Container
from cellpark.materials.states import ContainerState


def resumed_clocks(row: Container) -> tuple[Resumed, ...]:
    """What an empty container's clocks said before the operation that emptied it."""
    folded: Row | None = None
    before: Any = []
    for event in events_of(f"container/{row.id}"):
        entry = Entry(
            stream=event.stream,
            version=event.version,
            type=event.type,
            type_version=event.type_version,
            data=envelope(event)["data"],
            organisation=event.organisation,
            at=event.at,
            event=event.id,
        )
        after = container(folded, entry)
        assert after is not None, "a container's stream makes a container"
        if folded is not None and after["state"] == ContainerState.EMPTY != folded["state"]:
            before = from_json(folded["clocks"])
        folded = after
    return tuple(
        Resumed(
            kind=str(each["kind"]),
            used=span(timedelta(microseconds=int(each["used_us"]))),
            since=None if each["since"] is None else datetime.fromisoformat(str(each["since"])),
        )
        for each in before
    )
