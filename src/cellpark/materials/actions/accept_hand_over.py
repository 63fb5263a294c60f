"""The second scan of a hand-over."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.materials import clocks
from cellpark.materials.actions.verify_scan import verify_scan
from cellpark.materials.container_events import ContainerHandedOver
from cellpark.materials.events import HandOverAccepted
from cellpark.materials.models import Container, HandOver
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import hand_over_problems
from cellpark.materials.states import HAND_OVER_LIFECYCLE
from cellpark.materials.verdict import ScanVerdict


def accept_hand_over(*, actor: Actor, hand_over_id: UUID, raw: str, seal: str = "") -> ScanVerdict:
    """Take over a container by scanning it; the two scans must match, or it is a near miss (T1, LBL-5, CN-4k).

    The seal that is seen must be the seal that was given. Raises ``Refused``: ``materials.hand_over.to_oneself``,
    ``materials.hand_over.for_another``, ``materials.hand_over.seal``, ``lifecycle.step``.
    """
    actor.require(MaterialsPermission.HANDLE)
    offered: HandOver = HandOver.objects.get(id=hand_over_id)
    refuse_any(_problems(actor, offered, seal))
    verdict = verify_scan(
        actor=actor, raw=raw, expected_container=offered.container_id, purpose="hand_over", check_use=False
    )
    if not verdict.ok:
        return verdict
    with transaction.atomic():
        row = lock_one(Container, offered.container_id)
        offered = lock_one(HandOver, hand_over_id)
        refuse_any(_problems(actor, offered, seal))
        HAND_OVER_LIFECYCLE.step(offered.state, "accept")
        elapsed = clocks.span(max(timedelta(0), now() - offered.offered_at))
        taken = HandOverAccepted(
            hand_over=offered.id, container=row.id, receiver=actor.person_id, scan=raw, seal=seal, elapsed=elapsed
        )
        write(HandOver, offered.id, taken, actor=actor, organisation=row.organisation_id, row=offered)
        event = ContainerHandedOver(
            container=row.id,
            hand_over=offered.id,
            giver=offered.giver,
            receiver=actor.person_id,
            place=offered.place,
            was=row.place,
            scan=raw,
            seal=seal,
            elapsed=elapsed,
        )
        row, _ = write(Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row)
    return ScanVerdict(ok=True, container=row, lot=verdict.lot)


def _problems(actor: Actor, offered: HandOver, seal: str) -> list[Problem]:
    problems = hand_over_problems(giver=offered.giver, receiver=actor.person_id)
    if offered.receiver is not None and offered.receiver != actor.person_id:
        problems.append(Problem("materials.hand_over.for_another", rule="CN-4k"))
    if offered.seal and seal != offered.seal:
        problems.append(
            Problem("materials.hand_over.seal", {"given": offered.seal, "seen": seal[:60]}, field="seal", rule="CN-4b")
        )
    return problems
