"""Names folded: what is written in other characters, widths, cases or with another suffix is the same company."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import opencc
import yaml

KEY_MAX = 200
_WORD = re.compile(r"[a-z0-9]+")
_BRACKETS = re.compile(r"[(\[{<\u3010\u3008\u300a][^)\]}>\u3011\u3009\u300b]*[)\]}>\u3011\u3009\u300b]")
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
LEAST = 2


@dataclass(frozen=True, slots=True)
class _Lists:
    legal_zh: tuple[str, ...]
    legal_en: frozenset[str]
    places_zh: tuple[str, ...]
    places_en: frozenset[str]
    trade_zh: tuple[tuple[str, str], ...]
    trade_en: Mapping[str, str]


@cache
def _lists() -> _Lists:
    said = yaml.safe_load((files("cellpark.companies") / "data" / "names.yaml").read_text("utf-8"))
    return _Lists(
        tuple(sorted(said["legal_zh"], key=len, reverse=True)),
        frozenset(said["legal_en"]),
        tuple(sorted(said["places_zh"], key=len, reverse=True)),
        frozenset(said["places_en"]),
        tuple((each["zh"], each["as"]) for each in said["trade_zh"]),
        said["trade_en"],
    )


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def plain_name(name: str) -> str:
    """A name in simplified characters, narrow, in small letters."""
    folded: str = _simplifier().convert(unicodedata.normalize("NFKC", name)).casefold()
    return folded


def name_keys(*names: str) -> tuple[str, ...]:
    """What these names of one company are found by; names that share a key are likely one company.

    ``name:`` is the name without legal form and place; ``sound:`` is that name in Latin letters with the words of the
    trade as one, so that a Chinese name and its English one meet.
    """
    found: dict[str, None] = {}
    for name in names:
        for key in _keys(plain_name(name)):
            found[key[:KEY_MAX]] = None
    return tuple(found)


def _keys(name: str) -> list[str]:
    name = _BRACKETS.sub(" ", name)
    return _chinese_keys(name) if _CHINESE.search(name) else _latin_keys(name)


def _chinese_keys(name: str) -> list[str]:
    lists = _lists()
    core = "".join(each for each in name if each.isalnum())
    for suffix in lists.legal_zh:
        if core.endswith(suffix) and len(core) - len(suffix) >= LEAST:
            core = core.removesuffix(suffix)
            break
    for place in lists.places_zh:
        if core.startswith(place) and len(core) - len(place) >= LEAST:
            core = core.removeprefix(place)
            break
    rest, trades = core, []
    for word, meaning in lists.trade_zh:
        if word in rest:
            rest = rest.replace(word, "", 1)
            trades.append(meaning)
    from pypinyin import lazy_pinyin  # 55 MB of dictionary, for whoever folds Chinese names alone

    return [f"name:{core}", *_sound("".join(lazy_pinyin(rest)), trades)]


def _latin_keys(name: str) -> list[str]:
    lists = _lists()
    words = [each for each in _WORD.findall(name) if each not in lists.legal_en]
    words = [each for each in words if each not in lists.places_en] or words
    if not words:
        return []
    trades = [meaning for each in words if (meaning := lists.trade_en.get(each))]
    rest = "".join(each for each in words if each not in lists.trade_en)
    return [f"name:{''.join(words)}", *_sound(rest, trades)]


def _sound(rest: str, trades: list[str]) -> list[str]:
    letters = "".join(_WORD.findall(rest))
    return [f"sound:{letters}+{'+'.join(sorted(set(trades)))}"] if len(letters) > LEAST else []
