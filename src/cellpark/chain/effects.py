"""What follows for the chain from events of the companies. Listed in ``cellpark.config.subscriptions``."""

from datetime import date
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.chain.actions.close_recruitment import close_recruitment
from cellpark.chain.actions.end_seat import end_seat
from cellpark.chain.models import Recruitment, Seat
from cellpark.chain.states import RecruitmentState, SeatState
from cellpark.ledger.public import envelope, get_event

HOUSE = Actor.system("chain")
GONE = frozenset({"left", "graduated"})


def close_gap(event_id: UUID) -> None:
    """A company that was recruited for a gap signed its lease: the gap is closed."""
    data = _data(event_id)
    waiting = Recruitment.objects.filter(company=UUID(str(data["company"])), state=RecruitmentState.OPEN)
    for row in waiting.order_by("id"):
        close_recruitment(
            actor=HOUSE,
            recruitment_id=row.id,
            lease=str(data["lease_number"]),
            tenant_id=UUID(str(data["tenant"])),
            day=date.fromisoformat(str(data["day"])),
        )


def leave_seats(event_id: UUID) -> None:
    """A company left the park or graduated: it sits on the chain of the park no longer."""
    data = _data(event_id)
    if data["state"] not in GONE:
        return
    day = date.fromisoformat(str(data["day"]))
    for row in Seat.objects.filter(subject=UUID(str(data["company"])), state=SeatState.SEATED).order_by("id"):
        if row.day < day:
            end_seat(actor=HOUSE, seat_id=row.id, until=day, reason=str(data["state"]))


def _data(event_id: UUID) -> Any:
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    return envelope(event)["data"]
