"""Ask to be introduced to whoever offers what one looks for."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.chain.events import IntroductionAsked, Reason
from cellpark.chain.house import kind_of, open_offer
from cellpark.chain.matching.matcher import as_text, matches
from cellpark.chain.models import Introduction, Want
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import locked, write
from cellpark.chain.states import IntroductionState, WantState
from cellpark.kernel.problem import Problem, Refused

OVER = (IntroductionState.DECLINED, IntroductionState.WITHDRAWN, IntroductionState.BROKEN_OFF)


def ask_introduction(*, actor: Actor, want_id: UUID, offer_id: UUID) -> Introduction:
    """The giver learns what kind of organisation asks and why the two fit; not who, nor what is wanted.

    Raises ``Refused``: ``chain.want.closed``, ``chain.introduction.self``, ``chain.introduction.twice``.
    Raises ``DoesNotExist`` for a want or an offer that is not there.
    """
    actor.require(ChainPermission.TAKE_PART)
    with transaction.atomic():
        want: Want = locked(Want, "want", want_id)
        if want.state != WantState.OPEN:
            raise Refused(Problem("chain.want.closed"))
        offer = open_offer(offer_id)
        if offer.organisation_id == want.organisation_id:
            raise Refused(Problem("chain.introduction.self"))
        if Introduction.objects.filter(offer_id=offer.id, want_id=want.id).exclude(state__in=OVER).exists():
            raise Refused(Problem("chain.introduction.twice"))
        found = matches(as_text(want), [as_text(offer)])
        event = IntroductionAsked(
            id=new_id(),
            offer_id=offer.id,
            want_id=want.id,
            giver_id=offer.organisation_id,
            asker_kind=kind_of(want.organisation_id),
            offered=offer.title,
            # the words of the offer alone: those of the want stay with whoever wants
            reasons=tuple(
                Reason(kind=each.kind, wanted="", offered=each.offered) for match in found for each in match.reasons
            ),
        )
        made: Introduction = write(event, actor=actor, organisation=want.organisation_id)
        return made
