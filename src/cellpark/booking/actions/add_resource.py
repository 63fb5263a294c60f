"""Let something be booked."""

from uuid import UUID

from django.db import connection, transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.booking.describing import Description, allowed_problems, code_problems, described, description_problems
from cellpark.booking.events import ResourceAdded
from cellpark.booking.models import Resource
from cellpark.booking.permissions import BookingPermission
from cellpark.booking.rows import write
from cellpark.booking.states import SourceKind
from cellpark.equipment.public import Equipment
from cellpark.kernel.problem import NotAllowed, Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream
from cellpark.premises.public import Room


def add_resource(
    *,
    actor: Actor,
    said: Description,
    source_kind: SourceKind = SourceKind.NONE,
    source_id: UUID | None = None,
    organisation_id: UUID | None = None,
    example: bool = False,
) -> Resource:
    """Add a room of the premises, a device of the plant or something that stands alone; the actor's house owns it.

    Raises ``Refused``: ``booking.code....``, ``booking.terms....``, ``booking.source.unknown`` for a room or device
    that is not the owner's, ``booking.source.twice``.
    """
    actor.require(BookingPermission.RULE)
    owner = organisation_id or actor.organisation_id
    if owner is None or (actor.process is None and owner != actor.organisation_id):
        raise NotAllowed(str(BookingPermission.RULE))
    refuse_any([*description_problems(said), *allowed_problems(said)])
    with transaction.atomic():
        # two with one code, or of one room, meet here
        lock_stream(f"booking-resources/{owner}")
        refuse_any([*code_problems(owner, said.code), *_source_problems(owner, source_kind, source_id)])
        event = ResourceAdded(
            resource=new_id(),
            number=_next_number(),
            source_kind=source_kind.value,
            source=source_id,
            example=example,
            **described(said),  # type: ignore[arg-type]
        )
        row: Resource = write(event, actor=actor, organisation=owner)
        return row


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('booking_resource_number')")
        return int(cursor.fetchone()[0])


def _source_problems(owner: UUID, kind: SourceKind, identity: UUID | None) -> list[Problem]:
    if kind is SourceKind.NONE:
        return []
    table = Room if kind is SourceKind.PREMISES else Equipment
    if identity is None or not table.objects.filter(id=identity, organisation_id=owner).exists():
        raise Refused(Problem("booking.source.unknown", field="source_id"))
    if Resource.objects.filter(organisation_id=owner, source_kind=kind, source_id=identity).exists():
        return [Problem("booking.source.twice", field="source_id")]
    return []
