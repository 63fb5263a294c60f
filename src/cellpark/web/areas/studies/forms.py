"""What a study compares: everything is chosen from what the plant has and the recipe uses."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.messages import paragraph
from cellpark.planning.studying import PATIENTS_MAX, Base
from cellpark.studies import public as studies
from cellpark.studies.public import Asked, ChangeKind, KnownPatients, Wanted
from cellpark.web.areas.studies.words import Names, patients_words, thing_name
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, long_text

ALL, PAIRS = "all", "pairs"
REPLICATIONS, NIGHT_MAX, DAYS_MAX = 40, 100, 365
TICKED = {
    "rooms": ChangeKind.ROOMS,
    "devices": ChangeKind.DEVICES,
    "people": ChangeKind.PEOPLE,
}


def _ticks(label: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, required=False, **options)


class StudyForm(ActForm):
    """Each tick is a scenario of its own beside the plant as it is."""

    name = Text(label=gettext_lazy("What the study is about"), max_length=studies.NAME_MAX)
    patients = forms.IntegerField(
        label=gettext_lazy("Patients a year"),
        min_value=1,
        max_value=PATIENTS_MAX,
        help_text=gettext_lazy("Of the plant as it is; every scenario has the same unless it says otherwise."),
    )
    rooms = _ticks(gettext_lazy("One more room"))
    devices = _ticks(gettext_lazy("One more device"))
    people = _ticks(gettext_lazy("One more person at each shift"))
    night = _ticks(gettext_lazy("A night shift, from 22:00 to 06:00"))
    night_count = forms.IntegerField(
        label=gettext_lazy("People of the night shift"), min_value=1, max_value=NIGHT_MAX, initial=2
    )
    test = forms.ChoiceField(label=gettext_lazy("A faster test"), required=False)
    test_days = forms.IntegerField(
        label=gettext_lazy("Days until its result"), min_value=1, max_value=DAYS_MAX, initial=3
    )
    more = forms.IntegerField(
        label=gettext_lazy("Other patients a year"), min_value=1, max_value=PATIENTS_MAX, required=False
    )
    product = forms.ChoiceField(label=gettext_lazy("A new product in the same plant"), required=False)
    product_patients = forms.IntegerField(
        label=gettext_lazy("Its patients a year"), min_value=1, max_value=PATIENTS_MAX, initial=50
    )
    together = forms.ChoiceField(
        label=gettext_lazy("Combined scenarios"),
        required=False,
        choices=[
            ("", gettext_lazy("Each alone")),
            (ALL, gettext_lazy("Each alone, and all of them together")),
            (PAIRS, gettext_lazy("Each alone, and every two of them together")),
        ],
        help_text=gettext_lazy("What is chosen above, as further scenarios: a room and a night shift in one plant."),
    )
    tornado = forms.BooleanField(
        label=gettext_lazy("Find out what matters most"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Each quantity is taken low and high, one at a time; it takes longer."),
    )
    replications = forms.IntegerField(
        label=gettext_lazy("How often it is simulated, at most"),
        min_value=2,
        max_value=studies.REPLICATIONS_MAX,
        initial=REPLICATIONS,
        help_text=gettext_lazy("It ends earlier when everything is known to 2 %."),
    )
    costs = long_text(
        label=gettext_lazy("What things cost"),
        max_length=studies.COSTS_MAX,
        required=False,
        strip=False,
        help_text=gettext_lazy("A file of costs (cellpark.cost/1); without it nothing is said of money."),
    )

    def __init__(self, *args: Any, base: Base, names: Names, known: KnownPatients, **kwargs: Any) -> None:
        """``names``: the other recipes in force, and the tests. ``known``: how many patients there are a year."""
        super().__init__(*args, **kwargs)
        self.fields["patients"].initial = known.patients
        said = self.fields["patients"].help_text
        self.fields["patients"].help_text = paragraph(patients_words(known), str(said))
        used, plan = studies.used_of(base), base.made[0].product.plan
        self._choose("rooms", {each: thing_name("rooms", each) for each in used.suites})
        self._choose("devices", {each: thing_name("devices", each) for each in used.devices})
        self._choose("people", {each: thing_name("people", each) for each in used.people})
        self._choose("night", {each: thing_name("people", each) for each in used.people})
        self._choose("test", {"": _("None")} | {each: names.tests.get(each, each) for each in plan.tests})
        self._choose("product", {"": _("None"), **names.recipes})

    def _choose(self, name: str, found: Mapping[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(found.items())
        if not found or set(found) == {""}:
            # nothing to choose is nothing to ask
            field.widget = forms.HiddenInput() if name in ("test", "product") else forms.MultipleHiddenInput()

    def asked(self) -> Asked:
        """What was chosen, as the house asks it."""
        sent = self.cleaned_data
        found = [Wanted(kind, each, 1) for field, kind in TICKED.items() for each in sent[field]]
        found += [Wanted(ChangeKind.NIGHT, each, sent["night_count"]) for each in sent["night"]]
        if sent["test"]:
            found.append(Wanted(ChangeKind.TEST, sent["test"], sent["test_days"]))
        if sent["more"]:
            found.append(Wanted(ChangeKind.PATIENTS, "", sent["more"]))
        if sent["product"]:
            found.append(Wanted(ChangeKind.PRODUCT, sent["product"], sent["product_patients"]))
        sizes = {ALL: len(found), PAIRS: 2}
        size = sizes.get(sent["together"], 0) if len(found) > 1 else 0
        together = tuple(combinations(found, size)) if size else ()
        return Asked(tuple(found), sent["patients"], sent["replications"], sent["tornado"], together=together)
