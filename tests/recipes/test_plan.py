"""The planning overlay: read strictly, in its own unsigned layer, and compared with the recipe that it belongs to."""

from decimal import Decimal

import pytest

from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect import parse
from cellpark.recipes.dialect.plan import Duration, Plan, Price, Shape, StepPlan, parse_plan, plan_problems

RECIPE = """---
mbr: P-1
version: 2.1.0
title: \u793a\u4f8b | Example
---

## U1 \u51c6\u5907 | Prepare

- place: suite B; grade C

### U1.1 \u52a0\u6599 | Add

zh: \u52a0\u5165 {medium}\uff0c\u5f55\u5165 {ok}\u3002
en: Add {medium}, enter {ok}.

- use medium: RM-0107 medium; qty 10 mL; lot scan
- record ok: yes-no
- check fine: ok; else do U1.2
- sign done: operator

### U1.2 \u590d\u6838 | Look again

zh: \u518d\u770b\u3002
en: Look again.

- sign done: operator

## U2 \u6269\u589e | Expand

- repeat: every 24 h; until n >= 2; min 2; max 4; else deviation major

### U2.1 \u8ba1\u6570 | Count

zh: \u5f55\u5165 {n}\u3002
en: Enter {n}.

- record n: number
- sign done: operator
"""
PLAN = """format: cellpark.plan/1
recipe: P-1
major: 2
currency: CNY
steps:
  U1.1: {work: {triangular: {low: 5 min, mode: 10 min, high: 0.5 h}}, people: 2}
  U1.2: {work: {fixed: {value: 5 min}}, chance: 10 %}
  U2.1: {work: {lognormal: {median: 10 min, p90: 20 min}}}
rounds:
  U2: {2: 8, 3: 1}
prices:
  RM-0107: {amount: 2.40, per: mL}
"""


def minutes(number: int) -> Quantity:
    return Quantity(Decimal(number), "min")


def test_an_overlay_is_read_exactly() -> None:
    assert parse_plan(PLAN) == Plan(
        recipe="P-1",
        major=2,
        currency="CNY",
        steps={
            "U1.1": StepPlan(Duration(Shape.TRIANGULAR, (minutes(5), minutes(10), minutes(30))), people=2),
            "U1.2": StepPlan(Duration(Shape.FIXED, (minutes(5),)), chance=Quantity(Decimal(10), "%")),
            "U2.1": StepPlan(Duration(Shape.LOGNORMAL, (minutes(10), minutes(20)))),
        },
        rounds={"U2": {2: 8, 3: 1}},
        prices={"RM-0107": Price(Decimal("2.40"), "mL")},
    )
    assert plan_problems(parse_plan(PLAN), parse(RECIPE)) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("cellpark.plan/1", "cellpark.plan/9", "format", 1),
        ("major: 2", "major: two", "whole", 3),
        ("currency: CNY\n", "", "key_missing", 1),
        ("currency: CNY", "currency: CNY\ncolour: red", "key_unknown", 5),
        ("currency: CNY", "currency: CNY\ncurrency: USD", "key_twice", 5),
        ("{work: {fixed: {value: 5 min}}, chance: 10 %}", "[5 min]", "list_unwanted", 7),
        ("{fixed: {value: 5 min}}", "5 min", "mapping_wanted", 7),
        ("fixed: {value: 5 min}", "normal: {value: 5 min}", "shape", 7),
        ("value: 5 min", "value: 5 mL", "quantity", 7),
        ("value: 5 min", "value: -5 min", "quantity", 7),
        ("value: 5 min", "value: 1:30", "quantity", 7),
        ("low: 5 min", "low: 12 min", "order", 6),
        ("chance: 10 %", "chance: 120 %", "share", 7),
        ("people: 2", "people: 0", "whole", 6),
        ("{2: 8, 3: 1}", "{2: many}", "whole", 10),
        ("amount: 2.40", "amount: free", "amount", 12),
        ("per: mL", "per: bucket", "unit", 12),
        ("major: 2", "major: *anchor", "anchor", 1),
        ("major: 2", "major: &anchor 2", "anchor", 1),
        ("major: 2", "major: !!int 2", "anchor", 1),
        ("steps:", "steps: {", "yaml", 7),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(old: str, new: str, code: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        parse_plan(PLAN.replace(old, new, 1))
    first = refused.value.problems[0]
    assert (first.code, first.params["line"]) == (f"recipe.plan.{code}", line)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("major: 2", "major: 1", "other_recipe"),
        ("  U2.1: {work", "  U9.1: {work: {fixed: {value: 1 min}}}\n  U2.1: {work", "unknown_step"),
        ("  U1.1: {work: {triangular: {low: 5 min, mode: 10 min, high: 0.5 h}}, people: 2}\n", "", "step_missing"),
        (", chance: 10 %", "", "chance"),
        ("people: 2", "people: 2, chance: 5 %", "chance"),
        ("  U2: {2: 8, 3: 1}", "  U1: {2: 8}\n  U2: {2: 8}", "not_a_loop"),
        ("  U2: {2: 8, 3: 1}", "  U2: {2: 8, 5: 1}", "rounds_outside"),
        ("rounds:\n  U2: {2: 8, 3: 1}\n", "", "rounds_missing"),
        ("prices:\n  RM-0107: {amount: 2.40, per: mL}\n", "", "price_missing"),
        ("prices:", "prices:\n  RM-0999: {amount: 1, per: mL}", "price_unused"),
    ],
)
def test_what_does_not_fit_the_recipe_is_named(old: str, new: str, code: str) -> None:
    assert old in PLAN
    found = plan_problems(parse_plan(PLAN.replace(old, new, 1)), parse(RECIPE))
    assert [each.code for each in found] == [f"recipe.plan.{code}"]


@pytest.mark.parametrize("text", ["", "- a\n", "a: b\n---\nc: d\n", "{" * 5000, "x" * 500_001, "\x00"])
def test_a_text_that_is_no_overlay_at_all_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_plan(text)
