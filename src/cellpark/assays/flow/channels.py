"""The channels of an FCS file: names, widths, ranges, amplification and gain (FCS 3.1, section 3.2.20)."""

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cellpark.assays.flow.header import refused
from cellpark.assays.flow.keywords import integer, needed

MAX_CHANNELS: Final = 500
"""Spectral instruments record some 200 parameters; a header that claims thousands is damaged."""
WIDTHS: Final = {"I": (8, 16, 32, 64), "F": (32,), "D": (64,)}
"""Bits of one value that each $DATATYPE may have here."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One measured parameter.

    ``name`` is $PnN and unique, ``label`` $PnS (the stain). ``decades`` and ``zero`` are $PnE: a value on a logarithmic
    amplifier is ``zero * 10 ** (decades * value / top)``. ``gain`` is $PnG, a divisor.
    """

    number: int
    name: str
    label: str
    bits: int
    top: float
    decades: float
    zero: float
    gain: float

    @property
    def is_time(self) -> bool:
        """Time is counted in ticks of $TIMESTEP seconds."""
        return self.name.casefold() == "time"


def read_channels(keywords: Mapping[str, str], datatype: str) -> tuple[Channel, ...]:
    """The channels in the order of the data; raises ``Refused`` for what is missing, odd or named twice."""
    count = integer(keywords, "$PAR")
    if not 1 <= count <= MAX_CHANNELS:
        raise refused("keyword", keyword="$PAR", found=str(count), expected=f"1-{MAX_CHANNELS}")
    channels = tuple(_channel(keywords, number, datatype) for number in range(1, count + 1))
    seen: dict[str, int] = {}
    for channel in channels:
        first = seen.setdefault(channel.name, channel.number)
        if first != channel.number:
            raise refused("name_twice", name=channel.name[:80], first=first, second=channel.number)
    return channels


def _channel(keywords: Mapping[str, str], number: int, datatype: str) -> Channel:
    name = needed(keywords, f"$P{number}N").strip()
    if not name:
        raise refused("keyword_missing", keyword=f"$P{number}N")
    if name != _bare(name):
        raise refused("keyword", keyword=f"$P{number}N", found=_bare(name)[:40], expected="A-Z, a-z, 0-9")
    bits = integer(keywords, f"$P{number}B")
    if bits not in WIDTHS[datatype]:
        expected = ", ".join(map(str, WIDTHS[datatype]))
        raise refused("keyword", keyword=f"$P{number}B", found=str(bits), expected=expected)
    decades, zero = _amplification(keywords, f"$P{number}E")
    return Channel(
        number=number,
        name=name,
        label=_bare(keywords.get(f"$P{number}S", "")).strip(),
        bits=bits,
        top=_number(keywords, f"$P{number}R", None),
        decades=decades,
        zero=zero,
        # 0 means the same as no gain, and is written so by some instruments
        gain=_number(keywords, f"$P{number}G", 1.0) or 1.0,
    )


def _bare(text: str) -> str:
    """Without control characters, which no record can keep."""
    return "".join(each for each in text if unicodedata.category(each) != "Cc")


def _amplification(keywords: Mapping[str, str], name: str) -> tuple[float, float]:
    parts = keywords.get(name, "0,0").split(",")
    if len(parts) != 2:
        raise refused("keyword", keyword=name, found=keywords[name][:40], expected="0,0")
    decades, zero = (_float(name, part) for part in parts)
    # the standard: f1,0 with f1 > 0 is invalid and read as f1,1
    return decades, (zero or 1.0) if decades else 0.0


def _number(keywords: Mapping[str, str], name: str, absent: float | None) -> float:
    text = needed(keywords, name) if absent is None else keywords.get(name, "").strip() or str(absent)
    return _float(name, text)


def _float(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise refused("keyword", keyword=name, found=text[:40], expected="0-9")
    return value
