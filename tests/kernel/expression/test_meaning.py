"""What expressions mean: units, temperatures, dates, unknown data, and what is refused before or during evaluation."""

from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.kernel.expression import (
    DAY,
    INSTANT,
    TEXT,
    TRUTH,
    compile_expression,
    evaluate,
    format_expression,
    list_of,
    number,
)
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity

q = Quantity.parse
NAMES = {
    "vcd": number("cells/mL"),
    "viab": number("%"),
    "tnc": number("cells"),
    "moi": number("TU/cell"),
    "vec.titre": number("TU/mL"),
    "hold": number("h"),
    "flow": number("mL/min"),
    "temp": number("degC"),
    "state": TEXT,
    "signed": TRUTH,
    "due": DAY,
    "done_at": INSTANT,
    "times": list_of(number("h")),
    "grades": list_of(TEXT),
}
DATA = {
    "vcd": q("1.5e6 cells/mL"),
    "viab": q("85 %"),
    "tnc": q("1e8 cells"),
    "moi": q("3 TU/cell"),
    "vec.titre": q("2e8 TU/mL"),
    "hold": q("24 h"),
    "flow": q("70 mL/min"),
    "temp": q("37.0 degC"),
    "state": "clean",
    "signed": True,
    "due": date(2026, 11, 22),
    "done_at": datetime(2026, 11, 22, 8, tzinfo=UTC),
    "times": [q("1 h"), q("90 min")],
    "grades": ["A", "B"],
}


def codes(act: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [problem.code.removeprefix("expression.") for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vcd <= 1.5e6 cells/mL", True),
        ("vcd < 1500 cells/uL", False),
        ("viab in 70..100 %", True),
        ("viab > 0.849 and viab < 0.851", True),
        ("hold in 20..28 h and hold in 1..2 d", True),
        ("hold in ..23 h or hold in 25 h..", False),
        ("flow == 4.2 L/h", True),
        ("moi * tnc / vec.titre", q("1.5 mL")),
        ("moi * tnc / vec.titre <= 200 mL", True),
        ("temp in 36..38 degC", True),
        ("temp - 4 degC", q("33 delta_degC")),
        ("temp + 1.5 delta_degC == 38.5 degC", True),
        ("temp > -196 degC", True),
        ("round(1234 mL, 500 mL)", q("1000 mL")),
        ("round(2.5)", q("2")),
        ("abs(-3 h)", q("3 h")),
        ("max(1 h, 90 min, hold)", q("24 h")),
        ("min(times)", q("1 h")),
        ("sum(times) == 2.5 h", True),
        ("sum(choose(signed, [], [1 h])) == 0 h", True),
        ("count(times)", q("2")),
        ("days_between(2026-11-01, due)", q("21 d")),
        ("due + 3 d", date(2026, 11, 25)),
        ("due - 2026-11-01 == 3 week", True),
        ("done_at + 90 min == 2026-11-22T17:30+08:00", True),
        ("done_at - 2026-11-22T00:00Z", q("8 h")),
        ('state in ["clean", "qualified"]', True),
        ('state not in ["clean", "qualified"]', False),
        ('"A" in grades and "D" not in grades', True),
        ("choose(signed, 1 h, 2 h)", q("1 h")),
        ("choose(signed, 1 h, 1 h / 0)", q("1 h")),
        ("any([signed, viab < 10 %]) and not all([signed, viab < 10 %])", True),
        ("any([]) or not all([])", False),
        ("known(state) and signed == true", True),
        ("0.1 + 0.2 == 0.3", True),
        ("-hold < 0 h", True),
        ("tnc / 3 * 3 == tnc", False),
    ],
)
def test_examples(text: str, expected: object) -> None:
    program = compile_expression(text, NAMES)
    assert program.decide(DATA) == expected
    assert program.answer(DATA).value == expected
    assert evaluate(text, DATA).value == expected


@pytest.mark.parametrize(
    ("text", "value", "missing"),
    [
        ("viab > 70 %", None, ("viab",)),
        ("viab > 70 % and signed", None, ("viab",)),
        ("viab > 70 % and vcd < 1 cells/mL", False, ()),
        ("viab > 70 % or signed", True, ()),
        ("not (viab > 70 %)", None, ("viab",)),
        ("viab > 70 % or temp > 0 degC", None, ("viab", "temp")),
        ("known(viab)", False, ()),
        ("known(viab) and viab > 70 %", False, ()),
        ("choose(viab > 70 %, 1 h, 2 h)", None, ("viab",)),
        ("choose(signed, hold, viab * 1 h) > 1 h", True, ()),
        ("hold in 20 h..(viab * 30 h)", None, ("viab",)),
        ("hold in 25 h..(viab * 30 h)", False, ()),
        ("viab in []", False, ()),
        ("0.7 in [viab, 0.7]", True, ()),
        ("0.8 in [viab, 0.7]", None, ("viab",)),
        ("any([viab > 1, signed])", True, ()),
        ("max(1, viab)", None, ("viab",)),
        ("count([viab, 1])", q("2"), ()),
        ("viab + 1 / 0 > 1", "division_by_zero", ()),
    ],
)
def test_an_unknown_datum_is_asked_for_and_never_taken_as_false(
    text: str, value: object, missing: tuple[str, ...]
) -> None:
    data = {**DATA, "viab": None}
    del data["temp"]
    program = compile_expression(text, NAMES)
    if value == "division_by_zero":
        assert codes(lambda: program.answer(data)) == [value]
        return
    answer = program.answer(data)
    assert (answer.value, answer.missing) == (value, missing)
    assert program.decide(data) == value
    assert evaluate(text, data).value == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vcd > 3 h", ["mixed_kinds"]),
        ("tnc > 0", ["mixed_kinds"]),
        ("viab + hold > 3", ["mixed_kinds"]),
        ("state > 3", ["mixed_kinds"]),
        ('state < "x"', ["no_order"]),
        ("times == times", ["no_order"]),
        ("signed in true..false", ["no_order"]),
        ("temp + temp", ["points"]),
        ("1 delta_degC - temp", ["points"]),
        ("temp * 2", ["number_wanted"]),
        ("-temp < 0 degC", ["number_wanted"]),
        ("abs(temp)", ["number_wanted"]),
        ("-state", ["number_wanted"]),
        ("sum(grades)", ["number_wanted"]),
        ("max(grades)", ["number_wanted"]),
        ("state * 2", ["number_wanted"]),
        ("viab and signed", ["truth_wanted"]),
        ("not state", ["truth_wanted"]),
        ("choose(1, 2, 3)", ["truth_wanted"]),
        ("all(times)", ["truth_wanted"]),
        ("choose(signed, 1 h, 1 mL)", ["mixed_kinds"]),
        ("[1 h, 2 mL]", ["mixed_kinds"]),
        ("[[1], [2]]", ["list_in_list"]),
        ("times in [1 h]", ["list_in_list"]),
        ("hold in state", ["list_wanted"]),
        ("count(3)", ["list_wanted"]),
        ("state in times", ["mixed_kinds"]),
        ("hold in 1 mL..2 mL", ["mixed_kinds"]),
        ("hold in 1 h..2 mL", ["mixed_kinds"]),
        ("due + 3", ["mixed_kinds"]),
        ("due - done_at", ["mixed_kinds"]),
        ("days_between(due, done_at)", ["mixed_kinds"]),
        ("vcb > 1 cells/mL", ["unknown_name_near"]),
        ("q > 1", ["unknown_name"]),
        ("1 foo", ["unknown_unit"]),
        ("2 h*hold", ["unknown_unit"]),
        ("frob(1)", ["unknown_function"]),
        ("min()", ["arguments"]),
        ("round(1, 2, 3)", ["arguments"]),
        ("known(1)", ["known_name"]),
        ("m^9 * 1", ["write_instead"]),
        ("1 m^9 * 1 m^9", ["unit_too_long"]),
        ("q > 1 foo and frob(zz)", ["unknown_name", "unknown_unit", "unknown_name", "unknown_function"]),
    ],
)
def test_faults_are_found_before_anything_is_evaluated(text: str, expected: list[str]) -> None:
    assert codes(lambda: compile_expression(text, NAMES)) == expected


def test_the_kind_of_the_result_can_be_demanded() -> None:
    assert codes(lambda: compile_expression("hold", NAMES, TRUTH)) == ["result_kind"]
    assert codes(lambda: compile_expression("hold", NAMES, number("mL"))) == ["result_kind"]
    assert compile_expression("hold", NAMES, number("min")).decide(DATA) == q("24 h")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hold / 0", "division_by_zero"),
        ("1 / (viab - 85 %)", "division_by_zero"),
        ("0 / 0", "division_by_zero"),
        ("1e99" + " * 1e99" * 8, "number_out_of_range"),
        ("1e-99" + " * 1e-99" * 8, "number_out_of_range"),
        ("round(hold, 0 h)", "step_not_positive"),
        ("due + 1 h", "not_whole_days"),
        ("due + 9e9 d", "date_out_of_range"),
        ("done_at + 1e90 h", "date_out_of_range"),
        ("max([]) > 1", "list_empty"),
        ("sum([]) > 1", "list_empty"),
    ],
)
def test_what_has_no_answer_says_so_and_where(text: str, code: str) -> None:
    program = compile_expression(text, NAMES)
    assert codes(lambda: program.decide(DATA)) == [code]
    assert codes(lambda: program.answer(DATA)) == [code]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vcd", q("3 h")),
        ("vcd", "1.5e6"),
        ("vcd", True),
        ("vcd", 1.5),
        ("vcd", Decimal("NaN")),
        ("vcd", q("1e999 cells/mL")),
        ("state", 1),
        ("signed", 1),
        ("due", datetime(2026, 1, 1, tzinfo=UTC)),
        ("done_at", datetime(2026, 1, 1)),  # noqa: DTZ001 -- the naive time is what is tested
        ("done_at", date(2026, 1, 1)),
        ("times", q("1 h")),
        ("times", [q("1 mL")]),
        ("times", [[q("1 h")]]),
        ("times", [1] * 10_001),
        ("grades", "A"),
    ],
)
def test_a_datum_of_another_kind_is_refused_by_name(name: str, value: Any) -> None:
    program = compile_expression(f"known({name})", NAMES)
    with pytest.raises(Refused) as refused:
        program.decide({name: value})
    assert [(each.code, each.field) for each in refused.value.problems] == [("expression.datum", name)]


def test_bare_numbers_are_in_the_declared_unit() -> None:
    assert compile_expression("hold == 1 d", NAMES).decide({"hold": 24}) is True
    assert compile_expression("temp", NAMES).decide({"temp": Decimal("37.0")}) == q("37 degC")


def test_without_declarations_the_data_bring_their_units() -> None:
    assert evaluate("a + b > 2 h", {"a": q("90 min"), "b": q("0.6 h")}).value is True
    assert codes(lambda: evaluate("a + b > 2 h", {"a": q("90 min"), "b": q("1 mL")})) == ["mixed_kinds"]
    assert codes(lambda: evaluate("a > 1", {"a": 1.5})) == ["datum"]
    assert codes(lambda: evaluate("count(a)", {"a": [[1]]})) == ["datum"]
    answer = evaluate("a + b > 2 h and c", {"a": q("1 h")})
    assert (answer.value, answer.missing) == (None, ("b", "c"))


def test_reasons_can_be_read_by_a_person() -> None:
    program = compile_expression(
        'viab >= 70 % and (hold in 20..28 h or state == "clean") and vcd < 1e6 cells/mL', NAMES
    )
    answer = program.answer({**DATA, "hold": q("30.0 h")})
    assert answer.reason.outline() == (
        'viab >= 70 % and (hold in 20..28 h or state == "clean") and vcd < 1e6 cells/mL: false\n'
        "  viab >= 70 %: true\n"
        "    viab: 85 %\n"
        '  (hold in 20..28 h or state == "clean"): true\n'
        "    hold in 20..28 h: false\n"
        "      hold: 30.0 h\n"
        '    state == "clean": true\n'
        "      state: clean\n"
        "  vcd < 1e6 cells/mL: false\n"
        "    vcd: 1.5E+6 cell/mL"
    )


def test_parts_that_were_not_needed_are_not_among_the_reasons() -> None:
    reason = compile_expression("viab < 10 % and hold > 1 h", NAMES).answer(DATA).reason
    assert [part.text for part in reason.parts] == ["viab < 10 %"]


def test_the_result_does_not_depend_on_the_decimal_context_of_the_thread() -> None:
    program = compile_expression("tnc / 7 - tnc / 7 == 0 cells and -1.2345678901234567890123456789012 < abs(-1)", NAMES)
    text = "abs(-1.234567890123456789012345678901234)"
    with localcontext(prec=2):
        assert program.decide(DATA) is True
        assert compile_expression(text, {}).decide({}) == q("1.234567890123456789012345678901234")


SNIPPETS = [
    "viab",
    "hold",
    "state",
    "due",
    "times",
    "signed",
    "temp",
    "1 h",
    "70 %",
    "0",
    '"clean"',
    "2026-11-22",
    "3 d",
]
JOINTS = [" + ", " - ", " * ", " / ", " < ", " == ", " in ", " and ", " or ", "..", ", ", " not in "]
WRAPS = [
    "({})",
    "[{}]",
    "not {}",
    "-{}",
    "max({})",
    "sum({})",
    "any({})",
    "round({})",
    "choose({})",
    "known({})",
    "count({})",
]
texts = st.recursive(
    st.sampled_from(SNIPPETS),
    lambda inner: (
        st.builds(lambda a, joint, b: f"{a}{joint}{b}", inner, st.sampled_from(JOINTS), inner)
        | st.builds(lambda wrap, a: wrap.format(a), st.sampled_from(WRAPS), inner)
    ),
    max_leaves=12,
)
junk = st.sampled_from(
    [None, 1, -5, "clean", True, 1.5, date.max, date.min, q("1e900 h"), q("0 %"), [], [None], object()]
)


def check_words(refused: Refused) -> None:
    assert all(problem.code.startswith("expression.") for problem in refused.problems)


@given(texts, st.dictionaries(st.sampled_from(sorted(NAMES)), junk))
def test_whatever_is_written_and_whatever_is_handed_in_only_problems_come_out(
    text: str, junk_data: dict[str, Any]
) -> None:
    for act in (
        lambda: compile_expression(text, NAMES).answer(DATA),
        lambda: compile_expression(text, NAMES).decide({**DATA, **junk_data}),
        lambda: evaluate(text, {**DATA, **junk_data}),
    ):
        try:
            act()
        except Refused as refused:
            check_words(refused)


def test_the_formatted_text_means_the_same() -> None:
    program = compile_expression("( hold )in 20 h..28 h", NAMES)
    again = compile_expression(format_expression(program.expression.root), NAMES)
    assert (again.text, again.decide(DATA)) == ("hold in 20..28 h", True)
