"""The pages about the language: their examples are read, and both languages say the same."""

import re
from pathlib import Path

import pytest

from cellpark.kernel.expression import compile_expression, format_expression, list_of, number, parse
from cellpark.kernel.expression.functions import FUNCTIONS
from cellpark.kernel.expression.kinds import DAY, INSTANT, TEXT, TRUTH
from cellpark.kernel.units import unit_names

DOCS = Path(__file__).parents[3] / "docs"
PAGES = [
    (DOCS / name).read_text(encoding="utf-8") for name in ("expression-language.md", "expression-language.zh-CN.md")
]
NAMES = {
    "vcd": number("cells/mL"),
    "viab": number("%"),
    "moi": number("TU/cell"),
    "tnc": number("cells"),
    "vec.titre": number("TU/mL"),
    "titre_retest": number("TU/mL"),
    "hold": number("h"),
    "signed": TRUTH,
    "state": TEXT,
    "calibrated_on": DAY,
    "today": DAY,
    "done_at": INSTANT,
    "started_at": INSTANT,
    "times": list_of(number("h")),
}


def block(page: str, language: str) -> str:
    return re.search(rf"```{language}\n(.*?)\n```", page, re.DOTALL)[1]  # type: ignore[index]


@pytest.mark.parametrize("line", block(PAGES[0], "cellpark").split("\n"))
def test_every_example_is_read_checked_and_already_in_its_one_spelling(line: str) -> None:
    assert compile_expression(line, NAMES, TRUTH).decide({}) is None
    assert format_expression(parse(line).root) == line


def test_both_languages_show_the_same_examples_and_the_same_grammar() -> None:
    english, chinese = PAGES
    for language in ("cellpark", "ebnf"):
        assert block(english, language) == block(chinese, language)


@pytest.mark.parametrize("page", PAGES)
def test_every_function_stands_in_the_table(page: str) -> None:
    assert re.findall(r"^\| `([a-z_]+\([^`]*)` \|", page, re.MULTILINE) == [
        function.shape for function in FUNCTIONS.values()
    ]


def test_the_units_that_the_field_uses_are_known() -> None:
    wanted = (
        "cell cells copies TU IU EU bead beads degC % percent h min d mL uL mg ug EU mol mmol mM U CFU vg bp xg rpm pH"
    )
    assert [name for name in wanted.split() if name not in unit_names()] == []
