"""Close a gap with the lease that fills it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.chain.actions.take_seat import seat
from cellpark.chain.events import RecruitmentClosed
from cellpark.chain.models import Recruitment, Seat
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import locked, write
from cellpark.chain.rules import SeatWords
from cellpark.chain.states import RECRUITMENT_LIFECYCLE, DemandKind, SeatKind
from cellpark.companies import public as companies
from cellpark.ledger.public import lock_stream


def close_recruitment(*, actor: Actor, recruitment_id: UUID, lease: str, tenant_id: UUID, day: date) -> Recruitment:
    """The company signed lease ``lease``: it takes its seat, and the open needs that called for it are met by it.

    Raises ``Refused(lifecycle.step)`` where the gap is closed already.
    """
    actor.require(ChainPermission.RECRUIT)
    with transaction.atomic():
        found: Recruitment = Recruitment.objects.get(id=recruitment_id)
        lock_stream(f"chain/{found.organisation_id}")
        row: Recruitment = locked(Recruitment, "recruitment", recruitment_id)
        RECRUITMENT_LIFECYCLE.step(row.state, "close")
        there = Seat.objects.filter(node=row.node, area=row.area, subject=row.company, until=None).first()
        words = SeatWords(
            node=row.node,
            kind=SeatKind.COMPANY,
            area=row.area,
            name_zh=row.name_zh,
            name_en=row.name_en,
            subject=row.company,
            evidence=lease,
            source=f"lease {lease}",
            day=day,
        )
        taken = there or seat(actor=actor, words=words, house=row.organisation_id)
        closed: Recruitment = write(
            RecruitmentClosed(id=row.id, lease=lease, seat=taken.id), actor=actor, organisation=row.organisation_id
        )
        wanted = [UUID(each["id"]) for each in row.demand if each["kind"] == DemandKind.NEED]
        for need in companies.Need.objects.filter(id__in=wanted, state=companies.NeedState.OPEN).order_by("id"):
            companies.meet_need(
                actor=actor, need_id=need.id, met_by=row.name_en or row.name_zh, met_by_organisation=tenant_id
            )
        return closed
