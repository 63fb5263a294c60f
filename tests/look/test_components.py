"""Components take only what they declare: cotton drops a misspelled attribute without a word, this test does not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template
from django_cotton.compiler_regex import CottonCompiler, Tag

from tests.look.sources import COMPONENTS, TEMPLATES, templates

TEMPLATE_NAMES = [str(path.relative_to(TEMPLATES)) for path, _ in templates() if path.is_relative_to(TEMPLATES)]
# passed through to the element by components that end with {{ attrs }}
PASSED_THROUGH = re.compile(
    r"^(?:id|name|value|title|rel|target|download|form|formaction|autofocus)$|^(?:hx|aria|data)-"
)


def declared() -> dict[str, tuple[set[str], bool]]:
    """Component -> the attributes of its <c-vars>, and whether it passes others through."""
    found = {}
    for path in sorted(COMPONENTS.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        match = re.search(r"<c-vars\s*(.*?)/>", text, re.DOTALL)
        assert match, f"{path.name} declares nothing: begin it with <c-vars ... />"
        names = {key.lstrip(":") for key, *_ in Tag.attr_pattern.findall(match.group(1))}
        component = str(path.relative_to(COMPONENTS).with_suffix("")).replace("_", "-").replace("/", ".")
        found[component] = (names, "{{ attrs }}" in text)
    return found


def uses(text: str) -> Iterator[tuple[str, set[str], str]]:
    """Component, attributes and slots of each <c-...> in a template."""
    plain, _ = CottonCompiler().exclude_ignorables(text)
    for match in Tag.tag_pattern.finditer(plain):
        tag = Tag(match)
        if tag.is_closing or tag.tag_name in {"c-vars", "c-slot"}:
            continue
        yield (
            tag.tag_name[2:].replace("_", "-"),
            {key.lstrip(":") for key, *_ in Tag.attr_pattern.findall(tag.attrs)},
            match.group(0),
        )


def test_every_attribute_of_every_component_is_declared() -> None:
    known = declared()
    wrong = []
    for path, text in templates():
        for component, attributes, tag in uses(text):
            names, passes = known[component]
            extra = {name for name in attributes - names if not (passes and PASSED_THROUGH.match(name))}
            wrong += [f"{path.name}: {name} in {tag}" for name in sorted(extra)]
    assert wrong == []


def test_a_misspelled_attribute_would_be_found() -> None:
    [(component, attributes, _)] = uses('<c-state :colour="x" lable="{% translate \'Running\' %}" />')
    assert attributes - declared()[component][0] == {"lable"}


def test_every_component_is_shown_in_the_gallery_or_the_frame() -> None:
    shown = {component for _, text in templates() for component, *_ in uses(text)}
    assert sorted(declared().keys() - shown) == []


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_every_template_compiles(name: str) -> None:
    assert get_template(name).origin.template_name == name


@pytest.mark.parametrize(("path", "text"), list(templates()), ids=lambda value: getattr(value, "name", ""))
def test_no_template_carries_style_script_or_handlers_of_its_own(path: Path, text: str) -> None:
    """The content security policy forbids them; the console stays empty."""
    assert re.findall(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on\b", text) == []
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert [tag for tag in scripts if " src=" not in tag and 'type="application/json"' not in tag] == []


@pytest.mark.parametrize(("path", "text"), list(templates()), ids=lambda value: getattr(value, "name", ""))
def test_every_form_that_posts_carries_its_token(path: Path, text: str) -> None:
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL):
        assert "{% csrf_token %}" in form


@pytest.mark.parametrize(("path", "text"), list(templates()), ids=lambda value: getattr(value, "name", ""))
def test_icons_exist_in_the_sprite(path: Path, text: str) -> None:
    listed = (TEMPLATES.parent / "static/vendor/icons.txt").read_text(encoding="utf-8").split()
    assert set(re.findall(r"{% icon \"([a-z0-9-]+)\"", text)) <= set(listed)
