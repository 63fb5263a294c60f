"""Add a picture to an order."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.facilities.events import PhotoKept
from cellpark.facilities.models import OrderPhoto, WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.photos import PHOTOS_MAX, Photo, read_photo
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.sides import side_of
from cellpark.facilities.states import OPEN, OrderState, Side
from cellpark.kernel.problem import Problem, Refused


def add_photo(*, actor: Actor, order_id: UUID, content: bytes) -> WorkOrder:
    """One more picture, written anew without what cameras add. Raises ``Refused``: ``facilities.photo....``."""
    actor.require(FacilityPermission.REPORT)
    read = read_photo(content)
    with transaction.atomic():
        row = locked_order(order_id)
        side = side_of(actor, row)
        if OrderState(row.state) not in OPEN:
            raise Refused(Problem("facilities.order.over", {"code": row.code}))
        return keep(row, read, side=side, actor=actor)


def keep(row: WorkOrder, read: Photo, *, side: Side, actor: Actor) -> WorkOrder:
    """Write a picture that was read; the same picture again is there already. The caller holds the order's lock."""
    with widened(row.organisation_id):
        known = set(OrderPhoto.objects.filter(order_id=row.id).values_list("sha256", flat=True))
    if read.sha256 in known:
        return row
    if len(known) >= PHOTOS_MAX:
        raise Refused(Problem("facilities.photo.many", {"most": PHOTOS_MAX}, field="photo"))
    event = PhotoKept(
        order=row.id,
        side=side,
        person=actor.person_id,
        photo=new_id(),
        sha256=read.sha256,
        width=read.width,
        height=read.height,
        size_bytes=len(read.content),
    )
    return write_order(
        event, actor=actor, organisation=row.organisation_id, content=read.content, parties=list(row.parties)
    )
