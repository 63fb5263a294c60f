"""Forms of utilities."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.kernel.problem import Problem
from cellpark.utilities.public import (
    Band,
    KeyKind,
    PointRole,
    Step,
    Utility,
    parse_figure,
    steps_of,
    words,
)
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import ProblemError, Text, day, long_text
from cellpark.web.pages.forms.reasons import reason_field

DOUBTS = frozenset({"utilities.reading.rolled", "utilities.reading.unusual", "utilities.file.row"})


class Figure(Text):
    """A number as people type it."""

    def __init__(self, **options: Any) -> None:
        """A short line with the keyboard of numbers."""
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_length": 24, "widget": widget, **options})

    def clean(self, value: Any) -> Any:
        """The number, or None where nothing was typed and nothing must be."""
        text = super().clean(value)
        if not text:
            return None
        figure = parse_figure(text)
        if figure is None:
            raise ProblemError(Problem("utilities.reading.not_a_number", {"value": text[:40]}))
        return figure


class Registers(ActForm):
    """Fields for the registers of a device, one for each band; ``confirmed`` shows up once a figure was doubted."""

    def __init__(self, *args: Any, bands: Sequence[str], last: Mapping[str, str] | None = None, **options: Any) -> None:
        """``last`` is what stood there before."""
        super().__init__(*args, **options)
        self.bands = tuple(bands)
        for position, band in enumerate(self.bands):
            help_text = _("Last: %(value)s") % {"value": (last or {}).get(band, "")} if last and band in last else ""
            single = len(self.bands) == 1
            field = Figure(label=_("Reading") if single else words.BANDS[band], help_text=help_text)
            if position == 0:
                field.widget.attrs["autofocus"] = True
            self.fields[band] = field
        self.fields["confirmed"] = forms.BooleanField(
            required=False, widget=forms.HiddenInput, label=_("I looked again: the figure is right.")
        )
        self.order_fields([*self.bands, "confirmed"])

    @property
    def registers(self) -> dict[str, Decimal]:
        """What was typed."""
        return {band: self.cleaned_data[band] for band in self.bands}

    def tell(self, problems: Iterable[Problem]) -> None:
        """Show refusals, and the box to confirm where a figure was only doubted."""
        told = list(problems)
        if told and all(problem.code in DOUBTS for problem in told):
            self.fields["confirmed"].widget = forms.CheckboxInput()
        super().tell(told)


class ReadForm(Registers):
    """A reading."""

    day = day(label=_("Date"), help_text=_("The reading is that of the start of this day."))
    note = Text(label=_("Note"), max_length=500, required=False)


class CorrectForm(Registers):
    """Another figure in the place of a wrong one."""

    reason = reason_field()


class CloseForm(Registers):
    """The last reading."""

    day = day(label=_("Date"), help_text=_("Nothing is counted from this day on."))


def digits_field() -> forms.IntegerField:
    """How many digits a register has."""
    return forms.IntegerField(
        label=_("Digits"), initial=6, help_text=_("Digits before the point; after the last one it begins at 0 again.")
    )


class DeviceFields(ActForm):
    """A device as it is fitted."""

    serial = Text(label=_("Number of the device"), max_length=60)
    digits = digits_field()
    factor = Figure(label=_("Factor"), initial="1", help_text=_("Ratio of the transformer; 1 without one."))
    day = day(label=_("Fitted on"))
    first = Text(
        label=_("Reading at the beginning"),
        max_length=120,
        initial="0",
        help_text=_("With several bands: one number for each, such as peak 12; flat 30; valley 8."),
    )


class RegisterForm(DeviceFields):
    """A measuring point and its first device."""

    code = Text(label=_("Code"), max_length=40, help_text=_("As it stands on the box, such as E-A-305."))
    tariff = forms.ChoiceField(label=_("Tariff"))
    role = forms.ChoiceField(
        label=pgettext_lazy("measuring point", "Counts"),
        choices=[(each.value, words.ROLES[each]) for each in PointRole],
    )
    building = forms.ChoiceField(label=_("Building"))
    room = Text(label=_("Room"), max_length=30, required=False, help_text=_("Its code; only for the use of one room."))
    main = Text(
        label=_("Main meter"),
        max_length=40,
        required=False,
        help_text=_("Code of the main meter behind which it counts, if any."),
    )

    field_order = ("code", "tariff", "role", "building", "room", "main", "serial", "digits", "factor", "day", "first")

    def offer(self, tariffs: Sequence[tuple[str, str]], buildings: Sequence[tuple[str, str]]) -> None:
        """What one can choose from."""
        self.fields["tariff"].choices = tariffs  # type: ignore[attr-defined]
        self.fields["building"].choices = buildings  # type: ignore[attr-defined]


class ReplaceForm(Registers):
    """The last reading of the old device, and the new one."""

    serial = Text(label=_("Number of the new device"), max_length=60)
    digits = digits_field()
    factor = Figure(label=_("Factor"), initial="1", help_text=_("Ratio of the transformer; 1 without one."))
    day = day(label=_("Replaced on"))
    first = Text(
        label=_("First reading of the new device"),
        max_length=120,
        initial="0",
        help_text=_("With several bands: one number for each, such as peak 12; flat 30; valley 8."),
    )


class KeyForm(ActForm):
    """By what common use is shared out."""

    # not "key": templates would take the field for the key of the form
    by = forms.ChoiceField(label=_("Key of common use"), choices=[(each.value, words.KEYS[each]) for each in KeyKind])
    weights = long_text(
        label=_("Shares of the rooms"),
        required=False,
        max_length=20_000,
        help_text=_("One room a line with its share, such as B1 A-305: 12. By area nothing is written here."),
    )


class UploadForm(ActForm):
    """A file of readings."""

    file = forms.FileField(
        label=_("File"), required=False, help_text=_("CSV with the columns point, day, value; at most 5,000 rows.")
    )
    content = long_text(label=_("Or its lines"), required=False, max_length=1_000_000)


class TakeInForm(ActForm):
    """The lines that were tried before."""

    content = Text(max_length=1_000_000, widget=forms.HiddenInput, strip=False)
    confirmed = forms.BooleanField(
        required=False, label=_("I looked again: the figures that are asked about are right.")
    )


class TariffForm(ActForm):
    """A tariff."""

    code = Text(label=_("Code"), max_length=30)
    utility = forms.ChoiceField(label=_("Utility"), choices=[(each.value, words.UTILITIES[each]) for each in Utility])
    name_zh = Text(label=_("Name in Chinese"), max_length=200, required=False)
    name_en = Text(label=_("Name in English"), max_length=200, required=False)
    bands = forms.MultipleChoiceField(
        label=_("Bands"),
        choices=[(each.value, words.BANDS[each]) for each in Band],
        widget=forms.CheckboxSelectMultiple,
        initial=[Band.ALL.value],
    )


class PriceForm(ActForm):
    """Prices from a day on."""

    since = day(label=_("From"))

    def __init__(self, *args: Any, bands: Sequence[str], **options: Any) -> None:
        """A field for each band."""
        super().__init__(*args, **options)
        self.bands = tuple(bands)
        for band in self.bands:
            self.fields[f"price_{band}"] = Text(
                label=_("Price, CNY a unit: %(band)s") % {"band": words.BANDS[band]},
                max_length=200,
                help_text=_("0.85, or steps by the quantity of a month: 0: 3.00; 100: 5.00. Without tax."),
            )
        self.fields["minimum"] = Figure(label=_("Minimum a month, CNY"), initial="0")
        self.fields["tax"] = Figure(label=_("Tax"), initial="0.13", help_text=_("A share such as 0.13 for 13 %."))

    @property
    def prices(self) -> dict[str, tuple[Step, ...]]:
        """What was typed; a text that says no price gives no steps, which is refused."""
        return {band: steps_of(self.cleaned_data[f"price_{band}"]) or () for band in self.bands}


class PeriodForm(ActForm):
    """Close what was previewed."""

    utility = Text(max_length=20, widget=forms.HiddenInput)
    since = forms.DateField(required=False, widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    until = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])


class PreviewForm(forms.Form):
    """Which days of which utility."""

    utility = forms.ChoiceField(label=_("Utility"), choices=[(each.value, words.UTILITIES[each]) for each in Utility])
    since = day(
        label=_("From"),
        required=False,
        help_text=_("Only for the first period; the next ones go on where the last one ended."),
    )
    until = day(label=_("Until"), help_text=_("The first day that is not settled."))


class EstimateForm(ActForm):
    """Estimate what is missing on a day."""

    utility = Text(max_length=20, required=False, widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])


def registers_in(text: str, bands: Sequence[str]) -> dict[str, Decimal] | None:
    """Registers written in one line: ``12``, or ``peak 12; flat 30``; None where they cannot be read."""
    if len(bands) == 1:
        figure = parse_figure(text)
        return None if figure is None else {bands[0]: figure}
    found: dict[str, Decimal] = {}
    for part in text.split(";"):
        name, _space, written = part.strip().rpartition(" ")
        figure = parse_figure(written)
        band = next((each for each in bands if name.strip().lower() in {each, str(words.BANDS[each]).lower()}), None)
        if band is None or figure is None:
            return None
        found[band] = figure
    return found


def weights_in(text: str, rooms: Mapping[str, UUID]) -> tuple[dict[UUID, Decimal], list[Problem]]:
    """Rooms with their shares, a line each; ``rooms`` gives the id for building and room as they are written."""
    found: dict[UUID, Decimal] = {}
    problems = []
    for line in text.splitlines():
        if not line.strip():
            continue
        name, _colon, written = line.rpartition(":")
        room, figure = rooms.get(" ".join(name.split())), parse_figure(written)
        if room is None or figure is None:
            problems.append(Problem("utilities.key.line", {"line": line.strip()[:60]}, field="weights"))
        else:
            found[room] = figure
    return found, problems[:3]
