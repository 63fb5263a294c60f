"""The page of a therapy speaks to people: no codes of records."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.test import Client
from django.urls import reverse

from cellpark.orders.public import SupplyLimit
from cellpark.orders.therapies_file import read_therapies
from cellpark.web.areas.orders.words import COUNTRIES, ITEMS
from tests.orders.ward import RULE, Ward, make_therapy


def test_ATMP_1b_the_limits_of_a_supply_stand_by_what_people_call_them(
    ward: Ward, browser: Callable[..., Client]
) -> None:
    """ATMP-1b: in the reader's language, with where each is written."""
    rule = replace(RULE, supply=(SupplyLimit(record="tell_sponsor", hours=24, source="EX-7, 9.4"),))
    made = make_therapy(ward.floor, ward.sponsor, ward.sponsor_head, ward.hospital, code="CART-020", countries=[rule])
    address = reverse("therapy", args=[made.id])
    page = browser(ward.planner).get(address).content.decode()
    assert '<th scope="row">The sponsor is told</th>' in page
    assert "tell_sponsor" not in page
    assert "\u544a\u77e5\u7533\u529e\u65b9" in browser(ward.planner, "zh-hans").get(address).content.decode()


def test_what_the_example_therapies_ask_for_has_words() -> None:
    """No code of an item or of a country stands on a page of the examples."""
    said = read_therapies((Path(__file__).resolve().parents[2] / "examples/orders/therapies.yaml").read_bytes())
    asked = [country.rule() for therapy in said.therapies for country in therapy.countries]
    items = {each for rule in asked for each in (*rule.eligibility, *rule.consents, *rule.wash_outs)}
    assert sorted(items - ITEMS.keys()) == []
    assert sorted({rule.country for rule in asked} - COUNTRIES.keys()) == []
