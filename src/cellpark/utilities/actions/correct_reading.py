"""Correct a reading: the wrong one is reversed, and what was charged by it is taken back and charged anew."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min, QuerySet

from cellpark.base.actor import Actor
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.utilities.charging import owe, take_back
from cellpark.utilities.devices import keep
from cellpark.utilities.events import ReadingReversed
from cellpark.utilities.judging import judged
from cellpark.utilities.models import Period, Point, Reading, Share
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rules import NOTE_MAX
from cellpark.utilities.settlement import settlement, share_values
from cellpark.utilities.states import READING_LIFECYCLE, PeriodState, ReadingSource, ReadingState, ShareState
from cellpark.utilities.streams import locked, write


def correct_reading(
    *, actor: Actor, reading_id: UUID, registers: Mapping[str, Decimal], reason: str, confirmed: bool = False
) -> Reading:
    """Put another reading of the same day in the place of a wrong one.

    Periods that are closed are settled again: every share that changes is reversed with its charge, and owed anew; the
    others stay. Raises ``Refused``: ``utilities.reading....``, ``base.reason_required``, ``lifecycle.step``.
    """
    actor.require(UtilityPermission.CORRECT)
    wrong: Reading = Reading.objects.select_related("meter").get(id=reading_id)
    if not reason.strip():
        raise Refused(Problem("base.reason_required", field="reason"))
    if len(reason) > NOTE_MAX:
        raise Refused(Problem("base.too_long", {"limit": NOTE_MAX}, field="reason"))
    with transaction.atomic():
        point = locked(wrong.meter.point_id)
        wrong = Reading.objects.select_related("meter", "meter__point").get(id=reading_id)
        READING_LIFECYCLE.step(ReadingState(wrong.state), "reverse")
        meter = wrong.meter
        meter.point = point
        judged(meter, wrong.day, registers, confirmed=confirmed, instead_of=wrong.id)
        wrong.state = ReadingState.REVERSED
        wrong.save(update_fields=["state"])
        write(point, ReadingReversed(point=point.id, reading=wrong.id, day=wrong.day), actor=actor, reason=reason)
        kept = wrong.source if wrong.source in (ReadingSource.FITTED, ReadingSource.REMOVED) else ReadingSource.TYPED
        right = keep(meter, wrong.day, registers, ReadingSource(kept), actor=actor, reason=reason)
        for period in _touched(point, right):
            settle_again(period, actor=actor, reason=reason)
    return right


def _touched(point: Point, row: Reading) -> "QuerySet[Period]":
    """The closed periods whose use follows from a reading: those of the days up to the readings beside it."""
    beside = Reading.objects.filter(meter=row.meter, state=ReadingState.STANDING)
    before = beside.filter(day__lt=row.day).aggregate(day=Max("day"))["day"] or row.day
    after = beside.filter(day__gt=row.day).aggregate(day=Min("day"))["day"] or row.day
    periods = Period.objects.filter(organisation_id=point.organisation_id, utility=point.utility)
    return periods.filter(since__lt=after, until__gt=before).order_by("since")


def settle_again(period: Period, *, actor: Actor, reason: str) -> None:
    """Bring the shares of a period to what the readings say now. Raises ``Refused(utilities.period.closing)``."""
    if period.state == PeriodState.CLOSING:
        said = {"since": period.since.isoformat(), "until": period.until.isoformat()}
        raise Refused(Problem("utilities.period.closing", said))
    found = settlement(period.organisation_id, period.utility, Interval(period.since, period.until), keys=period.keys)
    refuse_any(found.problems)
    standing: dict[tuple[object, ...], Share] = {}
    revisions: dict[tuple[object, ...], int] = {}
    for row in Share.objects.filter(period=period).select_related("period"):
        key = (row.point_id, row.room_id, row.tenant_id, row.tax)
        revisions[key] = max(revisions.get(key, -1), row.revision)
        if row.state == ShareState.STANDING:
            standing[key] = row
    for due in found.dues:
        values = share_values(due, found)
        key = (values["point_id"], values["room_id"], values["tenant_id"], values["tax"])
        former = standing.pop(key, None)
        if former is not None and (former.net, former.quantity, former.why) == (
            values["net"],
            values["quantity"],
            values["why"],
        ):
            continue
        note = None if former is None else take_back(former, actor=actor, reason=reason)
        owe(period, values, revision=revisions.get(key, -1) + 1, actor=actor, instead_of=note)
    for former in standing.values():
        take_back(former, actor=actor, reason=reason)
    period.net = found.net
    period.save(update_fields=["net"])
