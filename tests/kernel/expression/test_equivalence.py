"""Random expressions: written and read they stay the same, and compiled they mean what the reference says."""

from decimal import Decimal, localcontext
from typing import Any

from hypothesis import HealthCheck, given, settings

from cellpark.kernel.expression import compile_expression, evaluate, format_expression, parse
from cellpark.kernel.expression import syntax as s
from cellpark.kernel.expression.parser import Expression
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from tests.kernel.expression.reference import Failure, reference
from tests.kernel.expression.trees import NAMES, data, trees

FACTORS = {"hold": 3600, "work.time": 60, "times": 3600}
fuzz = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def in_base_units(values: dict[str, Any]) -> dict[str, Any]:
    """The reference takes base values: seconds, kelvin, shares of one."""

    def convert(name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [convert(name, each) for each in value]
        if not isinstance(value, Decimal):
            return value
        if name == "temp":
            return value + Decimal("273.15")
        return value * Decimal("0.01") if name == "viab" else value * FACTORS.get(name, 1)

    with localcontext(prec=34):
        return {name: convert(name, value) for name, value in values.items()}


@fuzz
@given(trees())
def test_reading_what_was_written_gives_the_same_tree(tree: s.Node) -> None:
    text = format_expression(tree)
    read = parse(text[:4000]) if len(text) <= 4000 else None
    if read is not None:
        assert read.root == tree
        assert format_expression(read.root) == text


@fuzz
@given(trees(), data())
def test_the_compiled_answer_is_the_answer_of_the_reference(tree: s.Node, values: dict[str, Any]) -> None:
    program = compile_expression(Expression("", tree), NAMES)
    try:
        expected = reference(tree, in_base_units(values))
    except Failure:
        expected = Failure
    try:
        found = program._run(program._env(values))
    except Refused as refused:
        found = Failure if {each.code.split(".")[0] for each in refused.problems} == {"expression"} else refused
    assert found == expected
    assert type(found) is type(expected)


@fuzz
@given(trees(), data())
def test_the_answer_with_reasons_is_the_answer_without(tree: s.Node, values: dict[str, Any]) -> None:
    program = compile_expression(Expression(format_expression(tree), tree), NAMES)
    try:
        bare = program.decide(values)
    except Refused as refused:
        bare = refused.problems
    try:
        answer = program.answer(values)
    except Refused as refused:
        answer, found = None, refused.problems
    else:
        found = answer.value
    assert found == bare
    if answer is not None and answer.value is None:
        assert answer.missing
        assert set(answer.missing) <= set(program.names)


def with_units(values: dict[str, Any]) -> dict[str, Any]:
    """The same data as quantities in their declared units."""

    def convert(name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [convert(name, each) for each in value]
        kind = NAMES[name].item or NAMES[name]
        return Quantity(value, kind.unit.text) if isinstance(value, Decimal) else value

    return {name: convert(name, value) for name, value in values.items()}


@fuzz
@given(trees(), data())
def test_without_declarations_the_answer_is_the_same(tree: s.Node, values: dict[str, Any]) -> None:
    """Lists without a known item are left out: nobody can tell of what kind their items are."""
    full = with_units(values)
    if any(isinstance(each, list) and not any(item is not None for item in each) for each in full.values()):
        return
    try:
        declared = compile_expression(Expression("", tree), NAMES).decide(full)
        found = evaluate(format_expression(tree), full).value
    except Refused:
        return
    assert found == declared


@fuzz
@given(trees(), data(), data())
def test_what_is_known_stays_when_more_becomes_known(
    tree: s.Node, values: dict[str, Any], more: dict[str, Any]
) -> None:
    """Kleene's logic is monotone: filling in an unknown datum never changes an answer that was already known."""
    if any(isinstance(node, s.Call) and node.function == "known" for node in s.walk(tree)):
        return
    program = compile_expression(Expression("", tree), NAMES)
    filled = {name: more[name] if value is None else value for name, value in values.items()}
    try:
        first, then = program.decide(values), program.decide(filled)
    except Refused:
        return
    assert first is None or isinstance(first, list) or then == first


@fuzz
@given(trees(), data())
def test_an_unknown_answer_names_data_that_are_really_unknown(tree: s.Node, values: dict[str, Any]) -> None:
    program = compile_expression(Expression(format_expression(tree), tree), NAMES)
    try:
        answer = program.answer(values)
    except Refused:
        return
    assert (answer.value is None) == bool(answer.missing)
    for name in answer.missing:
        value = values[name]
        assert value is None or (isinstance(value, list) and None in value)
