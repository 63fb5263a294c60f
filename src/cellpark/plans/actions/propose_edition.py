"""Propose other times of the plant, or another policy of plans."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.planning.simulation.plant import read_plant
from cellpark.plans.edition_events import EditionProposed
from cellpark.plans.files import keep
from cellpark.plans.models import Edition
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.policy import read_policy
from cellpark.plans.rows import write_edition
from cellpark.plans.rules import since_problems
from cellpark.plans.states import EditionKind


def propose_edition(
    *, actor: Actor, organisation_id: UUID, kind: EditionKind, since: date, content: bytes, reason: str = ""
) -> Edition:
    """For a second person to let hold from ``since`` on; a file that cannot be read is not kept.

    Raises ``Refused``: ``plans.edition....``, and what ``read_plant`` or ``read_policy`` find.
    """
    actor.require(PlanPermission.SET)
    refuse_any(since_problems(since, localdate(now())))
    if kind is EditionKind.TIMES:
        read_plant(content)
    else:
        read_policy(content)
    with transaction.atomic():
        event = EditionProposed(
            document=new_id(),
            person=actor.person_id,
            kind=kind,
            since=since,
            sha256=keep(organisation_id, content),
        )
        return write_edition(event, actor=actor, organisation=organisation_id, reason=reason.strip() or None)
