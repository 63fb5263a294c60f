"""Make a link with which a firm reads its permit on a phone, and take it back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.facilities.models import Permit, PermitLink
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.permit_events import PermitLinkMade, PermitLinkRevoked
from cellpark.facilities.queries import permit_links
from cellpark.facilities.rows import locked_permit, record_permit_link
from cellpark.facilities.sides import side_of
from cellpark.facilities.states import LINK_ACT, PERMIT_LINK_LIFECYCLE, PermitState
from cellpark.identity.public import LinkState, new_secret
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream

AFTERWARDS: Final = timedelta(days=1)
"""How long after the permitted time the firm still reads how its permit ended."""
OPEN_MAX: Final = 5
_TO_COME = (PermitState.REQUESTED, PermitState.APPROVED)


@dataclass(frozen=True, slots=True)
class MadePermitLink:
    """The link's row and its secret, which is shown once and kept nowhere."""

    link: PermitLink
    secret: str


def link_until(row: Permit) -> datetime:
    """When a link of a permit ends."""
    until: datetime = row.ends_at + AFTERWARDS
    return until


def may_have_links(row: Permit) -> bool:
    """Whether there is something to read for a firm that comes: the work is to be done yet."""
    return row.state in _TO_COME and row.ends_at > now()


def make_permit_link(*, actor: Actor, permit_id: UUID) -> MadePermitLink:
    """A link to one permit, up to a day after its time; made by the park or by the tenant for whom it is.

    Raises ``Refused``: ``facilities.side``, ``facilities.link.over`` for work that is done, declined or taken away,
    ``facilities.link.many``.
    """
    actor.require(FacilityPermission.REQUEST_PERMIT)
    with transaction.atomic():
        row = locked_permit(permit_id)
        side_of(actor, row)
        if not may_have_links(row):
            raise Refused(Problem("facilities.link.over", {"code": row.code}))
        if sum(1 for each in permit_links(row) if each.state == LinkState.OPEN) >= OPEN_MAX:
            raise Refused(Problem("facilities.link.many", {"most": OPEN_MAX}))
        identity, made = new_id(), new_secret()
        lock_stream(f"permit-link/{identity}")
        event = PermitLinkMade(
            link=identity,
            permit=row.id,
            act=LINK_ACT,
            digest=made.digest,
            expires_at=link_until(row),
            person=actor.person_id,
        )
        return MadePermitLink(record_permit_link(event, actor=actor, organisation=row.organisation_id), made.secret)


def revoke_permit_link(*, actor: Actor, permit_id: UUID, link_id: UUID) -> PermitLink:
    """The link works no longer. Raises ``Refused``: ``facilities.side``, ``lifecycle.step``; ``DoesNotExist``."""
    actor.require(FacilityPermission.REQUEST_PERMIT)
    with transaction.atomic():
        row = locked_permit(permit_id)
        side_of(actor, row)
        lock_stream(f"permit-link/{link_id}")
        with widened(row.organisation_id):
            link: PermitLink = PermitLink.objects.get(id=link_id, permit_id=row.id)
        PERMIT_LINK_LIFECYCLE.step(link.state, "revoke")
        return record_permit_link(PermitLinkRevoked(link=link.id), actor=actor, organisation=row.organisation_id)
