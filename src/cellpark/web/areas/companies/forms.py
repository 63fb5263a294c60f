"""Forms of companies."""

from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext, pgettext_lazy

from cellpark.companies.public import Criteria, Details, NeedKind, Stage, words
from cellpark.identifiers.credit import normalised
from cellpark.web.areas.companies.nodes import node_choices
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day, long_text
from cellpark.web.pages.forms.organisations import name_en, name_zh
from cellpark.web.pages.forms.reasons import reason_field

Choices = Sequence[tuple[str, Any]]


def code_field() -> Text:
    """A credit code, as people paste it."""
    return Text(
        label=_("Unified social credit code"),
        max_length=40,
        required=False,
        help_text=_("18 characters from the business licence; empty where it is not known yet."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )


def node_field() -> forms.ChoiceField:
    """Where in the chain."""
    return forms.ChoiceField(label=_("Node of the chain"), required=False, choices=node_choices)


def step_field() -> Text:
    """What comes next."""
    return Text(label=_("Next step"), max_length=200)


def evidence_field(*, required: bool) -> Text:
    """What shows that it is so."""
    return Text(
        label=_("Evidence"),
        max_length=400,
        required=required,
        help_text=_("The document and where it lies; no names of people."),
    )


class DetailsForm(ActForm):
    """Who a company is."""

    name_zh = name_zh()
    name_en = name_en()
    code = code_field()
    node = node_field()

    def details(self) -> Details:
        """What was typed, the code as GB 32100-2015 has it."""
        sent = self.cleaned_data
        return Details(
            name_zh=sent["name_zh"],
            name_en=sent["name_en"],
            code=normalised(sent["code"]),
            node=sent["node"].strip().upper(),
        )


class LeadForm(DetailsForm):
    """A company that the park wants, with its first step."""

    source = Text(label=_("How it came to us"), max_length=200, required=False)
    demand = long_text(
        label=_("What gap it would close"),
        max_length=2000,
        required=False,
        help_text=_("The unmet demand of the chain for which it was looked for."),
    )
    step = step_field()
    day = day(label=_("By when"))
    known_as_other = forms.BooleanField(
        label=_("It is another company than the one that is known already"), required=False
    )


class StepForm(ActForm):
    """What comes next, by when, and who."""

    step = step_field()
    day = day(label=_("By when"))
    owner = forms.ChoiceField(label=_("Who looks after it"), required=False)

    def offer(self, people: Choices) -> None:
        """Let one choose among the staff."""
        self.fields["owner"].choices = [("", _("as before")), *people]  # type: ignore[attr-defined]


class VisitForm(ActForm):
    """Who came to see what."""

    visited = day(label=_("Day of the visit"))
    remark = long_text(label=_("What was said"), max_length=2000)
    step = step_field()
    day = day(label=_("By when"))


class ReasonStepForm(ActForm):
    """Why, and what comes next."""

    reason = reason_field()
    step = step_field()
    day = day(label=_("By when"))


class DayReasonForm(ActForm):
    """When and why."""

    day = day(label=_("Day"))
    reason = reason_field()


class ContactForm(ActForm):
    """Somebody who speaks for the company."""

    contact_name = Text(label=_("Name of the contact"), max_length=100)
    contact_email = Text(label=_("E-mail"), max_length=254, widget=forms.EmailInput)
    contact_phone = Text(label=_("Telephone"), max_length=30, required=False)


class ReviewersForm(ActForm):
    """Who judges."""

    reviewer = forms.MultipleChoiceField(
        label=_("Reviewers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two at least. Whoever has a conflict of interest steps back, and another one is named."),
    )

    def offer(self, people: Choices) -> None:
        """Let one choose among the staff."""
        self.fields["reviewer"].choices = people  # type: ignore[attr-defined]


class ReviewForm(ActForm):
    """Points by criterion."""

    no_conflict = forms.BooleanField(
        label=_("I hold no share in it, am not related to its people and did not work there within three years"),
        required=False,
    )
    remark = long_text(label=_("Why"), max_length=2000)

    def ask(self, criteria: Criteria, language: str) -> None:
        """One row of buttons for each criterion."""
        points = [(str(each), str(each)) for each in range(criteria.most + 1)]
        asked = {
            f"score_{each.key}": forms.ChoiceField(
                label=f"{each.words.in_language(language)} ({each.weight} %)",
                help_text=each.ask.in_language(language),
                choices=points,
                widget=forms.RadioSelect,
            )
            for each in criteria.criteria
        }
        own = dict(self.fields)
        self.fields.clear()
        self.fields.update({"no_conflict": own["no_conflict"], **asked, "remark": own["remark"]})

    def scores(self) -> dict[str, int]:
        """The points by the key of the criterion."""
        sent = self.cleaned_data
        return {key.removeprefix("score_"): int(value) for key, value in sent.items() if key.startswith("score_")}


class OfferForm(ActForm):
    """Rooms on terms."""

    rooms = Text(
        label=_("Rooms"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One code a line, as it stands in the list of rooms."),
    )
    terms = long_text(label=_("Terms"), max_length=2000)
    valid_until = day(label=_("Valid until"))


class SignForm(ActForm):
    """Which lease."""

    lease = forms.ChoiceField(label=_("Signed lease"))
    step = step_field()
    day = day(label=_("By when"))

    def offer(self, leases: Choices) -> None:
        """The leases of this company."""
        self.fields["lease"].choices = leases  # type: ignore[attr-defined]


def _stage() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Stage"), choices=[(each.value, words.STAGES[each]) for each in Stage])


class MoveInForm(ActForm):
    """When, and in which stage it begins."""

    moved = day(label=_("Day"))
    stage = _stage()
    evidence = evidence_field(required=False)
    step = step_field()
    day = day(label=_("By when"))


class EnterForm(MoveInForm):
    """A company that is here already."""

    evidence = evidence_field(required=True)


class StageForm(ActForm):
    """The next stage."""

    stage = _stage()
    day = day(label=_("Day"))
    evidence = Text(
        label=_("Evidence"),
        max_length=400,
        required=False,
        help_text=_("Needed where the criteria are not met and the park decides so all the same."),
    )

    def offer(self, stages: Choices) -> None:
        """The stages that may follow."""
        self.fields["stage"].choices = stages  # type: ignore[attr-defined]


class MilestoneForm(ActForm):
    """A datum on a day."""

    kind = forms.ChoiceField(label=_("Milestone"))
    value = Text(
        label=_("Value"),
        max_length=100,
        help_text=_("A number such as 1200000 or 38.5, a day such as 2026-11-22, or yes or no."),
    )
    day = day(label=_("As of"))
    evidence = evidence_field(required=True)

    def clean_value(self) -> str:
        """Yes and no in either language are the truths of the rules; everything else stays as it was typed."""
        typed: str = self.cleaned_data["value"]
        for code, _name in settings.LANGUAGES:
            with override(code):
                truths = {pgettext("datum", "Yes").casefold(): "true", pgettext("datum", "No").casefold(): "false"}
            if typed.strip().casefold() in truths:
                return truths[typed.strip().casefold()]
        return typed

    def offer(self, kinds: Choices) -> None:
        """What rules speak of."""
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class NeedForm(ActForm):
    """What is looked for."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("need", "Kind"), choices=[(each.value, words.NEED_KINDS[each]) for each in NeedKind]
    )
    text = long_text(label=_("What is needed"), max_length=2000)
    node = node_field()
    until = day(label=_("Needed until"), required=False)
    area_least = forms.DecimalField(label=_("At least (m²)"), required=False, min_value=0, max_value=1_000_000)
    grade = forms.ChoiceField(
        label=_("Grade"), required=False, choices=[("", "–"), *((each, each) for each in ("A", "B", "C", "D", "CNC"))]
    )
    power_kw = forms.DecimalField(label=_("Power (kW)"), required=False, min_value=0, max_value=100_000)

    def wanted(self) -> dict[str, str]:
        """The particulars of a room that were filled in."""
        sent = self.cleaned_data
        found = {name: sent[name] for name in ("area_least", "grade", "power_kw") if sent[name] not in (None, "")}
        return {name: format(value, "f") if name != "grade" else str(value) for name, value in found.items()}


class NeedPlaceForm(ActForm):
    """Where a need stands."""

    node = node_field()


class MetForm(ActForm):
    """Who met it."""

    met_by = Text(label=_("Met by"), max_length=200, help_text=_("The company, platform or room that met it."))


class MergeForm(ActForm):
    """Which record it is."""

    into = forms.ChoiceField(label=_("It is the same company as"))
    reason = reason_field()

    def offer(self, companies: Choices) -> None:
        """The records that may be the same, and all others by name."""
        self.fields["into"].choices = companies  # type: ignore[attr-defined]


class RulesForm(ActForm):
    """A text of rules."""

    file = forms.FileField(label=_("Text of rules (YAML)"))

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Self:
        """The form as it was sent with its file, or fresh."""
        if request.method != "POST":
            return super().of(request, **options)
        return cls(request.POST, request.FILES, **options)


class EmptyForm(ActForm):
    """Nothing but the act."""
