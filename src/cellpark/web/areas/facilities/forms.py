"""Forms of work orders."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cellpark.base.fields import in_reader_language
from cellpark.facilities.public import ACCEPT, CostKind, Named, Payer, Terms, Urgency, words
from cellpark.web.areas.facilities.place_forms import PlaceForm
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, long_text


def named(things: Mapping[str, Named]) -> list[tuple[str, str]]:
    """A list of the house as choices, in the reader's language."""
    return [(each.code, in_reader_language(each.name_zh, each.name_en)) for each in things.values()]


class Pictures(forms.ClearableFileInput):
    """A choice of several pictures."""

    allow_multiple_selected = True


class SeveralPictures(forms.FileField):
    """Several pictures, each as one; none is fine."""

    widget = Pictures

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The pictures that were chosen."""
        given = data if isinstance(data, list) else [data]
        return [super(SeveralPictures, self).clean(each, initial) for each in given if each]


def camera() -> forms.FileField:
    """A picture that a telephone takes now."""
    return forms.FileField(
        label=_("Take a picture"),
        required=False,
        help_text=_("On a phone this opens the camera. Place and owner of the phone are not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT, "capture": "environment"}),
    )


def pictures() -> SeveralPictures:
    """Pictures that are there already."""
    return SeveralPictures(
        label=_("Choose pictures"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to ten."),
        widget=Pictures(attrs={"accept": ACCEPT}),
    )


def urgency(**options: Any) -> forms.ChoiceField:
    """How soon somebody has to come."""
    return forms.ChoiceField(
        label=_("Urgency"), choices=[(each.value, words.URGENCIES[each]) for each in Urgency], **options
    )


class FilesForm(ActForm):
    """A form with files."""

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Self:
        """The form as it was sent with its files, or fresh."""
        if request.method != "POST":
            return super().of(request, **options)
        options.pop("initial", None)
        return cls(request.POST, request.FILES, **options)

    def contents(self) -> list[bytes]:
        """The bytes of all pictures."""
        sent = self.cleaned_data
        return [each.read() for each in [sent["camera"], *sent["photos"]] if each]


class ReportForm(FilesForm, PlaceForm):
    """What is broken and where."""

    field_order = ("title", "kind", "urgency", "room", "operator", "place", "camera", "photos", "text")
    title = Text(label=_("What is wrong"), max_length=120, help_text=_("In a few words, such as: no light."))
    kind = forms.ChoiceField(label=_("Kind"))
    urgency = urgency(
        initial=Urgency.NORMAL,
        help_text=_("Emergency: danger for people or for goods; somebody comes at any hour."),
    )
    camera = camera()
    photos = pictures()
    text = long_text(
        label=_("What else helps"),
        max_length=2000,
        required=False,
        help_text=_("Since when, what you tried, when somebody may come in. Name no patients."),
    )

    def offer(self, terms: Terms) -> None:
        """The kinds of the house."""
        self.fields["kind"].choices = named(terms.kinds)  # type: ignore[attr-defined]


class AcceptForm(ActForm):
    """What the office sees in it."""

    kind = forms.ChoiceField(label=_("Kind"))
    urgency = urgency(help_text=_("The time that is promised follows it."))

    def offer(self, terms: Terms) -> None:
        """The kinds of the house."""
        self.fields["kind"].choices = named(terms.kinds)  # type: ignore[attr-defined]


class ReasonForm(ActForm):
    """A reason that the other side reads."""

    reason = long_text(label=_("Reason"), max_length=2000, help_text=_("The other side reads it."))


class DoneForm(ActForm):
    """What was done."""

    done = long_text(label=_("What was done"), max_length=2000, help_text=_("The other side reads it."))


class AssignForm(ActForm):
    """Who does it."""

    assignee = forms.ChoiceField(label=_("Somebody of the office"), required=False)
    contractor = Text(label=_("Or a firm"), max_length=120, required=False)

    def offer(self, staff: dict[UUID, str]) -> None:
        """The people of the office."""
        self.fields["assignee"].choices = [  # type: ignore[attr-defined]
            ("", "\u2013"),
            *((str(key), name) for key, name in staff.items()),
        ]


class NoteForm(ActForm):
    """A comment."""

    text = long_text(label=_("Comment"), max_length=2000)
    internal = forms.BooleanField(label=_("For the park alone"), required=False)


class PhotoForm(FilesForm):
    """More pictures."""

    camera = camera()
    photos = pictures()


class CostForm(ActForm):
    """One line of what it cost."""

    kind = forms.ChoiceField(
        label=_("Kind of cost"), choices=[(each.value, words.COST_KINDS[each]) for each in CostKind]
    )
    text = Text(label=_("What for"), max_length=120)
    quantity = forms.DecimalField(label=_("Hours or quantity"), max_digits=10, decimal_places=2)
    unit_price = forms.DecimalField(label=_("Price of one, CNY without tax"), max_digits=10, decimal_places=2)
    payer = forms.ChoiceField(label=_("Who pays"), choices=[(each.value, words.PAYERS[each]) for each in Payer])


class ConfirmForm(ActForm):
    """That it works, with the costs that were on the page."""

    seen_cost = forms.DecimalField(widget=forms.HiddenInput, required=False, max_digits=14, decimal_places=2)

    @property
    def cost(self) -> Decimal | None:
        """What the reader was shown."""
        found: Decimal | None = self.cleaned_data["seen_cost"]
        return found
