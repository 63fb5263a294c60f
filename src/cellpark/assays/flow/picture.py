"""A picture of one step of a strategy as SVG: density in colours, axes in decades, outlines with names and percentages.

Colours are presentation attributes, so that the file stands alone; each part has a class, so that a page in the dark
repaints it from its own stylesheet. Title and description are given by whoever knows the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from cellpark.assays.flow.axes import Axis, axis_of
from cellpark.assays.flow.density import GRID, LEVELS, histogram, levels, runs
from cellpark.assays.flow.fcs import Floats
from cellpark.assays.flow.outlines import Outline, outline, quadrant_lines
from cellpark.assays.flow.plots import Plot
from cellpark.assays.flow.strategy import Boolean, Quadrants, Rectangle
from cellpark.assays.flow.tube import EVERY, Members, Tube

SIDE: Final = 384
"""Side of the plane in units of the drawing."""
LEFT, TOP, RIGHT, BOTTOM = 64, 20, 16, 52
WIDTH, HEIGHT = LEFT + SIDE + RIGHT, TOP + SIDE + BOTTOM
COLOURS: Final = (
    "#27408b", "#2f62b5", "#2f86c1", "#2aa6a8", "#3dbb74", "#8cc63f", "#d7c42d", "#f0932b", "#d7301f",
)  # fmt: skip
"""Sparse to dense, blue to red, as cytometers have drawn it for decades."""
_INK, _PAPER, _GATE = "#1f2328", "#ffffff", "#111111"


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a picture: its title, what it shows for whoever cannot see it, and the names along the gates."""

    title: str
    description: str
    names: Mapping[str, str]
    events: str


def draw(tube: Tube, found: Mapping[str, Members], plot: Plot, caption: Caption, prefix: str) -> str:
    """The picture as one ``<svg>`` element; ``prefix`` makes its identifiers unique on a page.

    Raises:
        Refused: ``assays.flow.channel`` where the file has no such channel.
    """
    chosen = EVERY if plot.parent is None else found[plot.parent]
    x = axis_of(tube, plot.axes[0])
    across = x.places(tube.column(plot.axes[0], chosen))
    if len(plot.axes) == 1:
        y = Axis(caption.events, 0.0, 1.0, ())
        events = _area(histogram(across))
        lines = [_range(gate, x) for gate in plot.gates if isinstance(gate, Rectangle)]
    else:
        y = axis_of(tube, plot.axes[1])
        events = _cells(across, y.places(tube.column(plot.axes[1], chosen)))
        lines = _outlines(plot, x, y)
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-text" font-family="sans-serif" font-size="12">'
    )
    return "".join(
        (
            start,
            f'<title id="{prefix}-title">{escape(caption.title)}</title>',
            f'<desc id="{prefix}-text">{escape(caption.description)}</desc>',
            f'<rect class="flow-paper" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="{_PAPER}"/>',
            events,
            _frame(x, y),
            *(_line(each) for each in lines if each.points),
            *(_label(each, caption) for each in lines if each.id in caption.names),
            "</svg>",
        )
    )


def _outlines(plot: Plot, x: Axis, y: Axis) -> list[Outline]:
    lines: list[Outline] = []
    for gate in plot.gates:
        if isinstance(gate, Quadrants):
            lines += quadrant_lines(gate, x, y)
        elif not isinstance(gate, Boolean):
            lines.append(outline(gate, x, y))
    return lines


def _range(gate: Rectangle, x: Axis) -> Outline:
    left, right = x.place(gate.dimensions[0].low, 0.0), x.place(gate.dimensions[0].high, 1.0)
    points = ((left, 0.66), (left, 0.74), (left, 0.7), (right, 0.7), (right, 0.74), (right, 0.66))
    return Outline(gate.id, points, closed=False, label=((left + right) / 2, 0.74))


def _cells(across: Floats, up: Floats) -> str:
    cells, size = levels(across, up), SIDE / GRID
    paths = []
    for level in range(1, LEVELS + 1):
        steps = "".join(
            f"M{LEFT + start * size:g} {TOP + SIDE - (row + 1) * size:g}h{length * size:g}v{size:g}h{-length * size:g}z"
            for row, start, length in runs(cells, level)
        )
        if steps:
            paths.append(f'<path class="flow-d{level}" fill="{COLOURS[level - 1]}" d="{steps}"/>')
    return "".join(paths)


def _area(heights: Floats) -> str:
    tops = "".join(f"L{_x((place + 0.5) / GRID)} {_y(height * 0.9)}" for place, height in enumerate(heights))
    return (
        f'<path class="flow-area" fill="{COLOURS[2]}" fill-opacity="0.5" d="M{LEFT} {_y(0)}{tops}L{_x(1)} {_y(0)}z"/>'
    )


def _frame(x: Axis, y: Axis) -> str:
    bottom, parts = TOP + SIDE, []
    for tick in x.ticks:
        length = 7 if tick.label else 4
        parts.append(f'<path d="M{_x(tick.place)} {bottom}v{length}"/>')
        parts.append(_text(_x(tick.place), bottom + 20, "middle", tick.label))
    for tick in y.ticks:
        length = 7 if tick.label else 4
        parts.append(f'<path d="M{LEFT} {_y(tick.place)}h{-length}"/>')
        parts.append(_text(LEFT - 10, _y(tick.place, 4), "end", tick.label))
    middle = LEFT + SIDE / 2
    return (
        f'<g class="flow-ink" stroke="{_INK}" fill="{_INK}">'
        f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none"/>'
        f"{''.join(parts)}{_text(f'{middle:g}', bottom + 42, 'middle', x.title)}"
        f'<g transform="translate(14 {TOP + SIDE / 2:g}) rotate(-90)">{_text(0, 0, "middle", y.title)}</g></g>'
    )


def _line(each: Outline) -> str:
    steps = "L".join(f"{_x(across)} {_y(up)}" for across, up in each.points)
    end = "z" if each.closed else ""
    return f'<path class="flow-gate" fill="none" stroke="{_GATE}" stroke-width="1.5" d="M{steps}{end}"/>'


def _label(each: Outline, caption: Caption) -> str:
    """Above the outline where there is room, else within it; kept inside the plane."""
    text = caption.names[each.id]
    # a letter is about 6.5 units wide, a Chinese character 12
    half = sum(12 if ord(character) > 0x2E80 else 6.5 for character in text) / 2 / SIDE
    across = min(max(each.label[0], half + 0.01), 1 - half - 0.01)
    above = each.label[1] + 0.015
    up = above if above < 0.96 and each.closed else each.label[1] - 0.04 if each.points == () or each.closed else above
    return (
        f'<text class="flow-name" x="{_x(across)}" y="{_y(up)}" text-anchor="middle" font-weight="600" fill="{_GATE}" '
        f'stroke="{_PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">{escape(text)}</text>'
    )


def _text(x: str | float, y: str | float, anchor: str, text: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" stroke="none">{escape(text)}</text>' if text else ""


def _x(place: float) -> str:
    return f"{LEFT + place * SIDE:.1f}"


def _y(place: float, more: float = 0.0) -> str:
    return f"{TOP + SIDE - place * SIDE + more:.1f}"
