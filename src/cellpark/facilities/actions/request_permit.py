"""Ask for a permit."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.facilities.models import Permit
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.permit_events import HotWorkRequested, WasteRequested
from cellpark.facilities.permit_rules import (
    HotWork,
    Waste,
    hot_work_problems,
    overlap_problems,
    times_problems,
    waste_problems,
)
from cellpark.facilities.projections import PERMITS
from cellpark.facilities.queries import permitted_fires
from cellpark.facilities.rows import next_number, write_permit
from cellpark.facilities.rules import PLACE_MAX, TEXT_MAX, line_problems
from cellpark.facilities.rules_in_force import terms_for
from cellpark.facilities.sides import NOWHERE, Spot, Where, spot_of
from cellpark.kernel.problem import refuse_any
from cellpark.leases.public import today
from cellpark.ledger.public import lock_stream


def request_permit(
    *,
    actor: Actor,
    said: HotWork | Waste,
    text: str,
    starts_at: datetime,
    ends_at: datetime,
    where: Where = NOWHERE,
    contractor: str = "",
    example: bool = False,
) -> Permit:
    """Hot work or a hand-over of waste, for a second person to permit.

    A tenant asks for its own rooms, the park's people for any; ``contractor`` is the firm that does it. Hot work that
    meets other permitted hot work in the same room is refused at once. Raises ``Refused``: ``facilities.permit....``,
    ``facilities.waste....``, ``facilities.room....``.
    """
    actor.require(FacilityPermission.REQUEST_PERMIT)
    spot = spot_of(actor, where)
    terms = terms_for(spot.operator_id, today())
    problems = [
        *line_problems("text", text, TEXT_MAX),
        *line_problems("place", spot.place, PLACE_MAX),
        *line_problems("contractor", contractor, PLACE_MAX, required=False),
        *times_problems(starts_at=starts_at, ends_at=ends_at, now=now()),
    ]
    if isinstance(said, HotWork):
        problems += hot_work_problems(said, starts_at=starts_at, ends_at=ends_at, terms=terms)
    else:
        problems += waste_problems(said, starts_at=starts_at, ends_at=ends_at)
    refuse_any(problems)
    with transaction.atomic(), widened(spot.operator_id):
        number = next_number(Permit, spot.operator_id)
        if isinstance(said, HotWork):
            others = permitted_fires(spot.operator_id, room_id=spot.room_id, place=spot.place)
            refuse_any(overlap_problems(starts_at=starts_at, ends_at=ends_at, others=others))
        identity = new_id()
        lock_stream(f"{PERMITS}{identity}")
        asked = {
            "permit": identity,
            "person": actor.person_id,
            "number": number,
            "tenant": spot.tenant_id,
            "room": spot.room_id,
            "place": spot.place,
            "contractor": contractor.strip(),
            "text": text.strip(),
            "starts_at": starts_at,
            "ends_at": ends_at,
            "edition": terms.since,
            "example": example,
        }
        return _written(said, asked, spot, actor)


def _written(said: HotWork | Waste, asked: Mapping[str, object], spot: Spot, actor: Actor) -> Permit:
    if isinstance(said, HotWork):
        hot = HotWorkRequested(
            **asked,  # type: ignore[arg-type]
            extinguisher=said.extinguisher.strip(),
            detectors=said.detectors.strip(),
            checks=said.checks,
        )
        watch = said.fire_watch.strip()
        return write_permit(hot, actor=actor, organisation=spot.operator_id, fire_watch=watch)
    waste = WasteRequested(
        **asked,  # type: ignore[arg-type]
        waste_kind=said.kind,
        quantity=said.quantity,
        containers=said.containers,
        carrier=said.carrier.strip(),
        licence=said.licence.strip(),
    )
    return write_permit(waste, actor=actor, organisation=spot.operator_id)
