"""The words of a rendered recipe, both languages at once: a document is not in its reader's language but in two."""

import json
from functools import cache
from pathlib import Path

from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect.format import amount, reaction, span
from cellpark.recipes.dialect.model import Bilingual, Otherwise, Range, Reaction


@cache
def _words() -> dict[str, Bilingual]:
    found = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
    return {key: Bilingual(zh, en) for key, (zh, en) in found.items()}


def word(key: str) -> Bilingual:
    """The words for a key such as ``aspect.allow``; raises ``KeyError``."""
    return _words()[key]


def spoken(text: str) -> Bilingual:
    """The words for a value of a closed list (``stop``), or the text itself in both languages."""
    return _words().get(f"value.{text}", Bilingual(text, text))


def joined(zh_mark: str, en_mark: str, parts: list[Bilingual]) -> Bilingual:
    """Parts joined in each language by its own mark."""
    return Bilingual(zh_mark.join(each.zh for each in parts), en_mark.join(each.en for each in parts))


def told(value: object) -> Bilingual | None:  # noqa: PLR0911 -- one case for each sort of value
    """A value of the model in both languages; None where there is none."""
    match value:
        case None | ():
            return None
        case bool():
            return word("phrase.yes" if value else "phrase.no")
        case Bilingual():
            return value
        case Quantity():
            return _same(amount(value))
        case Range():
            return _same(span(value, ""))
        case Otherwise(reaction=Reaction.DO):
            act = spoken("do")
            return Bilingual(f"{act.zh} {value.step}", f"{act.en} {value.step}")
        case Otherwise():
            return spoken(reaction(value))
        case tuple():
            return joined("\u3001", ", ", [told(each) or _same("") for each in value])
    return spoken(str(value))


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)


__all__ = ["joined", "spoken", "told", "word"]
