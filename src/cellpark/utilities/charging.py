"""Writing what somebody owes, and taking it back. The caller holds the lock of the periods."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid5

from django.db.models import Max, Sum
from django.utils import formats, translation
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.billing.public import (
    BillingPermission,
    Charge,
    CreditNote,
    awaited_note,
    hold_for,
    post_charge,
    reverse_charge,
)
from cellpark.kernel.interval import Interval
from cellpark.ledger.public import lock_stream, record
from cellpark.utilities import words
from cellpark.utilities.events import ShareOwed, ShareReversed
from cellpark.utilities.models import Period, Share
from cellpark.utilities.states import SHARE_LIFECYCLE, UNITS, ShareState, Utility
from cellpark.utilities.streams import periods_stream

SOURCE = "utilities.share"


def owe(
    period: Period, values: dict[str, Any], *, revision: int, actor: Actor, instead_of: CreditNote | None = None
) -> Share:
    """Keep a share, and post its charge where a tenant pays.

    ``instead_of``: the note over the former charge that waits for its second person; so long this one is not billed.
    """
    share = Share(id=new_id(), period=period, revision=revision, **values)
    hand_in(share, actor=actor, instead_of=instead_of)
    _keep(share, actor)
    return share


def hand_in(share: Share, *, actor: Actor, instead_of: CreditNote | None = None) -> None:
    """Post the charge of a share, and name it; a share of nothing, or of the park itself, makes none."""
    if share.tenant_id is None or not share.net:
        return
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
        source_id=_source(share.period, share),
    )
    if instead_of is not None:
        hold_for(charge, instead_of)
    share.charge_id = charge.id


def take_back(share: Share, *, actor: Actor, reason: str) -> CreditNote | None:
    """Reverse a share and its charge; gives the credit note over it that waits for a second person, if any."""
    note = None
    if share.charge_id is not None:
        charge: Charge = Charge.objects.get(id=share.charge_id)
        reverse_charge(actor=_lent(actor), charge=charge, reason=reason)
        note = awaited_note(charge)
    share.state = SHARE_LIFECYCLE.step(ShareState(share.state), "reverse")
    share.save(update_fields=["state"])
    _record(share.period, ShareReversed(share=share.id, period=share.period_id, charge=share.charge_id), actor, reason)
    return note


def owe_after_all(former: Share, *, actor: Actor, reason: str) -> None:
    """Let a share that was taken back be owed with the charge that it had: nobody agreed to credit that one.

    What was owed instead is taken back, so that one of them stands. Called twice it changes nothing.
    """
    lock_stream(periods_stream(former.organisation_id, former.utility))
    about = {name: getattr(former, name) for name in ("period_id", "point_id", "room_id", "tenant_id", "tax")}
    same = Share.objects.filter(**about).select_related("period")
    standing = same.filter(state=ShareState.STANDING).first()
    if standing is not None and standing.charge_id == former.charge_id:
        return
    if standing is not None:
        take_back(standing, actor=actor, reason=reason)
    latest: int = same.aggregate(latest=Max("revision"))["latest"]
    period = former.period
    said = {field.attname: getattr(former, field.attname) for field in Share._meta.concrete_fields}  # noqa: SLF001
    _keep(Share(**said | {"id": new_id(), "revision": latest + 1, "state": ShareState.STANDING}), actor)
    standing_now = period.shares.filter(state=ShareState.STANDING).aggregate(net=Sum("net"))
    period.net = standing_now["net"] or Decimal(0)
    period.save(update_fields=["net"])


def _keep(share: Share, actor: Actor) -> None:
    share.save(force_insert=True)
    note_owed(share, actor=actor)


def note_owed(share: Share, *, actor: Actor) -> None:
    """An entry in the stream of the periods."""
    event = ShareOwed(
        share=share.id,
        period=share.period_id,
        point=share.point_id,
        room=share.room_id,
        tenant=share.tenant_id,
        net=share.net,
        tax=share.tax,
        charge=share.charge_id,
        revision=share.revision,
    )
    _record(share.period, event, actor)


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
