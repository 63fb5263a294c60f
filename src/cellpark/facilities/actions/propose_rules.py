"""Propose other times and limits for one's own park."""

from datetime import date

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.facilities.house.own import OwnTerms, own_problems, since_problems
from cellpark.facilities.house.terms import terms_on
from cellpark.facilities.models import OwnRules
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.queries import days_taken
from cellpark.facilities.rows import write_rules
from cellpark.facilities.rules import reason_problems
from cellpark.facilities.rules_events import RulesProposed
from cellpark.facilities.sides import require_operator
from cellpark.kernel.problem import refuse_any
from cellpark.leases.public import today


def propose_rules(*, actor: Actor, since: date, own: OwnTerms, reason: str) -> OwnRules:
    """For a second person to let hold from ``since`` on; orders keep the rules under which they were reported.

    Raises ``Refused``: ``facilities.rules....``, ``facilities.cost.amount``, ``facilities.side``.
    """
    actor.require(FacilityPermission.SET_RULES)
    owner = require_operator(actor)
    with transaction.atomic():
        taken = days_taken(owner)
        refuse_any(
            [
                *reason_problems(reason),
                *since_problems(since, today=today(), taken=taken),
                *own_problems(own, house=terms_on(since)),
            ]
        )
        event = RulesProposed(
            rules=new_id(),
            person=actor.person_id,
            since=since,
            answer_minutes={name: answer for name, (answer, _mend) in own.minutes.items()},
            mend_minutes={name: mend for name, (_answer, mend) in own.minutes.items()},
            alone_max=own.alone_max,
            labour_rate=own.labour_rate,
            silence_days=own.silence_days,
        )
        return write_rules(event, actor=actor, organisation=owner, reason=reason.strip())
