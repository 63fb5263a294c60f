"""Forms of rooms and equipment."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.base.time import now
from cellpark.equipment.public import EquipmentKind, Grade, Openness, Pressure, RoomUse
from cellpark.equipment.public import words as plant_words
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day, long_text
from cellpark.web.pages.forms.reasons import reason_field

EXPOSED = (Openness.OPEN, Openness.PUNCTURED)
ENCLOSED = (Openness.CLOSED, Openness.VENTED)


def choices(kind: Any, words: Any) -> list[tuple[str, Any]]:
    """The members of an enum with their words, in their order."""
    return [(member.value, words[member]) for member in kind]


def code(label: Any, **options: Any) -> Text:
    """Something that is scanned, or typed when the scanner fails."""
    return Text(label=label, max_length=80, **options)


def moment(label: Any, **options: Any) -> forms.DateTimeField:
    """An instant in the reader's zone, as ``<input type="datetime-local">`` sends it."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M"], **options)


class QuestionForm(ActForm):
    """May this container be opened here, now, by me?"""

    room = code(_("Room"), help_text=_("Scan the label at the door."))
    container = code(_("Container"), help_text=_("Scan the label of the container."))
    batch = Text(label=_("Batch"), max_length=60, required=False)
    openness = forms.ChoiceField(
        label=_("Openness"), choices=choices(Openness, plant_words.OPENNESSES), initial=Openness.OPEN.value
    )


class EnterForm(ActForm):
    """Somebody enters a room."""

    gowned_for = forms.ChoiceField(label=_("Gowned for grade"))
    regowned = forms.BooleanField(label=_("I put on a fresh gown on the way in."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The grades from the cleanest on."""
        super().__init__(*args, **kwargs)
        field = self.fields["gowned_for"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(grade.value, grade.value) for grade in Grade]


class ContainerForm(ActForm):
    """A container comes into the room, closed, or is opened there; ``opennesses`` are on offer."""

    container = code(_("Container"), help_text=_("Scan the label of the container."))
    batch = Text(label=_("Batch"), max_length=60, required=False)
    openness = forms.ChoiceField(label=_("Openness"))
    equipment = code(
        _("Equipment"), required=False, help_text=_("Scan the cabinet or incubator, where the container is in one.")
    )

    def __init__(self, *args: Any, opennesses: tuple[Openness, ...] = EXPOSED, **kwargs: Any) -> None:
        """The first one is chosen."""
        super().__init__(*args, **kwargs)
        field = self.fields["openness"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, plant_words.OPENNESSES[each]) for each in opennesses]


class CloseForm(ContainerForm):
    """An open container is closed."""

    batch = None  # type: ignore[assignment]  # Django drops an inherited field that is set to None


class ScanForm(ActForm):
    """One scan."""

    container = code(_("Container"), help_text=_("Scan the label of the container."))


class PlainForm(ActForm):
    """Nothing to ask: the act itself is the question."""


class ChecklistForm(ActForm):
    """The checklist of a line clearance, item by item."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One box for each item; none is ticked beforehand."""
        super().__init__(*args, **kwargs)
        for key, words in plant_words.ITEMS.items():
            self.fields[key] = forms.BooleanField(label=words, required=False)

    @property
    def items(self) -> list[str]:
        """The items that were found right."""
        return [key for key in plant_words.ITEMS if self.cleaned_data.get(key)]


class StateForm(ActForm):
    """Qualified, calibrated, clean: until when."""

    valid_until = moment(_("Valid until"))
    note = long_text(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, days: int = 365, **kwargs: Any) -> None:
        """``days`` is how long the state usually holds."""
        kwargs["initial"] = {"valid_until": now() + timedelta(days=days), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class UseForm(ActForm):
    """A batch begins to use equipment."""

    batch = Text(label=_("Batch"), max_length=60)
    product = Text(label=_("Product"), max_length=120, required=False)


class ReservationForm(ActForm):
    """A time for a batch or a purpose."""

    starts_at = moment(_("Starts at"))
    ends_at = moment(_("Ends at"))
    batch = Text(label=_("Batch"), max_length=60, required=False)
    purpose = Text(label=_("Purpose"), max_length=200, required=False)


class MoveForm(ActForm):
    """Another room."""

    room = code(_("Room"), required=False, help_text=_("Empty: it stands in no room."))
    reason = reason_field()


class SerialForm(ActForm):
    """The maker's number."""

    serial = Text(
        label=_("Serial number"),
        max_length=60,
        required=False,
        help_text=_("As the instrument writes it into its files; it stands on the type plate. Empty: it is not known."),
    )
    reason = reason_field()


class SuiteForm(ActForm):
    """A suite."""

    code = Text(label=_("Code"), max_length=40)
    name_zh = Text(label=_("Name in Chinese"), max_length=200, required=False)
    name_en = Text(label=_("Name in English"), max_length=200, required=False)


class RoomForm(SuiteForm):
    """A room of a suite."""

    suite = forms.ChoiceField(label=_("Suite"))
    scan_code = Text(label=_("Scan code"), max_length=60)
    grade = forms.ChoiceField(label=_("Grade"), choices=[(grade.value, grade.value) for grade in Grade])
    uses = forms.MultipleChoiceField(
        label=_("Designated for"),
        choices=choices(RoomUse, plant_words.USES),
        widget=forms.SelectMultiple(attrs={"size": len(RoomUse)}),
    )
    pressure = forms.ChoiceField(label=_("Pressure"), choices=choices(Pressure, plant_words.PRESSURES))
    air_unit = Text(label=_("Air handling unit"), max_length=40)
    accepts_unknown = forms.BooleanField(label=_("Accepts unknown infectious status"), required=False)
    plan_x = forms.IntegerField(label=_("Squares from the left"), min_value=0, max_value=199)
    plan_y = forms.IntegerField(label=_("Squares from the top"), min_value=0, max_value=199)
    plan_width = forms.IntegerField(label=_("Squares wide"), min_value=1, max_value=200)
    plan_depth = forms.IntegerField(label=_("Squares deep"), min_value=1, max_value=200)

    def __init__(self, *args: Any, suites: list[tuple[str, str]], **kwargs: Any) -> None:
        """``suites``: id and name."""
        super().__init__(*args, **kwargs)
        field = self.fields["suite"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = suites


class EquipmentForm(SuiteForm):
    """A piece of equipment."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices(EquipmentKind, plant_words.EQUIPMENT_KINDS))
    scan_code = Text(label=_("Scan code"), max_length=60, help_text=_("A GIAI or the house’s own code."))
    serial = Text(
        label=_("Serial number"),
        max_length=60,
        required=False,
        help_text=_("As the instrument writes it into its files; it stands on the type plate. Empty: it is not known."),
    )
    room = code(_("Room"), required=False, help_text=_("Empty: it stands in no room."))
    needs_cleaning = forms.BooleanField(label=_("Must be cleaned between batches"), required=False, initial=True)
    needs_calibration = forms.BooleanField(label=_("Must be calibrated"), required=False)


class TieForm(ActForm):
    """The room as it is let in whose walls a room lies."""

    premises = Text(
        label=_("Room as it is let"),
        max_length=80,
        required=False,
        help_text=_("Building and room as the lease names them, such as E1 101. Empty: it is not said."),
    )
    reason = reason_field()


class AssessmentForm(ActForm):
    """A risk assessment of closed systems side by side."""

    code = Text(label=_("Code"), max_length=40)
    title_zh = Text(label=_("Title in Chinese"), max_length=200, required=False)
    title_en = Text(label=_("Title in English"), max_length=200, required=False)
    rooms = forms.MultipleChoiceField(label=_("Rooms"))
    measures = long_text(label=_("Measures against mix-ups"), max_length=2000)
    valid_until = day(label=_("Valid until"), help_text=_("The first day on which it is no longer valid."))

    def __init__(self, *args: Any, rooms: list[tuple[str, str]], **kwargs: Any) -> None:
        """``rooms``: code and name. A year from today unless somebody says otherwise."""
        kwargs["initial"] = {"valid_until": now().date() + timedelta(days=365), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        field = self.fields["rooms"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = rooms
