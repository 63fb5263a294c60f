"""The pages about the language are true: the sample is a recipe, and every verb, attribute and refusal stands there."""

import re
from pathlib import Path

import pytest

from cellpark.base.messages import catalogue
from cellpark.recipes.dialect import format_text, parse
from cellpark.recipes.dialect.verbs import ATTRIBUTES, CHINESE

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [(DOCS / name).read_text(encoding="utf-8") for name in ("recipe-language.md", "recipe-language.zh-CN.md")]


def block(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("page", PAGES)
def test_the_sample_is_a_recipe_as_the_formatter_writes_it(page: str) -> None:
    sample = block(page, "markdown")
    assert format_text(sample) == sample
    assert {type(each).__name__ for _, step in parse(sample).steps() for each in step.fields} == {
        *("In", "Out", "Use", "Equip", "Set", "Time", "Record", "Check", "Sample", "Sign")
    }


def test_both_pages_hold_the_same_sample_and_the_same_grammar() -> None:
    english, chinese = PAGES
    assert block(english, "markdown") == block(chinese, "markdown")
    assert block(english, "ebnf") == block(chinese, "ebnf")


@pytest.mark.parametrize("page", PAGES)
def test_every_verb_attribute_and_refusal_is_explained(page: str) -> None:
    for verb, attributes in ATTRIBUTES.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{verb}` |"))
        assert CHINESE[verb] in row
        assert [each for each in attributes if each != "as" and f"`{each}" not in row] == []
    codes = {code for code in catalogue() if re.fullmatch("recipe[.][a-z_0-9]+", code)}
    assert [code for code in sorted(codes) if f"| `{code}` |" not in page] == []
