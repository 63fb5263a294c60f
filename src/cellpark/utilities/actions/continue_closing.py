"""Hand in the charges of a settled period, on from where it stands."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.ledger.public import lock_stream
from cellpark.utilities.charging import hand_in, note_owed
from cellpark.utilities.models import Period, Share
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.states import PERIOD_LIFECYCLE, PeriodState
from cellpark.utilities.streams import periods_stream

SHARES_AT_ONCE = 200

Progress = Callable[[int, int], None]


def continue_closing(*, actor: Actor, period_id: UUID, progress: Progress | None = None) -> Period:
    """Charge chunk by chunk until every share was handed in; each chunk commits whole or not at all.

    Killed in between and called again it goes on after the last chunk that committed; two at once share the work. That
    the last one is in needs no entry of its own: the ledger keeps how many shares there are, and each of them.
    """
    actor.require(UtilityPermission.CLOSE)
    period: Period = Period.objects.get(id=period_id)
    while period.state == PeriodState.CLOSING:
        with transaction.atomic():
            period = _next_chunk(actor, period)
        if progress is not None:
            progress(period.shares_done, period.shares_all)
    return period


def _next_chunk(actor: Actor, seen: Period) -> Period:
    lock_stream(periods_stream(seen.organisation_id, seen.utility))
    period: Period = Period.objects.get(id=seen.id)
    if period.state == PeriodState.CLOSED:
        return period
    rows = Share.objects.filter(period=period).select_related("period").order_by("id")
    shares = list((rows if period.cursor is None else rows.filter(id__gt=period.cursor))[:SHARES_AT_ONCE])
    for each in shares:
        hand_in(each, actor=actor)
        note_owed(each, actor=actor)
    Share.objects.bulk_update([each for each in shares if each.charge_id is not None], ["charge_id"])
    if shares:
        period.cursor = shares[-1].id
        period.shares_done += len(shares)
    if len(shares) < SHARES_AT_ONCE:
        period.state = PERIOD_LIFECYCLE.step(PeriodState(period.state), "finish")
    period.save(update_fields=["state", "cursor", "shares_done"])
    return period
