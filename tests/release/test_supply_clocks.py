"""The clocks of a supply out of specification come from the product and its market (ATMP-1b, ATMP-1c)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.problem import Refused
from cellpark.orders.country_rules import SUPPLY_RECORDS
from cellpark.orders.public import SupplyLimit, TreatmentOrder
from cellpark.release import public as release
from cellpark.release.clocks import RECORDS
from cellpark.release.public import Trial
from tests.orders.conftest import ward
from tests.orders.ward import RULE, Ward, make_therapy
from tests.release.conftest import desk, floor, small
from tests.release.desk import Desk

__all__ = ["desk", "floor", "small", "ward"]
TWELVE = SupplyLimit(record="request", hours=12, source="Trial protocol EX-7, 9.4")


def test_the_records_of_the_rules_are_those_of_the_case() -> None:
    assert tuple(RECORDS) == SUPPLY_RECORDS


def test_ATMP_1b_the_limit_of_the_product_goes_before_the_default_of_the_house(desk: Desk, ward: Ward) -> None:
    """ATMP-1b: twelve hours by the trial's protocol, with its words; a clock that nobody set is told as a default."""
    rule = replace(RULE, supply=(TWELVE,))
    therapy = make_therapy(
        ward.floor, ward.sponsor, ward.sponsor_head, ward.hospital, code="CART-020", countries=[rule]
    )
    order = ward.accepted(therapy)
    with use_scope(EVERYTHING):
        batch = desk.reviewed()
        TreatmentOrder.objects.filter(id=order.id).update(coi=batch.coi)
        desk.fail()
        case = release.open_supply(
            actor=desk.reviewer, batch_id=batch.id, failed="viability", trial=Trial.INVESTIGATIONAL
        )
    with use_scope(ward.physician.scope):
        due = release.next_clock(release.supply(case.id))
        assert due is not None
        assert (due.code, due.source) == ("request", "Trial protocol EX-7, 9.4")
        assert due.due_at == case.opened_at + timedelta(hours=12)
        others = {each.source for each in release.clocks_of(release.supply(case.id)) if each.code != "request"}
    assert others == {""}


@pytest.mark.parametrize(
    "supply",
    [
        (replace(TWELVE, source=" "),),
        (replace(TWELVE, hours=0),),
        (replace(TWELVE, record="coffee"),),
        (TWELVE, replace(TWELVE, hours=6)),
    ],
)
def test_a_limit_without_its_source_is_refused(ward: Ward, supply: tuple[SupplyLimit, ...]) -> None:
    with pytest.raises(Refused) as refused:
        make_therapy(
            ward.floor, ward.sponsor, ward.sponsor_head, ward.hospital, countries=[replace(RULE, supply=supply)]
        )
    assert {each.code for each in refused.value.problems} == {"orders.supply.malformed"}
