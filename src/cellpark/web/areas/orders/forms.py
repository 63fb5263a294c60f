"""The forms of this area."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.orders.public import (
    AGAIN,
    WARD_ACTS,
    Again,
    CountryRule,
    Distances,
    Rule,
    RuleAt,
    Slots,
    SupplyLimit,
    WardAct,
)
from cellpark.web.areas.orders.words import item_words
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import day

RULE_PARTS: Final = 4
LIMIT_PARTS = 3
LONG = forms.Textarea(attrs={"rows": 3})


def moment(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateTimeField:
    """A field for a date and a time of the reader's zone."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
    return forms.DateTimeField(
        label=label, required=required, widget=widget, input_formats=formats, help_text=help_text
    )


def reason() -> forms.CharField:
    """A field for why."""
    return forms.CharField(label=_("Reason"), widget=LONG, max_length=500)


class SendKitForm(ActForm):
    """Which kit."""

    kit = forms.CharField(label=_("Number of the kit"), max_length=60)


class CollectForm(ActForm):
    """Who lies there, and what was collected."""

    wristband = forms.CharField(
        label=_("Number on the wristband"), max_length=80, help_text=_("Scan or type it at the bedside.")
    )
    kit = forms.CharField(
        label=_("Number of the kit"), max_length=60, help_text=_("Scan or type it from the kit that lies before you.")
    )
    din = forms.CharField(label=_("Donation number (DIN)"), max_length=40)
    volumes = forms.CharField(
        label=_("Volume of each bag"), max_length=400, help_text=_("One after another with commas: 180 mL, 60 mL")
    )
    collected_at = moment(_("Collected at"), required=False, help_text=_("Empty means now."))

    def amounts(self) -> list[Quantity]:
        """The volumes. Raises ``Refused`` at their field."""
        parts = self.cleaned_data["volumes"].replace("\uff0c", ",").split(",")
        try:
            return [Quantity.parse(each.strip()) for each in parts if each.strip()]
        except Refused as refused:
            first = refused.problems[0]
            raise Refused(Problem(first.code, first.params, field="volumes")) from refused


class ManufactureForm(ActForm):
    """The batch's number, and the suite where a slot is taken at once."""

    number = forms.CharField(label=_("Batch number"), max_length=40)
    suite = forms.CharField(
        label=_("Suite"), max_length=20, required=False, help_text=_("With it, the batch takes the planned slot there.")
    )


class AgainForm(ActForm):
    """What is done again, and why."""

    again = forms.ChoiceField(
        label=_("What is done again"),
        choices=[(each.value, AGAIN[each]) for each in Again],
        help_text=_("A repeated collection needs a new kit: send it next."),
    )
    reason = reason()

    def collect_only(self) -> None:
        """Nothing was made yet: only the collection can be repeated."""
        kept = self.fields["again"].widget.choices
        self.fields["again"].widget.choices = [each for each in kept if each[0] == Again.COLLECTION.value]


class ShipForm(ActForm):
    """Which consignment."""

    shipment = forms.CharField(
        label=_("Consignment"),
        max_length=60,
        help_text=_("Plan and hand over a shipment of the product to the hospital first; it is offered here then."),
    )

    def offer(self, numbers: Sequence[str]) -> None:
        """Let one choose among the shipments that carry the product to the hospital."""
        if numbers:
            choices = [(each, each) for each in numbers]
            self.fields["shipment"] = forms.ChoiceField(label=_("Consignment"), choices=choices)


class BedsideForm(ActForm):
    """The first person's two scans, and when the bag was thawed."""

    wristband = forms.CharField(label=_("Number on the wristband"), max_length=80)
    scan = forms.CharField(label=_("Label of the bag"), max_length=400)
    thawed_at = moment(_("Thawed at"))


class InfuseForm(ActForm):
    """The second person's two scans."""

    wristband = forms.CharField(label=_("Number on the wristband"), max_length=80)
    scan = forms.CharField(label=_("Label of the bag"), max_length=400)


class IdentityForm(ActForm):
    """Wristband and kit, before a collection."""

    wristband = forms.CharField(label=_("Number on the wristband"), max_length=80)
    kit = forms.CharField(label=_("Number on the collection kit"), max_length=80)


class WardLinkForm(ActForm):
    """For which act a link is, and how long."""

    act = forms.ChoiceField(label=_("Act"), choices=[(each.value, WARD_ACTS[each]) for each in WardAct])
    hours = forms.IntegerField(label=_("Hours until it ends"), initial=24)

    def offer(self, acts: Sequence[WardAct]) -> None:
        """Let one choose among the acts that are near."""
        self.fields["act"].widget.choices = [(each.value, WARD_ACTS[each]) for each in acts]


class ReasonForm(ActForm):
    """Why."""

    reason = reason()


class CommentForm(ActForm):
    """What somebody has to say."""

    text = forms.CharField(label=_("Comment for all sides of this order"), widget=LONG, max_length=2000)


class SlotsForm(ActForm):
    """The chain of slots."""

    collect_at = moment(_("Collection planned at"))
    manufacture_from = moment(_("Manufacture planned from"))
    manufacture_until = moment(_("Manufacture planned until"))
    infuse_at = moment(_("Infusion planned at"))

    def slots(self) -> Slots:
        """The times that were sent."""
        names = ("collect_at", "manufacture_from", "manufacture_until", "infuse_at")
        return Slots(**{name: self.cleaned_data[name] for name in names})


class MoveForm(SlotsForm):
    """The chain of slots, and why it moves."""

    reason = reason()


class ItemsForm(SlotsForm):
    """What the country asks for, by reference, and the planned times; the fields follow from the rule."""

    def __init__(self, *args: Any, asked: CountryRule, **kwargs: Any) -> None:
        """One field for each item, one for each wash-out."""
        super().__init__(*args, **kwargs)
        self.asked = asked
        fields: dict[str, forms.Field] = {}
        for item in (*asked.eligibility, *asked.consents):
            fields[f"reference_{item}"] = forms.CharField(
                label=item_words(item),
                max_length=60,
                required=False,
                help_text=_("Number of the document in the hospital’s files"),
            )
        for medicine in asked.wash_outs:
            fields[f"dose_{medicine}"] = day(
                label=_("Last dose: %(medicine)s") % {"medicine": item_words(medicine)},
                required=False,
                help_text=_("Empty when it was never given."),
            )
        self.fields = {**fields, **self.fields}

    def references(self) -> dict[str, str]:
        """Item -> number of its document."""
        return self._named("reference_")

    def last_doses(self) -> dict[str, date]:
        """Medicine -> day of the last dose."""
        return self._named("dose_")

    def _named(self, start: str) -> dict[str, Any]:
        sent = self.cleaned_data
        return {name.removeprefix(start): value for name, value in sent.items() if name.startswith(start) and value}


class NewOrderForm(ActForm):
    """Which therapy, for which patient, by the rules of which country."""

    therapy = forms.ChoiceField(label=_("Therapy"))
    patient = forms.ChoiceField(label=_("Patient"))
    country = forms.CharField(
        label=_("Country whose rules apply"), max_length=2, initial="CN", help_text=_("Two letters, such as CN")
    )


class PatientForm(ActForm):
    """Who a patient is."""

    name = forms.CharField(label=_("Name of the patient"), max_length=200)
    born = day(label=_("Date of birth"))
    number = forms.CharField(label=_("Hospital number"), max_length=60, help_text=_("As it stands on the wristband"))


class SignForm(ActForm):
    """Why somebody signs."""

    why = forms.CharField(label=_("Why you sign"), max_length=500)


class SiteForm(ActForm):
    """Which hospital, until when, by which assessment."""

    hospital = forms.CharField(
        label=_("Hospital"), max_length=200, help_text=_("Its whole name, its credit code or its id")
    )
    assessment = forms.CharField(label=_("Number of the quality assessment"), max_length=60)
    valid_until = day(label=_("Valid until"))
    reason = reason()


class TherapyForm(ActForm):
    """A therapy as it can be ordered, with the rules of one country."""

    code = forms.CharField(label=_("Product code"), max_length=40)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=200, required=False)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    sponsor = forms.CharField(
        label=_("Sponsor’s organisation"), max_length=200, help_text=_("Its whole name, its credit code or its id")
    )
    recipe = forms.ChoiceField(label=_("Approved recipe"))
    starting_material = forms.CharField(label=_("Material that is collected"), max_length=40)
    facility = forms.CharField(label=_("Facility number (ISBT 128)"), max_length=5, initial="A9999")
    country = forms.CharField(label=_("Country whose rules apply"), max_length=2, initial="CN")
    eligibility = forms.CharField(
        label=_("Eligibility items"),
        max_length=800,
        required=False,
        help_text=_("With commas: cd19-positive, hla-typing"),
    )
    consents = forms.CharField(
        label=_("Consents"), max_length=800, required=False, help_text=_("With commas: consent-collection")
    )
    wash_outs = forms.CharField(
        label=_("Wash-outs in days"), max_length=800, required=False, help_text=_("With commas: steroids=7")
    )
    collect_within = forms.IntegerField(
        label=_("Days from the signature to the collection at most (0: no limit)"),
        min_value=0,
        max_value=3650,
        initial=0,
    )
    rules = forms.CharField(
        label=_("Rules as expressions"),
        widget=LONG,
        max_length=8000,
        required=False,
        help_text=_(
            "One a line: order or shipment | clause | words | expression, such as infuse_at - collect_at <= 60 d"
        ),
    )
    supply = forms.CharField(
        label=_("Clocks of a supply out of specification"),
        widget=LONG,
        max_length=4000,
        required=False,
        help_text=_("One a line: record | hours | where it is written, such as request | 12 | Trial protocol 9.4"),
    )
    to_manufacture_min = forms.CharField(label=_("Collection to manufacture, at least"), max_length=40, initial="0 h")
    to_manufacture_max = forms.CharField(label=_("Collection to manufacture, at most"), max_length=40, initial="72 h")
    manufacture = forms.CharField(label=_("Length of the manufacture"), max_length=40, initial="9 d")
    to_infusion_min = forms.CharField(label=_("Manufacture to infusion, at least"), max_length=40, initial="2 d")
    to_infusion_max = forms.CharField(label=_("Manufacture to infusion, at most"), max_length=40, initial="30 d")
    after_thaw_max = forms.CharField(label=_("Hold after thaw, at most"), max_length=40, initial="60 min")
    bedside_check_max = forms.CharField(
        label=_("First check at the bedside holds for"), max_length=40, initial="30 min"
    )

    def rule(self) -> CountryRule:
        """The country's rule as it was sent. Raises ``Refused`` at its field."""
        sent = self.cleaned_data
        wash_outs = {}
        for each in _listed(sent["wash_outs"]):
            medicine, _mark, days = each.partition("=")
            if not days.strip().isdecimal():
                raise Refused(Problem("orders.country.item", {"item": each[:60]}, field="wash_outs"))
            wash_outs[medicine.strip()] = int(days)
        return CountryRule(
            country=sent["country"].upper(),
            eligibility=tuple(_listed(sent["eligibility"])),
            consents=tuple(_listed(sent["consents"])),
            wash_outs=wash_outs,
            collect_within=sent["collect_within"],
            rules=tuple(_rule(line) for line in sent["rules"].splitlines() if line.strip()),
            supply=tuple(_limit(line) for line in sent["supply"].splitlines() if line.strip()),
        )

    def distances(self) -> Distances:
        """The distances as they were sent. Raises ``Refused`` at their field."""
        found = {}
        for name in Distances.__dataclass_fields__:
            try:
                found[name] = Quantity.parse(self.cleaned_data[name].strip())
            except Refused as refused:
                first = refused.problems[0]
                raise Refused(Problem(first.code, first.params, field=name)) from refused
        return Distances(**found)


def _rule(line: str) -> Rule:
    """A rule as it was written in one line. Raises ``Refused`` at its field."""
    parts = [each.strip() for each in line.replace("\uff5c", "|").split("|", 3)]
    if len(parts) != RULE_PARTS or parts[0] not in set(RuleAt):
        raise Refused(Problem("orders.rule.malformed", {"clause": line[:60]}, field="rules"))
    return Rule(at=RuleAt(parts[0]), clause=parts[1], words=parts[2], expression=parts[3])


def _limit(line: str) -> SupplyLimit:
    """A clock as it was written in one line. Raises ``Refused`` at its field."""
    parts = [each.strip() for each in line.replace("\uff5c", "|").split("|", 2)]
    if len(parts) != LIMIT_PARTS or not (parts[1].isascii() and parts[1].isdecimal()):
        raise Refused(Problem("orders.supply.malformed", {"record": line[:40]}, field="supply"))
    return SupplyLimit(record=parts[0], hours=int(parts[1][:6]), source=parts[2])


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.replace("\uff0c", ",").split(",") if each.strip()]


def local(at: datetime | None) -> str:
    """A moment as the inputs of a page take it."""
    return "" if at is None else localtime(at).strftime("%Y-%m-%dT%H:%M")
