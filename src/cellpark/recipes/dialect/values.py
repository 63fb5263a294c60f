"""The values of attributes: quantities, ranges, words, reactions, texts in both languages."""

import re
from functools import lru_cache

from cellpark.kernel.decimals import BadNumber, parse_decimal
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.kernel.units import Unit, unit
from cellpark.recipes.dialect.bullet import Bullet, Value
from cellpark.recipes.dialect.limits import MAX_NAME, MAX_TEXT, MAX_WHOLE, MAX_WORDS
from cellpark.recipes.dialect.model import Bilingual, Otherwise, Range, Reaction

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_UNIT = r"[^\s.;|]+"
_QUANTITY = re.compile(rf"({_NUMBER})(?: +({_UNIT}))?")
_RANGE = re.compile(rf"(?:({_NUMBER})(?: +({_UNIT}))?)? *\.\. *(?:({_NUMBER})(?: +({_UNIT}))?)?")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_STEP = re.compile(r"U[1-9][0-9]{0,2}\.[1-9][0-9]{0,2}")
_CHINESE = re.compile("[\u3400-\u9fff]")
_REACTIONS = {each.value: Otherwise(each) for each in Reaction if each is not Reaction.DO}
RESERVED = frozenset({"and", "or", "not", "in", "true", "false", "round"})


@lru_cache(maxsize=8192)
def _quantity(number: str, name: str) -> Quantity:
    return Quantity(parse_decimal(number), name)


def built(bullet: Bullet, value: Value, number: str, name: str | None) -> Quantity | None:
    """The quantity of a number and a unit that were read within ``value``."""
    try:
        return _quantity(number, name or "1")
    except BadNumber:
        bullet.fault("number", value, found=number[:40])
    except Refused:
        bullet.fault("unit", value, found=str(name)[:MAX_NAME])
    return None


def quantity(bullet: Bullet, value: Value) -> Quantity | None:
    """``24 h``, ``3 bead/cell``, ``70 %``, ``4``."""
    match = _QUANTITY.fullmatch(value.text)
    if match is None:
        bullet.fault("quantity", value, found=value.text[:MAX_NAME])
        return None
    return built(bullet, value, match[1], match[2])


def positive(bullet: Bullet, value: Value) -> Quantity | None:
    """A quantity above zero."""
    found = quantity(bullet, value)
    if found is not None and found.value <= 0:
        bullet.fault("not_positive", value, found=value.text[:MAX_NAME])
    return found


def bounds(bullet: Bullet, value: Value, default: str) -> Range | None:
    """``20..28 h``, ``70 %..``, ``..120 min``; a range without a unit is in ``default``."""
    match = _RANGE.fullmatch(value.text)
    if match is None or not (match[1] or match[3]) or (match[2] and match[3] and not match[4]):
        bullet.fault("range", value, found=value.text[:MAX_NAME])
        return None
    low = built(bullet, value, match[1], match[2] or match[4] or default) if match[1] else None
    high = built(bullet, value, match[3], match[4] or default) if match[3] else None
    if (low is None) == bool(match[1]) or (high is None) == bool(match[3]):
        return None
    wanted = unit(default)
    for each in (low, high):
        if each is not None and each.unit != wanted.text and not alike(each.measured_in, wanted):
            bullet.fault("dimension", value, found=each.unit, wanted=wanted.text)
            return None
    if low is not None and high is not None and below(high, low):
        bullet.fault("range_empty", value, found=value.text[:MAX_NAME])
        return None
    return Range(low, high)


def alike(left: Unit, right: Unit) -> bool:
    """Whether values in both units can be compared."""
    return left.dimension == right.dimension and left.point == right.point


def below(left: Quantity, right: Quantity) -> bool:
    """``left < right``, without fractions where the units are the same."""
    return left.value < right.value if left.unit == right.unit else left < right


def whole(bullet: Bullet, value: Value) -> int | None:
    """A whole number from 1."""
    if not re.fullmatch("[1-9][0-9]{0,3}", value.text):
        bullet.fault("whole", value, found=value.text[:MAX_NAME], limit=MAX_WHOLE)
        return None
    return int(value.text)


def word(bullet: Bullet, value: Value) -> str | None:
    """One word or code."""
    if len(value.text) > MAX_NAME or not _WORD.fullmatch(value.text):
        bullet.fault("word", value, found=value.text[:MAX_NAME])
        return None
    return value.text


def words(bullet: Bullet, value: Value) -> tuple[str, ...]:
    """Words parted by commas, each of them once."""
    return tuple(found for each in items(bullet, value) if (found := word(bullet, each)) is not None)


def items(bullet: Bullet, value: Value) -> list[Value]:
    """The parts between commas, each of them once, with their places."""
    found: list[Value] = []
    column = value.column
    for part in value.text.split(","):
        text = part.strip()
        each = Value(text, column + len(part) - len(part.lstrip()))
        column += len(part) + 1
        if not text:
            bullet.fault("word", each, found="")
        elif any(text == other.text for other in found):
            bullet.fault("word_twice", each, found=text[:MAX_NAME])
        else:
            found.append(each)
    if len(found) > MAX_WORDS:
        bullet.fault("too_many_words", value, limit=MAX_WORDS)
    return found[:MAX_WORDS]


def names(bullet: Bullet, value: Value) -> tuple[str, ...]:
    """Names of fields parted by commas."""
    found = []
    for each in items(bullet, value):
        if is_name(each.text):
            found.append(each.text)
        else:
            bullet.fault("name_form", each, found=each.text[:MAX_NAME])
    return tuple(found)


def is_name(text: str) -> bool:
    """Whether this can be the name of a field."""
    return len(text) <= MAX_NAME and _NAME.fullmatch(text) is not None and text not in RESERVED


def one_of(bullet: Bullet, value: Value, known: tuple[str, ...]) -> str | None:
    """One of the words that are known here."""
    if value.text in known:
        return value.text
    bullet.fault("one_of", value, found=value.text[:MAX_NAME], known=", ".join(known))
    return None


def step_id(bullet: Bullet, value: Value) -> str | None:
    """The id of a step."""
    if _STEP.fullmatch(value.text):
        return value.text
    bullet.fault("step_wanted", value, found=value.text[:MAX_NAME])
    return None


def reaction(bullet: Bullet, value: Value) -> Otherwise | None:
    """``stop``, ``deviation minor``, ``deviation major`` or ``do U3.2``."""
    found = _REACTIONS.get(value.text)
    if found is not None:
        return found
    if value.text.startswith("do "):
        target = step_id(bullet, Value(value.text[3:].strip(), value.column + 3))
        return None if target is None else Otherwise(Reaction.DO, target)
    bullet.fault("reaction", value, found=value.text[:MAX_NAME])
    return None


def plain_text(bullet: Bullet, value: Value) -> str | None:
    """A few words in one language: the name of a material."""
    if len(value.text) > MAX_TEXT or not value.text or any(sign in value.text for sign in "|{}"):
        bullet.fault("text", value, limit=MAX_TEXT)
        return None
    return " ".join(value.text.split())


def bilingual(bullet: Bullet, value: Value) -> Bilingual | None:
    """``zh | en``, with Chinese on the left alone."""
    left, bar, right = value.text.partition("|")
    zh, en = " ".join(left.split()), " ".join(right.split())
    if not bar or not zh or not en:
        bullet.fault("translation", value)
    elif "|" in right or len(value.text) > MAX_TEXT or "{" in value.text or "}" in value.text:
        bullet.fault("text", value, limit=MAX_TEXT)
    elif _CHINESE.search(en):
        bullet.fault("not_english", value)
    else:
        return Bilingual(zh, en)
    return None
