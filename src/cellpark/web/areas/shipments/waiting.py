"""What of shipments waits for somebody, on the first page after sign-in."""

from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.shipments.public import ShipmentPermission, ShipmentState, shipments
from cellpark.web.areas.shipments.standing import offers, shipment_state
from cellpark.web.pages.waiting import Task

SHOWN_MAX = 8
OVER = (ShipmentState.ACCEPTED, ShipmentState.REFUSED, ShipmentState.CANCELLED)


def tasks(actor: Actor) -> list[Task]:
    """The shipments whose next act is this reader's."""
    if not actor.may(ShipmentPermission.HANDLE):
        return []
    found = []
    for row in shipments().exclude(state__in=OVER).order_by("due_at")[: SHOWN_MAX * 5]:
        main = next((each for each in offers(row, actor) if each.look == "primary"), None)
        if main is None:
            continue
        state = shipment_state(row)
        by = row.pick_up_at if row.state == ShipmentState.PLANNED else row.due_at
        text = f"{row.number} · {state.label}"
        found.append(Task(str(main.label), text, reverse("shipment", args=[row.id]), state.colour, by))
    return found[:SHOWN_MAX]


TASKS = tasks
