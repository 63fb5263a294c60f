"""Forms of shipments."""

from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cellpark.orders.public import WardAct
from cellpark.shipments.public import Condition, ExcursionState, LinkAct, LinkRole, Purpose, words
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, long_text
from cellpark.web.pages.forms.reasons import reason_field


def scan() -> Text:
    """A label, from a scanner that types or from a hand."""
    return Text(
        label=_("Scan the label"),
        max_length=400,
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "off", "autocapitalize": "characters", "data-scan": ""}
        ),
        help_text=_("Scan with the scanner; without one, type the code under the symbol."),
    )


def moment(label: Any) -> forms.DateTimeField:
    """An instant in the reader's zone."""
    return forms.DateTimeField(label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))


class ScanForm(ActForm):
    """One label."""

    raw = scan()


class LabelForm(forms.Form):
    """The code on a label and the one-time code of a link, typed where neither camera nor link is at hand."""

    c = Text(
        label=_("Code on the label"),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "data-scan": ""}),
    )
    one_time = Text(
        label=_("One-time code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("It stands beside the link that was made for you: four groups of five."),
    )


class WardForm(ActForm):
    """Two things that must belong together: the label and the wristband."""

    scan = scan()
    wristband = Text(
        label=_("Number on the wristband"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "data-scan": ""}),
        help_text=_("Scan or type the number, never the name."),
    )

    def name(self, act: WardAct) -> None:
        """Say whose label it is."""
        self.fields["scan"].label = (
            _("Number on the collection kit") if act is WardAct.CONFIRM_IDENTITY else _("Label of the bag")
        )


class PlanForm(ActForm):
    """What travels, from whom to whom, and how."""

    number = Text(label=_("Number"), max_length=40, help_text=_("Printed on the shipper, such as SH-2026-014."))
    containers = Text(
        label=_("Containers"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One code a line, as it stands on the label."),
    )
    sender = Text(label=_("Sender"), max_length=60, required=False, widget=forms.Select)
    receiver = Text(label=_("Receiver"), max_length=60, required=False, widget=forms.Select)
    partner = Text(
        label=_("Sender or receiver that is not listed"),
        max_length=200,
        required=False,
        help_text=_("Its whole name, its credit code or its id; it takes the place that is left empty above."),
    )
    carrier = Text(label=_("Carrier"), max_length=60, required=False, widget=forms.Select)
    other_carrier = Text(
        label=_("Carrier that is not listed"),
        max_length=200,
        required=False,
        help_text=_("Its whole name, its credit code or its id; empty: the one above."),
    )
    condition = forms.ChoiceField(
        label=_("Condition"), choices=[(each.value, words.CONDITIONS[each]) for each in Condition]
    )
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=[(each.value, words.PURPOSES[each]) for each in Purpose],
        initial=Purpose.USE.value,
        required=False,
        help_text=_("What was rejected or recalled travels to its destruction alone."),
    )
    pick_up_at = moment(_("Pick-up"))
    due_at = moment(_("Due"))
    hours_max = forms.IntegerField(label=_("Hours allowed on the way"), initial=48)
    allowed_minutes = forms.IntegerField(
        label=_("Minutes allowed outside"), initial=0, help_text=_("In one piece, as the stability data say.")
    )

    def offer(self, own: tuple[str, str], ends: Sequence[tuple[str, str]], carriers: Sequence[tuple[str, str]]) -> None:
        """Let one choose by name: the own organisation and the partners whom it knows, each as (id, name)."""
        chosen = [("", _("not listed: named below")), own, *ends]
        for name in ("sender", "receiver"):
            self.fields[name].widget.choices = chosen
        haulers = [("", _("the sender drives")), *carriers]
        self.fields["carrier"].widget.choices = haulers


class SealForm(ActForm):
    """The closed shipper."""

    seal = Text(label=_("Seal"), max_length=60)
    shipper = Text(label=_("Shipper"), max_length=60, required=False, help_text=_("Its own code or GRAI."))
    logger = Text(
        label=_("Temperature logger"),
        max_length=60,
        help_text=_("The serial number on the device: only its file is accepted on arrival."),
    )


class ReceiveForm(ActForm):
    """What was seen when the shipper was opened."""

    seal = Text(label=_("Seal that you see"), max_length=60)
    damage = long_text(
        label=_("Damage"), max_length=500, required=False, help_text=_("What is damaged; empty: nothing.")
    )


class LoggerForm(ActForm):
    """The logger's file."""

    file = forms.FileField(
        label=_("Logger file"),
        help_text=_("The text file of a Fridge-tag or Q-tag, or a table with the head “time,temperature,serial”."),
    )

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Self:
        """The form as it was sent with its file, or fresh."""
        if request.method != "POST":
            return super().of(request, **options)
        return cls(request.POST, request.FILES, **options)


class ReplaceLoggerForm(LoggerForm):
    """The right file, and why the other one was wrong."""

    reason = reason_field()


class InspectForm(ActForm):
    """Whether it is taken in."""

    verdict = forms.ChoiceField(
        label=_("Result of the inspection"), choices=[("accept", _("Accept")), ("refuse", _("Refuse"))]
    )
    reason = reason_field()


class DecideForm(ActForm):
    """What follows from an excursion."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (each.value, words.EXCURSION_STATES[each]) for each in (ExcursionState.ACCEPTED, ExcursionState.REJECTED)
        ],
    )
    reason = reason_field()


class LinkForm(ActForm):
    """For whom a link is."""

    act = forms.ChoiceField(label=_("Act"), choices=[(each.value, words.ACTS[each]) for each in LinkAct])
    role = forms.ChoiceField(
        label=_("Who gets it"),
        choices=[(each.value, words.LINK_ROLES[each]) for each in LinkRole],
        help_text=_("A role, no name: nothing personal is kept."),
    )
    hours = forms.IntegerField(label=_("Hours until it ends"), initial=24)

    def offer(self, acts: Sequence[LinkAct]) -> None:
        """Let one choose among the acts that are to come."""
        self.fields["act"].widget.choices = [(each.value, words.ACTS[each]) for each in acts]
