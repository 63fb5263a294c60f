"""Populations: exactly FlowKit's members, and the counts of the instrument itself (A11-2b)."""

import io
import math
import warnings

import numpy as np
import pytest

from cellpark.assays.flow.fcs import read_fcs
from cellpark.assays.flow.gating import members
from cellpark.assays.flow.gatingml_write import write_strategy
from cellpark.assays.flow.strategy import Dimension, Polygon, Quadrants, Rectangle, Scale, Spillover, Strategy
from cellpark.assays.flow.tube import Tube
from cellpark.assays.public import analyse
from cellpark.kernel.problem import Refused
from tests.assays.flow.made import LOGICLE, fcs, one_gate
from tests.assays.flow.test_reading import shared
from tests.assays.flow.test_strategies import EXAMPLES, everything

PANELS = {
    "tcell-panel-facsaria.gatingml.xml": "whitews__FlowKit/100715.fcs",
    "tcell-panel-macsquant.gatingml.xml": "cytoflow__cytoflow/Miltenyi Biotec - MACSQuant Analyzer.fcs",
}


def spread(count=4000, seed=11):
    """Events over the whole scale, below zero, at zero, and beyond the top; some exactly on the limits of gates."""
    chance = np.random.default_rng(seed)
    table = chance.normal(0, 300, (count, 6)) + 10 ** chance.uniform(0, 5.5, (count, 6)) * chance.choice(
        [0, 1], (count, 6)
    )
    table[:20] = 0.0
    table[20:40, 0] = 500.0
    table[40:60, 0] = 240000.0
    return table.astype("<f4")


def six(**more):
    chance = np.random.default_rng(5)
    matrix = np.eye(6) + chance.uniform(0, 0.08, (6, 6)) * (1 - np.eye(6))
    numbers = ",".join(repr(float(value)) for value in matrix.ravel())
    return fcs(spread(), names=tuple("ABCDEF"), SPILLOVER=f"6,A,B,C,D,E,F,{numbers}", **more)


def of_flowkit(content, document):
    """The members by FlowKit, called directly on the same bytes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import flowkit

        sample = flowkit.Sample(io.BytesIO(content), sample_id="tube")
        strategy = flowkit.parse_gating_xml(io.BytesIO(document))
        results = strategy.gate_sample(sample)
    return lambda name: np.asarray(results.get_gate_membership(name))


def found(content, strategy):
    return members(Tube(read_fcs(content), strategy))


def check_equal(content, strategy):
    ours = found(content, strategy)
    theirs = of_flowkit(content, write_strategy(strategy))
    assert ours.keys()
    for name, inside in ours.items():
        assert np.array_equal(inside, theirs(name)), name
    return ours


@pytest.mark.parametrize("compensation", ["FCS", "uncompensated"])
def test_every_kind_of_gate_has_exactly_the_members_that_flowkit_gives(compensation):
    ours = check_equal(six(), everything(compensation))
    # the oracle says something only where a gate holds some events and leaves some out
    assert sum(0 < inside.sum() < inside.size for inside in ours.values()) >= 11


@pytest.mark.parametrize("kind", ["logicle", "hyperlog"])
def test_limits_on_a_searched_scale_are_those_of_the_transformed_values(kind):
    scale = Scale(kind, {"T": 262144.0, "W": 0.5, "M": 4.5, "A": 0.3})
    gates = tuple(
        Rectangle(id=f"R{place}", dimensions=(Dimension("A", scale="S", low=low, high=low + 0.1),))
        for place, low in enumerate((-3.0, -0.05, 0.0, 0.1777, 0.5, 0.9, 0.97, 40.0))
    )
    check_equal(six(), Strategy({"S": scale}, {}, {}, gates))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_panels_on_real_files_give_what_flowkit_gives(path):
    content = shared(PANELS[path.name])
    theirs = of_flowkit(content, path.read_bytes())
    result = analyse("flow-cytometry", {"fcs": content, "gating": path.read_bytes()}, {})
    rows = {row["id"]: row for row in result.details["populations"]}
    assert len(rows) == 9
    for name, row in rows.items():
        assert row["count"] == int(theirs(name).sum())
    assert float(result.values["Viable:of_parent"].removesuffix(" %")) > 90
    quadrants = [row["count"] for name, row in rows.items() if row["gate"] == "Quadrants"]
    assert sum(quadrants) == rows["CD3pos"]["count"]


def logicle_of(width):
    """The display of FACSDiva: 4.5 decades below 262,144 and a linear part as wide as the recorded negative value."""
    decades = 4.5
    return Scale("logicle", {"T": 262144.0, "M": decades, "W": (decades - math.log10(262144 / width)) / 2, "A": 0.0})


def of_the_instrument():
    """Gates P1 to P5 of tube _001 (file 124500.fcs) as PE_2.xml keeps them.

    FACSDiva decides on a grid of 256 places an axis, edges included. P1 and P2 lie along the grid and are given so;
    the polygons keep their corners (which the instrument notes in 4,096 places of its display).
    """

    def grid(channel, low, high):
        step = 1024.0
        return Dimension(channel, low=math.floor(low / step) * step, high=(math.floor(high / step) + 1) * step)

    def axis(channel, scale):
        return Dimension(channel, scale=scale, compensation="FCS")

    third = (
        (150885.74630455917, 3260.3503184713377), (74682.14788302433, 1773.6305732484075),
        (48772.92441970249, 1043.312101910828), (56393.28426185597, 260.8280254777069),
        (67061.78804087084, 52.165605095541196), (222517.1288208019, 104.33121019108285),
        (240805.99244197027, 365.15923566878973), (242330.06441040096, 2164.872611464968),
        (239281.92047353956, 3025.605095541401),
    )  # fmt: skip
    fourth = (
        (2666.511627906978, 3442.9299363057326), (3499.796511627907, 3442.9299363057326),
        (3737.8779069767497, 1799.7133757961783), (3714.069767441861, 78.24840764331202),
        (2523.6627906976755, 78.24840764331202), (2357.0058139534885, 1538.8853503184714),
    )  # fmt: skip
    return Strategy(
        {"440": logicle_of(440), "162": logicle_of(162), "383": logicle_of(383)},
        {},
        {},
        (
            Rectangle(id="P1", dimensions=(grid("FSC-W", 41152.56, 94495.08), grid("FSC-H", -21703.3, 210382.8))),
            Rectangle(
                id="P2", parent="P1", dimensions=(grid("SSC-W", 47248.85, 103639.5), grid("SSC-H", -15024.5, 203704.1))
            ),
            Polygon(
                id="P3",
                parent="P2",
                dimensions=(Dimension("FSC-A"), axis("APC-Cy7-A", "440")),
                vertices=tuple((x, y / 4096) for x, y in third),
            ),
            Polygon(
                id="P4",
                parent="P3",
                dimensions=(axis("Pacific Orange-A", "162"), axis("Bd Horizon V450-A", "383")),
                vertices=tuple((x / 4096, y / 4096) for x, y in fourth),
            ),
            Rectangle(
                id="P5",
                parent="P4",
                dimensions=(Dimension("PE-A", compensation="FCS", low=10**2.98996675, high=10**5.14472858),),
            ),
        ),
    )


def test_counts_agree_with_those_that_the_instrument_recorded():
    content = shared("RGLab__flowWorkspaceData/124500.fcs")
    counted = {}
    for line in shared("RGLab__flowWorkspaceData/EXPECTED_PE_2_diva_counts.csv").decode().splitlines():
        tube, _file, gate, count = line.split(",")
        if tube == "_001":
            counted[gate.rpartition("\\")[2]] = int(count)
    result = analyse("flow-cytometry", {"fcs": content, "gating": write_strategy(of_the_instrument())}, {})
    rows = {row["id"]: row for row in result.details["populations"]}
    assert result.details["events"] == counted["All Events"] == 19090
    assert rows["P1"]["count"] == counted["P1"] == 17902
    assert rows["P2"]["count"] == counted["P2"] == 17543
    for name in ("P3", "P4", "P5"):
        assert abs(rows[name]["count"] - counted[name]) <= 0.005 * counted[name]
    # the mean of FSC-H and FSC-W in P1 and P2, as PE_2.xml keeps them
    means = {each["channel"]: float(each["mean"]) for each in rows["P1"]["intensities"]}
    assert means["FSC-H"] == pytest.approx(69705.918165568, rel=1e-11)
    assert means["FSC-W"] == pytest.approx(76027.56166166846, rel=1e-11)
    means = {each["channel"]: float(each["mean"]) for each in rows["P2"]["intensities"]}
    assert means["FSC-H"] == pytest.approx(69373.37690246801, rel=1e-11)


def test_values_are_counts_percentages_and_medians_in_linear_units():
    table = np.zeros((10, 4))
    table[:, 0] = [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]
    table[:, 2] = [5, 15, 25, 35, 45, 55, 65, 75, 85, 95]
    gates = (
        Rectangle(id="Cells", dimensions=(Dimension("FSC-A", low=300.0),)),
        Rectangle(id="Bright", parent="Cells", dimensions=(Dimension("CD3", low=0.5, high=1.5, scale="Logicle"),)),
        Rectangle(id="Nobody", parent="Bright", dimensions=(Dimension("FSC-A", low=5.0, high=6.0),)),
    )
    strategy = Strategy({"Logicle": LOGICLE}, {}, {}, gates)
    files = {"fcs": fcs(table, kind="f8"), "gating": write_strategy(strategy)}
    result = analyse("flow-cytometry", files, {"channels": ["SSC-A"]})
    assert result.values["Cells:count"] == "8"
    assert result.values["Cells:of_parent"] == result.values["Cells:of_total"] == "80 %"
    assert result.values["Cells:median:FSC-A"] == "650"
    assert result.values["Cells:median:CD3"] == "60"
    assert result.values["Cells:median:SSC-A"] == "0"
    assert result.values["Bright:count"] == "0"
    assert result.values["Bright:of_parent"] == "0 %"
    # a share of nothing is no number, and is not written as one
    assert "Nobody:of_parent" not in result.values
    assert "Nobody:median:FSC-A" not in result.values


def test_the_digest_is_the_same_every_time_and_differs_with_every_byte():
    content, document = six(), write_strategy(everything())
    first = analyse("flow-cytometry", {"fcs": content, "gating": document}, {})
    assert analyse("flow-cytometry", {"fcs": content, "gating": document}, {}) == first
    other = analyse("flow-cytometry", {"fcs": content, "gating": document + b"\n"}, {})
    assert other.values == first.values
    assert other.digest != first.digest


def refusal(content, strategy, parameters=None):
    with pytest.raises(Refused) as refused:
        analyse("flow-cytometry", {"fcs": content, "gating": write_strategy(strategy)}, parameters or {})
    return refused.value.problems[0]


def test_a_channel_that_was_not_measured_is_named():
    problem = refusal(six(), one_gate())
    assert problem.code == "assays.flow.channel"
    assert problem.params["found"] == "FSC-A"
    assert problem.params["known"] == "A, B, C, D, E, F"


@pytest.mark.parametrize(
    ("spillover", "code"),
    [
        ("3,A,B", "size"),
        ("two,A,B,1,0,0,1", "size"),
        ("2,A,B,1,0,0", "size"),
        ("2,A,B,1,x,0,1", "number"),
        ("2,A,B,1,nan,0,1", "number"),
        ("2,A,Z,1,0,0,1", "channel"),
        ("2,A,A,1,0,0,1", "channel"),
        ("2,A,B,1,1,1,1", "singular"),
    ],
)
def test_a_damaged_matrix_is_refused(spillover, code):
    content = fcs(spread(20), names=tuple("ABCDEF"), SPILLOVER=spillover)
    strategy = Strategy({}, {}, {}, (Rectangle(id="R", dimensions=(Dimension("A", compensation="FCS", low=1.0),)),))
    assert refusal(content, strategy).code == f"assays.flow.spillover.{code}"


def test_without_a_matrix_in_the_file_nothing_is_compensated():
    strategy = Strategy({}, {}, {}, (Rectangle(id="R", dimensions=(Dimension("A", compensation="FCS", low=1.0),)),))
    content = fcs(spread(200), names=tuple("ABCDEF"))
    assert np.array_equal(found(content, strategy)["R"], spread(200)[:, 0] >= 1.0)


def test_an_inverse_matrix_is_multiplied():
    rows = np.array([[1.0, 0.12], [0.03, 1.0]])

    def strategy(matrix, inverted):
        own = Spillover(("X", "Y"), ("C", "D"), tuple(map(tuple, matrix.tolist())), inverted)
        gate = Rectangle(id="R", dimensions=(Dimension("Y", compensation="Own", low=100.0, high=5000.0),))
        return Strategy({}, {}, {"Own": own}, (gate,))

    straight = found(six(), strategy(rows, inverted=False))["R"]
    assert 0 < straight.sum() < straight.size
    assert np.array_equal(found(six(), strategy(np.linalg.inv(rows), inverted=True))["R"], straight)


@pytest.mark.parametrize("parameters", [{"gate": "P1"}, {"channels": "A"}, {"channels": [1]}])
def test_parameters_that_mean_nothing_are_refused(parameters):
    assert refusal(six(), everything(), parameters).code == "assays.parameter"


def test_both_files_are_needed():
    with pytest.raises(Refused) as refused:
        analyse("flow-cytometry", {"fcs": six()}, {})
    assert refused.value.problems[0].code == "assays.file_missing"


def test_populations_of_quadrants_stand_below_the_parent_of_their_gate():
    strategy = everything()
    quadrants = next(gate for gate in strategy.gates if isinstance(gate, Quadrants))
    result = analyse("flow-cytometry", {"fcs": six(), "gating": write_strategy(strategy)}, {})
    parents = {row["id"]: row["parent"] for row in result.details["populations"]}
    assert {parents[quadrant.id] for quadrant in quadrants.quadrants} == {"R"}
    assert "Q" not in parents
