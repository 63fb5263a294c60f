"""Show the sponsor what is to be cosigned, exactly as it was looked at in the glass room."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import PreparedSignature
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders import public as orders
from cellpark.release.glass.room import glass_room
from cellpark.release.glass.statement import statement


def prepare_review(*, actor: Actor, order_id: UUID, entries: int, why: str, back: str = "") -> PreparedSignature:
    """Keep the statement over the batch record, its exceptions, results and investigations as they were looked at.

    It says in both languages what was looked at, whether a page asks or a program. ``entries`` is that of the room that
    was read. Raises ``TreatmentOrder.DoesNotExist``, ``Refused(release.glass.moved)`` when anything was added since,
    ``orders.batch.not_finished`` before the record is complete (P11-8a).
    """
    with transaction.atomic():
        room = glass_room(actor=actor, order_id=order_id)
        if room.entries != entries:
            raise Refused(Problem("release.glass.moved", {"number": room.number}, rule="P11-8b"))
        return orders.prepare_cosignature(
            actor=actor, order_id=order_id, why=why, view=statement(room), back=back, beside=room.shown
        )
