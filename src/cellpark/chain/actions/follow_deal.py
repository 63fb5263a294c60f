"""Follow a deal to its end."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.chain.events import DealFollowed, WantMet
from cellpark.chain.models import Introduction, Want
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import locked, write
from cellpark.chain.rules import reason_problems
from cellpark.chain.states import INTRODUCTION_LIFECYCLE, IntroductionState, WantState
from cellpark.kernel.problem import Problem, Refused, refuse_any

VERBS = frozenset({"contract", "complete", "break_off"})


def follow_deal(*, actor: Actor, introduction_id: UUID, verb: str, reason: str) -> Introduction:
    """``contract``, ``complete`` or ``break_off``, by either side, with a reason. A deal that is done meets its want.

    Raises ``Refused(lifecycle.step)``.
    """
    actor.require(ChainPermission.TAKE_PART)
    refuse_any(reason_problems(reason))
    if verb not in VERBS:
        raise Refused(Problem("base.not_a_choice", field="verb"))
    with transaction.atomic():
        row: Introduction = locked(Introduction, "introduction", introduction_id)
        if actor.organisation_id not in (row.giver_id, row.organisation_id):
            raise Refused(Problem("chain.introduction.side", {"verb": verb}))
        state = INTRODUCTION_LIFECYCLE.step(row.state, verb)
        event = DealFollowed(id=row.id, state=state.value)
        followed: Introduction = write(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())
        if state is IntroductionState.COMPLETED:
            with widened(row.organisation_id):
                want: Want = locked(Want, "want", row.want_id)
                if want.state == WantState.OPEN:
                    write(WantMet(id=want.id), actor=actor, organisation=want.organisation_id)
        return followed
