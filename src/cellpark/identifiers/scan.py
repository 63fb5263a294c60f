"""Whatever a scanner or a keyboard sends, read as one sum type: ISBT 128, GS1, the house's codes.

A keyboard-wedge scanner adds noise: a symbology prefix of AIM (ISO/IEC 15424: ``]d2`` for a GS1 Data Matrix), a
carriage return, framing characters, or another spelling of FNC1. The noise is taken off; nothing else is guessed. A
text that could be read in two ways is read as what its prefix says, and without a prefix in the order of ``READINGS``:
ISBT 128 (it begins with ``=`` or ``&``), the house's codes, a GTIN alone, a chain of identity, a Single European Code,
a donation number typed with its check character, an element string. Where that order could take one thing for another
(14 digits that are a GTIN and a typed donation number), the text is refused.
"""

import re
from collections.abc import Callable
from typing import Final, TypeAlias
from urllib.parse import unquote_plus

from cellpark.identifiers.gs1 import GROUP_SEPARATOR, ElementString, build, check_digit, parse_element_string
from cellpark.identifiers.house import HouseCode, looks_like_house, parse_house
from cellpark.identifiers.isbt128 import (
    Compound,
    SingleEuropeanCode,
    Structure,
    check_character,
    parse_chain,
    parse_european,
    read_isbt128,
)
from cellpark.identifiers.isbt128.din import WHAT as DIN
from cellpark.identifiers.isbt128.din import read_keyed_din
from cellpark.identifiers.piece import LONGEST, Piece, refused, shown

Code: TypeAlias = Structure | Compound | ElementString | HouseCode | SingleEuropeanCode
"""Everything that a scan may turn out to be."""

# what surrounds a code on its way through a serial line or a keyboard
FRAME: Final = "\x02\x03\x04\r\n\t "
AIM: Final = re.compile(r"\](?P<symbology>[A-Za-z])(?P<modifier>[0-9A-Za-z])")
# carriers whose content begins with an implied FNC1: GS1-128, GS1 Data Matrix, GS1 QR, GS1 DataBar, GS1 DotCode
GS1_CARRIERS: Final = frozenset({"]C1", "]d2", "]Q3", "]e0", "]J1"})
RETAIL_CARRIERS: Final = frozenset({"]E0", "]E4", "]I1"})
KNOWN_SYMBOLOGIES: Final = "ACEILQXdeFGJz"
OTHER_SPELLINGS: Final = ("{GS}", "{FNC1}", "^]", "\u241d")
RETAIL_LENGTHS: Final = (8, 12, 13, 14)
# what a phone's camera follows on the house's own site: the page for holders of one-time links, with a label's code
PHONE: Final = re.compile(r"/go\?c=(?P<code>[^&#\s]+)")
CHAIN: Final = re.compile(r"CH[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{4}[A-Z0-9]{6}")
# any 14 letters and digits: a slip in a typed donation number must not turn it into something else
KEYED_DIN: Final = re.compile(r"[A-Z0-9]{13}[0-9A-Z*]")
# without prefix, separator or bracket only a key opens an element string; "10" opens too many other things
OPENING: Final = ("00", "01", "414", "8003", "8004", "8017", "8018")
EUROPEAN: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{19} ?[ABE][0-9A-Z]{7}[0-9]{11}")


def in_address(raw: str, site: str) -> str:
    """The code of a label within the address of its second symbol, which a scanner may meet; otherwise ``raw``.

    ``site`` is the site's own address; one that leads anywhere else names nothing here.
    """
    text = raw.strip(FRAME)
    address = text[3:] if AIM.match(text) else text
    found = PHONE.fullmatch(address.removeprefix(site)) if address.startswith(site) else None
    return raw if found is None else unquote_plus(found["code"])


def read(raw: str) -> Code:
    """What was scanned or typed. Raises ``Refused`` with ``identifiers....``: what is wrong, where, what was expected.

    Positions count from 1 in the text without surrounding white space and framing; FNC1 counts as one character.
    """
    text = raw.strip(FRAME)
    if not text:
        raise refused("empty")
    if len(text) > LONGEST:
        raise refused("too_long", limit=LONGEST)
    carrier, at = _carrier(text)
    content = text[at:]
    for spelling in OTHER_SPELLINGS:
        content = content.replace(spelling, GROUP_SEPARATOR)
    if carrier in GS1_CARRIERS:
        return parse_element_string(content, at)
    _refuse_control(content, at)
    if carrier in RETAIL_CARRIERS:
        return _gtin(content, at)
    return _without_prefix(content, at)


def _carrier(text: str) -> tuple[str | None, int]:
    prefix = AIM.match(text)
    if prefix is None:
        if text.startswith("]"):
            raise refused("symbology", found=shown(text[:3]))
        return None, 0
    if prefix["symbology"] not in KNOWN_SYMBOLOGIES:
        raise refused("symbology", found=prefix[0])
    if len(text) == 3:
        raise refused("empty")
    return prefix[0], 3


def _refuse_control(content: str, at: int) -> None:
    for place, character in enumerate(content):
        if character != GROUP_SEPARATOR and not character.isprintable():
            raise refused("control", found=shown(character), position=at + place + 1)


def _without_prefix(content: str, at: int) -> Code:
    typed = content.replace(" ", "")
    if _is_gtin(content) and KEYED_DIN.fullmatch(typed) and check_character(typed[:-1]) == typed[-1]:
        raise refused("ambiguous", found=content)
    for fits, reader in READINGS:
        if fits(content):
            return reader(content, at)
    raise refused("unknown", found=shown(content[:40]))


def _is_gtin(content: str) -> bool:
    digits = content.isascii() and content.isdecimal() and len(content) in RETAIL_LENGTHS
    return digits and check_digit(content[:-1]) == content[-1]


def _gtin(content: str, at: int) -> ElementString:
    Piece(content, "GS1 (01) GTIN", at).exactly(*RETAIL_LENGTHS)
    return build([("01", content.rjust(14, "0"))])


def _typed(content: str, at: int) -> Code:
    return read_keyed_din(Piece(content.replace(" ", ""), DIN, at))


READINGS: Final[tuple[tuple[Callable[[str], bool], Callable[[str, int], Code]], ...]] = (
    (lambda content: content.startswith(("=", "&")), read_isbt128),
    (looks_like_house, parse_house),
    (_is_gtin, _gtin),
    (lambda content: CHAIN.fullmatch(content.replace(" ", "")) is not None, lambda content, _: parse_chain(content)),
    (lambda content: EUROPEAN.fullmatch(content) is not None, lambda content, _: parse_european(content)),
    (lambda content: KEYED_DIN.fullmatch(content.replace(" ", "")) is not None, _typed),
    (lambda content: GROUP_SEPARATOR in content or content.startswith(("(", *OPENING)), parse_element_string),
)
