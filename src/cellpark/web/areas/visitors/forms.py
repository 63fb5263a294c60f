"""What a visitor may ask of the list of rooms."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.premises.public import RoomGrade, RoomUse, words

AREA_MAX_M2 = 1_000_000


class Wish(forms.Form):
    """Nothing is required: an empty form shows everything that is free."""

    use = forms.ChoiceField(label=pgettext_lazy("premises", "Use"), required=False)
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    area = forms.DecimalField(
        label=_("At least (m²)"), required=False, min_value=0, max_value=AREA_MAX_M2, max_digits=9, decimal_places=2
    )
    ln2 = forms.BooleanField(label=_("With liquid nitrogen"), required=False)
    bonded = forms.BooleanField(label=_("Bonded"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        """The choices in the reader's language."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        uses = [(use.value, words.USES[use]) for use in RoomUse]
        grades = [(grade.value, words.GRADES[grade]) for grade in RoomGrade if grade.value]
        for name, choices in (("use", uses), ("grade", grades)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("any")), *choices]
