"""The page of a therapy speaks to people: no codes of records."""

from collections.abc import Callable
from dataclasses import replace

from django.test import Client
from django.urls import reverse

from cellpark.orders.public import SupplyLimit
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
    assert "\u544a\u77e5\u7533\u529e\u8005" in browser(ward.planner, "zh-hans").get(address).content.decode()
