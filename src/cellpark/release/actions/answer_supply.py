"""The physician accepts the product, or does not."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.release.case import move_on
from cellpark.release.models import Supply
from cellpark.release.supply_events import SupplyAccepted, SupplyDeclined


def answer_supply(
    *, actor: Actor, supply_id: UUID, accepted: bool, answer: str, seen_version: int | None = None
) -> Supply:
    """The third record: knowing the evaluation, the physician takes it or leaves it (ATMP-1b).

    Done at the hospital, by a person. Raises ``NotAllowed`` for the maker, ``Refused``.
    """
    assert actor.person_id is not None, "a physician is a person"
    shape, person = SupplyAccepted if accepted else SupplyDeclined, actor.person_id
    return move_on(
        actor=actor,
        supply_id=supply_id,
        verb="accept" if accepted else "decline",
        event=lambda row: shape(supply=row.id, person=person, answer=answer.strip()),
        seen_version=seen_version,
        answer=answer,
    )
