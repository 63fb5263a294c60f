"""Forms about the slot of an order."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.kernel.problem import Problem
from cellpark.plans.public import OrderSlot
from cellpark.web.areas.orders.forms import local, moment
from cellpark.web.pages.forms.act_form import ActForm


class HoldSlotForm(ActForm):
    """The slot that was shown: for which collection, and when the product is ready."""

    release = forms.DateTimeField(widget=forms.HiddenInput)
    promised = forms.DateTimeField(widget=forms.HiddenInput)

    @classmethod
    def offering(cls, slot: OrderSlot) -> "HoldSlotForm":
        """Fresh, with what the reader sees."""
        return cls(initial={"release": slot.release.isoformat(), "promised": slot.ends_at.isoformat()})

    def tell(self, problems: Iterable[Problem]) -> None:
        """Nobody sees these fields: what is wrong with them stands above."""
        super().tell(replace(each, field=None) for each in problems)


class SlotDayForm(forms.Form):
    """For which collection a slot is looked for."""

    collect_at = moment(_("Collection planned at"), required=False)

    @classmethod
    def asked(cls, said: str, otherwise: datetime) -> "SlotDayForm":
        """What was said, or ``otherwise`` where nothing was; shown in the zone of the page."""
        form = cls({"collect_at": said or local(otherwise)})
        return form if form.day is None else cls({"collect_at": local(form.day)})

    @property
    def day(self) -> datetime | None:
        """The time; none where what was said is none."""
        return self.cleaned_data.get("collect_at") if self.is_valid() else None

    @property
    def wrong(self) -> Problem | None:
        """Why what was said is no time."""
        said = str(self.data["collect_at"])[:40]
        return None if self.day is not None else Problem("base.not_a_date", {"value": said})
