"""Texts as terms: Chinese words by rjieba, English ones by their stems. Pure.

Source of the Chinese segmentation: jieba's dictionary, through rjieba. Traditional characters are read as simplified.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from cellpark.chain.matching.stem import stem

_HAN = re.compile(r"[\u3400-\u9fff]+")
_PARTS = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+(?:[-.'][a-z0-9]+)*")


@cache
def _stop_words() -> frozenset[str]:
    said: Any = yaml.safe_load(
        resources.files("cellpark.chain.matching").joinpath("stop-words.yaml").read_text(encoding="utf-8")
    )
    return frozenset(each for words in said.values() for each in words.split())


@cache
def _simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def terms(text: str) -> tuple[str, ...]:
    """The terms of a text in order, stop words left out; a Chinese word of three characters also gives its pairs."""
    return tuple(_terms(text))


def _terms(text: str) -> Iterator[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    if _HAN.search(folded):
        folded = _simplified().convert(folded)
    for part in _PARTS.findall(folded):
        yield from _chinese(part) if _HAN.match(part) else _english(part)


def _chinese(part: str) -> Iterator[str]:
    import rjieba  # 32 MB of dictionary, for whoever compares texts alone

    for word in rjieba.cut_for_search(part):
        if len(word) > 1 and word not in _stop_words():
            yield word


def _english(part: str) -> Iterator[str]:
    words = part.split("-")
    if len(words) > 1:
        yield "".join(words)
    for word in words:
        if len(word) > 1 and word not in _stop_words():
            yield stem(word)
