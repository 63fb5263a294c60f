"""Put somebody on a node."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.chain.days import today
from cellpark.chain.events import SeatTaken
from cellpark.chain.models import Seat
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import write
from cellpark.chain.rules import SeatWords, seat_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream


def take_seat(*, actor: Actor, words: SeatWords, organisation_id: UUID | None = None) -> Seat:
    """Somebody does what a node stands for, with evidence, source and day.

    Raises ``Refused``: ``chain.seat.taken`` for one who sits there already, and the problems of ``seat_problems``.
    """
    actor.require(ChainPermission.KEEP)
    house = organisation_id or actor.organisation_id
    assert house is not None, "a seat belongs to an operator"
    refuse_any(seat_problems(words, today=today()))
    with transaction.atomic():
        # two entries of one company meet here
        lock_stream(f"chain/{house}")
        return seat(actor=actor, words=words, house=house)


def seat(*, actor: Actor, words: SeatWords, house: UUID) -> Seat:
    """Write the seat, within an act that judged its words and locked the chain of the house."""
    rows = Seat.objects.filter(organisation_id=house, node=words.node, area=words.area, until=None)
    if words.subject is not None:
        there = rows.filter(subject=words.subject)
    else:
        there = rows.filter(subject=None, name_zh=words.name_zh.strip(), name_en=words.name_en.strip())
    if there.exists():
        name = (words.name_zh or words.name_en).strip()
        raise Refused(Problem("chain.seat.taken", {"name": name, "node": words.node}, field="node"))
    event = SeatTaken(
        id=new_id(),
        node=words.node,
        kind=words.kind.value,
        area=words.area,
        subject=words.subject,
        name_zh=words.name_zh.strip(),
        name_en=words.name_en.strip(),
        evidence=words.evidence.strip(),
        source=words.source.strip(),
        day=words.day,
        capacity=words.capacity,
        capacity_unit=words.capacity_unit.strip(),
        lead_days=words.lead_days,
    )
    made: Seat = write(event, actor=actor, organisation=house)
    return made
