"""Forms of the chain and of the exchange."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cellpark.chain.public import FileKind, OfferKind, SeatKind, areas, city_name, taxonomy, words
from cellpark.space.public import every_park
from cellpark.web.areas.chain.shown import node_name
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, day, long_text


def node_choices() -> list[tuple[str, str]]:
    """Every node, groups too: who does something of a group is not always told apart."""
    return [(code, f"{code} {node_name(node)}") for code, node in taxonomy().nodes.items() if node.level > 0]


def park_choices() -> list[tuple[str, str]]:
    """Every park of the directory."""
    return [(f"park:{each.key}", each.name) for each in every_park()]


def area_choices() -> list[tuple[str, str]]:
    """Every park of the directory, every city that lies under one, the nation."""
    cities = [(f"city:{key}", city_name(f"city:{key}")) for key in areas().cities]
    return [*park_choices(), *cities, (areas().nation[0], city_name(areas().nation[0]))]


class SeatForm(ActForm):
    """Who sits on a node, and how one knows."""

    node = forms.ChoiceField(label=_("Node of the chain"), choices=node_choices)
    area = forms.ChoiceField(label=_("Park, city or nation"), choices=area_choices)
    kind = forms.ChoiceField(label=_("Who it is"), choices=[(each.value, words.SEAT_KINDS[each]) for each in SeatKind])
    name_zh = Text(label=_("Chinese name"), max_length=200, required=False)
    name_en = Text(label=_("English name"), max_length=200, required=False)
    evidence = Text(
        label=_("Evidence"),
        max_length=400,
        help_text=_("What shows it: a contract, a visit, a document."),
    )
    source = Text(label=_("Source"), max_length=200, help_text=_("Who said so, or where it stands."))
    day = day(label=_("Day"))
    capacity = forms.DecimalField(label=_("Capacity a year"), required=False, max_digits=16, decimal_places=4)
    capacity_unit = Text(label=_("Unit of the capacity"), max_length=40, required=False)
    lead_days = forms.IntegerField(label=_("Lead time, days"), required=False)


class EndSeatForm(ActForm):
    """From which day on somebody does it no longer, and why."""

    until = day(label=_("First day without it"))
    reason = long_text(label=_("Reason"), max_length=400)


class RecruitForm(ActForm):
    """Who shall be won for a gap, and what is done next."""

    name_zh = Text(label=_("Chinese name"), max_length=200, required=False)
    name_en = Text(label=_("English name"), max_length=200, required=False)
    code = Text(label=_("Unified social credit code"), max_length=18, required=False)
    step = Text(label=_("Next step"), max_length=200)
    step_on = day(label=_("By when"))
    known_as_other = forms.BooleanField(label=_("It is another company than the one of a similar name"), required=False)


class WhyForm(ActForm):
    """Why."""

    reason = long_text(label=_("Reason"), max_length=400)


class ImportForm(ActForm):
    """A file, tried out first."""

    kind = forms.ChoiceField(
        label=_("What it holds"),
        choices=[(FileKind.FACTS.value, _("Market facts")), (FileKind.PURCHASES.value, _("Purchases"))],
    )
    file = forms.FileField(label=_("CSV file"))
    take_in = forms.BooleanField(
        label=_("Take it in if every row is right"),
        required=False,
        help_text=_("Without this mark nothing is written: you see what would be."),
    )


class ListingForm(ActForm):
    """What is offered or wanted."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(each.value, words.OFFER_KINDS[each]) for each in OfferKind]
    )
    title = Text(label=_("Title"), max_length=120)
    text = long_text(
        label=_("Text"), max_length=2000, help_text=_("In Chinese or English; no names of people, no patient data.")
    )
    node = forms.ChoiceField(
        label=_("Node of the chain"),
        required=False,
        choices=lambda: [("", _("none, or several")), *node_choices()],
        help_text=_("It helps to find what fits, and lets the park count demand."),
    )
    area = forms.ChoiceField(label=_("Park"), required=False, choices=lambda: [("", _("wherever")), *park_choices()])
    until = day(label=_("Until"), required=False, help_text=_("The first day without it; empty: open."))


class SearchForm(ActForm):
    """Who does something in a park."""

    node = forms.ChoiceField(label=_("What you look for"), choices=node_choices)
    area = forms.ChoiceField(label=_("Park"), choices=park_choices)


class NothingForm(ActForm):
    """An act without anything to type."""
