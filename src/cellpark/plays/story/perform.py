"""Tell a story: find its people, let every patient go their way one after the other, and say how each ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now, use_clock
from cellpark.batches.public import batches
from cellpark.identity.public import Organisation, Person
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.public import TreatmentOrder
from cellpark.plays.story.script import PatientScript, Story
from cellpark.plays.story.teller import Line, Teller
from cellpark.plays.story.ways import go

BETWEEN = timedelta(hours=12)
"""Between the end of one patient's way and the beginning of the next."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How the way of one patient ended."""

    patient: PatientScript
    order: TreatmentOrder
    began: datetime
    ended: datetime


def tell_story(
    story: Story,
    *,
    password: str,
    tell: Callable[[Line], None] = lambda _line: None,
    begins: Callable[[PatientScript], None] = lambda _patient: None,
    ends: Callable[[Ended], None] = lambda _ended: None,
) -> tuple[Ended, ...]:
    """Carry out a whole story in the example world, patient after patient.

    Raises ``Refused``: ``plays.no_organisation``, ``plays.no_person``, ``plays.played`` (one of its batches exists), or
    whatever stops it.
    """
    with use_scope(EVERYTHING):
        cast = cast_of(story)
        _refuse_played(story, cast["planner"])
        ended: list[Ended] = []
        clock = FixedClock(now() - timedelta(days=story.begins_days_ago))
        with use_clock(clock):
            teller = Teller(cast, clock, password, tell)
            for patient in story.patients:
                begins(patient)
                began = now()
                order = go(teller, story, patient)
                ended.append(Ended(patient, order, began, now()))
                ends(ended[-1])
                teller.wait(BETWEEN)
        return tuple(ended)


def cast_of(story: Story) -> Mapping[str, Actor]:
    """Everybody of the cast, each acting for the organisation on whose side they stand."""
    sides = {
        **dict.fromkeys(("physician", "nurse", "second_nurse"), story.hospital),
        "sponsor": story.sponsor,
        "courier": story.carrier,
    }
    return {part: _actor(email, _home(sides.get(part, story.maker))) for part, email in story.cast.items()}


def _home(name: str) -> UUID:
    home = Organisation.objects.filter(name_en=name, example=True).first()
    if home is None:
        raise Refused(Problem("plays.no_organisation", {"organisation": name}))
    found: UUID = home.id
    return found


def _actor(email: str, home: UUID) -> Actor:
    person = Person.objects.filter(email__iexact=email, example=True).first()
    if person is None:
        raise Refused(Problem("plays.no_person", {"email": email}))
    return actor_for(person.id, home, running_memberships(person.id), channel="command")


def _refuse_played(story: Story, planner: Actor) -> None:
    assert planner.organisation_id is not None, "everybody of a cast belongs to an organisation"
    numbers = [making.batch for patient in story.patients for making in patient.batches]
    found = batches().filter(organisation_id=planner.organisation_id, number__in=numbers).first()
    if found is not None:
        raise Refused(Problem("plays.played", {"batch": found.number}))
