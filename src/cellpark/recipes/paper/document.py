"""A recipe as PDF/A-3b (ISO 19005-3): the signed text in both languages, who signed it, and its hash on each page."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from cellpark.base.typesetting import typeset
from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.format import VERB_OF
from cellpark.recipes.dialect.html import APART, described
from cellpark.recipes.dialect.model import Bilingual, Recipe
from cellpark.recipes.dialect.words import word

TEMPLATE = Path(__file__).with_name("recipe.typ")


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature as it is printed: what for, by whom, when, and its id in the ledger."""

    meaning: str
    name: str
    at: str
    signature: str


def recipe_pdf(recipe: Recipe, *, sha256: str, state: str, signed: Sequence[Signed], at: datetime) -> bytes:
    """The document. ``state`` is printed on each page, so that a draft is never taken for what is in force.

    Raises ``Refused`` (``base.typesetting.no_font``) without a Chinese font.
    """
    data = {
        "title": _pair(recipe.title),
        "mbr": recipe.mbr,
        "version": recipe.version,
        "sha256": sha256,
        "state": state,
        "signed": [asdict(each) for each in signed],
        "branch": _pair(word("page.branch")),
        "units": [_unit(each) for each in recipe.units],
    }
    return typeset(TEMPLATE, data, at=at)


def _unit(unit: model.Unit) -> dict[str, object]:
    parts = [(verb, part) for verb, part in (("place", unit.place), ("repeat", unit.repeat)) if part is not None]
    return {
        "id": unit.id,
        "title": _pair(unit.title),
        "parts": [{"verb": _pair(word(f"verb.{verb}")), "said": _pair(described(part, ()))} for verb, part in parts],
        "steps": [_step(each) for each in unit.steps],
    }


def _step(step: model.Step) -> dict[str, object]:
    return {
        "id": step.id,
        "title": _pair(step.title),
        "branch": step.branch,
        "zh": _named(step, step.text.zh, "zh"),
        "en": _named(step, step.text.en, "en"),
        "place": None if step.place is None else _pair(described(step.place, ())),
        "fields": [
            {
                "verb": _pair(word(f"verb.{VERB_OF[type(each)]}")),
                "name": each.name,
                "title": None if each.title is None else _pair(each.title),
                "said": _pair(described(each, APART)),
            }
            for each in step.fields
        ],
    }


def _named(step: model.Step, text: str, language: str) -> str:
    """The sentence with what people call its fields in the place of their names."""
    for each in step.fields:
        title = each.title
        shown = each.name if title is None else (title.zh if language == "zh" else title.en)
        text = text.replace(f"{{{each.name}}}", f"[{shown}]")
    return text


def _pair(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
