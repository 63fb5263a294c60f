"""The first scan of a hand-over."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.materials.actions.verify_scan import verify_scan
from cellpark.materials.events import HandOverOffered
from cellpark.materials.models import Container, HandOver
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import hand_over_problems
from cellpark.materials.states import HandOverState
from cellpark.materials.verdict import ScanVerdict


def offer_hand_over(
    *,
    actor: Actor,
    container_id: UUID,
    raw: str,
    receiver: UUID | None = None,
    place: str = "",
    seal: str = "",
    temperature_min: Quantity | None = None,
    temperature_max: Quantity | None = None,
) -> tuple[ScanVerdict, HandOver | None]:
    """Offer a container to another person (None: whoever scans next); a wrong label is a near miss (T1, LBL-5).

    Raises ``Refused``: ``materials.hand_over.to_oneself``, ``materials.hand_over.running``,
    ``materials.container.absent``.
    """
    actor.require(MaterialsPermission.HANDLE)
    if receiver is not None:
        refuse_any(hand_over_problems(giver=actor.person_id, receiver=receiver))
    verdict = verify_scan(actor=actor, raw=raw, expected_container=container_id, purpose="hand_over", check_use=False)
    if not verdict.ok:
        return verdict, None
    with transaction.atomic():
        row = lock_one(Container, container_id)
        if not row.present:
            raise Refused(Problem("materials.container.absent", {"code": row.code, "state": row.state}))
        if HandOver.objects.filter(container_id=row.id, state=HandOverState.OFFERED).exists():
            raise Refused(Problem("materials.hand_over.running", {"code": row.code}))
        identity = new_id()
        event = HandOverOffered(
            hand_over=identity,
            container=row.id,
            giver=actor.person_id,
            receiver=receiver,
            place=place,
            scan=raw,
            seal=seal,
            temperature_min=temperature_min,
            temperature_max=temperature_max,
        )
        offered, _ = write(HandOver, identity, event, actor=actor, organisation=row.organisation_id)
    return verdict, offered
