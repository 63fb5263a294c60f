"""Pictures a cytometrist reads: decades on the axes, density in colours, outlines with names and percentages."""

import re

import numpy as np
import pytest
from lxml import etree

from cellpark.assays.flow.axes import axis_of
from cellpark.assays.flow.density import GRID, LEVELS, levels, runs
from cellpark.assays.flow.fcs import read_fcs
from cellpark.assays.flow.gating import members
from cellpark.assays.flow.picture import Caption, draw
from cellpark.assays.flow.plots import plots
from cellpark.assays.flow.strategy import Dimension, Rectangle, Strategy
from cellpark.assays.flow.tube import Tube
from tests.assays.flow.made import LOGICLE, fcs, one_gate
from tests.assays.flow.test_gating import six
from tests.assays.flow.test_strategies import everything

SVG = "{http://www.w3.org/2000/svg}"


def drawn(tube, plot, names=None, title="P < Q", prefix="one"):
    names = names or {gate.id: f"{gate.id} & 5 %" for gate in plot.gates}
    return etree.fromstring(draw(tube, members(tube), plot, Caption(title, "What it shows", names, "Events"), prefix))


@pytest.fixture(scope="module")
def tube():
    return Tube(read_fcs(six()), everything())


def test_gates_on_the_same_axes_share_a_picture():
    def gate(name, **limits):
        return Rectangle(id=name, dimensions=(Dimension("A", **limits), Dimension("B", low=1.0)))

    strategy = Strategy({}, {}, {}, (gate("low", high=5.0), gate("high", low=5.0), *one_gate().gates))
    assert [[each.id for each in plot.gates] for plot in plots(strategy)] == [["low", "high"], ["Cells"]]


def test_every_outline_has_a_picture_with_title_description_and_names(tube):
    for number, plot in enumerate(plots(tube.strategy)):
        picture = drawn(tube, plot, prefix=f"p{number}")
        assert picture.get("role") == "img"
        assert picture.get("aria-labelledby") == f"p{number}-title p{number}-text"
        assert picture.find(f"{SVG}title").text == "P < Q"
        assert picture.find(f"{SVG}desc").text == "What it shows"
        assert picture.findall(f"{SVG}path[@class='flow-gate']")
    combined = {gate.id for gate in tube.strategy.gates if type(gate).__name__ == "Boolean"}
    shown = {gate.id for plot in plots(tube.strategy) for gate in plot.gates}
    assert shown == {gate.id for gate in tube.strategy.gates} - combined


def test_nothing_in_a_picture_runs_or_loads(tube):
    for plot in plots(tube.strategy):
        picture = drawn(tube, plot, title="<script>alert(1)</script>")
        for element in picture.iter():
            assert element.tag in {f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "path", "g", "text")}
            assert not {name for name in element.attrib if name.startswith("on") or "href" in name or name == "style"}


def test_axes_are_labelled_in_decades_of_the_transformation():
    tube = Tube(read_fcs(fcs()), Strategy({"Logicle": LOGICLE}, {}, {}, one_gate().gates))
    axis = axis_of(tube, Dimension("CD3", scale="Logicle"))
    labels = [tick.label for tick in axis.ticks if tick.label]
    assert labels == ["\u221210\u00b2", "0", "10\u00b2", "10\u00b3", "10\u2074", "10\u2075"]
    places = [tick.place for tick in axis.ticks]
    assert places == sorted(places)
    assert len(places) > 30
    linear = axis_of(tube, Dimension("FSC-A"))
    assert [tick.label for tick in linear.ticks] == ["0", "100K", "200K"]


def test_labels_of_small_decades_do_not_overlap():
    from cellpark.assays.flow.strategy import Scale

    wide = Scale("logicle", {"T": 262144.0, "W": 1.5, "M": 4.5, "A": 0.0})
    tube = Tube(read_fcs(fcs()), Strategy({"Wide": wide}, {}, {}, one_gate().gates))
    labelled = [tick.place for tick in axis_of(tube, Dimension("CD3", scale="Wide")).ticks if tick.label]
    assert min(np.diff(labelled)) >= 0.045


def test_levels_hold_about_the_same_number_of_events():
    chance = np.random.default_rng(3)
    x, y = (np.clip(chance.normal(0.5, 0.12, 60_000), 0, 1) for _ in range(2))
    cells = levels(x, y)
    counts, _x, _y = np.histogram2d(y, x, bins=GRID, range=((0, 1), (0, 1)))
    shares = [counts[cells == level].sum() / 60_000 for level in range(1, LEVELS + 1)]
    assert min(shares) > 0.08
    assert max(shares) < 0.14
    assert (cells[counts == 0] == 0).all()
    assert (
        sum(length for level in range(1, LEVELS + 1) for _row, _start, length in runs(cells, level))
        == (counts > 0).sum()
    )


@pytest.mark.parametrize("count", [0, 1])
def test_a_population_of_nobody_or_one_has_a_picture(count):
    table = np.zeros((5, 4))
    table[:count, 0] = 50.0
    gates = (
        Rectangle(id="Few", dimensions=(Dimension("FSC-A", low=10.0), Dimension("SSC-A"))),
        Rectangle(id="In", parent="Few", dimensions=(Dimension("CD3", low=1.0), Dimension("SSC-A"))),
        Rectangle(id="Range", parent="Few", dimensions=(Dimension("CD3", low=1.0),)),
    )
    tube = Tube(read_fcs(fcs(table)), Strategy({}, {}, {}, gates))
    for plot in plots(tube.strategy):
        picture = drawn(tube, plot)
        assert len(picture.findall(f"{SVG}path[@class='flow-gate']")) == len(plot.gates)
        inside = {gate.parent for gate in plot.gates} == {"Few"}
        dots = [each for each in picture.iter(f"{SVG}path") if re.fullmatch(r"flow-d\d", each.get("class") or "")]
        if inside and count == 0:
            assert dots == []


def test_names_stay_within_the_plane(tube):
    plot = plots(tube.strategy)[0]
    picture = drawn(tube, plot, {"R": "\u6d3b\u7ec6\u80de" * 6})
    label = picture.find(f"{SVG}text[@class='flow-name']")
    half = 12 * 18 / 2
    assert 64 + half <= float(label.get("x")) <= 64 + 384 - half
