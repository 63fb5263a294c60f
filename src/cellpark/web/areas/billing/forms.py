"""Forms of bills and money."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Self, cast

from django import forms
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.billing.public import BillLine, today
from cellpark.billing.public import words as billing_words
from cellpark.receivables.public import TAXED_KINDS, Method, PayoutKind, words
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day
from cellpark.web.pages.forms.reasons import reason_field

ASKED_MAX = 200
"""So many lines of a bank's file are asked about on a page."""


def amount_field(**more: Any) -> forms.DecimalField:
    """An amount with two digits after the point."""
    widget = forms.NumberInput(attrs={"step": "0.01", "min": "0.01", "inputmode": "decimal"})
    return forms.DecimalField(label=_("Amount, CNY"), max_digits=16, decimal_places=2, widget=widget, **more)


class RunForm(ActForm):
    """Up to which day to bill."""

    until = day(
        label=_("Bill up to and with"),
        help_text=_("What begins or is due by this day; what was billed before is never billed again."),
    )


class CreditForm(ActForm):
    """Which lines to take back, and why."""

    lines = forms.MultipleChoiceField(
        label=_("Lines to take back"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each line is taken back whole, and once."),
    )
    reason = reason_field()

    def offer(self, lines: Iterable[tuple[BillLine, str]]) -> None:
        """Let one choose among the lines that still stand."""
        field: Any = self.fields["lines"]
        field.choices = [(str(line.id), words) for line, words in lines]


class DecisionForm(ActForm):
    """Yes or no, by one of two buttons."""

    decision = forms.ChoiceField(choices=[(each, each) for each in ("yes", "no")])


class PaymentForm(ActForm):
    """Money that came in."""

    debtor = Text(label=_("Debtor"), max_length=60, widget=forms.Select)
    received_on = day(label=pgettext_lazy("money", "Received on"))
    amount = amount_field()
    method = forms.ChoiceField(
        label=_("Method of payment"),
        choices=[(each.value, words.METHODS[each]) for each in (Method.BANK, Method.CASH)],
    )
    reference = Text(
        label=_("Reference of the bank"),
        max_length=80,
        required=False,
        help_text=_("With it, the same movement is never entered twice."),
    )
    text = Text(label=_("Text of the payment"), max_length=300, required=False)
    keep_free = forms.BooleanField(
        label=_("Allocate later by hand; otherwise it settles what was due first."), required=False
    )

    def offer(self, debtors: Sequence[tuple[str, str]]) -> None:
        """Let one choose whose payment it is."""
        self.fields["debtor"].widget.choices = [("", _("Choose")), *debtors]


class PayeeForm(ActForm):
    """The bank account to which debtors pay."""

    holder_zh = Text(label=_("Holder of the account, Chinese"), max_length=200, required=False)
    holder_en = Text(label=_("Holder of the account, English"), max_length=200, required=False)
    bank_zh = Text(label=_("Bank and branch, Chinese"), max_length=200, required=False)
    bank_en = Text(label=_("Bank and branch, English"), max_length=200, required=False)
    number = Text(label=_("Number of the account"), max_length=60)
    clearing = Text(
        label=_("Clearing number of the bank"), max_length=20, required=False, help_text=_("Twelve digits.")
    )
    bic = Text(label=_("BIC"), max_length=20, required=False, help_text=_("For payments from abroad."))
    reason = reason_field()


class TaxCodeForm(ActForm):
    """By which code a kind of line is invoiced."""

    kind = forms.ChoiceField(
        label=_("Kind of line"), choices=[(each.value, billing_words.LINE_KINDS[each]) for each in TAXED_KINDS]
    )
    code = Text(
        label=_("Tax classification code"),
        max_length=30,
        help_text=_("Nineteen digits, as in the table of your tax office."),
    )
    name = Text(label=_("Short name of the code"), max_length=100, required=False)
    since = day(label=_("Holds from"))


class FileForm(ActForm):
    """A bank's file."""

    file = forms.FileField(
        label=_("File of the bank"),
        help_text=_("CSV with a heading, UTF-8 or GB 18030: day, amount, payer, reference, text."),
    )
    enter = forms.BooleanField(label=_("Enter the payments; without this the file is only looked at."), required=False)
    also = forms.MultipleChoiceField(
        label=_("Payments of their own"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("These lines are like others and have no reference. What is not marked is left out."),
    )
    asked = Text(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Nothing is asked before a file was looked at; then the lines come back as they were sent."""
        super().__init__(*args, **options)
        sent = self.data.getlist("also")[:ASKED_MAX] if hasattr(self.data, "getlist") else []
        field: Any = self.fields["also"]
        field.choices = [(each, each) for each in sent if each.isdecimal()]
        field.widget = forms.MultipleHiddenInput()

    def ask(self, lines: Sequence[tuple[str, str]], digest: str) -> None:
        """Ask about the lines of the file with this digest: an answer holds for that file alone."""
        field: Any = self.fields["also"]
        field.widget = forms.CheckboxSelectMultiple() if lines else forms.MultipleHiddenInput()
        field.choices = lines
        fresh = MultiValueDict(cast("MultiValueDict[str, Any]", self.data))
        fresh["asked"] = digest if lines else ""
        self.data = fresh

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Self:
        """The form as it was sent with its file, or fresh."""
        if request.method != "POST":
            return super().of(request, **options)
        return cls(request.POST, request.FILES, **options)


class AllocateForm(ActForm):
    """Which bill a payment settles, and by how much."""

    bill = Text(label=_("Bill"), max_length=60, required=False, widget=forms.Select)
    amount = amount_field(required=False, help_text=_("Empty: as much as is free and open."))

    def offer(self, bills: Sequence[tuple[str, str]]) -> None:
        """Let one choose among open bills."""
        self.fields["bill"].widget.choices = [("", _("What was due first")), *bills]


class ReleaseForm(ActForm):
    """Which bill a payment no longer settles."""

    bill = Text(label=_("Bill"), max_length=60, widget=forms.Select)
    amount = amount_field()
    reason = reason_field()

    def offer(self, bills: Sequence[tuple[str, str]]) -> None:
        """Let one choose among settled bills."""
        self.fields["bill"].widget.choices = bills


class RefundForm(ActForm):
    """How much goes back, and why."""

    amount = amount_field()
    reason = reason_field()


class DepositForm(RefundForm):
    """Whether a deposit goes back or pays a bill."""

    kind = forms.ChoiceField(
        label=_("What happens to it"),
        choices=[(each.value, words.PAYOUT_KINDS[each]) for each in (PayoutKind.RETURN, PayoutKind.SET_OFF)],
    )
    field_order = ("kind", "amount", "reason")


class PeriodForm(forms.Form):
    """From one day up to and with another; this month so far when nothing is said."""

    since = day(label=_("From"))
    until = day(label=_("Up to and with"))

    @classmethod
    def of(cls, request: HttpRequest, days: int = 365) -> Self:
        """The days in the address, or the last ``days``."""
        end = today()
        start = {"since": (end - timedelta(days=days)).isoformat(), "until": end.isoformat()}
        found = cls({name: request.GET.get(name) or fallback for name, fallback in start.items()})
        return found if found.is_valid() else cls(start)
