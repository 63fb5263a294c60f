"""Writing what somebody owes, and taking it back. The caller holds the lock of the periods."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid5

from django.utils import formats, translation
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.billing.public import BillingPermission, Charge, post_charge, reverse_charge
from cellpark.kernel.interval import Interval
from cellpark.ledger.public import record
from cellpark.utilities import words
from cellpark.utilities.events import ShareOwed, ShareReversed
from cellpark.utilities.models import Period, Share
from cellpark.utilities.states import SHARE_LIFECYCLE, UNITS, ShareState, Utility
from cellpark.utilities.streams import periods_stream

SOURCE = "utilities.share"


def owe(period: Period, values: dict[str, Any], *, revision: int, actor: Actor) -> Share:
    """Keep a share, and post its charge where a tenant pays; a share of nothing makes no charge."""
    share = Share(id=new_id(), period=period, revision=revision, **values)
    if share.tenant_id is not None and share.net:
        charge = post_charge(
            actor=_lent(actor),
            organisation_id=share.organisation_id,
            debtor_id=share.tenant_id,
            days=Interval(share.since, share.until),
            text_zh=_text(share, "zh-hans"),
            text_en=_text(share, "en"),
            net=share.net,
            tax=share.tax,
            source_kind=SOURCE,
            source_id=_source(period, share),
        )
        share.charge_id = charge.id
    share.save(force_insert=True)
    event = ShareOwed(
        share=share.id,
        period=period.id,
        point=share.point_id,
        room=share.room_id,
        tenant=share.tenant_id,
        net=share.net,
        tax=share.tax,
        charge=share.charge_id,
        revision=revision,
    )
    _record(period, event, actor)
    return share


def take_back(share: Share, *, actor: Actor, reason: str) -> None:
    """Reverse a share and its charge."""
    if share.charge_id is not None:
        charge: Charge = Charge.objects.get(id=share.charge_id)
        reverse_charge(actor=_lent(actor), charge=charge, reason=reason)
    share.state = SHARE_LIFECYCLE.step(ShareState(share.state), "reverse")
    share.save(update_fields=["state"])
    _record(share.period, ShareReversed(share=share.id, period=share.period_id, charge=share.charge_id), actor, reason)


def _lent(actor: Actor) -> Actor:
    """The same person with the right to hand in charges, which follows from closing and correcting alone."""
    return replace(actor, permissions=actor.permissions | {BillingPermission.CHARGE})


def _source(period: Period, share: Share) -> str:
    """The same share gives the same name, however often it is posted."""
    said = (share.point_id, share.room_id, share.tenant_id, f"{share.tax.normalize():f}", share.revision)
    return str(uuid5(period.id, "/".join(str(each) for each in said)))


def _text(share: Share, language: str) -> str:
    """What a line of a bill says."""
    with translation.override(language):
        values = {
            "utility": words.UTILITIES[share.utility],
            "room": share.room_code,
            "point": share.point_code,
            "quantity": formats.number_format(share.quantity.normalize() + Decimal(0), use_l10n=False),
            "unit": UNITS[Utility(share.utility)],
        }
        if "whole" in share.why:
            return _("Common %(utility)s, meter %(point)s, share of room %(room)s") % values
        return _("%(utility)s, meter %(point)s, room %(room)s: %(quantity)s %(unit)s") % values


def _record(period: Period, event: object, actor: Actor, reason: str | None = None) -> None:
    stream = periods_stream(period.organisation_id, period.utility)
    record(stream=stream, event=event, actor=actor, organisation=period.organisation_id, reason=reason)
