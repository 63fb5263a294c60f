"""Do the one act of a link of the ward."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import Scope, use_scope
from cellpark.base.time import now
from cellpark.identity.public import LinkState, secret_digest
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream
from cellpark.orders.actions.confirm_identity import confirm_identity
from cellpark.orders.actions.make_ward_link import near_acts
from cellpark.orders.actions.receive_on_ward import receive_on_ward
from cellpark.orders.bedside import Bedside
from cellpark.orders.models import OrderStep, WardLink
from cellpark.orders.rows import record_link
from cellpark.orders.states import WITHHELD, WardAct
from cellpark.orders.ward_events import WardLinkRevoked, WardLinkUsed

# whoever has no account is told neither which of two things is wrong nor whether a label exists: a link would tell the
# number of the patient, or somebody else's label, to whoever tries long enough (T19, T20)
UNTOLD = frozenset(
    {
        "orders.identity.wrong_patient",
        "orders.identity.wrong_kit",
        "orders.identity.wrong_bag",
        "orders.identity.unknown_bag",
        "orders.identity.used_bag",
    }
)
# enough for a label that is hard to read, and nothing to find a number with
REFUSED_MAX = 5


def find_ward_link(hospital: UUID, secret: str) -> WardLink:
    """The open link with this secret. Raises ``Refused``: ``shipments.link.spent`` for any other alike,
    ``orders.link.over`` when the order has gone past what the link was made for.
    """
    with use_scope(Scope(frozenset({hospital}))):
        rows = WardLink.objects.select_related("order").filter(organisation_id=hospital, state=LinkState.OPEN)
        found: WardLink | None = rows.filter(digest=secret_digest(secret), expires_at__gt=now()).first()
        if found is None:
            raise Refused(Problem("shipments.link.spent"))
        if _over(found):
            raise Refused(Problem("orders.link.over", {"number": found.order.number}))
    return found


def _over(link: WardLink) -> bool:
    """Whether the act is over, or the order began again since the link was made: another kit, another batch.

    What is withheld refuses the act in words of its own, and may be let go again.
    """
    waits = link.act == WardAct.RECEIVE_ON_WARD and link.order.state in WITHHELD
    if not waits and link.act not in near_acts(link.order):
        return True
    again = OrderStep.objects.filter(order_id=link.order_id, type="begun_again", at__gt=link.made_at)
    return bool(again.exists())


def used_ward_link(hospital: UUID, secret: str) -> WardLink | None:
    """The link with this secret whose act was done, for a click that comes again; None for any other."""
    with use_scope(Scope(frozenset({hospital}))):
        rows = WardLink.objects.select_related("order").filter(organisation_id=hospital, state=LinkState.USED)
        found: WardLink | None = rows.filter(digest=secret_digest(secret)).first()
    return found


def holder_of_ward(link: WardLink) -> Actor:
    """Whoever holds the link: named as the link in the ledger, on the hospital's side of its orders."""
    return Actor(
        person_id=None,
        organisation_id=link.organisation_id,
        scope=Scope(frozenset({link.organisation_id})),
        process=f"link/{link.id}",
    )


def use_ward_link(*, hospital: UUID, secret: str, wristband: str, scan: str) -> Bedside:
    """Compare wristband and label and do the act of the link; then the link is spent (T1, CN-4k2).

    What does not belong together is on record and leaves the link open; after ``REFUSED_MAX`` times it is taken back.
    Raises ``Refused``: as ``find_ward_link``, ``lifecycle.step`` when another act comes first, what the act refuses.
    """
    link = find_ward_link(hospital, secret)
    actor = holder_of_ward(link)
    with use_scope(actor.scope), transaction.atomic():
        # two uses of one link meet here
        lock_stream(f"ward-link/{link.id}")
        if not WardLink.objects.filter(id=link.id, state=LinkState.OPEN).exists():
            raise Refused(Problem("shipments.link.spent"))
        if link.act == WardAct.CONFIRM_IDENTITY:
            done = confirm_identity(actor=actor, order_id=link.order_id, wristband=wristband, kit=scan, link=link.id)
        else:
            done = receive_on_ward(actor=actor, order_id=link.order_id, wristband=wristband, scan=scan, link=link.id)
        problems = _told(done.problems)
        if done.ok:
            record_link(WardLinkUsed(link=link.id), actor=actor, organisation=link.organisation_id)
        elif _refused_before(link, actor) >= REFUSED_MAX:
            record_link(WardLinkRevoked(link=link.id), actor=actor, organisation=link.organisation_id)
            problems = (*problems, Problem("orders.link.refused_often", {"times": REFUSED_MAX}))
    return replace(done, problems=problems)


def _refused_before(link: WardLink, actor: Actor) -> int:
    """How often this link was stopped, with the time that is being recorded."""
    rows = OrderStep.objects.filter(order_id=link.order_id, type="identity_refused", by=actor.reference)
    return int(rows.count())


def _told(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """One undivided answer for whatever does not belong together."""
    if any(each.code in UNTOLD for each in problems):
        return (Problem("orders.identity.not_together", rule="T1"),)
    return problems
