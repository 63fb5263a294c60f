"""Reading shipments."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from cellpark.batches.public import BatchException, exceptions
from cellpark.genealogy.public import NodeKind, backward
from cellpark.identity.public import LinkState
from cellpark.kernel.problem import Problem
from cellpark.ledger.public import Event, envelope
from cellpark.materials.public import Operation
from cellpark.shipments.models import Excursion, HandLink, Shipment, ShipmentContent
from cellpark.shipments.states import NEXT, ExcursionState, ShipmentState

# as long as the column
NUMBER_MAX = 60


def shipments() -> QuerySet[Shipment]:
    """The shipments in sight: one's own, and those that one sends, carries or receives."""
    return Shipment.objects.all()


def shipment(shipment_id: UUID) -> Shipment:
    """One shipment in sight; raises ``DoesNotExist``."""
    row: Shipment = Shipment.objects.get(id=shipment_id)
    return row


def excursions_of(shipment_id: UUID) -> QuerySet[Excursion]:
    """The excursions of a shipment, the oldest first."""
    return Excursion.objects.filter(shipment_id=shipment_id).order_by("opened_at", "id")


def excursions_among(shipment_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[Excursion]]:
    """The excursions of several shipments by shipment, the oldest first. One query."""
    found: dict[UUID, list[Excursion]] = {}
    for each in Excursion.objects.filter(shipment_id__in=list(shipment_ids)).order_by("opened_at", "id"):
        found.setdefault(each.shipment_id, []).append(each)
    return found


def exceptions_of(found: Excursion) -> QuerySet[BatchException]:
    """The exceptions that an excursion opened in the batches that took or made what was inside, in scope (211-1c)."""
    rows: QuerySet[BatchException] = exceptions()
    return rows.filter(organisation_id=found.organisation_id, seen__startswith=f"{found.number}: ")


def excursion_behind(opened: BatchException) -> Excursion | None:
    """The excursion in sight that opened an exception; None for any other exception."""
    number, parted, _kinds = opened.seen.partition(": ")
    if not parted or len(number) > NUMBER_MAX:
        return None
    found: Excursion | None = Excursion.objects.filter(organisation_id=opened.organisation_id, number=number).first()
    return found


def links_of(shipment_id: UUID) -> QuerySet[HandLink]:
    """The links of a shipment, the youngest first; the owner's alone."""
    return HandLink.objects.filter(shipment_id=shipment_id).order_by("-made_at")


def stopped_links(shipment_ids: Iterable[UUID]) -> frozenset[UUID]:
    """The links of these shipments that were taken back by themselves after wrong scans. One query."""
    streams = [f"shipment/{each}" for each in shipment_ids]
    found = Event.objects.filter(stream__in=streams, type="shipments.link.stopped") if streams else ()
    return frozenset(UUID(str(envelope(each)["data"]["link"])) for each in found)


def links_to_renew(rows: Iterable[Shipment]) -> list[HandLink]:
    """The links that were taken back by themselves and nobody made again; the act of each is still to come."""
    near = {row.id: NEXT.get(ShipmentState(row.state)) for row in rows}
    taken = HandLink.objects.filter(shipment_id__in=near, state=LinkState.REVOKED).select_related("shipment")
    wanted = [each for each in taken.order_by("made_at") if near[each.shipment_id] == each.act]
    stopped = stopped_links({each.shipment_id for each in wanted})
    again = HandLink.objects.filter(shipment_id__in=near).exclude(state=LinkState.REVOKED)
    newer = {(each.shipment_id, each.act): each.made_at for each in again.order_by("made_at")} if stopped else {}
    last = {(each.shipment_id, each.act): each for each in wanted if each.id in stopped}
    return [each for key, each in last.items() if key not in newer or newer[key] < each.made_at]


def shipments_of(coi: str) -> QuerySet[Shipment]:
    """The shipments in sight that carry something of one chain of identity, the oldest first."""
    inside = ShipmentContent.objects.filter(coi=coi) if coi else ShipmentContent.objects.none()
    return Shipment.objects.filter(id__in=inside.values("shipment_id")).order_by("pick_up_at", "id")


def shipments_with(container: UUID) -> QuerySet[Shipment]:
    """The shipments in sight that carry one container, the oldest first."""
    inside = ShipmentContent.objects.filter(container=container)
    return Shipment.objects.filter(id__in=inside.values("shipment_id")).order_by("pick_up_at", "id")


def shipment_problems(
    coi: str,
    *,
    batch: UUID | None = None,
    among: Sequence[Shipment] | None = None,
    touched: Collection[UUID] | None = None,
) -> list[Problem]:
    """What stands in the way of a release: excursions that are not accepted, deliveries that nobody took in (T13).

    With ``batch`` only what carried something that the batch is made of, or made: a collection that was refused and
    repeated under the same chain of identity says nothing about the batch of the next one. ``among``: the shipments of
    the chain, ``touched``: the containers that the batch took or made, where the caller has read them already.
    """
    problems: list[Problem] = []
    rows = _of_batch(shipments_of(coi) if among is None else among, batch, touched)
    opened = excursions_among(row.id for row in rows) if rows else {}
    for row in rows:
        problems += [
            Problem(f"shipments.excursion.{each.state}", {"number": each.number}, rule="T13")
            for each in opened.get(row.id, ())
            if each.state != ExcursionState.ACCEPTED
        ]
        inbound = row.receiver_id == row.organisation_id
        if inbound and row.state not in (ShipmentState.ACCEPTED, ShipmentState.CANCELLED):
            params = {"number": row.number, "state": row.state}
            problems.append(Problem("shipments.custody.gap", params, rule="T13"))
    return problems


def _of_batch(found: Iterable[Shipment], batch: UUID | None, touched: Collection[UUID] | None = None) -> list[Shipment]:
    """The shipments that carried what the batch took or made; all of them while it has taken nothing yet."""
    rows = list(found)
    if batch is None or not rows:
        return rows
    if touched is None:
        taken = Operation.objects.filter(batch=batch).values_list("consumed", "produced")
        touched = {UUID(str(each["container"])) for lines in taken for each in (*lines[0], *lines[1])}
    if not touched:
        return rows
    own = set(touched)
    kept = [row for row in rows if own & set(row.container_ids)]
    if len(kept) < len(rows):
        # what was split or pooled before the batch took it: its way is the way of what it came from
        own |= {node.id for each in touched for node in backward(NodeKind.CONTAINER, each)}
    return [row for row in rows if own & set(row.container_ids)]
