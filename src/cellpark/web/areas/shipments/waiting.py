"""What of shipments waits for somebody, on the first page after sign-in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.shipments.public import ShipmentPermission, ShipmentState, links_to_renew, shipments
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
    return [*_stopped(actor), *found][:SHOWN_MAX]


def _stopped(actor: Actor) -> list[Task]:
    """Links that were taken back by themselves: somebody looks at what was scanned, and makes another."""
    if actor.organisation_id is None or not actor.may(ShipmentPermission.MAKE_LINK):
        return []
    rows = shipments().filter(organisation_id=actor.organisation_id).exclude(state__in=OVER)
    words = _("Look at what was scanned, then make a new link")
    return [
        Task(words, each.shipment.number, reverse("shipment", args=[each.shipment_id]), "stopped", each.shipment.due_at)
        for each in links_to_renew(rows.order_by("due_at")[: SHOWN_MAX * 5])
    ]


TASKS = tasks
