"""Forms of buildings and rooms."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cellpark.kernel.problem import Problem, Refused
from cellpark.premises.public import Part, RoomGrade, RoomKind, RoomUse, Waste, words
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day, long_text
from cellpark.web.pages.forms.reasons import reason_field

YES = ("ln2", "bonded", "public")


class FileForm(ActForm):
    """A list of rooms."""

    file = forms.FileField(label=_("List of rooms"), help_text=_("CSV or XLSX with the head of the empty list."))

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Self:
        """The form as it was sent with its file, or fresh."""
        if request.method != "POST":
            return super().of(request, **options)
        return cls(request.POST, request.FILES, **options)


class ConfirmForm(ActForm):
    """The file that was tried is taken in."""


class BuildingForm(ActForm):
    """A building with its floors."""

    code = Text(label=_("Code of the building"), max_length=20)
    name_zh = Text(label=_("Name in Chinese"), max_length=200, required=False)
    name_en = Text(label=_("Name in English"), max_length=200, required=False)
    park = Text(label=_("Park"), max_length=60, required=False, widget=forms.Select)
    phase = Text(label=_("Phase"), max_length=60, required=False)
    lowest_floor = forms.IntegerField(
        label=_("Lowest floor"), initial=1, help_text=_("−1 is the first floor below ground.")
    )
    highest_floor = forms.IntegerField(label=_("Highest floor"), initial=1)

    def offer(self, parks: Sequence[tuple[str, str]]) -> None:
        """Let one choose among the parks."""
        self.fields["park"].widget.choices = [("", _("none")), *parks]


def _choices(kinds: Any, said: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(each.value, said[each]) for each in kinds]


class RoomForm(ActForm):
    """What is kept of a room; numbers are read by the act, as from a file."""

    code = Text(label=words.COLUMNS["code"], max_length=30)
    floor = Text(label=words.COLUMNS["floor"], max_length=4)
    kind = forms.ChoiceField(label=words.COLUMNS["kind"], choices=_choices(RoomKind, words.KINDS))
    inside = Text(label=words.COLUMNS["inside"], max_length=30, required=False, help_text=_("Of a bench alone."))
    use = forms.ChoiceField(label=words.COLUMNS["use"], choices=_choices(RoomUse, words.USES))
    grade = forms.ChoiceField(label=words.COLUMNS["grade"], choices=_choices(RoomGrade, words.GRADES), required=False)
    area_gross_m2 = Text(label=words.COLUMNS["area_gross_m2"], max_length=20)
    area_net_m2 = Text(label=words.COLUMNS["area_net_m2"], max_length=20)
    height_m = Text(label=words.COLUMNS["height_m"], max_length=20)
    floor_load_kn_m2 = Text(label=words.COLUMNS["floor_load_kn_m2"], max_length=20)
    power_kw = Text(label=words.COLUMNS["power_kw"], max_length=20, required=False)
    steam_kg_h = Text(label=words.COLUMNS["steam_kg_h"], max_length=20, required=False)
    purified_water_l_h = Text(label=words.COLUMNS["purified_water_l_h"], max_length=20, required=False)
    exhaust_m3_h = Text(label=words.COLUMNS["exhaust_m3_h"], max_length=20, required=False)
    waste = forms.ChoiceField(label=words.COLUMNS["waste"], choices=_choices(Waste, words.WASTES), required=False)
    ln2 = forms.BooleanField(label=words.COLUMNS["ln2"], required=False)
    bonded = forms.BooleanField(label=words.COLUMNS["bonded"], required=False)
    public = forms.BooleanField(label=words.COLUMNS["public"], required=False)
    reason = reason_field()

    def values(self) -> dict[str, str]:
        """The columns as text, as the act reads them."""
        sent = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return {name: ("yes" if value else "no") if name in YES else str(value) for name, value in sent.items()}


class SplitForm(ActForm):
    """From which day on, and into what."""

    day = day(label=_("From this day on"))
    parts = long_text(
        label=_("New rooms"),
        max_length=2_000,
        help_text=_("One room a line: code, gross area, net area. The areas add up to the room's own."),
    )
    reason = reason_field()

    def read_parts(self) -> list[Part]:
        """The rooms that were typed. Raises ``Refused``."""
        lines = [each.replace("\uff0c", ",") for each in self.cleaned_data["parts"].splitlines() if each.strip()]
        try:
            cells = [[cell.strip() for cell in line.split(",")] for line in lines]
            return [
                Part(code=code, area_gross_m2=Decimal(gross), area_net_m2=Decimal(net)) for code, gross, net in cells
            ]
        except (InvalidOperation, ValueError):
            raise Refused(Problem("premises.room.lines", field="parts")) from None


class MergeForm(ActForm):
    """Which neighbours, from which day on, under which code."""

    rooms = forms.MultipleChoiceField(label=_("Neighbouring rooms"), widget=forms.CheckboxSelectMultiple)
    day = day(label=_("From this day on"))
    code = Text(label=_("Code of the new room"), max_length=30)
    reason = reason_field()

    def offer(self, neighbours: Sequence[tuple[str, str]]) -> None:
        """Let one choose among the neighbours."""
        field: Any = self.fields["rooms"]
        field.choices = neighbours


class CloseForm(ActForm):
    """On which day a room ends."""

    day = day(label=_("First day without the room"), required=False, help_text=_("Empty: the end is taken back."))
    reason = reason_field()


class NeedsForm(forms.Form):
    """What somebody looks for; everything may be left open."""

    area_min = forms.DecimalField(
        label=_("Net area from, m²"), min_value=0, max_value=1_000_000, decimal_places=2, required=False
    )
    area_max = forms.DecimalField(
        label=_("Net area to, m²"), min_value=0, max_value=1_000_000, decimal_places=2, required=False
    )
    day = day(label=_("Free from"), required=False)
    uses = forms.MultipleChoiceField(
        label=words.COLUMNS["use"],
        choices=_choices(RoomUse, words.USES),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    grade = forms.ChoiceField(
        label=_("Grade, or cleaner"),
        choices=[("", _("any")), *((each.value, words.GRADES[each]) for each in RoomGrade if each.value)],
        required=False,
    )
    height_m = forms.DecimalField(
        label=words.COLUMNS["height_m"], min_value=0, max_value=100, decimal_places=2, required=False
    )
    floor_load_kn_m2 = forms.DecimalField(
        label=words.COLUMNS["floor_load_kn_m2"], min_value=0, max_value=1_000, decimal_places=2, required=False
    )
    power_kw = forms.DecimalField(
        label=words.COLUMNS["power_kw"], min_value=0, max_value=100_000, decimal_places=2, required=False
    )
    steam_kg_h = forms.DecimalField(
        label=words.COLUMNS["steam_kg_h"], min_value=0, max_value=100_000, decimal_places=2, required=False
    )
    purified_water_l_h = forms.DecimalField(
        label=words.COLUMNS["purified_water_l_h"], min_value=0, max_value=100_000, decimal_places=2, required=False
    )
    exhaust_m3_h = forms.DecimalField(
        label=words.COLUMNS["exhaust_m3_h"], min_value=0, max_value=1_000_000, decimal_places=2, required=False
    )
    waste = forms.ChoiceField(
        label=words.COLUMNS["waste"],
        choices=[("", _("any")), *((each.value, words.WASTES[each]) for each in Waste if each.value)],
        required=False,
    )
    ln2 = forms.BooleanField(label=words.COLUMNS["ln2"], required=False)
    bonded = forms.ChoiceField(
        label=words.COLUMNS["bonded"], choices=[("", _("any")), ("yes", _("yes")), ("no", _("no"))], required=False
    )
    next_to = Text(
        label=_("On one floor with"),
        max_length=200,
        required=False,
        help_text=_("The name of a tenant, or a part of it."),
    )
    rooms_max = forms.IntegerField(label=_("Rooms at most"), min_value=1, max_value=12, initial=6, required=False)
