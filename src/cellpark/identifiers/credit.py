"""The unified social credit code of legal persons in China (GB 32100-2015) and the organisation code in it (GB 11714).

Eighteen places: who registered (1), what kind (1), where (6 digits), the organisation code (8 and its check character),
and a check character over all. ``faults`` names what is wrong; nothing is guessed.
"""

from collections.abc import Sequence
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 symbols: no I, O, S, V, Z (GB 32100-2015, table 3)."""
LENGTH: Final = 18
ORGANISATION: Final = slice(8, 17)
_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714-1997, 3.2


def check_character(first: str) -> str:
    """The 18th place from the 17 before it: weights 3 to the power of the place, modulo 31 (GB 32100-2015, 4.6)."""
    total = sum(ALPHABET.index(symbol) * pow(3, place, 31) for place, symbol in enumerate(first))
    return ALPHABET[-total % 31]


def organisation_check(first: str) -> str:
    """The 9th place of an organisation code from the 8 before it: modulo 11, ten is written X (GB 11714-1997)."""
    total = sum(int(symbol, 36) * weight for symbol, weight in zip(first, _WEIGHTS, strict=True))
    value = -total % 11
    return "X" if value == 10 else str(value)


def faults(code: str) -> Sequence[str]:
    """What is wrong with a code: ``form``, ``organisation`` or ``check``; nothing for one that is right."""
    if len(code) != LENGTH or any(symbol not in ALPHABET for symbol in code) or not code[2:8].isdecimal():
        return ("form",)
    organisation = code[ORGANISATION]
    return (
        *(("organisation",) if organisation_check(organisation[:8]) != organisation[8] else ()),
        *(("check",) if check_character(code[:17]) != code[17] else ()),
    )


def complete(registrar: str, kind: str, region: str, organisation: str) -> str:
    """A whole code from its parts without the two check characters: for examples and generators."""
    body = f"{registrar}{kind}{region}{organisation}"
    body += organisation_check(organisation)
    return body + check_character(body)


def normalised(text: str) -> str:
    """A code as people paste it: full-width letters narrowed, spaces and dashes taken out, capitals."""
    narrowed = (chr(ord(each) - 0xFEE0) if 0xFF01 <= ord(each) <= 0xFF5E else each for each in text)
    return "".join(each for each in narrowed if not each.isspace() and each not in "-\u2010\u2011\u2013").upper()
