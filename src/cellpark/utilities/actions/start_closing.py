"""Settle a period: who owes what stands from now on; the charges follow."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing.public import today
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.utilities.events import PeriodClosed
from cellpark.utilities.loading import settled_until
from cellpark.utilities.models import Period, Share
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rules import PERIOD_DAYS_MAX
from cellpark.utilities.settlement import keys_of, settlement, share_values
from cellpark.utilities.states import PERIOD_LIFECYCLE, Utility
from cellpark.utilities.streams import periods_stream

ROWS_AT_ONCE = 2_000


def start_closing(*, actor: Actor, utility: Utility, until: date, since: date | None = None) -> Period:
    """Settle the days of a utility up to ``until``: every share is written, the worker hands in the charges.

    It begins where the last period ended; only the first one takes ``since``. Closing the same days again gives the
    period that is there. Raises ``Refused``: ``utilities.period....`` with everything that stands in the way.
    """
    actor.require(UtilityPermission.CLOSE)
    owner = actor.organisation_id
    assert owner is not None, "a period belongs to an operator"
    with transaction.atomic():
        lock_stream(periods_stream(owner, utility.value))
        done: Period | None = Period.objects.filter(organisation_id=owner, utility=utility.value, until=until).first()
        if done is not None:
            return done
        days = days_to_close(owner, utility, until=until, since=since)
        found = settlement(owner, utility.value, days)
        refuse_any(found.problems)
        if not found.points:
            raise Refused(Problem("utilities.period.nothing", field="until"))
        period = Period(
            id=new_id(),
            organisation_id=owner,
            utility=utility.value,
            since=days.start,
            until=until,
            net=found.net,
            keys=keys_of(found.points.values()),
            closed_at=now(),
            state=PERIOD_LIFECYCLE.initial,
            shares_all=len(found.dues),
        )
        period.save(force_insert=True)
        Share.objects.bulk_create(
            (Share(id=new_id(), period=period, **share_values(due, found)) for due in found.dues),
            batch_size=ROWS_AT_ONCE,
        )
        event = PeriodClosed(
            period=period.id,
            utility=utility.value,
            since=days.start,
            until=until,
            shares=len(found.dues),
            net=found.net,
        )
        record(stream=periods_stream(owner, utility.value), event=event, actor=actor, organisation=owner)
    return period


def days_to_close(owner: UUID, utility: Utility, *, until: date, since: date | None) -> Interval[date]:
    """The days that a period has: from the end of the last one. Raises ``Refused``."""
    settled = settled_until(owner, utility.value)
    if settled is not None and since is not None and since != settled:
        raise Refused(Problem("utilities.period.gap", {"day": settled.isoformat()}, field="since"))
    start = settled or since
    if start is None:
        raise Refused(Problem("base.required", field="since"))
    if until <= start or (until - start).days > PERIOD_DAYS_MAX:
        params: dict[str, str | int] = {"since": start.isoformat(), "most": PERIOD_DAYS_MAX}
        raise Refused(Problem("utilities.period.days", params, field="until"))
    if until > today():
        raise Refused(Problem("utilities.period.future", field="until"))
    return Interval(start, until)
