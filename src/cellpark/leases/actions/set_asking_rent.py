"""Say what is asked for rooms of one use."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.leases.events import AskingSet
from cellpark.leases.models import AskingRent
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.rows import write_asking
from cellpark.ledger.public import lock_stream
from cellpark.premises.public import RoomUse

RATE_MAX = Decimal(100_000)


def set_asking_rent(*, actor: Actor, use: RoomUse, rate: Decimal, since: date) -> AskingRent:
    """Set the rent asked for one square metre of net area a month, in CNY without tax; vacancy is valued by it.

    Raises ``Refused(leases.asking.rate)``.
    """
    actor.require(LeasePermission.INDEX)
    assert actor.organisation_id is not None, "asking rents are an operator's own"
    if not 0 <= rate <= RATE_MAX or -int(rate.as_tuple().exponent) > 2:
        refuse_any([Problem("leases.asking.rate", {"most": str(RATE_MAX)}, field="rate")])
    with transaction.atomic():
        lock_stream(f"lease_asking/{actor.organisation_id}")
        event = AskingSet(asking=new_id(), use=use.value, rate=rate, since=since, person=actor.person_id)
        return write_asking(event, actor=actor, organisation=actor.organisation_id)
