"""Names of the ledger for people: who acted, and amounts as they are written."""

from uuid import uuid4

from django.utils import translation

from cellpark.web.pages.event_values import sentence, value_words
from cellpark.web.pages.ledger_names import Names


def test_who_acts_without_an_account_and_a_process_are_told_in_words() -> None:
    """No id of a link and no name of a process in a sentence; a sentence begins with a capital letter."""
    names, link = Names(), f"system/link/{uuid4()}"
    with translation.override("en"):
        assert names.actor(link) == "the holder of a one-time link"
        assert names.actor("system/quality") == "the system (Quality control)"
        assert sentence("shipments.link.used", {}, link, names) == "The holder of a one-time link used the link."
    with translation.override("zh-hans"):
        assert names.actor("system/worker") == "\u7cfb\u7edf\uff08\u540e\u53f0\u4f5c\u4e1a\uff09"


def test_an_amount_stands_with_its_unit() -> None:
    assert value_words("quantity", {"unit": "mL", "value": "31.9998"}, Names()) == "31.9998\N{NO-BREAK SPACE}mL"
    assert value_words("quantity", {"unit": "mL", "value": "some"}, Names()) == "some\N{NO-BREAK SPACE}mL"
    assert value_words("place", {"room": "B-101"}, Names()) == "room B-101"
