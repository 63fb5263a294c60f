"""Who may act on a booking: the company that has it, and the staff of the resource's owner."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.booking.models import Booking, Resource
from cellpark.booking.permissions import BookingPermission
from cellpark.kernel.problem import Problem, Refused


def is_owner(actor: Actor, owner: UUID) -> bool:
    """Whether the actor's house owns the resource, and the actor keeps its rules."""
    return actor.process is not None or (actor.organisation_id == owner and actor.may(BookingPermission.RULE))


def require_side(actor: Actor, row: Booking) -> None:
    """Refuse somebody who neither has the booking nor owns the resource. Raises ``NotAllowed``, ``Refused``."""
    actor.require(BookingPermission.BOOK)
    if actor.organisation_id != row.company_id and not is_owner(actor, row.organisation_id):
        raise Refused(Problem("booking.side"))


def require_owner(actor: Actor, resource: Resource) -> None:
    """Refuse whoever does not own a resource. Raises ``NotAllowed``, ``Refused(booking.resource.owner)``."""
    actor.require(BookingPermission.RULE)
    if not is_owner(actor, resource.organisation_id):
        raise Refused(Problem("booking.resource.owner"))
