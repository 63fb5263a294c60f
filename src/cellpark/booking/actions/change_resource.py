"""Change what is said about a resource."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.booking.describing import Description, allowed_problems, code_problems, described, description_problems
from cellpark.booking.events import ResourceChanged
from cellpark.booking.models import Resource
from cellpark.booking.placing import locked_resources
from cellpark.booking.rows import write
from cellpark.booking.sides import require_owner
from cellpark.kernel.problem import Problem, Refused, refuse_any


def change_resource(
    *, actor: Actor, resource_id: UUID, said: Description, version: int | None = None, reason: str = ""
) -> Resource:
    """Change its rules, price or words. Bookings that stand stay, at the price at which they were made.

    Raises ``Refused``: ``booking.resource.owner``, ``booking....``, ``booking.stale``.
    """
    seen = Resource.objects.get(id=resource_id)
    require_owner(actor, seen)
    refuse_any([*description_problems(said), *allowed_problems(said)])
    with transaction.atomic():
        row = locked_resources([resource_id])[resource_id]
        if version is not None and version != row.version:
            raise Refused(Problem("booking.stale"))
        refuse_any(code_problems(row.organisation_id, said.code, besides=row.id))
        event = ResourceChanged(resource=row.id, **described(said))  # type: ignore[arg-type]
        changed: Resource = write(event, actor=actor, organisation=row.organisation_id, reason=reason or None)
        return changed
