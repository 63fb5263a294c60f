"""Say what a company looks for, and what became of it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.companies.ending import end_need
from cellpark.companies.events import NeedAppliedFor, NeedPlaced, NeedStated
from cellpark.companies.models import Application, Company, Need
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import keep, locked, today
from cellpark.companies.rules import LINE_MAX, TEXT_MAX, Wish, node_problems, text_problem, wish_problems
from cellpark.companies.sides import reporting
from cellpark.companies.states import ENDED, CompanyState, NeedState
from cellpark.kernel.problem import Problem, Refused, refuse_any


def state_need(*, actor: Actor, company_id: UUID, wish: Wish) -> Need:
    """A room, a service, a supplier or people; said by the park or by the company itself."""
    refuse_any(wish_problems(wish))
    with transaction.atomic():
        row = reporting(actor, company_id)
        if CompanyState(row.state) in ENDED:
            raise Refused(Problem("companies.ended", {"state": row.state}))
        return write_need(row, wish, actor=actor)


def write_need(row: Company, wish: Wish, *, actor: Actor, application: Application | None = None) -> Need:
    """The need, within an act that judged its words; those of an ``application`` are not told to the ledger."""
    made = Need(
        id=new_id(),
        organisation_id=row.organisation_id,
        parties=row.parties,
        company_id=row.id,
        kind=wish.kind.value,
        node=wish.node,
        text=wish.text.strip(),
        application=application,
        wanted=dict(wish.wanted),
        since=wish.since or today(),
        until=wish.until,
    )
    said: dict[str, Any] = {
        "need": made.id,
        "company": row.id,
        "kind": made.kind,
        "node": made.node,
        "wanted": dict(wish.wanted),
        "since": made.since,
        "until": made.until,
    }
    if application is None:
        keep(row, NeedStated(text=made.text, **said), actor=actor)
    else:
        keep(row, NeedAppliedFor(application=application.id, **said), actor=actor)
    made.save(force_insert=True)
    return made


def place_need(*, actor: Actor, need_id: UUID, node: str) -> Need:
    """Say afterwards at which node of the chain a need stands; the park's staff alone does, whoever stated it.

    Raises ``Refused``: ``companies.node``, ``companies.need.over`` for one that ended, ``companies.need.placed`` where
    it stands there already.
    """
    actor.require(CompanyPermission.KEEP)
    refuse_any(node_problems(node))
    need: Need = Need.objects.get(id=need_id)
    with transaction.atomic():
        row = locked(actor, need.company_id)
        need = Need.objects.get(id=need_id)
        if need.state != NeedState.OPEN:
            raise Refused(Problem("companies.need.over"))
        if need.node == node:
            raise Refused(Problem("companies.need.placed", {"node": node or "\u2013"}, field="node"))
        keep(row, NeedPlaced(need=need.id, company=row.id, node=node), actor=actor)
        need.node = node
        need.save(update_fields=["node"])
        return need


def meet_need(*, actor: Actor, need_id: UUID, met_by: str, met_by_organisation: UUID | None = None) -> Need:
    """Somebody met it: who. Raises ``Refused`` (``lifecycle.step``)."""
    refuse_any(text_problem("met_by", met_by, LINE_MAX, required=True))
    return _end(actor, need_id, NeedState.MET, met_by=met_by.strip(), met_by_organisation=met_by_organisation)


def give_up_need(*, actor: Actor, need_id: UUID, reason: str) -> Need:
    """Nobody met it; the reason stays, and the chain counts it as demand unmet. Raises ``Refused``."""
    refuse_any(text_problem("reason", reason, TEXT_MAX, required=True))
    return _end(actor, need_id, NeedState.UNMET, reason=reason.strip())


def expire_needs(*, actor: Actor, on: date | None = None) -> int:
    """End the needs whose last day is over; how many. The house does this by itself."""
    day = on or today()
    ended = 0
    for company_id, need_id in list(
        Need.objects.filter(state=NeedState.OPEN, until__lte=day).values_list("company_id", "id")
    ):
        with transaction.atomic():
            row = locked(actor, company_id)
            need: Need = Need.objects.get(id=need_id)
            if need.state == NeedState.OPEN:
                end_need(row, need, NeedState.EXPIRED, actor=actor)
                ended += 1
    return ended


def _end(
    actor: Actor,
    need_id: UUID,
    state: NeedState,
    *,
    met_by: str = "",
    met_by_organisation: UUID | None = None,
    reason: str | None = None,
) -> Need:
    need: Need = Need.objects.get(id=need_id)
    with transaction.atomic():
        row = reporting(actor, need.company_id)
        need = Need.objects.get(id=need_id)
        end_need(row, need, state, actor=actor, met_by=met_by, met_by_organisation=met_by_organisation, reason=reason)
        return need
