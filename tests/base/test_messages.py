"""Problems in words: every code of every app has its sentence, in the reader's language."""

from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.utils import translation

from cellpark.base.contributed import contributed_mapping
from cellpark.base.messages import catalogue, explain, sentence
from cellpark.kernel.lifecycle import Lifecycle, registered
from cellpark.kernel.problem import Problem

TOO_LONG = Problem("base.too_long", {"limit": 500}, field="reason", rule="CN-2f")


def test_a_problem_says_what_why_and_what_to_do() -> None:
    with translation.override("en"):
        words = explain(TOO_LONG)
        assert (words.what, words.why, words.remedy, words.field, words.rule) == (
            "This text has more than 500 characters.",
            "The limit keeps records readable and printable.",
            "Shorten it and send again.",
            "reason",
            "CN-2f",
        )
        assert sentence(TOO_LONG) == (
            "This text has more than 500 characters. The limit keeps records readable and printable."
            " Shorten it and send again."
        )


def test_chinese_sentences_follow_one_another_without_a_space() -> None:
    with translation.override("zh-hans"):
        assert " " not in sentence(Problem("base.required"))


@pytest.mark.parametrize(
    ("problem", "raw"),
    [
        (Problem("shipments.state", {"number": "SH-1", "state": "in_transit"}), "in_transit"),
        (Problem("shipments.contents.gone", {"code": "B", "state": "destroyed"}), "destroyed"),
        (Problem("orders.shipment.not_left", {"number": "SH-1", "state": "packed"}), "packed"),
        (Problem("orders.side.other", {"side": "sponsor"}), "sponsor"),
        (Problem("labels.label.nothing_to_check", {"number": "1", "stage": "affix"}), "affix"),
        (Problem("lifecycle.step", {"thing": "orders.order", "state": "made", "verb": "x", "allowed": ""}), "made"),
        (Problem("materials.container.not_usable", {"code": "CT-1", "state": "quarantined"}), "quarantined"),
        (Problem("materials.container.absent", {"code": "CT-1", "state": "in_use"}), "in_use"),
    ],
    ids=lambda each: getattr(each, "code", None),
)
def test_members_of_closed_lists_are_named_in_the_readers_language(problem: Problem, raw: str) -> None:
    with translation.override("zh-hans"):
        assert raw not in explain(problem).what
    assert raw in problem.params.values()


for _app in apps.get_app_configs():  # a lifecycle is known once its table is read, whoever runs these tests alone
    if _app.name.startswith("cellpark.") and find_spec(f"{_app.name}.states") is not None:
        import_module(f"{_app.name}.states")


@pytest.mark.parametrize("each", registered(), ids=lambda each: each.name)
def test_every_state_of_every_lifecycle_has_its_word_in_both_languages(each: Lifecycle[StrEnum]) -> None:
    words = contributed_mapping("words", "LIFECYCLE_STATES")[each.name]
    with translation.override("en"):
        english = {state: str(words[state]) for state in each.states}
    with translation.override("zh-hans"):
        chinese = {state: str(words[state]) for state in each.states}
    assert all(english.values())
    assert [state for state in each.states if chinese[state] == english[state]] == []


@pytest.mark.parametrize("each", registered(), ids=lambda each: each.name)
def test_a_step_that_does_not_follow_names_state_and_steps_in_no_programs_words(each: Lifecycle[StrEnum]) -> None:
    with translation.override("zh-hans"):
        for state in each.states:
            told = {"thing": each.name, "state": state.value, "verb": "x", "allowed": "hand_over"}
            words = sentence(Problem("lifecycle.step", told))
            assert not [raw for raw in (f"({state.value}", f"\uff08{state.value}", "hand_over") if raw in words]


def test_a_code_without_words_fails_loudly() -> None:
    with pytest.raises(KeyError):
        explain(Problem("base.no_such_code"))


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_message_says_at_least_what_is_wrong(code: str) -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert str(catalogue()[code].what)
