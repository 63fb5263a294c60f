"""Forms of bookings."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cellpark.booking.public import ChargeBy, Description, Resource, ResourceKind, Terms, words
from cellpark.premises.public import Room
from cellpark.web.areas.booking.rule_words import (
    closed_as_lines,
    quotas_as_lines,
    read_closed,
    read_quotas,
    read_windows,
    windows_as_lines,
)
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, long_text

STEP_SECONDS = 300
_COMMA = re.compile("[,\uff0c\u3001]")
"""A comma of either keyboard."""


def moment(label: Any, **options: Any) -> forms.DateTimeField:
    """An instant in the reader's zone, on steps of five minutes."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "step": STEP_SECONDS})
    return forms.DateTimeField(label=label, widget=widget, **options)


def purpose() -> Text:
    """What it is for."""
    return Text(
        label=_("Purpose"),
        max_length=200,
        required=False,
        help_text=_("Your company and the owner read it; everybody else sees “busy”."),
    )


def scan() -> Text:
    """A label, from a scanner that types or from a hand."""
    return Text(
        label=_("Code on the resource"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "data-scan": ""}),
        help_text=_("Scan with the scanner; without one, type the code under the symbol."),
    )


class TimesForm(ActForm):
    """From when until when."""

    starts_at = moment(_("From"))
    ends_at = moment(_("Until"))
    purpose = purpose()


class BookForm(TimesForm):
    """One booking, or the same time of several days."""

    every_days = forms.TypedChoiceField(
        label=_("Repeat"),
        coerce=int,
        choices=[(0, _("a single time")), (1, _("every day")), (7, _("every week")), (14, _("every two weeks"))],
        initial=0,
        required=False,
        empty_value=None,
    )
    times = forms.IntegerField(label=_("How often"), initial=4, required=False, min_value=0, max_value=60)
    skip = forms.BooleanField(
        label=_("Leave out the times that cannot be had"),
        required=False,
        help_text=_("Without this, all of them are booked or none."),
    )


class BundleForm(TimesForm):
    """Several resources for one time."""

    resources = forms.MultipleChoiceField(label=_("What you need"), widget=forms.CheckboxSelectMultiple)
    field_order = ("resources", "starts_at", "ends_at", "purpose")

    def offer(self, rows: Iterable[Resource]) -> None:
        """Let one choose among what one may book."""
        self.fields["resources"].choices = [  # type: ignore[attr-defined]
            (str(row.id), f"{row.name} ({row.code})") for row in rows
        ]


class ScanForm(ActForm):
    """One label."""

    raw = scan()


class WalkUpForm(ScanForm):
    """One label; and for how long where nothing is booked."""

    minutes = forms.IntegerField(
        label=_("Minutes"),
        initial=60,
        required=False,
        help_text=_("Where you have booked nothing: for how long you use it from now on."),
    )


class CancelForm(ActForm):
    """Whether all that belongs to it goes as well."""

    whole = forms.BooleanField(label=_("And all that was booked together with it and is still to come"), required=False)


class ImportForm(ActForm):
    """A table of bookings."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("With the head “resource,start,end,purpose”; times by the clock at the resource."),
    )
    dry_run = forms.BooleanField(
        label=_("Try only"), required=False, initial=True, help_text=_("Shows what would be booked; books nothing.")
    )

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Self:
        """The form as it was sent with its file, or fresh."""
        if request.method != "POST":
            return super().of(request, **options)
        return cls(request.POST, request.FILES, **options)


class FeedForm(ActForm):
    """Of what a calendar is."""

    resource = forms.ChoiceField(label=_("Calendar of"), required=False)

    def offer(self, rows: Iterable[Resource]) -> None:
        """Let one choose among what one sees."""
        choices = [("", _("the bookings of my company")), *((str(row.id), row.name) for row in rows)]
        self.fields["resource"].choices = choices  # type: ignore[attr-defined]


def _minutes(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, **options)


class ResourceForm(ActForm):
    """A resource and its rules, in the words of its owner."""

    code = Text(label=_("Code"), max_length=40, help_text=_("Printed on it and scanned, such as MR-101."))
    name_zh = Text(label=_("Name in Chinese"), max_length=200, required=False)
    name_en = Text(label=_("Name in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(each.value, words.KINDS[each]) for each in ResourceKind])
    place = Text(label=_("Place"), max_length=200, required=False)
    min_minutes = _minutes(_("Shortest booking, minutes"), initial=30)
    max_minutes = _minutes(_("Longest booking, minutes"), initial=240)
    windows = long_text(
        label=_("Opening hours"),
        max_length=2000,
        required=False,
        help_text=_("One a line, such as “1-5 08:00-18:00”; 1 is Monday. Empty: at any time."),
    )
    closed = long_text(
        label=_("Closed days"),
        max_length=2000,
        required=False,
        help_text=_("One a line: a day, or the first and the last, such as “2026-10-01 2026-10-07”."),
    )
    quotas = long_text(
        label=_("Quotas of a company, hours"),
        max_length=2000,
        required=False,
        help_text=_("One a line, such as “week 10” or “month 40 nursery”."),
    )
    pool = Text(
        label=_("Shared quota with"),
        max_length=40,
        required=False,
        help_text=_("Resources with the same word count together."),
    )
    advance_days = _minutes(_("Days ahead"), initial=30, help_text=_("0: no limit."))
    open_max = _minutes(_("Bookings to come of a company"), initial=0, help_text=_("0: no limit."))
    cancel_minutes = _minutes(_("Can be cancelled until, minutes before"), initial=120)
    before_minutes = _minutes(_("Cleaning before, minutes"), initial=0)
    after_minutes = _minutes(_("Cleaning after, minutes"), initial=0)
    training = Text(
        label=_("Qualifications"), max_length=400, required=False, help_text=_("Codes, with a comma between two.")
    )
    stages = forms.MultipleChoiceField(
        label=_("Only for companies of these stages"),
        choices=[(each, word) for each, word in words.STAGES.items() if each != "none"],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    shared = forms.BooleanField(
        label=_("For others as well while the room is let"),
        required=False,
        help_text=_("Without this, a room of the premises that is let is booked by its tenant alone."),
    )
    no_show_minutes = _minutes(_("Released when nobody has come after, minutes"), initial=15, help_text=_("0: never."))
    no_show_limit = _minutes(_("No-shows in 90 days before the limit shrinks"), initial=3, help_text=_("0: never."))
    no_show_advance_days = _minutes(_("Days ahead after that"), initial=2)
    offer_minutes = _minutes(_("An offer to the next in line is kept, minutes"), initial=120)
    price = forms.DecimalField(label=_("Price an hour, CNY"), initial=0, max_digits=12, decimal_places=2)
    tax = forms.DecimalField(
        label=_("Rate of tax"), initial=0, max_digits=5, decimal_places=4, help_text=_("0.06 is 6 %.")
    )
    charge_by = forms.ChoiceField(
        label=_("Charged"), choices=[(each.value, words.CHARGE_BY[each]) for each in ChargeBy]
    )
    zone = Text(label=_("Time zone"), max_length=60, initial="Asia/Shanghai")
    open_to_all = forms.BooleanField(label=_("For all who work here"), required=False, initial=True)
    allowed = forms.MultipleChoiceField(
        label=_("Otherwise who may book it"), widget=forms.CheckboxSelectMultiple, required=False
    )
    allowed_named = long_text(
        label=_("Others who may book it"),
        max_length=4000,
        required=False,
        help_text=_("Whole names or credit codes of organisations that are not listed, one a line."),
    )

    def offer(self, names: Mapping[UUID, str]) -> None:
        """Let one choose among those whom the owner knows."""
        known = sorted(((str(key), name) for key, name in names.items()), key=lambda each: each[1])
        self.fields["allowed"].choices = known  # type: ignore[attr-defined]

    def description(self, before: Terms, named: Callable[[str], UUID]) -> Description:
        """What was written; ``named`` finds an organisation. Raises ``Refused`` for lines that cannot be read."""
        sent = self.cleaned_data
        numbers = {name: sent[name] for name in _NUMBERS}
        terms = replace(
            before,
            zone=sent["zone"],
            windows=read_windows(sent["windows"]),
            closed=read_closed(sent["closed"]),
            quotas=read_quotas(sent["quotas"]),
            training=tuple(each.strip() for each in _COMMA.split(sent["training"]) if each.strip()),
            stages=tuple(sent["stages"]),
            shared=sent["shared"],
            **numbers,
        )
        return Description(
            code=sent["code"].strip().upper(),
            name_zh=sent["name_zh"],
            name_en=sent["name_en"],
            kind=ResourceKind(sent["kind"]),
            place=sent["place"],
            pool=sent["pool"],
            open_to_all=sent["open_to_all"],
            allowed=_chosen(sent["allowed"], sent["allowed_named"], named),
            price=sent["price"],
            tax=sent["tax"],
            charge_by=ChargeBy(sent["charge_by"]),
            terms=terms,
        )


_NUMBERS = (
    *("min_minutes", "max_minutes", "advance_days", "open_max", "cancel_minutes", "before_minutes", "after_minutes"),
    *("no_show_minutes", "no_show_limit", "no_show_advance_days", "offer_minutes"),
)


def as_written(row: Resource) -> dict[str, Any]:
    """A resource as its form shows it."""
    terms = row.terms
    return {
        **{name: getattr(row, name) for name in ("code", "name_zh", "name_en", "kind", "place", "pool", "charge_by")},
        **{name: getattr(terms, name) for name in _NUMBERS},
        "open_to_all": row.open_to_all,
        "allowed": [str(each) for each in row.parties],
        "price": row.price,
        "tax": row.tax,
        "zone": terms.zone,
        "windows": windows_as_lines(terms),
        "closed": closed_as_lines(terms),
        "quotas": quotas_as_lines(terms),
        "training": ", ".join(terms.training),
        "stages": list(terms.stages),
        "shared": terms.shared,
    }


def as_room(room: Room) -> dict[str, Any]:
    """What a room of the premises says of itself as a resource."""
    code = f"{room.building.code}-{room.code}".upper()
    place = f"{room.building.name} {room.code}".strip()
    names = {f"name_{each}": f"{getattr(room.building, f'name_{each}')} {room.code}".strip() for each in ("zh", "en")}
    return {"code": code[:40], "kind": ResourceKind.ROOM.value, "place": place[:200], **names}


def read_start(text: str) -> datetime | None:
    """The time in an address such as ``2026-11-23T09:00``; None for anything else."""
    try:
        return datetime.fromisoformat(text[:25])
    except ValueError:
        return None


def _chosen(ticked: Iterable[str], lines: str, named: Callable[[str], UUID]) -> tuple[UUID, ...]:
    written = [named(each) for each in lines.splitlines() if each.strip()]
    return tuple(dict.fromkeys([*(UUID(each) for each in ticked), *written]))
