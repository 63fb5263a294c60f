"""Forms of leases: a lease manager types rows of terms, or brings the lease file."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cellpark.premises.public import RoomUse
from cellpark.premises.public import words as premises_words
from cellpark.rent import public as rent
from cellpark.web.areas.leases.words import BASES, CYCLES, KINDS
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day, long_text
from cellpark.web.pages.forms.reasons import ReasonForm, reason_field

ROWS = 4
ROWS_MAX = 60


def amount(label: Any, *, digits: int = 6, **options: Any) -> forms.DecimalField:
    """A number that is kept as it was typed."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        label=label,
        max_digits=18,
        decimal_places=digits,
        required=options.pop("required", False),
        widget=widget,
        **options,
    )


def whole(label: Any, **options: Any) -> forms.IntegerField:
    """A whole number."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, required=False, widget=widget, **options)


class TermForm(forms.Form):
    """One thing that is paid for."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("What for"), choices=[(each.value, KINDS[each]) for each in rent.TermKind])
    basis = forms.ChoiceField(label=_("Price for"), choices=[(each.value, BASES[each]) for each in rent.Basis])
    rate = amount(_("Price, CNY"))
    tax = amount(_("Tax, %"))
    on_top = forms.BooleanField(label=_("Tax comes on top"), required=False)
    room = Text(label=_("Room"), max_length=30, required=False, help_text=_("Empty: all rooms of the lease."))
    area = amount(_("Area, m²"), help_text=_("Empty: the net area of the room."))
    key = Text(label=_("Name on the bill"), max_length=60, required=False)
    since = day(label=_("From"), required=False, help_text=_("Empty: the first day of the lease."))
    until = day(label=_("Up to"), required=False, help_text=_("Empty: the end of the lease."))
    free = long_text(
        label=_("Free of rent"), required=False, help_text=_("One period a line: 2027-01-01 2027-03-01 (from, up to).")
    )
    steps = long_text(label=_("Steps"), required=False, help_text=_("One step a line: 2028-01-01 95.50 (from, price)."))
    grow_by = amount(_("Grows by, %"))
    grow_every = whole(_("every … months"))
    index_name = Text(label=_("Follows index"), max_length=60, required=False)
    index_base = amount(_("Index at the beginning"))
    index_every = whole(_("looked at every … months"))
    index_lag = whole(_("value of … months before"))
    index_share = amount(_("passed on, %"))
    calendar = forms.BooleanField(label=_("Months of the calendar"), required=False)
    even = forms.BooleanField(label=_("Every month the twelfth part of 365 days"), required=False)

    @property
    def plain(self) -> Sequence[forms.BoundField]:
        """What every term says."""
        return [self[name] for name in ("kind", "rate", "basis", "tax", "room", "area", "on_top")]

    @property
    def more(self) -> Sequence[forms.BoundField]:
        """What some terms say."""
        shown = {field.name for field in self.plain}
        return [field for field in self if field.name not in shown and not field.is_hidden]

    @property
    def says_something(self) -> bool:
        """Whether it has a price, or is one of the three that a new lease begins with."""
        return bool(self["rate"].value() or self.errors or self.initial)

    @property
    def says_more(self) -> bool:
        """Whether any of that is filled."""
        return any(field.value() for field in self.more) or any(field.errors for field in self.more)


class TermSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """The terms; rows without a price are left out."""

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        """The rows that say something."""
        return [each.cleaned_data for each in self.forms if each.cleaned_data.get("rate") is not None]


TERMS = forms.formset_factory(TermForm, formset=TermSet, extra=ROWS, max_num=ROWS_MAX, absolute_max=ROWS_MAX)


class LeaseForm(ActForm):
    """Who rents what, from when to when, and how it is billed."""

    number = Text(label=_("Number"), max_length=40, help_text=_("Printed on the contract, such as L-2026-014."))
    tenant = forms.ChoiceField(label=_("Tenant"), required=False)
    tenant_named = Text(
        label=_("Tenant that is not listed"),
        max_length=200,
        required=False,
        help_text=_("Its whole name or its credit code, as it takes part here."),
    )
    rooms = Text(
        label=_("Rooms"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: building and room, such as B1/R-301; after it the first day after the works, if any."),
    )
    since = day(label=_("First day"), required=False)
    until = day(label=_("Day after the last"), required=False)
    notice_days = whole(_("Days of notice"), initial=90)
    every_months = forms.ChoiceField(label=_("A bill every"), choices=CYCLES, initial="3")
    months = forms.ChoiceField(
        label=_("Periods by"), choices=[("lease", _("months of the lease")), ("calendar", _("months of the calendar"))]
    )
    in_advance = forms.BooleanField(label=_("In advance"), required=False, initial=True)
    due_days = whole(_("Due, days after"), initial=0, help_text=_("Below zero: that many days before the period."))
    late_per_day = amount(_("Late fee a day, %"))
    late_grace = whole(_("Days of grace"))
    late_cap = amount(_("Late fee at most, % of what was due"))
    text = long_text(
        label=_("Lease file instead of the rows"),
        max_length=200_000,
        required=False,
        help_text=_("For terms that the rows below cannot say, or to bring a lease from elsewhere (*.lease.yaml)."),
    )
    terms: TermSet

    @classmethod
    def begun(
        cls,
        request: HttpRequest,
        *,
        tenants: Sequence[tuple[str, str]],
        initial: Mapping[str, Any],
        rows: Sequence[Mapping[str, Any]],
    ) -> "LeaseForm":
        """The form as it was sent, or filled with what is known."""
        form = cls.of(request, initial=initial)
        form.fields["tenant"].choices = tenants  # type: ignore[attr-defined]
        sent = request.POST if request.method == "POST" else None
        form.terms = TERMS(sent, initial=list(rows), prefix="term")  # type: ignore[assignment]
        return form

    def is_valid(self) -> bool:
        """The form and, where no file takes their place, its rows."""
        fine = super().is_valid()
        if self.cleaned_data.get("text") if hasattr(self, "cleaned_data") else False:
            return fine
        rows = self.terms.is_valid()
        for name in ("since", "until"):
            if fine and not self.cleaned_data.get(name):
                self.add_error(name, forms.ValidationError("", code="required"))
                fine = False
        return fine and rows


class WhyForm(ActForm):
    """Why somebody signs."""

    why = Text(label=_("Why you sign"), max_length=500)


class TakeOverForm(ActForm):
    """The contract on paper that both sides signed before."""

    paper = Text(label=_("Contract on paper"), max_length=200, help_text=_("As the archive finds it."))
    signed_on = day(label=_("Signed on"), help_text=_("The day of the last signature."))
    billed_from = day(
        label=_("Billed here from"),
        required=False,
        help_text=_("What lies earlier was billed elsewhere. Empty: from the first day of the lease."),
    )


class NoticeForm(ReasonForm):
    """When a lease ends before its time."""

    day = day(label=_("First day without the lease"))
    agreed = forms.BooleanField(
        label=_("Both sides agreed in writing to end earlier than the days of notice"), required=False
    )
    field_order = ("day", "agreed", "reason")


class NoticeBackForm(ReasonForm):
    """Until when the other side may agree to take a notice back."""

    until = day(label=_("The other side may agree until"))
    field_order = ("until", "reason")


class HoldForm(ActForm):
    """Rooms kept for somebody."""

    number = Text(label=_("Number"), max_length=40, help_text=_("Such as H-2026-007."))
    tenant = forms.ChoiceField(label=_("Kept for"), required=False)
    for_whom = Text(
        label=_("Company that is not listed"), max_length=200, required=False, help_text=_("Kept outside the ledger.")
    )
    rooms = Text(
        label=_("Rooms"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: building and room, such as B1/R-301."),
    )
    start = day(label=_("Wanted from"), required=False, help_text=_("Empty: from today."))
    until = day(label=_("Free again on"), help_text=_("On that day the rooms are free again by themselves."))


class IndexForm(ActForm):
    """A published index value."""

    name = Text(label=_("Index"), max_length=60)
    month = Text(label=_("Month"), max_length=7, help_text=_("Year and month, such as 2027-03."))
    figure = Text(label=_("Value"), max_length=20)
    published_on = day(label=_("Published on"))
    source = Text(label=_("Where it can be read"), max_length=300)
    reason = reason_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        """A reason is asked for a correction alone."""
        super().__init__(*args, **options)
        self.fields["reason"].required = False


class AskingForm(ActForm):
    """What is asked for rooms of one use."""

    use = forms.ChoiceField(label=_("Use"), choices=[(each.value, premises_words.USES[each]) for each in RoomUse])
    rate = amount(_("CNY a month for one square metre of net area, without tax"), digits=2, required=True)
    since = day(label=_("From"))
