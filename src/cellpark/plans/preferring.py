"""A plan drawn up anew keeps to the published one, unless others gain more than the policy's price of a move."""

from dataclasses import dataclass, replace
from uuid import UUID

from cellpark.planning.facts import Facts
from cellpark.planning.scheduling import Placed, Schedule, bound_of, objective_of
from cellpark.plans.editions import in_force, policy_in_force
from cellpark.plans.house import House
from cellpark.plans.models import Edition
from cellpark.plans.moving import starts_of
from cellpark.plans.queries import beside_of, published_row, read_plan
from cellpark.plans.states import EditionKind


@dataclass(frozen=True, slots=True)
class Preferred:
    """``facts`` with the price of a move, ``published`` in their units, and the policy that says the price."""

    facts: Facts
    published: Schedule
    policy: Edition


def preferred(organisation_id: UUID, house: House) -> Preferred | None:
    """What a new plan of a house keeps to; nothing where no plan is published or no policy is in force."""
    row = published_row(organisation_id)
    if row is None or in_force(organisation_id, EditionKind.POLICY) is None:
        return None
    policy, edition = policy_in_force(organisation_id)
    before = starts_of(read_plan(row).schedule, row.clock, beside_of(row))
    placed = []
    for job in house.facts.jobs:
        for operation in job.operations:
            at = before.get((house.beside.who(job.key), operation.key))
            if at is not None:
                start = house.clock.since(at)
                placed.append(Placed(job.key, operation.key, start, start))
    price = policy.policy(house.facts.unit_minutes).moved
    facts = replace(house.facts, objective=replace(house.facts.objective, moved=price))
    return Preferred(facts, Schedule(tuple(placed)), edition)


def settled(facts: Facts, schedule: Schedule) -> Schedule:
    """A schedule as it is judged without the price of moves, beside what no schedule can be better than."""
    return replace(schedule, objective=objective_of(facts, schedule), bound=bound_of(facts), proven=False)
