"""Let one patient of a story go the whole way, each act by its person, at the story's own time."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.time import now, use_clock
from cellpark.batches.public import batches
from cellpark.identity.public import Organisation, Person, example_keys
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.public import TreatmentOrder, order
from cellpark.plays.story.present import ClockUpTo, Reached
from cellpark.plays.story.script import PatientScript, Story
from cellpark.plays.story.teller import Line, Teller
from cellpark.plays.story.ward import ordered
from cellpark.plays.story.ways import go

BETWEEN = timedelta(hours=12)
"""Between the end of one patient's way and the beginning of the next."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How the way of one patient ended; ``instant``: where the story's clock stands then."""

    patient: PatientScript
    order: TreatmentOrder
    instant: datetime


def tell_patient(
    story: Story, patient: PatientScript, *, begins: datetime, password: str, tell: Callable[[Line], None]
) -> Ended:
    """Carry out one way in the example world, from ``begins`` on; who is on the way today begins when the script says.

    Raises ``Refused``: ``plays.no_organisation``, ``plays.no_person``, ``plays.played`` (a batch exists), or whatever
    stops it.
    """
    cast = cast_of(story)
    _refuse_played(patient, cast["planner"])
    clock = FixedClock(begins) if patient.days_ago is None else ClockUpTo(now(), timedelta(days=patient.days_ago))
    with use_clock(clock), example_keys(password=password) as keys:
        teller = Teller(cast, clock, keys, tell, story.said)
        made = ordered(teller, story, patient)
        with suppress(Reached):
            go(teller, story, patient, made)
            teller.wait(BETWEEN)
        with teller.within("planner"):
            return Ended(patient, order(made.id), begins if patient.days_ago is not None else clock.instant)


def cast_of(story: Story) -> Mapping[str, Actor]:
    """Everybody of the cast, each acting for the organisation on whose side they stand."""
    sides = {
        **dict.fromkeys(("physician", "nurse", "second_nurse"), story.hospital),
        "sponsor": story.sponsor,
        "courier": story.carrier,
    }
    return {part: _actor(email, home(sides.get(part, story.maker))) for part, email in story.cast.items()}


def home(name: str) -> UUID:
    """The example organisation of this name. Raises ``Refused(plays.no_organisation)``."""
    row = Organisation.objects.filter(name_en=name, example=True).first()
    if row is None:
        raise Refused(Problem("plays.no_organisation", {"organisation": name}))
    found: UUID = row.id
    return found


def _actor(email: str, within: UUID) -> Actor:
    person = Person.objects.filter(email__iexact=email, example=True).first()
    if person is None:
        raise Refused(Problem("plays.no_person", {"email": email}))
    return actor_for(person.id, within, running_memberships(person.id), channel="command")


def _refuse_played(patient: PatientScript, planner: Actor) -> None:
    assert planner.organisation_id is not None, "everybody of a cast belongs to an organisation"
    numbers = [making.batch for making in patient.batches]
    found = batches().filter(organisation_id=planner.organisation_id, number__in=numbers).first()
    if found is not None:
        raise Refused(Problem("plays.played", {"batch": found.number}))
