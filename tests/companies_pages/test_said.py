"""Rules, nodes and values of companies as people write them."""

import pytest
from django.utils import translation

from cellpark.recognition.public import Vocabulary
from cellpark.web.areas.companies.forms import MilestoneForm
from cellpark.web.areas.companies.nodes import node_choices, node_words
from cellpark.web.areas.companies.views.judged import edition_words, lack_words

NOTHING: Vocabulary = {}


def test_a_condition_writes_its_numbers_and_signs_as_people_do() -> None:
    assert lack_words("revenue >= 50e6 and staff_2 <= 8.5", (), NOTHING) == "revenue ≥ 50,000,000 and staff_2 ≤ 8.5"


def test_a_list_of_the_year_has_no_edition_to_show() -> None:
    assert (edition_words("2022"), edition_words("list")) == ("2022", "")


@pytest.mark.parametrize(("language", "name"), [("en", "M11 CAR-T"), ("zh-hans", "M11 CAR-T")])
def test_a_node_stands_with_its_name(language: str, name: str) -> None:
    with translation.override(language):
        assert node_words("M11") == name
        assert ("M11", name) in [choice for _group, inside in node_choices()[1:] for choice in inside]


def test_a_node_that_no_taxonomy_knows_stands_alone() -> None:
    assert (node_words("Z99"), node_words("")) == ("Z99", "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("yes", "true"), ("\u662f", "true"), ("No", "false"), ("\u5426", "false"), ("true", "true"), ("38.5", "38.5")],
)
def test_yes_and_no_are_typed_as_words(typed: str, kept: str) -> None:
    form = MilestoneForm({"kind": "listed", "value": typed, "day": "2026-11-01", "evidence": "licence"})
    form.offer([("listed", "Listed")])
    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == kept
