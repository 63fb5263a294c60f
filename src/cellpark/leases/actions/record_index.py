"""Record a published index value."""

from datetime import date

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.leases.days import today
from cellpark.leases.events import IndexRecorded
from cellpark.leases.models import IndexValue
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.rows import write_index
from cellpark.leases.rules import index_problems, reason_problems
from cellpark.ledger.public import lock_stream


def record_index(
    *, actor: Actor, name: str, month: str, figure: str, published_on: date, source: str, reason: str = ""
) -> IndexValue:
    """Record the value of an index for a month such as ``2027-03``; rents that waited for it follow.

    A month that has a value already is corrected by a further record, with a reason. Raises ``Refused``:
    ``leases.index....``.
    """
    actor.require(LeasePermission.INDEX)
    assert actor.organisation_id is not None, "index values are an operator's own"
    refuse_any(index_problems(name=name, month=month, figure=figure, source=source))
    if published_on > today():
        refuse_any([Problem("leases.index.future", field="published_on")])
    owner = actor.organisation_id
    with transaction.atomic():
        lock_stream(f"lease_index/{owner}")
        if IndexValue.objects.filter(organisation_id=owner, name=name.strip(), month=month).exists():
            refuse_any(reason_problems(reason))
        event = IndexRecorded(
            value=new_id(),
            name=name.strip(),
            month=month,
            figure=figure.strip(),
            published_on=published_on,
            source=source.strip(),
            person=actor.person_id,
        )
        return write_index(event, actor=actor, organisation=owner, reason=reason.strip() or None)
