"""Axes of a picture as cytometrists read them: decades of the transformation, or thousands on a linear scale."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from cellpark.assays.flow.channels import Channel
from cellpark.assays.flow.fcs import Floats
from cellpark.assays.flow.scales import scaled, unscaled
from cellpark.assays.flow.strategy import Dimension, Scale
from cellpark.assays.flow.tube import Tube

_SUPERSCRIPT: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MINUS: Final = "\u2212"
_CROWDED: Final = 0.045
"""Labels nearer to each other than this share of the axis would overlap: the one nearer to zero is left out."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at ``place`` (0..1 along the axis); a minor mark has no label."""

    place: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """Where values lie along a picture's side, and what is written there."""

    title: str
    low: float
    high: float
    ticks: tuple[Tick, ...]

    def places(self, values: Floats) -> Floats:
        """0 at the start of the axis, 1 at its end; what lies beyond is drawn on the edge, as instruments do."""
        place = (values - self.low) / (self.high - self.low)
        return np.asarray(np.clip(np.nan_to_num(place, nan=0.0), 0.0, 1.0), dtype=np.float64)

    def place(self, value: float | None, absent: float) -> float:
        """One value; ``absent`` stands for an open side of a gate."""
        return absent if value is None else float(self.places(np.array([value]))[0])


def axis_of(tube: Tube, dimension: Dimension) -> Axis:
    """The axis on which a dimension of a gate is drawn."""
    scale = None if dimension.scale is None else tube.strategy.scales[dimension.scale]
    if dimension.ratio is not None:
        column = tube.column(dimension)
        finite = column[np.isfinite(column)]
        low, high = (float(np.quantile(finite, share)) for share in (0.001, 0.999)) if finite.size else (0.0, 1.0)
        high = high if high > low else low + 1.0
        return Axis(dimension.ratio, low, high, tuple(_linear(low, high, None)))
    channel = tube.file.channels[tube.position(dimension)]
    title = titled(channel)
    if scale is None:
        top = channel.top / channel.gain if not channel.decades else 10**channel.decades * channel.zero
        values = tube.column(dimension)
        high = max(top, 1.0) if not channel.is_time else max(float(values.max()), 1.0)
        return Axis(title, 0.0, high, tuple(_linear(0.0, high, None)))
    if scale.kind == "flin":
        bottom, top = float(unscaled(np.zeros(1), scale)[0]), scale.parameters["T"]
        return Axis(title, 0.0, 1.0, tuple(_linear(bottom, top, scale)))
    return Axis(title, 0.0, 1.0, tuple(_spaced(sorted(_decades(scale), key=lambda tick: tick.place))))


def titled(channel: Channel) -> str:
    """The stain and the detector: ``CD3 (R780-A)``."""
    return channel.name if channel.label in {"", channel.name} else f"{channel.label} ({channel.name})"


def _linear(low: float, high: float, scale: Scale | None) -> Iterator[Tick]:
    step = 10 ** math.floor(math.log10((high - low) / 2))
    while (high - low) / step > 6:
        step *= 2.5 if str(step).strip("0.").startswith("2") else 2
    value = math.ceil(low / step) * step
    while value <= high * (1 + 1e-9):
        place = float(scaled(np.array([value]), scale)[0]) if scale else (value - low) / (high - low)
        yield Tick(place, _short(value))
        value += step


def _decades(scale: Scale) -> Iterator[Tick]:
    """0, and every power of ten on both sides that the scale shows, with the nine marks between them."""
    first, last = (float(value) for value in unscaled(np.array([0.0, 1.0]), scale))
    signs = [1.0] if first >= 0 else [1.0, -1.0]
    values: list[tuple[float, str]] = [] if scale.kind == "flog" else [(0.0, "0")]
    for sign in signs:
        for power in range(-3 if scale.kind == "flog" else 2, math.floor(math.log10(last)) + 1):
            label = ("" if sign > 0 else _MINUS) + "10" + str(power).translate(_SUPERSCRIPT)
            values += [(sign * 10.0**power, label), *((sign * digit * 10.0**power, "") for digit in range(2, 10))]
    shown = [(value, label) for value, label in values if first <= value <= last]
    places = scaled(np.array([value for value, _label in shown], dtype=np.float64), scale)
    return (Tick(float(place), label) for place, (_value, label) in zip(places, shown, strict=True))


def _spaced(ticks: list[Tick]) -> Iterator[Tick]:
    """All marks; of labels that would overlap the one at zero and the outer ones stay."""
    labelled = [tick for tick in ticks if tick.label]
    kept: list[Tick] = [tick for tick in labelled if tick.label == "0"]
    for tick in sorted(labelled, key=lambda tick: -abs(tick.place - (kept[0].place if kept else 0.0))):
        if tick not in kept and all(abs(tick.place - other.place) >= _CROWDED for other in kept):
            kept.append(tick)
    return (tick if not tick.label or tick in kept else Tick(tick.place) for tick in ticks)


def _short(value: float) -> str:
    size = abs(value)
    for limit, divisor, letter in ((1e6, 1e6, "M"), (1e3, 1e3, "K")):
        if size >= limit:
            return f"{value / divisor:.4g}{letter}"
    return f"{value:.4g}"
