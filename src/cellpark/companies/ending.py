"""What ends with a company's way: open offers, open needs, reviews that nobody gave."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.companies.events import NeedEnded, OfferEnded
from cellpark.companies.models import Company, Need, Offer
from cellpark.companies.rows import keep, note, today
from cellpark.companies.states import NEED_LIFECYCLE, OFFER_LIFECYCLE, NeedState, OfferState

NEED_VERBS = {NeedState.MET: "meet", NeedState.EXPIRED: "expire", NeedState.UNMET: "give_up"}


def end_offer(row: Company, verb: str, *, actor: Actor) -> None:
    """End the open offer of a company, where there is one."""
    found: Offer | None = Offer.objects.filter(company_id=row.id, state=OfferState.OPEN).first()
    if found is None:
        return
    state = OFFER_LIFECYCLE.step(found.state, verb)
    note(row, OfferEnded(offer=found.id, company=row.id, state=state.value), actor=actor)
    found.state, found.ended_at = state.value, now()
    found.save(update_fields=["state", "ended_at"])


def end_need(
    row: Company,
    need: Need,
    state: NeedState,
    *,
    actor: Actor,
    met_by: str = "",
    met_by_organisation: UUID | None = None,
    reason: str | None = None,
) -> None:
    """End a need of a company. Raises ``Refused`` (``lifecycle.step``)."""
    NEED_LIFECYCLE.step(need.state, NEED_VERBS[state])
    event = NeedEnded(
        need=need.id,
        company=row.id,
        state=state.value,
        met_by=met_by,
        met_by_organisation=met_by_organisation,
        day=today(),
    )
    keep(row, event, actor=actor, reason=reason)
    need.state, need.met_by, need.met_by_organisation, need.ended_on = state.value, met_by, met_by_organisation, today()
    need.save(update_fields=["state", "met_by", "met_by_organisation", "ended_on"])


def end_openings(row: Company, *, actor: Actor, needs: NeedState) -> None:
    """Withdraw the open offer; the needs that are open end as ``needs``."""
    end_offer(row, "withdraw", actor=actor)
    for each in Need.objects.filter(company_id=row.id, state=NeedState.OPEN):
        end_need(row, each, needs, actor=actor)
