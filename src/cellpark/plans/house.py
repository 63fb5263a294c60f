"""The facts of an organisation's plant as they are now, by the times that hold there; no file is needed."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.planning.drafting import HORIZON_DAYS, Clock
from cellpark.planning.facts import Facts
from cellpark.planning.living import Living, living_facts
from cellpark.plans.basis import basis_of, marks_of
from cellpark.plans.beside import Beside, beside_draft
from cellpark.plans.editions import times_in_force
from cellpark.plans.held import facts_with
from cellpark.plans.holds import held_slots
from cellpark.plans.models import Edition


@dataclass(frozen=True, slots=True)
class House:
    """Facts with the slots that are held, and what they were read from."""

    living: Living
    facts: Facts
    beside: Beside
    times: Edition
    as_of: datetime

    @property
    def clock(self) -> Clock:
        """When the units are."""
        return self.living.draft.clock


def read_house(*, actor: Actor, organisation_id: UUID, horizon_days: int = HORIZON_DAYS) -> House:
    """All of it at one moment. Raises ``Refused``: ``plans.times.none``, and what ``living_facts`` finds."""
    with transaction.atomic():
        at = now()
        plant, times = times_in_force(organisation_id)
        marks = marks_of(organisation_id)
        living = living_facts(
            actor=actor, organisation_id=organisation_id, times=plant, at=at, horizon_days=horizon_days
        )
        slots = held_slots(organisation_id)
    facts = facts_with(living.draft.facts, living.draft.clock, dict(living.orders), slots)
    beside = beside_draft(living.draft, living.recipes, living.orders, basis_of(living.plant, marks))
    return House(living, facts, replace(beside, held=tuple(number for number, _slot in slots)), times, at)
