"""Reading expressions: what is understood, and where and how everything else is refused."""

import inspect
import re
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.kernel.expression import TRUTH, compile_expression, format_expression, parse
from cellpark.kernel.expression import syntax as s
from cellpark.kernel.problem import Refused


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1.5e6 cells/mL", s.Number(Decimal("1.5E+6"), "cells/mL")),
        ("70%", s.Number(Decimal(70), "%")),
        ("6 mL/bag", s.Number(Decimal(6), "mL/bag")),
        ("6 mL / bag", s.Chain(s.Number(Decimal(6), "mL"), (("/", s.Name("bag")),))),
        ("a - b + c", s.Chain(s.Name("a"), (("-", s.Name("b")), ("+", s.Name("c"))))),
        ("a + b * c", s.Chain(s.Name("a"), (("+", s.Chain(s.Name("b"), (("*", s.Name("c")),))),))),
        ("-a * b", s.Chain(s.Negative(s.Name("a")), (("*", s.Name("b")),))),
        ("not a == b", s.Not(s.Comparison("==", s.Name("a"), s.Name("b")))),
        ("a or b and c", s.Logic("or", (s.Name("a"), s.Logic("and", (s.Name("b"), s.Name("c")))))),
        (
            "a not in [1, 2]",
            s.Membership(s.Name("a"), s.Listing((s.Number(Decimal(1)), s.Number(Decimal(2)))), negated=True),
        ),
        ("h in 20..28 h", s.Membership(s.Name("h"), s.Range(s.Number(Decimal(20), "h"), s.Number(Decimal(28), "h")))),
        ("h in ..28 h", s.Membership(s.Name("h"), s.Range(None, s.Number(Decimal(28), "h")))),
        ("h in 20 h..", s.Membership(s.Name("h"), s.Range(s.Number(Decimal(20), "h"), None))),
        (
            "t in -150..-80 degC",
            s.Membership(
                s.Name("t"),
                s.Range(s.Negative(s.Number(Decimal(150), "degC")), s.Negative(s.Number(Decimal(80), "degC"))),
            ),
        ),
        ("vec.titre", s.Name("vec.titre")),
        ('"a \\"b\\" \\\\ \u6e05\u6d01"', s.Text('a "b" \\ \u6e05\u6d01')),
        ("2026-11-22", s.Day(date(2026, 11, 22))),
        ("2026-11-22T08:00+08:00", s.Instant(datetime(2026, 11, 22, 0, 0, tzinfo=UTC))),
        ("2026-11-22T00:00Z", s.Instant(datetime(2026, 11, 22, 0, 0, tzinfo=UTC))),
        ("choose(a, true, false)", s.Call("choose", (s.Name("a"), s.Truth(True), s.Truth(False)))),
        ("f()", s.Call("f", ())),
        ("[]", s.Listing(())),
    ],
)
def test_what_is_understood(text: str, tree: s.Node) -> None:
    assert parse(text).root == tree
    assert parse(format_expression(tree)).root == tree


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("((a)) and(b or c)", "a and (b or c)"),
        ("a or b and c", "a or (b and c)"),
        ("(a and b) and c", "(a and b) and c"),
        ("a-(b-c)", "a - (b - c)"),
        ("-(-a)", "-(-a)"),
        ("-(a+b)", "-(a + b)"),
        ("(a < b) == true", "(a < b) == true"),
        ("x in 20 h..28 h", "x in 20..28 h"),
        ("x in 20 min..28 h", "x in 20 min..28 h"),
        ("1E6cells", "1e6 cells"),
        ("0.10", "0.10"),
    ],
)
def test_there_is_one_way_to_write_each_tree(text: str, written: str) -> None:
    assert format_expression(parse(text).root) == written


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "ends_early", 1, 1),
        ("a +", "ends_early", 1, 4),
        ("(a", "ends_early", 1, 3),
        ("a b", "operator_wanted", 1, 3),
        ("a +\n* b", "value_wanted", 2, 1),
        ("a\nand\n  or b", "value_wanted", 3, 3),
        ("f(a b)", "sign_wanted", 1, 5),
        ("a not b", "sign_wanted", 1, 7),
        ("a < b < c", "chained", 1, 7),
        ("a in 1..2 in b", "chained", 1, 11),
        ("a == 1..2", "range_alone", 1, 7),
        ("a in ..", "range_open", 1, 6),
        ("a = b", "write_instead", 1, 3),
        ("a \u2264 b", "write_instead", 1, 3),
        ("a \uff1c b", "write_instead", 1, 3),
        ("f\uff08a\uff09", "write_instead", 1, 2),
        ("'a'", "write_instead", 1, 1),
        ("a && b", "write_instead", 1, 3),
        ("a # b", "unreadable", 1, 3),
        ("\x00", "unreadable", 1, 1),
        ("\u72b6\u6001", "unreadable", 1, 1),
        ('a == "b', "text_not_closed", 1, 6),
        ('"a\nb"', "text_not_closed", 1, 1),
        ("2026-02-30", "no_such_date", 1, 1),
        ("2026-02-03T25:00Z", "no_such_date", 1, 1),
        ("2026-02-03T08:00", "no_offset", 1, 1),
        ("1e999999", "number_too_long", 1, 1),
        ("1e100", "number_too_long", 1, 1),
        ("1" * 35, "number_too_long", 1, 1),
        ("1 + not a", "value_wanted", 1, 5),
    ],
)
def test_everything_else_is_refused_with_line_and_column(text: str, code: str, line: int, column: int) -> None:
    with pytest.raises(Refused) as refused:
        parse(text)
    (problem,) = refused.value.problems
    assert (problem.code, problem.params["line"], problem.params["column"]) == (f"expression.{code}", line, column)


def test_the_caret_stands_under_the_fault_also_after_wide_characters() -> None:
    with pytest.raises(Refused) as refused:
        parse('a and\n"\u6e05\u6d01" == = 1')
    assert refused.value.problems[0].params["caret"] == '"\u6e05\u6d01" == = 1\n \u3000\u3000     ^'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * 4001, "too_long"),
        ("a+" * 600 + "a", "too_many_words"),
        ("(" * 500 + "a" + ")" * 499, "too_deep"),
        ("not " * 500 + "a", "too_deep"),
        ("-" * 900 + "a", "too_deep"),
        ("[" * 100, "too_deep"),
        ("(" * 30 + "p" + " * 1 + 1 == 2 and p or p)" * 30, "too_deep"),
        ("f(" * 100, "too_deep"),
        ("[" + "1," * 201 + "1]", "too_many_items"),
    ],
)
def test_there_is_a_limit_on_everything(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(text)
    assert refused.value.problems[0].code == f"expression.{code}"


def test_the_deepest_expression_works_on_an_almost_exhausted_stack() -> None:
    def far_down(levels: int) -> object:
        if levels:
            return far_down(levels - 1)
        answer = compile_expression("(" * 18 + "p" + " and p) == true" * 18, {"p": TRUTH}).answer({"p": True})
        return format_expression(parse(answer.reason.text).root), answer.value

    used = len(inspect.stack())
    text, value = far_down(sys.getrecursionlimit() - used - 400)  # type: ignore[misc]
    assert value is True
    assert text.count("==") == 18


def test_long_chains_are_not_deep() -> None:
    tree = parse(" + ".join(["a"] * 400)).root
    assert isinstance(tree, s.Chain)
    assert len(tree.rest) == 399


WORDS = re.findall(
    r"\S+",
    'a b.c 1 2.5e3 70% 3h 1e99 " "x" ( ) [ ] , .. + - * / < <= == != > >= = . 2026-01-01 2026-99-99 and or not in true'
    " min( known( choose( degC cells/mL \u6c49 \uff08",
)


def check_words(refused: Refused) -> None:
    assert all(problem.code.startswith("expression.") for problem in refused.problems)


@given(st.text(max_size=60) | st.lists(st.sampled_from([*WORDS, "\n", "\ud800"]), max_size=25).map(" ".join))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        tree = parse(text).root
    except Refused as refused:
        check_words(refused)
        return
    assert parse(format_expression(tree)).root == tree
