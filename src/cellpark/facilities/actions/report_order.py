"""Report that something is broken."""

from collections.abc import Sequence

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.actions.add_photo import keep
from cellpark.facilities.house.terms import terms_on
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.opening import open_order
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.photos import PHOTOS_MAX, read_photo
from cellpark.facilities.rules import report_problems
from cellpark.facilities.sides import NOWHERE, Where, spot_of
from cellpark.facilities.states import Urgency
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.public import today


def report_order(
    *,
    actor: Actor,
    title: str,
    kind: str,
    urgency: str = Urgency.NORMAL,
    text: str = "",
    where: Where = NOWHERE,
    photos: Sequence[bytes] = (),
    example: bool = False,
) -> WorkOrder:
    """A new order with its pictures; its clock runs from now on.

    A tenant reports from its own rooms and from anywhere in the park in words; the park's people for any room, and the
    tenant who rents it today reads along. Raises ``Refused``: ``facilities.room....``, ``facilities.no_park``,
    ``facilities.photo....``.
    """
    actor.require(FacilityPermission.REPORT)
    spot = spot_of(actor, where)
    terms = terms_on(today())
    refuse_any(report_problems(title=title, text=text, place=spot.place, kind=kind, urgency=urgency, terms=terms))
    if len(photos) > PHOTOS_MAX:
        raise Refused(Problem("facilities.photo.many", {"most": PHOTOS_MAX}, field="photos"))
    read = [read_photo(each, field="photos") for each in photos]
    with transaction.atomic():
        row = open_order(spot, actor=actor, kind=kind, urgency=urgency, title=title, text=text, example=example)
        for each in read:
            row = keep(row, each, side=spot.side, actor=actor)
        return row
