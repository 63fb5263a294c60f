"""Whose the example plant is, and who plans there (examples/people.yaml)."""

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.identity.public import Organisation, Person

PLANT = "Example Cell Therapy Company"
PLANNER, SECOND = "planner.cell@example.org", "quality-head.cell@example.org"
WHY = "example data"


def example_plant() -> Organisation | None:
    """The organisation of the example plant, where the examples are loaded."""
    row: Organisation | None = Organisation.objects.filter(example=True, name_en=PLANT).first()
    return row


def example_planners(plant: Organisation) -> tuple[Actor, Actor]:
    """Who draws up and proposes, and the second person who publishes and approves."""
    return _acting(PLANNER, plant), _acting(SECOND, plant)


def _acting(email: str, plant: Organisation) -> Actor:
    person = Person.objects.get(email=email, example=True)
    return actor_for(person.id, plant.id, running_memberships(person.id), channel="command")
