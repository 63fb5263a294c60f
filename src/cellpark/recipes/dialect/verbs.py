"""The twelve verbs, and the attributes that each of them understands, in the order in which they are written."""

from pathlib import Path
from types import MappingProxyType
from typing import Final


def _read() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in Path(__file__).with_name("verbs.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            verb, *others = line.split()
            found |= dict.fromkeys((verb, *others), verb)
    return found


VERBS: Final = MappingProxyType(_read())
"""Every spelling of a verb, and the verb."""

CHINESE: Final = MappingProxyType({verb: name for name, verb in VERBS.items() if name != verb})
"""The Chinese name of each verb."""

ATTRIBUTES: Final = MappingProxyType(
    {
        "in": ("qty", "match", "as"),
        "out": ("qty", "whole", "split", "pool", "transfer", "derive", "of", "label", "as"),
        "use": ("qty", "tolerance", "lot", "as"),
        "equip": ("class", "state", "holds", "until", "as"),
        "place": ("suite", "grade", "open", "closed", "crew", "infectious"),
        "set": ("allow", "cpp", "as"),
        "time": ("allow", "hands", "else", "as"),
        "record": ("range", "cqa", "cpp", "entry", "else", "as"),
        "check": ("else", "as"),
        "sample": ("tests", "to", "of", "as"),
        "sign": ("not", "meaning"),
        "repeat": ("every", "until", "min", "max", "else"),
    }
)
FLAGS: Final = frozenset({"whole", "split", "pool", "transfer", "derive", "open", "closed", "infectious", "cpp", "cqa"})
"""Attributes that stand alone."""
NAMELESS: Final = frozenset({"place", "repeat"})
"""Verbs whose bullet has no name."""
HEADLESS: Final = frozenset({"place", "repeat", "equip"})
"""Verbs whose bullet holds nothing but attributes."""
