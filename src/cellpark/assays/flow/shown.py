"""An analysis as a page shows it: the rows of the hierarchy and the pictures, in the reader's language."""

from collections.abc import Mapping

from cellpark.assays.flow.axes import titled
from cellpark.assays.flow.gatingml import read_strategy
from cellpark.assays.flow.kind import KIND, VERSION, analysed, findings
from cellpark.assays.flow.picture import Caption, draw
from cellpark.assays.flow.plots import Plot, plots
from cellpark.assays.flow.strategy import AnyGate, Dimension, Quadrants
from cellpark.assays.flow.tube import Tube
from cellpark.assays.flow.words import FlowPicture, FlowShown, FlowWords, GatingDocument, Population, percent
from cellpark.assays.model import digest_of


def document_of(content: bytes) -> GatingDocument:
    """Read a Gating-ML document; raises ``Refused`` (``assays.flow.strategy....``)."""
    strategy = read_strategy(content)
    populations = sum(len(_populations(gate)) for gate in strategy.gates)
    return GatingDocument(strategy.title.get("zh", ""), strategy.title.get("en", ""), populations)


def shown(files: Mapping[str, bytes], words: FlowWords) -> FlowShown:
    """Rows and pictures; raises ``Refused`` as the analysis does."""
    tube, found, rows = analysed(files, {})
    by_id = {row.id: row for row in rows}
    pictures = []
    for number, plot in enumerate(plots(tube.strategy)):
        caption = _caption(tube, plot, by_id, words)
        svg = draw(tube, found, plot, caption, f"flow-{number}")
        pictures.append(FlowPicture(caption.title, caption.description, svg))
    channels = tuple(
        each.channel if each.label in {"", each.channel} else f"{each.label} ({each.channel})"
        for each in rows[0].intensities
    )
    digest = digest_of(KIND, VERSION, files, {}, findings(tube, rows, files))
    return FlowShown(tube.file.events, channels, rows, tuple(pictures), digest)


def _caption(tube: Tube, plot: Plot, rows: Mapping[str, Population], words: FlowWords) -> Caption:
    names = {
        identity: f"{rows[identity].name(words.language)} {percent(rows[identity].of_parent)}"
        for gate in plot.gates
        for identity in _populations(gate)
    }
    parent = words.everything if plot.parent is None else rows[plot.parent].name(words.language)
    count = tube.file.events if plot.parent is None else rows[plot.parent].count
    axes = tuple(_axis_name(tube, dimension) for dimension in plot.axes)
    title, description = words.title(axes, parent), words.description(count, parent, tuple(names.values()))
    return Caption(title, description, names, words.events)


def _axis_name(tube: Tube, dimension: Dimension) -> str:
    return dimension.ratio or titled(tube.file.channels[tube.position(dimension)])


def _populations(gate: AnyGate) -> tuple[str, ...]:
    return tuple(quadrant.id for quadrant in gate.quadrants) if isinstance(gate, Quadrants) else (gate.id,)
