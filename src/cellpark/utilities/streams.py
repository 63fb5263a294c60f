"""The streams of this app, and writing into them."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.ledger.public import lock_stream, record
from cellpark.utilities.models import Point


def periods_stream(organisation_id: UUID, utility: str) -> str:
    """What is settled of a utility; readings and closing meet at its lock."""
    return f"utility-periods/{organisation_id}/{utility}"


def point_stream(point_id: UUID) -> str:
    """The stream of a point, its devices and readings."""
    return f"utility-point/{point_id}"


def locked(point_id: UUID) -> Point:
    """Lock what is settled and a point, in this order, and read the point; raises ``DoesNotExist``."""
    row: Point = Point.objects.get(id=point_id)
    lock_stream(periods_stream(row.organisation_id, row.utility))
    lock_stream(point_stream(point_id))
    fresh: Point = Point.objects.select_related("building", "room", "tariff").get(id=point_id)
    return fresh


def write(point: Point, *events: object, actor: Actor, reason: str | None = None) -> None:
    """Record events in a point's stream and keep its version."""
    for event in events:
        made = record(
            stream=point_stream(point.id), event=event, actor=actor, organisation=point.organisation_id, reason=reason
        )
        point.version = made.version
    point.save()
