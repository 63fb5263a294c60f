"""Forms of materials, lots, containers and custody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.materials.public import (
    LOOKED_AT,
    ClockKind,
    CustodyAct,
    DonorMarker,
    DonorState,
    DonorUse,
    MarkerFinding,
    MaterialKind,
    OperationKind,
    ReceiptCheck,
    StorageCondition,
    words,
)
from cellpark.web.areas.materials.fields import QuantityField, ValuesField, moment
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day, long_text
from cellpark.web.pages.forms.organisations import name_en, name_zh
from cellpark.web.pages.forms.reasons import reason_field


def choices(kind: Any, said: Any) -> list[tuple[str, Any]]:
    """The members of an enum with their words, in their order."""
    return [(member.value, said[member]) for member in kind]


def scan() -> Text:
    """The label, from a scanner that types: it stands first and holds the cursor."""
    return Text(
        label=_("Scan the label"),
        max_length=400,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "inputmode": "none"}),
        help_text=_("Scan with the scanner; without one, type the code under the symbol."),
    )


class ScanForm(ActForm):
    """One label."""

    raw = scan()


class MaterialForm(ActForm):
    """A material master."""

    code = Text(label=_("Code"), max_length=40, help_text=_("What recipes name, such as RM-0312."))
    name_zh = name_zh()
    name_en = name_en()
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(MaterialKind, words.KINDS))
    unit = Text(label=_("Unit"), max_length=40, help_text=_("In which it is counted, such as mL or bag."))
    storage = forms.ChoiceField(label=_("Storage condition"), choices=choices(StorageCondition, words.CONDITIONS))
    donor_use = forms.ChoiceField(label=_("Donor and use"), choices=choices(DonorUse, words.DONOR_USES))
    gtin = Text(label=_("Trade item number (GTIN)"), max_length=14, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One field for each hold time."""
        super().__init__(*args, **kwargs)
        for kind in ClockKind:
            self.fields[f"clock_{kind.value}"] = QuantityField(
                label=words.CLOCKS[kind], required=False, help_text=_("Limit, such as 72 h; empty: none.")
            )


class MaterialAnewForm(MaterialForm):
    """A material master, described anew."""

    reason = reason_field()


class LotForm(ActForm):
    """A lot that arrived."""

    material = forms.ChoiceField(label=_("Material"))
    number = Text(label=_("Lot number"), max_length=80)
    vendor = Text(label=_("Vendor"), max_length=200, required=False)
    expires_on = day(label=_("Expiry"), required=False, help_text=_("The first day on which it is no longer used."))


class CertificateForm(ActForm):
    """A certificate of analysis."""

    file = forms.FileField(
        label=_("File of the certificate"), required=False, help_text=_("Its hash is kept with the lot.")
    )
    file_sha256 = Text(
        label=_("SHA-256 of the file"),
        max_length=64,
        required=False,
        help_text=_("Instead of the file, where it is kept elsewhere."),
    )
    attributes = ValuesField(
        label=_("Values"), required=False, help_text=_("One value a line, such as titre = 2.0e8 TU/mL.")
    )
    reason = long_text(
        label=_("Reason"), max_length=400, required=False, help_text=_("Only when it replaces another certificate.")
    )


class ExpiryForm(ActForm):
    """Another expiry."""

    expires_on = day(label=_("New expiry"), help_text=_("The first day on which it is no longer used."))
    reason = reason_field()


class ExpectForm(ActForm):
    """A container that will arrive."""

    material = forms.ChoiceField(label=_("Material"))
    quantity = QuantityField(label=_("Amount"), help_text=_("With its unit, such as 1 bag or 100 mL."))
    lot = Text(label=_("Lot number"), max_length=80, required=False)
    coi = Text(
        label=_("Chain of identity"),
        max_length=40,
        required=False,
        help_text=_("For cells of a patient: the code that was issued before the collection."),
    )
    scan = Text(label=_("Label"), max_length=400, required=False, help_text=_("What its label says, where known."))
    code = Text(label=_("Code"), max_length=60, required=False, help_text=_("Empty: the house gives one."))
    donor_state = forms.ChoiceField(
        label=_("Infectious status"), choices=choices(DonorState, words.DONOR_STATES), initial=DonorState.UNKNOWN
    )


class ReceiveForm(ActForm):
    """A container that arrived; the scan comes first."""

    raw = scan()
    source = forms.ChoiceField(label=_("Sender"))
    temperature_min = QuantityField(label=_("Lowest temperature on the way"), required=False)
    temperature_max = QuantityField(label=_("Highest temperature on the way"), required=False)
    collected_at = moment(label=_("Collected at"), required=False)
    seal = Text(label=_("Seal"), max_length=60, required=False)
    place = Text(label=_("Place"), max_length=120)
    condition = forms.ChoiceField(label=_("Condition there"), choices=choices(StorageCondition, words.CONDITIONS))

    def __init__(self, *args: Any, sources: Any, **kwargs: Any) -> None:
        """``sources``: the names on the list. Each point of the check is a question of its own."""
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose the sender")), *((name, name) for name in sources)]
        for each in LOOKED_AT:
            self.fields[f"check_{each.value}"] = forms.ChoiceField(
                label=words.CHECKS[each], widget=forms.RadioSelect, choices=[("yes", _("Yes")), ("no", _("No"))]
            )
        self.fields["note"] = long_text(
            label=_("What was wrong"), max_length=400, required=False, help_text=_("For each point that is not met.")
        )

    @property
    def found(self) -> dict[ReceiptCheck, bool]:
        """Each point of the check and what was found."""
        return {each: self.cleaned_data[f"check_{each.value}"] == "yes" for each in LOOKED_AT}


class MoveForm(ActForm):
    """Where a container is brought."""

    raw = scan()
    act = forms.ChoiceField(label=_("Act"), choices=choices(CustodyAct, words.CUSTODY_ACTS))
    place = Text(label=_("To which place"), max_length=120, help_text=_("In parts with a slash: LN2-1/R3/B2/A4."))
    condition = forms.ChoiceField(label=_("Condition there"), choices=choices(StorageCondition, words.CONDITIONS))
    temperature_min = QuantityField(label=_("Lowest temperature on the way"), required=False)
    temperature_max = QuantityField(label=_("Highest temperature on the way"), required=False)
    seal = Text(label=_("Seal"), max_length=60, required=False)


class OfferForm(ActForm):
    """The first scan of a hand-over."""

    raw = scan()
    place = Text(label=_("Place"), max_length=120, required=False)
    seal = Text(label=_("Seal"), max_length=60, required=False)


class AcceptForm(ActForm):
    """The second scan of a hand-over."""

    raw = scan()
    seal = Text(label=_("Seal"), max_length=60, required=False, help_text=_("The number that you see on it."))


class OperateForm(ActForm):
    """One operation on one container; what comes out stands a line each."""

    raw = scan()
    kind = forms.ChoiceField(
        label=_("Operation"),
        choices=[(kind.value, words.OPERATIONS[kind]) for kind in OperationKind],
    )
    others = long_text(
        label=_("Containers that are pooled with it"),
        max_length=4_000,
        required=False,
        help_text=_("For pooling alone: scan their labels, one a line. All of each goes in."),
    )
    quantity = QuantityField(label=_("Amount taken"), required=False, help_text=_("Empty: all of it."))
    material = forms.ChoiceField(label=_("Material that comes out"), required=False)
    outcomes = long_text(
        label=_("What comes out"),
        max_length=2_000,
        required=False,
        help_text=_("One amount a line, a code behind it where the label is there already: 30 mL CT-0007."),
    )
    loss = QuantityField(label=_("Loss"), required=False)
    why = Text(label=_("Why it was lost"), max_length=400, required=False)
    reason = long_text(label=_("Reason"), max_length=400, required=False)


class CorrectForm(ActForm):
    """What was really moved."""

    container = forms.ChoiceField(label=_("Container"))
    quantity = QuantityField(label=_("Amount that was really moved"))
    raw = Text(
        label=_("Another container was used"),
        max_length=400,
        required=False,
        help_text=_("Scan the label of the one that was really used; empty where the container is right."),
    )
    reason = reason_field()

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        """``lines``: id of a container, and its code with what is recorded."""
        super().__init__(*args, **kwargs)
        field = self.fields["container"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = lines


class ReviewForm(ActForm):
    """What follows from a near miss."""

    conclusion = long_text(
        label=_("Conclusion"), max_length=1_000, help_text=_("How it came about, and what keeps it from happening.")
    )


class DonorTestsForm(ActForm):
    """What the infectious-disease tests of a donor found; the page shows one question for each marker."""

    file = forms.FileField(
        label=_("File of the report"), required=False, help_text=_("Its hash is kept with every container.")
    )
    report_sha256 = Text(
        label=_("SHA-256 of the report"),
        max_length=64,
        required=False,
        help_text=_("Instead of the file, where it is kept elsewhere."),
    )
    tested_at = moment(label=_("Tested at"))
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The markers come first, in the order of the report."""
        super().__init__(*args, **kwargs)
        for each in DonorMarker:
            self.fields[each.value] = forms.ChoiceField(
                label=words.MARKERS[each],
                choices=[("", _("not tested")), *choices(MarkerFinding, words.MARKER_FINDINGS)],
                required=False,
            )
        self.order_fields([each.value for each in DonorMarker])

    @property
    def results(self) -> dict[DonorMarker, MarkerFinding]:
        """Each marker that was tested and what was found."""
        sent = {each: self.cleaned_data[each.value] for each in DonorMarker}
        return {each: MarkerFinding(found) for each, found in sent.items() if found}


class PatientForm(ActForm):
    """A chain of identity begins."""

    coi = Text(
        label=_("Chain of identity"), max_length=40, help_text=_("ISBT 128: CH, facility, year, six characters.")
    )
    name = Text(
        label=_("Name of the patient"),
        max_length=200,
        required=False,
        help_text=_("Encrypted at once; it serves the comparison with other patients and is never shown."),
    )
    born = day(label=_("Date of birth"), required=False)


class SourceForm(ActForm):
    """A hospital or vendor."""

    name = Text(label=_("Name"), max_length=200)
    approved_until = day(label=_("Approved until"))
    reason = reason_field()
