"""Make one of two records of the same company."""

from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.companies.actions.admit_tenant import share
from cellpark.companies.ending import end_offer
from cellpark.companies.events import CompanyMerged
from cellpark.companies.models import Company, Milestone, Need
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import keep, locked, passed, stream_of, today
from cellpark.companies.rules import TEXT_MAX, text_problem
from cellpark.companies.states import COMPANY_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream


def merge_companies(*, actor: Actor, company_id: UUID, into_id: UUID, reason: str) -> Company:
    """``company_id`` was ``into_id`` all along: its needs and milestones go on there, both histories stay.

    Raises ``Refused``: ``companies.merge.itself``, ``companies.merge.codes`` for two credit codes, ``lifecycle.step``
    for one that has signed: the other is merged into it.
    """
    actor.require(CompanyPermission.DECIDE)
    refuse_any(text_problem("reason", reason, TEXT_MAX, required=True))
    if company_id == into_id:
        raise Refused(Problem("companies.merge.itself", field="into"))
    with transaction.atomic():
        # always in one order, so that two merges of the same pair wait for one another
        for each in sorted((company_id, into_id)):
            lock_stream(stream_of(each))
        row, into = locked(actor, company_id), locked(actor, into_id)
        if row.code and into.code and row.code != into.code:
            raise Refused(Problem("companies.merge.codes", {"one": row.code, "other": into.code}, field="into"))
        on, state = today(), COMPANY_LIFECYCLE.step(row.state, "merge")
        end_offer(row, "withdraw", actor=actor)
        event = CompanyMerged(company=row.id, into=into.id)
        # the organisation that it was admitted as goes on as well: otherwise nobody could ever be admitted as it
        admitted = row.tenant_id
        given: dict[str, Any] = (
            {} if admitted is None or into.tenant_id is not None else {"tenant_id": None, "parties": []}
        )
        keep(
            row,
            event,
            **given,
            actor=actor,
            reason=reason.strip(),
            state=state.value,
            state_since=on,
            merged_into_id=into.id,
            next_step="",
            next_step_on=None,
        )
        passed(row, on)
        if admitted is not None and into.tenant_id is None:
            with widened(admitted):
                share(into, admitted, actor=actor)
        for kind in (Milestone, Need):
            kind.objects.filter(company_id=row.id).update(company_id=into.id, parties=into.parties)
        changed = {"keys": sorted({*into.keys, *row.keys})} | ({} if into.code else {"code": row.code})
        keep(into, event, actor=actor, reason=reason.strip(), **changed)
        return into
