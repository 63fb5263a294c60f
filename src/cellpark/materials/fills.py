"""How much was filled into containers, where that was corrected afterwards (T11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import Event, envelope
from cellpark.materials.models import Operation
from cellpark.materials.moves import STREAM


@dataclass(frozen=True, slots=True)
class CorrectedFill:
    """What a container was said to hold when it was filled, and what is recorded now."""

    was: tuple[Quantity, ...]
    now: Quantity


def corrected_fills(containers: Iterable[UUID]) -> dict[UUID, CorrectedFill]:
    """The containers of these whose filled amount was corrected; two queries for all."""
    streams = [f"{STREAM}{each}" for each in containers]
    rows = Event.objects.filter(stream__in=streams, type="materials.container.corrected").order_by("stream", "version")
    said = [envelope(each)["data"] for each in rows] if streams else []
    named = {UUID(str(each[name])) for each in said for name in ("operation", "corrects")}
    operations: Mapping[UUID, Any] = Operation.ever.in_bulk(named) if named else {}
    found: dict[UUID, CorrectedFill] = {}
    for each in said:
        container = UUID(str(each["container"]))
        before, after = (
            _filled(operations.get(UUID(str(each[name]))), container) for name in ("corrects", "operation")
        )
        if before is None or after is None or before == after:
            continue
        known = found.get(container)
        found[container] = CorrectedFill((*(() if known is None else known.was), before), after)
    return found


def _filled(operation: Any, container: UUID) -> Quantity | None:
    lines = () if operation is None else operation.produced
    amounts = [each["quantity"] for each in lines if each["container"] == str(container)]
    return Quantity.from_plain(amounts[0]) if amounts and amounts[0] is not None else None
