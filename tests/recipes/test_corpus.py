"""The conformance corpus of the dialect: small documents, each about one thing, with the model or the problems expected.

What stands here was approved once; a document that an approved batch follows must mean the same in every later version.
"""

import json
import re
from pathlib import Path

import pytest

from cellpark.base.messages import catalogue
from cellpark.kernel.problem import Refused
from cellpark.recipes.dialect import check, format_recipe, format_text, parse
from cellpark.recipes.dialect.json_form import from_json, json_form

CORPUS = Path(__file__).parent / "corpus"


def documents(folder: str) -> list[str]:
    return sorted(path.name.removesuffix(".mbr.md") for path in (CORPUS / folder).glob("*.mbr.md"))


def text(folder: str, name: str) -> str:
    return (CORPUS / folder / f"{name}.mbr.md").read_bytes().decode()


def expected(folder: str, name: str) -> object:
    return json.loads((CORPUS / folder / f"{name}.json").read_text(encoding="utf-8"))


def test_the_corpus_is_large_enough_and_complete() -> None:
    assert len(documents("good")) >= 60
    assert len(documents("bad")) >= 120
    for folder in ("good", "bad"):
        assert {path.stem for path in (CORPUS / folder).glob("*.json")} == set(documents(folder))


@pytest.mark.parametrize("name", documents("good"))
def test_a_good_document_means_what_it_meant(name: str) -> None:
    recipe = parse(text("good", name))
    assert json_form(recipe) == expected("good", name)


@pytest.mark.parametrize("name", documents("good"))
def test_a_good_document_survives_every_form(name: str) -> None:
    recipe = parse(text("good", name))
    written = format_recipe(recipe)
    assert parse(written) == recipe
    assert format_text(written) == written
    assert from_json(json_form(recipe)) == recipe


@pytest.mark.parametrize("name", documents("bad"))
def test_a_bad_document_is_refused_with_code_and_place(name: str) -> None:
    found = check(text("bad", name))
    assert [
        {"code": each.code, "line": each.params["line"], "column": each.params["column"]} for each in found
    ] == expected("bad", name)
    with pytest.raises(Refused) as refused:
        parse(text("bad", name))
    assert refused.value.problems == found
    for each in found:
        words = catalogue()[each.code]
        assert str(words.what) % dict(each.params)
        assert str(words.remedy) % dict(each.params)


def test_every_refusal_of_the_dialect_is_in_the_corpus() -> None:
    """Each code with words is raised by a document, but for limits too large for a small file and other ways in."""
    elsewhere = {
        *("recipe.too_long_document", "recipe.too_many_units", "recipe.too_many_steps", "recipe.too_many_fields"),
        *("recipe.too_many_words", "recipe.json", "recipe.not_utf8"),
    }
    found = {each["code"] for name in documents("bad") for each in expected("bad", name)}
    wanted = {code for code in catalogue() if re.fullmatch("recipe[.][a-z_0-9]+", code)}
    assert sorted(wanted - found - elsewhere) == []
    assert sorted(elsewhere & found) == []
