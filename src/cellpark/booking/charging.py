"""What a use costs, handed to the bills of the resource's owner."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.billing.public import post_charge
from cellpark.booking.events import BookingCharged
from cellpark.booking.models import Booking
from cellpark.booking.rows import write
from cellpark.booking.rules import shown
from cellpark.booking.states import BookingState, ChargeBy
from cellpark.kernel.interval import Interval
from cellpark.kernel.money import Money, Rounding

HOUSE = Actor.system("booking")
SOURCE = "booking.booking"


def minutes_to_pay(row: Booking, *, over: datetime) -> int:
    """The minutes that cost: booked, used until ``over``, or the longer of the two; a minute begun is a minute.

    What was missed or given up late costs as booked, and so does what nobody checked into.
    """
    booked = int((row.ends_at - row.starts_at).total_seconds() // 60)
    if row.state != BookingState.DONE or row.checked_in_at is None:
        return booked
    used = max(0, -((row.checked_in_at - over) // timedelta(minutes=1)))
    if row.charge_by == ChargeBy.USAGE:
        return used
    return max(booked, used) if row.charge_by == ChargeBy.OVERAGE else booked


def price_of(row: Booking, minutes: int) -> Decimal:
    """CNY without tax: minutes x price an hour / 60, rounded half up to the fen, once."""
    return Money.rounded(row.price * minutes / 60, "CNY", Rounding.HALF_UP).amount


def charge(row: Booking, *, over: datetime) -> Booking:
    """Hand in the charge of a booking that is over; nothing where it is free, the owner's own, or charged before."""
    if row.charge_id is not None or not row.price_fen or row.company_id == row.organisation_id:
        return row
    minutes = minutes_to_pay(row, over=over)
    net = price_of(row, minutes)
    if not net:
        return row
    terms = row.resource.terms
    day: date = row.starts_at.astimezone(terms.tz).date()
    texts = {}
    for language in ("zh-hans", "en"):
        with override(language):
            told = {"name": row.resource.name, "start": shown(row.starts_at, terms), "minutes": minutes}
            texts[language] = _("Use of %(name)s from %(start)s, %(minutes)s minutes") % told
    with widened(row.organisation_id, row.company_id):
        posted = post_charge(
            actor=HOUSE,
            organisation_id=row.organisation_id,
            debtor_id=row.company_id,
            days=Interval(day, day + timedelta(days=1)),
            text_zh=texts["zh-hans"],
            text_en=texts["en"],
            net=net,
            tax=row.tax,
            source_kind=SOURCE,
            source_id=str(row.id),
        )
    event = BookingCharged(booking=row.id, charge=posted.id, minutes=minutes, net=net)
    charged: Booking = write(event, actor=HOUSE, organisation=row.organisation_id)
    return charged
