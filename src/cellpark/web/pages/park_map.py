"""A park as blocks seen from above and one side (isometric), from rectangles on a grid. Pure geometry, no colours.

Heights are equal by intention: heights of buildings are hardly ever published, and a drawn one would be believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SQUARE = 26.0
HALF_WIDTH, HALF_DEPTH = 0.866 * SQUARE, 0.5 * SQUARE
TALL, FLAT = 40.0, 5.0
MARGIN = 14.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A rectangle of the grid with what is written on it; ``tone`` names its fill and pattern."""

    key: str
    href: str
    label: str
    detail: str
    tone: str
    is_flat: bool
    x: int
    y: int
    width: int
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A block as polygons, ready for the ``points`` of SVG, and the places of its two lines of text."""

    block: Block
    top: str
    left: str
    right: str
    text_x: str
    label_y: str
    detail_y: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkMap:
    """The whole picture: the drawing order is from the back to the front."""

    view_box: str
    ground: str
    blocks: Sequence[Drawn]


def draw(blocks: Sequence[Block]) -> ParkMap | None:
    """The picture of ``blocks``; none when there is nothing to draw."""
    if not blocks:
        return None
    west, north = min(b.x for b in blocks) - 1, min(b.y for b in blocks) - 1
    east, south = max(b.x + b.width for b in blocks) + 1, max(b.y + b.depth for b in blocks) + 1
    ground = [_seen(x, y, 0) for x, y in ((west, north), (east, north), (east, south), (west, south))]
    roofs = [_seen(b.x, b.y, _height(b)) for b in blocks]
    left, right = min(x for x, _ in ground) - MARGIN, max(x for x, _ in ground) + MARGIN
    top = min(y for _, y in (*ground, *roofs)) - MARGIN
    bottom = max(y for _, y in ground) + MARGIN
    return ParkMap(
        view_box=f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}",
        ground=_points(ground),
        blocks=[_drawn(block) for block in sorted(blocks, key=lambda b: (b.x + b.width) + (b.y + b.depth))],
    )


def _drawn(block: Block) -> Drawn:
    height = _height(block)
    x, y, far_x, far_y = block.x, block.y, block.x + block.width, block.y + block.depth
    text_x, text_y = _seen((x + far_x) / 2, (y + far_y) / 2, height)
    return Drawn(
        block=block,
        top=_points([_seen(a, b, height) for a, b in ((x, y), (far_x, y), (far_x, far_y), (x, far_y))]),
        left=_points(
            [_seen(x, far_y, 0), _seen(x, far_y, height), _seen(far_x, far_y, height), _seen(far_x, far_y, 0)]
        ),
        right=_points(
            [_seen(far_x, y, 0), _seen(far_x, y, height), _seen(far_x, far_y, height), _seen(far_x, far_y, 0)]
        ),
        text_x=f"{text_x:.1f}",
        label_y=f"{text_y + (-4 if block.detail else 6):.1f}",
        detail_y=f"{text_y + 15:.1f}",
    )


def _height(block: Block) -> float:
    return FLAT if block.is_flat else TALL


def _seen(x: float, y: float, z: float) -> Point:
    """A point of the grid, ``z`` above the ground, as it falls on the picture."""
    return (x - y) * HALF_WIDTH, (x + y) * HALF_DEPTH - z


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
