"""A country's rules as expressions: judged at the order and before the shipment, refused by their clause."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cellpark.base.scope import use_scope
from cellpark.kernel.problem import Refused
from cellpark.orders import public as orders
from cellpark.orders.country_rules import rule_problems, unmet
from cellpark.orders.public import CountryRule, Rule, RuleAt
from tests.orders.road import left, planned
from tests.orders.test_vein_to_vein import codes, released
from tests.orders.ward import RULE, Ward


def rule(expression: str, at: RuleAt = RuleAt.ORDER) -> CountryRule:
    return replace(RULE, rules=(Rule(at=at, clause="X 1", words="words", expression=expression),))


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("infuse_at - collect_at <= 50 d", None),
        ('reference.cd19_positive != "" and days_between(last_dose.steroids, collect_day) >= 7 d', None),
        ("", "orders.rule.malformed"),
        ("infuse_at <=", "expression.syntax"),
        ("infuse_at", "expression.kind"),
        ("patient_name == 1", "expression.name"),
        ("infuse_at - collect_at <= 50 kg", "expression.kinds"),
    ],
)
def test_a_rule_is_checked_when_it_is_described(expression: str, code: str | None) -> None:
    """Names that no order has, kinds that do not fit and half sentences never reach an order."""
    found = rule_problems(rule(expression))
    assert bool(found) is (code is not None)
    assert all(each.field == "rules" for each in found)


def test_a_rule_whose_fact_is_not_there_yet_is_named_with_it() -> None:
    [problem] = unmet(rule("now - made_at <= 3 d"), RuleAt.ORDER, {})
    assert (problem.code, problem.params["missing"], problem.rule) == ("orders.rule.unknown", "now, made_at", "X 1")
    assert unmet(rule("now - made_at <= 3 d"), RuleAt.SHIPMENT, {}) == []


def test_an_order_that_breaks_a_rule_is_not_signed_and_hears_its_clause(ward: Ward) -> None:
    order = ward.drafted()
    slots = ward.slots()
    later = replace(
        slots,
        manufacture_until=slots.manufacture_until + timedelta(days=40),
        infuse_at=slots.infuse_at + timedelta(days=42),
    )
    with use_scope(ward.physician.scope):
        said = {"references": {}, "last_doses": {}, "slots": later}
        orders.complete_order(actor=ward.physician, order_id=order.id, **said)
        with pytest.raises(Refused) as refused:
            orders.prepare_order_signature(actor=ward.physician, order_id=order.id, why="x")
    [problem] = [each for each in refused.value.problems if each.code == "orders.rule.unmet"]
    assert (problem.rule, problem.params["clause"]) == ("EX-PROT 6.2", "EX-PROT 6.2")


def test_a_product_that_breaks_a_rule_is_not_shipped(ward: Ward) -> None:
    order, bag = released(ward)
    way = planned(ward, "OUT-9", [bag.id], inbound=False)
    left(ward, way)
    ward.floor.clock.advance(timedelta(days=4))
    with use_scope(ward.planner.scope), pytest.raises(Refused) as refused:
        orders.ship_order(actor=ward.planner, order_id=order.id, shipment="OUT-9")
    assert codes(refused) == ["orders.rule.unmet"]
    assert refused.value.problems[0].rule == "EX-PROT 9.4"
