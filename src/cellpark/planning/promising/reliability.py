"""How often promises were kept: shares with their intervals, and a picture of them. Pure."""

import math
from dataclasses import dataclass

FONT = 'font-family="sans-serif" font-size="13"'
NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Trial:
    """One promise and what came of it.

    ``place``: how many of the ``scenarios`` were done sooner than what really happened; all that were done at all where
    it was not ``done``. ``promised`` and ``kept`` are by level; nothing where no time was that sure.
    """

    replication: int
    patient: str
    now: float
    scenarios: int
    place: int
    done: bool
    promised: tuple[float | None, ...]
    kept: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Promises at one level: how many were made, and how many of them were kept."""

    level: float
    made: int
    kept: int

    @property
    def share(self) -> float:
        """The share that was kept."""
        return self.kept / self.made if self.made else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies with 95 %: Wilson, J. Am. Stat. Assoc. 22 (1927)."""
        if not self.made:
            return 0.0, 1.0
        z, n, p = NORMAL_95, self.made, self.share
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Reliability:
    """A study of promises: its trials and what was promised in it."""

    levels: tuple[float, ...]
    trials: tuple[Trial, ...]

    def shares(self) -> tuple[Share, ...]:
        """How often each promise was kept; where a level was not promised, because it is never that sure, none is."""
        found = []
        for place, level in enumerate(self.levels):
            kept = [each.kept[place] for each in self.trials if each.kept[place] is not None]
            found.append(Share(level, len(kept), sum(map(bool, kept))))
        return tuple(found)


def picture(reliability: Reliability, promised: str, kept: str) -> str:
    """What was promised against what was kept, as SVG; the two words are those of the axes.

    A point on the diagonal is a promise that was kept as often as it says; the bar is the interval of 95 %.
    """
    side, edge = 320, 56
    whole = side + 2 * edge

    def at(share: float) -> float:
        return side * share

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" {FONT} role="img">',
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
        f'<g transform="translate({edge},{edge / 2:g})">',
    ]
    for tenth in range(0, 11, 2):
        x, y = at(tenth / 10), side - at(tenth / 10)
        lines += [
            f'<path d="M{x:g},0V{side}M0,{y:g}H{side}" stroke="#dadfe5"/>',
            f'<text x="{x:g}" y="{side + 18}" text-anchor="middle">{10 * tenth} %</text>',
            f'<text x="-8" y="{y + 4:g}" text-anchor="end">{10 * tenth} %</text>',
        ]
    lines.append(f'<path d="M0,{side}L{side},0" stroke="#667382" stroke-dasharray="5 4"/>')
    for each in reliability.shares():
        if not each.made:
            continue
        low, high = each.interval
        x, y = at(each.level), side - at(each.share)
        bar = f"M{x:g},{side - at(low):.1f}V{side - at(high):.1f}"
        lines.append(f'<path d="{bar}" stroke="#066fd1" stroke-width="2"/>')
        title = f"{each.level:.0%}: {each.kept} / {each.made}"
        lines.append(f'<circle cx="{x:g}" cy="{y:.1f}" r="4" fill="#066fd1"><title>{title}</title></circle>')
    lines += [
        f'<text x="{side / 2}" y="{side + 44}" text-anchor="middle">{promised}</text>',
        f'<text transform="translate(-42,{side / 2}) rotate(-90)" text-anchor="middle">{kept}</text>',
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
