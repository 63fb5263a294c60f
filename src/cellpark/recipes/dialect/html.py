"""A recipe as HTML for reading, signing and printing: both languages side by side, every name a link to its field."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.format import VERB_OF
from cellpark.recipes.dialect.json_form import shape
from cellpark.recipes.dialect.model import Bilingual, Recipe
from cellpark.recipes.dialect.words import joined, told, word

_MARK = re.compile(r"\{([A-Za-z0-9_]+)\}")
_LEADING = {
    model.In: "what",
    model.Out: "what",
    model.Use: "material",
    model.Equip: "equipment_class",
    model.Set: "value",
    model.Time: "duration",
    model.Record: "kind",
    model.Check: "condition",
    model.Sample: "qty",
    model.Sign: "role",
}
APART = frozenset({"name", "title", "labels"})


def render_html(recipe: Recipe) -> str:
    """The recipe as an ``article``; styles stand in ``recipe.css``. Nothing in it is code, whatever the recipe says."""
    return "".join(_article(recipe))


def html_page(recipe: Recipe, digest: str) -> str:
    """A whole page with its styles, for a file; ``digest`` is the hash of the text that was rendered."""
    style = Path(__file__).with_name("recipe.css").read_text(encoding="utf-8")
    label = _pair("span", word("page.digest"))
    return (
        '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(recipe.mbr)} {escape(recipe.version)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{render_html(recipe)}<footer>{label} <code>{escape(digest)}</code></footer>\n</body>\n</html>\n"
    )


def _article(recipe: Recipe) -> Iterator[str]:
    yield f'<article class="recipe">\n<header>\n<h1>{_both(recipe.title)}</h1>\n<dl class="facts">\n'
    for aspect in ("mbr", "version", "product", "kind"):
        said = getattr(recipe, aspect)
        if said is not None:
            yield f"<dt>{_both(word(f'aspect.{aspect}'))}</dt><dd>{escape(said)}</dd>\n"
    yield "</dl>\n</header>\n"
    for unit in recipe.units:
        yield f'<section class="unit" id="{unit.id}">\n<h2><span class="id">{unit.id}</span> {_both(unit.title)}</h2>\n'
        yield from _part("place", unit.place)
        yield from _part("repeat", unit.repeat)
        for step in unit.steps:
            yield from _step(step)
        yield "</section>\n"
    yield "</article>\n"


def _part(verb: str, part: model.Place | model.Repeat | None) -> Iterator[str]:
    if part is not None:
        said = _pair("span", described(part, ()))
        yield f'<p class="{verb}"><b>{_both(word(f"verb.{verb}"))}</b> {said}</p>\n'


def _step(step: model.Step) -> Iterator[str]:
    css = "step branch" if step.branch else "step"
    yield f'<section class="{css}" id="{step.id}">\n<h3><span class="id">{step.id}</span> {_both(step.title)}</h3>\n'
    if step.branch:
        yield f'<p class="note">{_pair("span", word("page.branch"))}</p>\n'
    yield from _part("place", step.place)
    yield f'<div class="said">{_sentence(step, "zh")}{_sentence(step, "en")}</div>\n'
    if step.help is not None:
        yield f'<div class="help">{_pair("p", step.help)}</div>\n'
    yield '<table class="fields">\n'
    for each in step.fields:
        verb = VERB_OF[type(each)]
        title = "" if each.title is None else f' <span class="called">{_both(each.title)}</span>'
        yield (
            f'<tr class="{verb}" id="{step.id}-{each.name}"><th scope="row">{_both(word(f"verb.{verb}"))} '
            f"<code>{escape(each.name)}</code>{title}</th>{_pair('td', described(each, APART))}</tr>\n"
        )
    yield "</table>\n</section>\n"


def _sentence(step: model.Step, language: str) -> str:
    text = escape(step.text.zh if language == "zh" else step.text.en)
    fields = {each.name: each for each in step.fields}

    def named(match: re.Match[str]) -> str:
        each = fields.get(match[1])
        title = each.title if each is not None else None
        shown = match[1] if title is None else (title.zh if language == "zh" else title.en)
        return f'<a class="field" href="#{step.id}-{match[1]}">{escape(shown)}</a>'

    return f'<p lang="{_LANGUAGES[language]}">{_MARK.sub(named, text)}</p>'


_LANGUAGES = {"zh": "zh-Hans", "en": "en"}


def described(each: object, apart: frozenset[str] | tuple[str, ...]) -> Bilingual:
    """What a field says, in both languages: first what it is about, then each attribute with its word."""
    cls: Any = type(each)
    leading = _LEADING.get(cls)
    parts = []
    for aspect in sorted(shape(cls), key=lambda name: name != leading):
        value = getattr(each, aspect)
        if aspect in apart or value is False or value == "1":
            continue
        said = _choices(each) if aspect == "choices" and isinstance(each, model.Record) else told(value)
        if said is None:
            continue
        called = word(f"aspect.{aspect}")
        if aspect in (leading, "openness"):
            parts.append(said)
        elif value is True:
            parts.append(called)
        else:
            parts.append(Bilingual(f"{called.zh} {said.zh}", f"{called.en} {said.en}"))
    if isinstance(each, model.Use):
        parts.append(word("page.lot"))
    return joined("\uff1b", "; ", parts)


def _choices(each: model.Record) -> Bilingual | None:
    if not each.choices:
        return None
    return joined("\u3001", ", ", list(each.labels))


def _both(text: Bilingual) -> str:
    return _pair("span", text)


def _pair(tag: str, text: Bilingual) -> str:
    return f'<{tag} lang="zh-Hans">{escape(text.zh)}</{tag}> <{tag} lang="en">{escape(text.en)}</{tag}>'
