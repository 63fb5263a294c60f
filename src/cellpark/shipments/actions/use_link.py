"""Do the one act of a link."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import Scope, use_scope
from cellpark.base.time import now
from cellpark.identity.public import LinkState, secret_digest
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import Event
from cellpark.materials.public import ScanVerdict
from cellpark.shipments.actions.confirm_arrival import confirm_arrival
from cellpark.shipments.actions.hand_over import hand_over
from cellpark.shipments.actions.take_over import take_over
from cellpark.shipments.events import LinkStopped, LinkUsed
from cellpark.shipments.models import HandLink, Shipment
from cellpark.shipments.rows import locked, write
from cellpark.shipments.states import LinkAct

# enough for a label that is hard to read, and nothing to find somebody's label with
WRONG_MAX = 5
_ACTS = {LinkAct.HAND_OVER: hand_over, LinkAct.TAKE_OVER: take_over, LinkAct.ARRIVE: confirm_arrival}


def scope_of_link(owner: UUID) -> Scope:
    """What a link opens: the rows of the owner of the containers, for the length of one act."""
    return Scope(frozenset({owner}))


def find_link(owner: UUID, secret: str) -> HandLink:
    """The open link with this secret; raises ``Refused(shipments.link.spent)`` for any other alike."""
    with use_scope(scope_of_link(owner)):
        found: HandLink | None = (
            HandLink.objects.select_related("shipment")
            .filter(organisation_id=owner, digest=secret_digest(secret), state=LinkState.OPEN, expires_at__gt=now())
            .first()
        )
    if found is None:
        raise Refused(Problem("shipments.link.spent"))
    return found


def used_link(owner: UUID, secret: str) -> HandLink | None:
    """The link with this secret whose act was done, for a click that comes again; None for any other."""
    with use_scope(scope_of_link(owner)):
        rows = HandLink.objects.select_related("shipment").filter(organisation_id=owner, state=LinkState.USED)
        found: HandLink | None = rows.filter(digest=secret_digest(secret)).first()
    return found


def holder_of(link: HandLink) -> Actor:
    """Whoever holds the link: a process of the house in the ledger, one side of one shipment to its acts."""
    return Actor(
        person_id=None,
        organisation_id=link.party_id,
        scope=scope_of_link(link.organisation_id),
        process=f"link/{link.id}",
    )


def use_link(*, owner: UUID, secret: str, raw: str) -> ScanVerdict:
    """Do the act of the link by scanning the shipment or a container inside; then the link is spent (T1, CN-4k).

    A wrong scan is a near miss and leaves the link open; whoever holds the link is not told what was expected or found,
    for that would be somebody's label to type in next. After ``WRONG_MAX`` of them the link is taken back, and the
    house that sent it looks at them before there is another. The code for phones is told to be one where it is that of
    the shipment (LBL-3); that of anything else is a near miss as any label. Raises ``Refused``:
    ``shipments.link.spent``, ``lifecycle.step`` when another act comes first.
    """
    link = find_link(owner, secret)
    actor = holder_of(link)
    with use_scope(actor.scope), transaction.atomic():
        # two uses of one link meet here
        row: Shipment = locked(link.shipment_id)
        if not HandLink.objects.filter(id=link.id, state=LinkState.OPEN).exists():
            raise Refused(Problem("shipments.link.spent"))
        verdict = _ACTS[LinkAct(link.act)](actor=actor, shipment_id=row.id, raw=raw, link=link.id)
        if verdict.ok:
            write(LinkUsed(link=link.id, shipment=row.id), actor=actor, organisation=row.organisation_id)
            return ScanVerdict(ok=True)
        if verdict.near_miss_id is None:
            # the code for phones of what belongs to the shipment: nothing was mixed up, so nothing is counted (LBL-3)
            return ScanVerdict(ok=False, problems=tuple(replace(each, field="raw") for each in verdict.problems))
        problems = [Problem("materials.scan.stopped", field="raw", rule="LBL-5")]
        wrong = wrong_scans(actor)
        if wrong >= WRONG_MAX:
            event = LinkStopped(link=link.id, shipment=row.id, scans=wrong)
            write(event, actor=actor, organisation=row.organisation_id)
            problems.append(Problem("shipments.link.stopped", {"times": WRONG_MAX}, rule="T1"))
    return ScanVerdict(ok=False, problems=tuple(problems), near_miss_id=verdict.near_miss_id)


def wrong_scans(holder: Actor) -> int:
    """How many scans of the holder of a link did not belong to its shipment."""
    rows = Event.objects.filter(actor=holder.reference, type="materials.near_miss.recorded")
    return int(rows.count())
