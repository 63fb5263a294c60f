"""Decide on other times and limits that somebody else proposed."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.facilities.house.own import since_problems
from cellpark.facilities.models import OwnRules
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.queries import days_taken
from cellpark.facilities.rows import locked_rules, write_rules
from cellpark.facilities.rules import reason_problems
from cellpark.facilities.rules_events import RulesApproved, RulesDeclined
from cellpark.facilities.sides import require_operator
from cellpark.facilities.states import RULES_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.public import today


def approve_rules(*, actor: Actor, rules_id: UUID) -> OwnRules:
    """Let them hold from their day on, as somebody who did not propose them.

    Raises ``Refused``: ``facilities.rules.own``, ``.past``, ``.taken``, ``lifecycle.step``.
    """
    actor.require(FacilityPermission.SET_RULES)
    owner = require_operator(actor)
    with transaction.atomic():
        # two editions of one day are decided one after the other
        lock_word(f"facilities.rules/{owner}")
        row = locked_rules(owner, rules_id)
        RULES_LIFECYCLE.step(row.state, "approve")
        if row.proposed_by is not None and row.proposed_by == actor.person_id:
            raise Refused(Problem("facilities.rules.own"))
        refuse_any(since_problems(row.since, today=today(), taken=days_taken(owner)))
        return write_rules(RulesApproved(rules=row.id, person=actor.person_id), actor=actor, organisation=owner)


def decline_rules(*, actor: Actor, rules_id: UUID, reason: str) -> OwnRules:
    """Let them not hold; whoever proposed them may take them back so. Raises ``Refused(lifecycle.step)``."""
    actor.require(FacilityPermission.SET_RULES)
    owner = require_operator(actor)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked_rules(owner, rules_id)
        RULES_LIFECYCLE.step(row.state, "decline")
        event = RulesDeclined(rules=row.id, person=actor.person_id)
        return write_rules(event, actor=actor, organisation=owner, reason=reason.strip())
