"""Say something about an order."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.facilities.actions.wait_for_tenant import end_wait
from cellpark.facilities.events import OrderNoted
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import TEXT_MAX, line_problems
from cellpark.facilities.sides import side_of
from cellpark.facilities.states import Side
from cellpark.kernel.problem import Problem, Refused, refuse_any


def add_note(*, actor: Actor, order_id: UUID, text: str, internal: bool = False) -> WorkOrder:
    """A comment that both sides read, or the park alone where it is ``internal``.

    A tenant that is waited for has answered with it: the clock goes on. Raises ``Refused``:
    ``facilities.note.internal``, ``facilities.side``.
    """
    actor.require(FacilityPermission.REPORT)
    refuse_any(line_problems("text", text, TEXT_MAX))
    with transaction.atomic():
        row = locked_order(order_id)
        side = side_of(actor, row)
        if internal and side is not Side.PARK:
            raise Refused(Problem("facilities.note.internal", field="internal"))
        row = write_note(row, text.strip(), side=side, actor=actor, internal=internal)
        return end_wait(row, side=side, actor=actor) if side is Side.TENANT else row


def write_note(row: WorkOrder, text: str, *, side: Side, actor: Actor, internal: bool) -> WorkOrder:
    """Write a comment that was judged; the caller holds the order's lock."""
    event = OrderNoted(order=row.id, side=side, person=actor.person_id, note=new_id(), text=text, internal=internal)
    parties = [] if internal else list(row.parties)
    return write_order(event, actor=actor, organisation=row.organisation_id, parties=parties)
