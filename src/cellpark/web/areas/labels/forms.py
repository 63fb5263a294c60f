"""Forms of this area."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.labels.public import (
    COUNTRIES,
    DONORS,
    FIELDS,
    LABEL_KINDS,
    STATEMENTS,
    USES,
    Country,
    Donor,
    Field,
    LabelKind,
    LabelTemplate,
    Statement,
    Use,
)
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text
from cellpark.web.pages.forms.reasons import reason_field

SCAN_LIMIT = 400
# the request names them itself; the form does not ask twice
TOLD = frozenset({Field.CONTAINER, Field.BATCH, Field.PHONE})
MOMENTS = frozenset({Field.COLLECTED_AT, Field.MADE_AT, Field.EXPIRES_AT})
HINTS = {
    Field.COI: "CHA999926000A1B",
    Field.DIN: "A999926123456",
    Field.PRODUCT_CODE: "S12951A0",
    Field.SEQUENCE: "1 / 4",
    Field.QUANTITY: "20 mL",
}


def scan_field(label: Any, help_text: Any = "") -> Text:
    """An input that a scanner fills: it has the focus, and nothing helps typing."""
    attributes = {"autofocus": True, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
    return Text(
        label=label, help_text=help_text, max_length=SCAN_LIMIT, widget=forms.TextInput(attrs=attributes), strip=True
    )


class ScanForm(ActForm):
    """One scan."""

    scanned = scan_field(pgettext_lazy("label", "Scan"))


class DraftForm(ActForm):
    """A revision of a template."""

    code = Text(label=_("Code"), max_length=30, help_text=_("Capital letters, digits and hyphens."))
    name_zh = Text(label=_("Chinese name"), max_length=200, required=False)
    name_en = Text(label=_("English name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind of label"))
    use = forms.ChoiceField(label=_("Use of the cells"))
    country = forms.ChoiceField(label=_("Country"), help_text=_("A label for China is printed in both languages."))
    product = Text(label=_("Product"), max_length=60, required=False, help_text=_("Empty: for every product."))
    width_mm = forms.IntegerField(label=_("Width in mm"), min_value=1, max_value=1000)
    height_mm = forms.IntegerField(label=_("Height in mm"), min_value=1, max_value=1000)
    fields_chosen = forms.MultipleChoiceField(label=_("Fields"), widget=forms.CheckboxSelectMultiple)
    statements = forms.MultipleChoiceField(
        label=_("Statements"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What the donor's tests ask for is added when a label is issued."),
    )
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what there is, in the reader's language."""
        super().__init__(*args, **kwargs)
        offers: dict[str, list[tuple[str, Any]]] = {
            "kind": [(each.value, LABEL_KINDS[each]) for each in LabelKind],
            "use": [(each.value, USES[each]) for each in Use],
            "country": [(each.value, COUNTRIES[each]) for each in Country],
            "fields_chosen": [(each.value, FIELDS[each]) for each in Field],
            "statements": [
                (each.value, STATEMENTS[each])
                for each in Statement
                if each not in (Statement.NOT_EVALUATED, Statement.BIOHAZARD)
            ],
        }
        for name, choices in offers.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class IssueForm(ActForm):
    """What a label is wanted for: its container and a value for each field of the template."""

    container = scan_field(_("Container"), _("Scan the container, or type its code."))
    batch_code = Text(label=_("Batch number"), max_length=60)
    donor = forms.ChoiceField(label=_("Infectious markers of the donor"))
    specimen = forms.BooleanField(label=_("A specimen for the batch record"), required=False)
    attached = forms.BooleanField(
        label=_("The container is not detached yet"), help_text=_("A new container is labelled before it is detached.")
    )

    def __init__(self, *args: Any, template: LabelTemplate, **kwargs: Any) -> None:
        """One input for each field of ``template`` that nobody else knows."""
        super().__init__(*args, **kwargs)
        donor = self.fields["donor"]
        assert isinstance(donor, forms.ChoiceField)
        donor.choices = [(each.value, DONORS[each]) for each in Donor]
        self.asked = tuple(each for each in template.chosen_fields if each not in TOLD)
        for each in self.asked:
            widget = forms.TextInput(attrs={"type": "datetime-local"} if each in MOMENTS else {})
            hint = _("Such as %(example)s") % {"example": HINTS[each]} if each in HINTS else ""
            initial = template.product if each is Field.PRODUCT else None
            self.fields[each.value] = Text(
                label=FIELDS[each], max_length=60, widget=widget, initial=initial, help_text=hint
            )
        self.order_fields(["container", "batch_code", *(each.value for each in self.asked)])

    @property
    def values(self) -> dict[Field, str]:
        """What was typed into the fields of the template."""
        return {each: self.cleaned_data[each.value] for each in self.asked}
