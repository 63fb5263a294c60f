"""Which pictures a strategy asks for: gates with the same parent on the same axes share one."""

from dataclasses import dataclass

from cellpark.assays.flow.strategy import AnyGate, Boolean, Dimension, Quadrants, Strategy


@dataclass(frozen=True, slots=True)
class Plot:
    """The events of ``parent`` (None: all) on one or two axes, with the outlines of ``gates``."""

    parent: str | None
    axes: tuple[Dimension, ...]
    gates: tuple[AnyGate, ...]


def plots(strategy: Strategy) -> tuple[Plot, ...]:
    """One picture for each parent and pair of axes, in the order of the document.

    A gate of three and more dimensions is drawn on its first two; a combination of gates has no outline and no picture.
    """
    found: dict[tuple[object, ...], tuple[str | None, tuple[Dimension, ...], list[AnyGate]]] = {}
    for gate in strategy.gates:
        if isinstance(gate, Boolean):
            continue
        used = [part.dimension for part in gate.dividers] if isinstance(gate, Quadrants) else list(gate.dimensions)
        axes = tuple(_plain(dimension) for dimension in used[:2])
        found.setdefault((gate.parent, *axes), (gate.parent, axes, []))[2].append(gate)
    return tuple(Plot(parent, axes, tuple(gates)) for parent, axes, gates in found.values())


def _plain(dimension: Dimension) -> Dimension:
    """The axis without the limits of the one gate that uses it."""
    return Dimension(dimension.channel, dimension.ratio, dimension.compensation, dimension.scale)
