"""Every kind of event has a sentence in both languages, and every field a label."""

from dataclasses import fields
from importlib import import_module

import pytest
from django.utils import translation

from cellpark.ledger.public import event_types
from cellpark.web.pages.event_values import FIELDS, sentences, value_words
from cellpark.web.pages.event_words import SENTENCES, TITLES, title_of
from cellpark.web.pages.ledger_names import Names

import_module("cellpark.config.urls")  # the whole site, so that every app has registered its events
OURS = sorted({name for name, _version in event_types() if not name.startswith("test")})


@pytest.mark.parametrize("name", OURS)
def test_every_registered_event_has_words_in_both_languages(name: str) -> None:
    """A reader never meets bytes alone."""
    for words in (SENTENCES[name], TITLES[name]):
        with translation.override("en"):
            english = str(words)
        with translation.override("zh-hans"):
            chinese = str(words)
        assert any(letter > "\u4e00" for letter in chinese), (name, chinese)
        assert not any(letter > "\u4e00" for letter in english)


def test_no_words_are_left_over() -> None:
    assert sorted(SENTENCES) == sorted(TITLES) == OURS


def test_every_field_has_a_label() -> None:
    known = {
        field.name for (name, _version), kind in event_types().items() if name in OURS for field in fields(kind.shape)
    }
    assert sorted(known - FIELDS.keys()) == []


def test_a_kind_from_another_release_is_named_and_nothing_breaks() -> None:
    assert title_of("other.thing.happened") == "other.thing.happened"
    assert sentences("other.thing.happened", {"x": 1}, "person/1", Names()) == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("role", "quality_head", "Head of quality"),
        ("role", "no such role", "no such role"),
        ("kind", "tenant", "Tenant company"),
        ("starts_on", "2026-11-22", "22 Nov 2026"),
        ("starts_on", "2026-99-99", "2026-99-99"),
        ("expected", "notatimeTZ", "notatimeTZ"),
        ("example", True, "yes"),
        ("size", 12345, "12,345"),
        ("scopes", ["a", "b"], "a, b"),
        ("why", None, ""),
        ("why", "orders.identity.wrong_kit", "This is not the collection kit that was sent for this order"),
        ("disposition", "held", "in quarantine, not to be given"),
        ("decision", "rejected", "Rejected"),
    ],
)
def test_values_are_read_as_people_read_them(key: str, value: object, words: str) -> None:
    with translation.override("en"):
        assert value_words(key, value, Names()) == words


def test_a_sentence_says_a_time_as_people_say_it() -> None:
    """The fields beside it show the second; a sentence reads."""
    data = {"seen": "x", "due_at": "2026-11-22T01:04:05Z"}
    with translation.override("en"):
        said = sentences("release.result.failed_late", data, "system/release", Names())
    assert said[0].text == "A result failed after release; the physician is told by 22 Nov 2026, 09:04 (UTC+8)."
