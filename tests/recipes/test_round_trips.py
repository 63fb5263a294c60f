"""Text, model and JSON are three forms of one thing; no text makes the reader fail in any way but a refusal."""

import json
import re
from pathlib import Path

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cellpark.kernel.problem import Refused
from cellpark.recipes.dialect import check, format_recipe, format_text, parse
from cellpark.recipes.dialect.batchml import batchml
from cellpark.recipes.dialect.diff import diff
from cellpark.recipes.dialect.html import render_html
from cellpark.recipes.dialect.json_form import from_json, json_form
from cellpark.recipes.dialect.json_schema import json_schema
from cellpark.recipes.dialect.verbs import CHINESE
from tests.recipes.generated import recipes

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CORPUS = Path(__file__).parent / "corpus"
GOOD = [path.read_text(encoding="utf-8") for path in sorted((CORPUS / "good").glob("*.mbr.md"))]
PIECES = [
    "- ",
    "record ",
    ": ",
    "; ",
    "{",
    "}",
    "|",
    "..",
    "U1.1",
    "\n",
    "## ",
    "### ",
    "else do ",
    "1e9",
    "%",
    "\u6d4b",
    "\uff1b",
    "\t",
    "zh: ",
    "---",
]


@given(recipe=recipes())
@SLOW
def test_parse_after_format_is_identity(recipe) -> None:
    text = format_recipe(recipe)
    assert check(text) == ()
    assert parse(text) == recipe
    assert format_text(text) == text


@given(recipe=recipes())
@SLOW
def test_json_and_back_is_identity_and_fits_the_schema(recipe) -> None:
    form = json.loads(json.dumps(json_form(recipe)))
    assert from_json(form) == recipe
    jsonschema.Draft202012Validator(json_schema()).validate(form)


@given(recipe=recipes())
@SLOW
def test_chinese_verbs_give_the_identical_model(recipe) -> None:
    text = format_recipe(recipe)
    for verb, name in CHINESE.items():
        text = re.sub(rf"(?m)^- {verb}\b", f"- {name}", text)
    assert parse(text) == recipe


@given(old=recipes(), new=recipes())
@SLOW
def test_two_recipes_differ_exactly_when_the_diff_says_so(old, new) -> None:
    assert diff(old, old) == ()
    changes = diff(old, new)
    assert (changes == ()) == (old == new)
    for each in changes:
        assert each.sentence().zh
        assert each.sentence().en


@given(recipe=recipes())
@settings(SLOW, max_examples=15)
def test_every_recipe_can_be_rendered_and_exported(recipe) -> None:
    assert render_html(recipe).startswith("<article")
    assert batchml(recipe).startswith(b"<?xml")


@given(text=st.sampled_from(GOOD), data=st.data())
@settings(SLOW, max_examples=100)
def test_a_damaged_document_is_refused_and_never_a_crash(text: str, data) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + data.draw(st.sampled_from(PIECES) | st.text(max_size=4)) + text[end:]
    problems = check(text)
    for each in problems:
        assert int(each.params["line"]) >= 1
        assert int(each.params["column"]) >= 1
    if not problems:
        assert parse(format_recipe(parse(text))) == parse(text)


@given(text=st.text(max_size=300))
@settings(SLOW, max_examples=80)
def test_no_text_at_all_makes_the_reader_fail(text: str) -> None:
    check(text)
    check(f"---\nmbr: T-1\nversion: 1.0.0\ntitle: {text}\n---\n{text}")


@given(
    form=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda each: (
            st.lists(each, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["verb", "name", "units", "steps", "fields", "title", "zh", "en", "id", "unit", "value"]
                ),
                each,
                max_size=5,
            )
        ),
        max_leaves=12,
    ),
    key=st.sampled_from(["units", "title", "mbr", "version", "kind"]),
)
@settings(SLOW, max_examples=80)
def test_no_form_at_all_makes_the_reader_of_json_fail(form, key: str) -> None:
    whole = json_form(parse(GOOD[0]))
    whole[key] = form
    try:
        found = from_json(whole)
    except Refused:
        return
    assert json_form(found) == whole
