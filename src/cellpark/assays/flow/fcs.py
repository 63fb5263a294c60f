"""Read an FCS 2.0, 3.0 or 3.1 list-mode file: one pass, exact places, refused with the name of the fault.

The bytes become numbers through one numpy view; flowio, which reads value by value, is the oracle of the tests
(docs/decisions: reading flow files). Scaling follows Gating-ML 2.0, section 3.1: amplification, gain, time step.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from cellpark.assays.flow.channels import Channel, read_channels
from cellpark.assays.flow.header import LARGE, MAX_BYTES, Header, Segment, check_inside, read_header, refused
from cellpark.assays.flow.keywords import integer, needed, read_keywords

Floats = npt.NDArray[np.float64]
_ORDERS: Final = {
    "1,2,3,4": "<",
    "1,2": "<",
    "4,3,2,1": ">",
    "2,1": ">",
    "1,2,3,4,5,6,7,8": "<",
    "8,7,6,5,4,3,2,1": ">",
}
_KINDS: Final = {"I": "u", "F": "f", "D": "f"}
_LEAST_BYTES: Final = 4
MAX_VALUES: Final = MAX_BYTES // _LEAST_BYTES
"""Each value becomes eight bytes: of narrow integers a small file would fill the memory."""


@dataclass(frozen=True, slots=True)
class FcsFile:
    """One tube: its keywords, its channels, and its events as one row of doubles a channel, in linear units."""

    version: str
    keywords: Mapping[str, str]
    channels: tuple[Channel, ...]
    values: Floats

    @property
    def events(self) -> int:
        """How many cells, debris and noise the instrument recorded ($TOT)."""
        return int(self.values.shape[1])

    def index(self, name: str) -> int | None:
        """The channel with this name ($PnN), or else with this label ($PnS); None where there is none."""
        for position, channel in enumerate(self.channels):
            if channel.name == name:
                return position
        for position, channel in enumerate(self.channels):
            if channel.label == name:
                return position
        return None


def read_fcs(content: bytes) -> FcsFile:
    """The events of one tube, or the fault.

    Raises:
        Refused: ``assays.flow.fcs....`` with the place, the keyword or the count that is wrong.
    """
    header = read_header(content)
    keywords = read_keywords(content, header)
    if integer(keywords, "$NEXTDATA", 0):
        raise refused("several")
    mode = needed(keywords, "$MODE").strip().upper()
    if mode != "L":
        raise refused("keyword", keyword="$MODE", found=mode[:40], expected="L")
    datatype = needed(keywords, "$DATATYPE").strip().upper()
    if datatype not in _KINDS:
        raise refused("keyword", keyword="$DATATYPE", found=datatype[:40], expected=", ".join(_KINDS))
    channels = read_channels(keywords, datatype)
    events = integer(keywords, "$TOT")
    segment = _data_segment(content, header, keywords)
    kinds = [f"{_byte_order(keywords)}{_KINDS[datatype]}{channel.bits // 8}" for channel in channels]
    expected = events * sum(channel.bits // 8 for channel in channels)
    if segment.size != expected or not events:
        raise refused(
            "data_size", events=events, channels=len(channels), expected=expected, found=segment.size, end=segment.end
        )
    if events * len(channels) > MAX_VALUES:
        raise refused("too_large", size=events * len(channels) * _LEAST_BYTES, limit=MAX_BYTES)
    values = _numbers(content, segment, kinds, channels, events)
    _check_finite(channels, values)
    _scale(values, channels, keywords)
    return FcsFile(header.version, keywords, channels, values)


def _data_segment(content: bytes, header: Header, keywords: Mapping[str, str]) -> Segment:
    """Where the data lie. From FCS 3.0 on the text says so too, and both must agree."""
    segment = header.data
    if header.version != "2.0":
        told = Segment(integer(keywords, "$BEGINDATA"), integer(keywords, "$ENDDATA"))
        if told != segment and (segment.size or told.end <= LARGE):
            which, ours, theirs = ("$BEGINDATA", segment.start, told.start)
            if ours == theirs:
                which, ours, theirs = ("$ENDDATA", segment.end, told.end)
            raise refused("offsets_differ", keyword=which, header=ours, text=theirs)
        segment = told
    check_inside(segment, "DATA", len(content))
    return segment


def _byte_order(keywords: Mapping[str, str]) -> str:
    order = needed(keywords, "$BYTEORD").replace(" ", "")
    if order not in _ORDERS:
        raise refused("keyword", keyword="$BYTEORD", found=order[:40], expected="1,2,3,4; 4,3,2,1")
    return _ORDERS[order]


def _numbers(content: bytes, segment: Segment, kinds: list[str], channels: tuple[Channel, ...], events: int) -> Floats:
    values: Floats = np.empty((len(channels), events), dtype=np.float64)
    if len(set(kinds)) == 1:
        table = np.frombuffer(content, dtype=kinds[0], count=events * len(channels), offset=segment.start)
        table = table.reshape(events, len(channels))
        if kinds[0][1] == "f":
            with np.errstate(invalid="ignore"):  # a signalling NaN is found and named below
                values[:] = table.T
            return values
        columns = [table[:, position] for position in range(len(channels))]
    else:
        row = np.dtype([(f"c{position}", kind) for position, kind in enumerate(kinds)])
        rows = np.frombuffer(content, dtype=row, count=events, offset=segment.start)
        columns = [rows[f"c{position}"] for position in range(len(channels))]
    for position, (channel, column) in enumerate(zip(channels, columns, strict=True)):
        values[position] = column & column.dtype.type(_mask(channel))
    return values


def _mask(channel: Channel) -> int:
    """Bits above the range are to be ignored; a range that is no power of two counts as the next one ($PnR)."""
    top = max(1, math.ceil(channel.top))
    return int(min(1 << (top - 1).bit_length(), 1 << channel.bits) - 1)


def _check_finite(channels: Iterable[Channel], values: Iterable[Floats]) -> None:
    for channel, row in zip(channels, values, strict=True):
        # a sum is finite only if every summand is; the search is for files that are refused anyway, or for huge sums
        with np.errstate(over="ignore", invalid="ignore"):
            total = float(row.sum())
        if not math.isfinite(total):
            wrong = np.flatnonzero(~np.isfinite(row))
            if wrong.size:
                raise refused("not_finite", channel=channel.name, event=int(wrong[0]) + 1, count=int(wrong.size))


def _scale(values: Floats, channels: tuple[Channel, ...], keywords: Mapping[str, str]) -> None:
    for channel, row in zip(channels, values, strict=True):
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # what comes of it is looked at below
            scaled = _scaled(channel, row, keywords)
        if scaled:
            _check_finite([channel], [row])


def _scaled(channel: Channel, row: Floats, keywords: Mapping[str, str]) -> bool:
    """Scale one channel in its place; whether there was anything to do."""
    if channel.is_time:
        # some instruments write the time step a second time as this channel's gain; it is applied once
        np.multiply(row, _time_step(keywords), out=row)
        return True
    if channel.decades:
        np.multiply(10 ** (channel.decades * row / channel.top), channel.zero, out=row)
    if channel.gain != 1.0:
        np.divide(row, channel.gain, out=row)
    return bool(channel.decades) or channel.gain != 1.0


def _time_step(keywords: Mapping[str, str]) -> float:
    text = keywords.get("$TIMESTEP", "").strip() or "1"
    try:
        step = float(text)
    except ValueError:
        step = math.nan
    if not math.isfinite(step) or step < 0:
        raise refused("keyword", keyword="$TIMESTEP", found=text[:40], expected="0-9")
    return step
