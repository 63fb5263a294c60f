"""Forms of permits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.facilities.public import HotWork, Terms, Waste, WasteKind, words
from cellpark.web.areas.facilities.forms import named
from cellpark.web.areas.facilities.place_forms import PlaceForm
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, long_text

STEP_SECONDS = 300


def moment(label: Any, **options: Any) -> forms.DateTimeField:
    """An instant in the reader's zone."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "step": STEP_SECONDS})
    return forms.DateTimeField(label=label, widget=widget, **options)


class PermitForm(PlaceForm):
    """What every permit says: where, from when until when, by whom."""

    starts_at = moment(_("From"))
    ends_at = moment(_("Until"))
    contractor = Text(label=_("Firm that does it"), max_length=120, required=False)
    text = long_text(label=_("What is done"), max_length=2000)

    def offer(self, terms: Terms) -> None:
        """The list of what is looked at, where a permit has one."""
        if "checks" in self.fields:
            self.fields["checks"].choices = named(terms.checks)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What every permit says, as the act takes it."""
        sent = self.cleaned_data
        said = {name: sent[name] for name in ("starts_at", "ends_at", "contractor", "text")}
        return {**said, "where": self.where()}


class HotWorkForm(PermitForm):
    """Hot work: who watches, with what, what was looked at on the spot."""

    fire_watch = Text(
        label=_("Who watches for fire"), max_length=80, help_text=_("By name; it stays on this page and on the paper.")
    )
    extinguisher = Text(label=_("Extinguisher"), max_length=120, help_text=_("Which one, and where it stands."))
    detectors = Text(label=_("Detectors isolated"), max_length=200, help_text=_("Their numbers, or “none”."))
    checks = forms.MultipleChoiceField(label=_("Looked at on the spot"), widget=forms.CheckboxSelectMultiple)

    def said(self) -> HotWork:
        """As the act takes it."""
        sent = self.cleaned_data
        texts = {name: sent[name] for name in ("fire_watch", "extinguisher", "detectors")}
        return HotWork(checks=tuple(sent["checks"]), **texts)


class WasteForm(PermitForm):
    """A hand-over of waste."""

    waste_kind = forms.ChoiceField(
        label=_("Kind of waste"), choices=[(each.value, words.WASTE_KINDS[each]) for each in WasteKind]
    )
    quantity = forms.DecimalField(label=_("Quantity, kg"), max_digits=9, decimal_places=3)
    containers = forms.IntegerField(label=_("Containers"), min_value=0, max_value=10_000)
    carrier = Text(label=_("Carrier"), max_length=120)
    licence = Text(label=_("Licence of the carrier"), max_length=60)

    def said(self) -> Waste:
        """As the act takes it."""
        sent = self.cleaned_data
        rest = {name: sent[name] for name in ("quantity", "containers", "carrier", "licence")}
        return Waste(kind=WasteKind(sent["waste_kind"]), **rest)


class FireClosedForm(ActForm):
    """What the last look showed."""

    said = long_text(
        label=_("What the last look showed"),
        max_length=2000,
        help_text=_("Nothing glows or smells, detectors work again, the place is clean."),
    )


class WasteClosedForm(ActForm):
    """What was handed over."""

    quantity = forms.DecimalField(label=_("Handed over, kg"), max_digits=9, decimal_places=3)
    containers = forms.IntegerField(label=_("Containers"), min_value=0, max_value=10_000)
    note_number = Text(label=_("Number of the transfer note"), max_length=60)
    said = long_text(label=_("What was seen"), max_length=2000, help_text=_("Containers closed and labelled."))
