"""What a firm does with the link to its permit: reads it, says that its hot work begins and that it is over."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import Scope, use_scope
from cellpark.base.time import now
from cellpark.facilities.actions.begin_permit import begin_permit
from cellpark.facilities.actions.close_permit import end_permit
from cellpark.facilities.models import Permit, PermitLink
from cellpark.facilities.permit_events import PermitLinkUsed
from cellpark.facilities.rows import record_permit_link
from cellpark.identity.public import LinkState, secret_digest
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream


def find_permit_link(owner: UUID, secret: str) -> PermitLink:
    """The link with this secret, also one by which the work was ended: its holder still reads the permit.

    Raises ``Refused(facilities.link.spent)`` for one that is wrong, taken back or over, all alike.
    """
    with use_scope(Scope(frozenset({owner}))):
        rows = PermitLink.objects.select_related("permit").filter(organisation_id=owner, expires_at__gt=now())
        known = rows.filter(digest=secret_digest(secret)).exclude(state=LinkState.REVOKED)
        found: PermitLink | None = known.first()
    if found is None:
        raise Refused(Problem("facilities.link.spent"))
    return found


def holder_of_permit(link: PermitLink) -> Actor:
    """Whoever holds the link: named as the link in the ledger, on the operator's side of one permit."""
    return Actor(
        person_id=None,
        organisation_id=link.organisation_id,
        scope=Scope(frozenset({link.organisation_id})),
        process=f"link/{link.id}",
    )


def begin_by_link(*, owner: UUID, secret: str) -> Permit:
    """Say that the hot work begins; the link stays open for the word that it is over.

    Raises ``Refused``: ``facilities.link.spent``; as ``begin_permit``.
    """
    link = find_permit_link(owner, secret)
    actor = holder_of_permit(link)
    with use_scope(actor.scope), transaction.atomic():
        begun = begin_permit(actor=actor, permit_id=link.permit_id)
        _still_open(link)
    return begun


def end_by_link(*, owner: UUID, secret: str) -> Permit:
    """Say that the hot work is over; then the link is spent and tells how the permit stands.

    Raises ``Refused``: ``facilities.link.spent``; as ``end_permit``.
    """
    link = find_permit_link(owner, secret)
    actor = holder_of_permit(link)
    with use_scope(actor.scope), transaction.atomic():
        ended = end_permit(actor=actor, permit_id=link.permit_id)
        _still_open(link)
        record_permit_link(PermitLinkUsed(link=link.id), actor=actor, organisation=link.organisation_id)
    return ended


def _still_open(link: PermitLink) -> None:
    """Two uses of one link, or a use and its taking back, meet here."""
    lock_stream(f"permit-link/{link.id}")
    if not PermitLink.objects.filter(id=link.id, state=LinkState.OPEN).exists():
        raise Refused(Problem("facilities.link.spent"))
