"""Say what an order still lacks: references, last doses, planned times."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.orders.acting import asked_of, begin, words_problems
from cellpark.orders.events import OrderCompleted
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import references_problems
from cellpark.orders.slots import Slots, distances_of, slots_problems
from cellpark.orders.states import Side


def complete_order(
    *,
    actor: Actor,
    order_id: UUID,
    references: Mapping[str, str],
    last_doses: Mapping[str, date],
    slots: Slots,
) -> TreatmentOrder:
    """Keep what the country asks for, by reference, and the planned chain of slots; as often as needed, in the draft.

    What is still missing is told when the order is signed. Raises ``Refused``: references that name the patient (T20),
    times that do not keep the therapy's distances.
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="complete", sides=(Side.HOSPITAL,))
        given = {item: text.strip() for item, text in references.items() if text.strip()}
        problems = [
            *references_problems(asked_of(order.asked), given, last_doses),
            *words_problems(actor, order, {f"reference_{item}": text for item, text in given.items()}),
            *slots_problems(slots, distances_of(order.distances)),
        ]
        if slots.collect_at < now():
            problems.append(Problem("orders.slots.past", field="collect_at"))
        refuse_any(problems)
        event = OrderCompleted(order=order.id, references=given, last_doses=dict(last_doses), **slots.form())
        return record_order(event, actor=actor, organisation=order.organisation_id)
