"""A physician asks for a product out of specification."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.release.case import move_on
from cellpark.release.models import Supply
from cellpark.release.supply_events import SupplyRequested


def request_supply(
    *, actor: Actor, supply_id: UUID, hazard: str, alternatives: str, seen_version: int | None = None
) -> Supply:
    """The first record: which immediate significant hazard it averts, which alternatives were weighed (ATMP-1a).

    Done at the hospital, by a person. Raises ``NotAllowed`` for the maker, ``Refused``.
    """
    assert actor.person_id is not None, "a physician is a person"
    person = actor.person_id
    return move_on(
        actor=actor,
        supply_id=supply_id,
        verb="request",
        event=lambda row: SupplyRequested(
            supply=row.id, person=person, hazard=hazard.strip(), alternatives=alternatives.strip()
        ),
        seen_version=seen_version,
        hazard=hazard,
        alternatives=alternatives,
    )
