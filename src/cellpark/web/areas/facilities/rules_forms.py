"""The form of an operator's own rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.facilities.public import OwnTerms, Urgency, words
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import day
from cellpark.web.pages.forms.reasons import reason_field


class RulesForm(ActForm):
    """Minutes for each urgency, limits of costs, from a day on."""

    since = day(label=_("First day"), help_text=_("A day to come. Orders reported before keep their rules."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Two fields for each urgency."""
        super().__init__(*args, **kwargs)
        for each in Urgency:
            said = {"urgency": words.URGENCIES[each]}
            self.fields[f"{each.value}_answer"] = _minutes(_("%(urgency)s: minutes to answer") % said)
            self.fields[f"{each.value}_mend"] = _minutes(_("%(urgency)s: minutes to mend") % said)
        self.fields["alone_max"] = _money(
            _("Charged on the tenant\u2019s word alone up to, CNY without tax"),
            _("More needs a second person of the park."),
        )
        self.fields["labour_rate"] = _money(
            _("Price of an hour, CNY without tax"), _("Offered where hours are written down.")
        )
        self.fields["silence_days"] = forms.IntegerField(
            label=_("Days of silence"),
            min_value=1,
            help_text=_("After so many days without a word of the tenant the park closes an order itself."),
        )
        self.fields["reason"] = reason_field()

    def own(self) -> OwnTerms:
        """As the act takes it."""
        sent = self.cleaned_data
        return OwnTerms(
            minutes={each.value: (sent[f"{each.value}_answer"], sent[f"{each.value}_mend"]) for each in Urgency},
            alone_max=sent["alone_max"],
            labour_rate=sent["labour_rate"],
            silence_days=sent["silence_days"],
        )


def initial_of(own: OwnTerms) -> dict[str, object]:
    """What holds today, to begin with."""
    found: dict[str, object] = {
        f"{name}_{which}": value
        for name, pair in own.minutes.items()
        for which, value in zip(("answer", "mend"), pair, strict=True)
    }
    return found | {each: getattr(own, each) for each in ("alone_max", "labour_rate", "silence_days")}


def _minutes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1)


def _money(label: Any, help_text: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=10, decimal_places=2, min_value=Decimal(0), help_text=help_text)
