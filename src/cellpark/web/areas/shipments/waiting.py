"""What of shipments waits for somebody, on the first page after sign-in."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.shipments.public import Shipment, ShipmentPermission, ShipmentState, links_to_renew, shipments
from cellpark.web.areas.shipments.standing import offers, shipment_state
from cellpark.web.pages.waiting import Task

SHOWN_MAX = 8
OVER = (ShipmentState.ACCEPTED, ShipmentState.REFUSED, ShipmentState.CANCELLED)


def tasks(actor: Actor) -> list[Task]:
    """The shipments whose next act is this reader's."""
    if not actor.may(ShipmentPermission.HANDLE):
        return []
    found = []
    rows = list(shipments().exclude(state__in=OVER).order_by("due_at")[: SHOWN_MAX * 5])
    for row in rows:
        main = next((each for each in offers(row, actor) if each.look == "primary"), None)
        if main is None:
            continue
        state = shipment_state(row)
        by = row.pick_up_at if row.state == ShipmentState.PLANNED else row.due_at
        text = f"{row.number} · {state.label}"
        found.append(Task(str(main.label), text, reverse("shipment", args=[row.id]), state.colour, by))
    return [*_stopped(actor, rows), *found][:SHOWN_MAX]


def _stopped(actor: Actor, rows: Iterable[Shipment]) -> list[Task]:
    """Links that were taken back by themselves: somebody looks at what was scanned, and makes another."""
    own = [row for row in rows if row.organisation_id == actor.organisation_id]
    if not own or not actor.may(ShipmentPermission.MAKE_LINK):
        return []
    words = _("Look at what was scanned, then make a new link")
    return [
        Task(words, each.shipment.number, reverse("shipment", args=[each.shipment_id]), "stopped", each.shipment.due_at)
        for each in links_to_renew(own)
    ]


TASKS = tasks
