"""Keep a schedule as a draft, after the checker has seen it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import refuse_any
from cellpark.planning.drafting import Clock
from cellpark.planning.facts import Facts, write_facts
from cellpark.planning.scheduling import Schedule, check, write_schedule
from cellpark.plans.beside import Beside, write_beside
from cellpark.plans.events import PlanDrawn
from cellpark.plans.files import keep
from cellpark.plans.models import Plan
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.rows import in_turn, next_number, write_plan
from cellpark.plans.states import PlanKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What an engine made: a schedule with the facts that it belongs to.

    ``as_of``: when the facts were read. ``times`` and ``policy`` are the editions that held.
    """

    facts: Facts
    schedule: Schedule
    clock: Clock
    as_of: datetime
    beside: Beside
    times: UUID | None = None
    policy: UUID | None = None
    seed: int = 0


def keep_plan(
    *,
    actor: Actor,
    organisation_id: UUID,
    kind: PlanKind,
    made: Made,
    based_on: Plan | None = None,
    person: UUID | None = None,
    then: Callable[[Plan], None] | None = None,
) -> Plan:
    """A draft that the independent checker accepts; nobody sees one that breaks a fact.

    ``person`` is who asked for it, where a process draws it up; ``then`` is done with the plan or not at all, so that
    a process that is killed between the two leaves neither. Raises ``NotAllowed``; ``Refused``: what the checker
    finds.
    """
    actor.require(PlanPermission.DRAW)
    refuse_any(check(made.facts, made.schedule))
    with transaction.atomic():
        in_turn(organisation_id)
        event = PlanDrawn(
            production_plan=new_id(),
            person=actor.person_id or person,
            number=next_number(organisation_id),
            kind=kind,
            as_of=made.as_of,
            counted_from=made.clock.origin,
            unit_minutes=made.clock.unit_minutes,
            facts_sha256=keep(organisation_id, write_facts(made.facts)),
            schedule_sha256=keep(organisation_id, write_schedule(made.schedule)),
            beside_sha256=keep(organisation_id, write_beside(made.beside)),
            based_on=None if based_on is None else based_on.id,
            times=made.times,
            policy=made.policy,
            jobs=len(made.beside.batches(made.facts.jobs)),
            operations=len(made.schedule.placed),
            objective=made.schedule.objective,
            bound=made.schedule.bound,
            is_proven=made.schedule.proven,
            turns=made.schedule.turns,
            seed=made.seed,
        )
        plan = write_plan(event, actor=actor, organisation=organisation_id)
        if then is not None:
            then(plan)
        return plan
