"""Gating-ML 2.0: read, checked, written back; what is unclear is refused with its line."""

import re
from pathlib import Path

import pytest
from flowkit._resources import gml_schema
from lxml import etree

from cellpark.assays.flow.gatingml import read_strategy
from cellpark.assays.flow.gatingml_write import write_strategy
from cellpark.assays.flow.strategy import (
    Boolean,
    Dimension,
    Divider,
    Ellipsoid,
    Polygon,
    Quadrant,
    Quadrants,
    Ratio,
    Rectangle,
    Scale,
    Spillover,
    Strategy,
)
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused
from tests.assays.flow.made import LOGICLE, one_gate

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples/assays").glob("*.gatingml.xml"))


def everything(compensation="FCS"):
    """A strategy with every kind of gate, transformation and reference."""

    def axis(channel, scale="Logicle", **limits):
        return Dimension(channel, scale=scale, compensation=compensation, **limits)

    scales = {
        "Logicle": LOGICLE,
        "Hyperlog": Scale("hyperlog", {"T": 262144.0, "W": 0.5, "M": 4.5, "A": 0.0}),
        "Asinh": Scale("fasinh", {"T": 262144.0, "M": 4.5, "A": 0.5}),
        "Log": Scale("flog", {"T": 262144.0, "M": 5.0}),
        "Linear": Scale("flin", {"T": 262144.0, "A": 0.0}),
    }
    matrix = Spillover(("FITC", "PE"), ("C", "D"), ((1.0, 0.12), (0.03, 1.0)))
    gates = (
        Rectangle(id="R", dimensions=(Dimension("A", low=500.0, high=240000.0), Dimension("B", low=-1e3))),
        Polygon(id="P", parent="R", dimensions=(axis("C"), axis("D")), vertices=((0.1, 0.1), (0.9, 0.3), (0.4, 0.9))),
        Polygon(
            id="Star",
            dimensions=(axis("C", "Asinh"), axis("E", "Hyperlog")),
            vertices=((0.1, 0.1), (0.5, 0.95), (0.9, 0.1), (0.05, 0.7), (0.95, 0.7)),
        ),
        Ellipsoid(
            id="E",
            parent="P",
            dimensions=(axis("E"), axis("F", "Asinh")),
            mean=(0.5, 0.5),
            covariance=((0.02, 0.005), (0.005, 0.03)),
            distance_square=1.5,
        ),
        Quadrants(
            id="Q",
            parent="R",
            names={"en": "Quadrants"},
            dividers=(Divider("X", axis("C"), (0.4, 0.7)), Divider("Y", axis("F", "Log"), (0.5,))),
            quadrants=(
                Quadrant("Q1", (("X", 0.1), ("Y", 0.1)), {"en": "low", "zh": "\u4f4e"}),
                Quadrant("Q2", (("X", 0.5), ("Y", 0.9))),
                Quadrant("Q3", (("X", 0.9),)),
            ),
        ),
        Rectangle(id="Range", parent="Q2", dimensions=(axis("E", "Hyperlog", low=0.3, high=0.6),)),
        Boolean(id="And", parent="R", operation="and", operands=(("P", False), ("Q1", True))),
        Boolean(id="Or", operation="or", operands=(("Star", False), ("E", False), ("Q3", True))),
        Boolean(id="Not", parent="R", operation="not", operands=(("Star", False),)),
        Rectangle(id="Matrix", dimensions=(Dimension("PE", scale="Linear", compensation="Own", high=0.02),)),
        Rectangle(id="Quotient", dimensions=(Dimension(None, ratio="Share", low=0.2, high=1.5),)),
    )
    return Strategy(scales, {"Share": Ratio("A", "B", 1.0, 0.0, -1.0)}, {"Own": matrix}, gates, title={"en": "All"})


def test_what_is_written_is_read_again_number_by_number():
    strategy = everything()
    assert read_strategy(write_strategy(strategy)) == strategy


def test_what_is_written_fits_the_schema_of_the_standard():
    assert gml_schema.validate(etree.fromstring(write_strategy(everything()))), gml_schema.error_log


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_fit_the_schema_and_have_names_in_both_languages(path):
    content = path.read_bytes()
    assert gml_schema.validate(etree.fromstring(content)), gml_schema.error_log
    strategy = read_strategy(content)
    assert write_strategy(strategy) == content
    assert {"en", "zh"} <= strategy.title.keys()
    for gate in strategy.gates:
        assert {"en", "zh"} <= gate.names.keys()
    names = {gate.id for gate in strategy.gates}
    assert {"Viable", "CD3pos", "CD4_CD8"} <= names


DOCUMENT = write_strategy(everything()).decode()
WRONG = {
    "not_xml": DOCUMENT[:-20],
    "not_gating_ml": "<html/>",
    "doctype": DOCUMENT.replace("?>", "?><!DOCTYPE x [<!ENTITY e 'x'>]>", 1),
    "transformation": DOCUMENT.replace("transforms:flin", "transforms:cubic"),
    "parameters": DOCUMENT.replace('transforms:W="0.7"', 'transforms:W="4"'),
    "matrix": DOCUMENT.replace('<transforms:coefficient transforms:value="0.12"/>', ""),
    "gate_kind": DOCUMENT.replace("EllipsoidGate", "MagicGate"),
    "dimensions": write_strategy(
        Strategy({}, {}, {}, (Polygon(id="P", dimensions=(Dimension("A"),), vertices=((0.0, 0.0),) * 3),))
    ).decode(),
    "vertices": DOCUMENT.replace("gating:vertex", "gating:corner"),
    "ellipsoid": DOCUMENT.replace('data-type:value="0.005"', 'data-type:value="0.006"', 1),
    "divider": DOCUMENT.replace('gating:divider_ref="Y"', 'gating:divider_ref="Z"'),
    "quadrants": DOCUMENT.replace("gating:value>", "gating:cut>"),
    "boolean": DOCUMENT.replace("gating:or>", "gating:xor>"),
    "id_twice": DOCUMENT.replace('gating:id="E"', 'gating:id="P"'),
    "attribute": DOCUMENT.replace('gating:id="Star"', ""),
    "number": DOCUMENT.replace('data-type:value="0.9"', 'data-type:value="NaN"'),
    "reference": DOCUMENT.replace('gating:parent_id="Q2"', 'gating:parent_id="Q9"'),
    "scale": DOCUMENT.replace('gating:transformation-ref="Log"', 'gating:transformation-ref="Lag"'),
    "compensation": DOCUMENT.replace('gating:compensation-ref="Own"', 'gating:compensation-ref="Theirs"'),
    "circle": DOCUMENT.replace('gating:id="R">', 'gating:id="R" gating:parent_id="E">'),
    "dimension": DOCUMENT.replace("new-dimension", "no-dimension"),
    "empty": DOCUMENT[: DOCUMENT.index("<gating:RectangleGate")] + "</gating:Gating-ML>",
}


MANY = 501
TOO_MANY = {
    "transforms:transformation": lambda part: "".join(
        part.replace('transforms:id="', f'transforms:id="{number}', 1) for number in range(MANY)
    ),
    "gating:RectangleGate": lambda part: "".join(
        part.replace('gating:id="', f'gating:id="{number}', 1) for number in range(MANY)
    ),
    "gating:Quadrant": lambda part: "".join(
        part.replace('gating:id="', f'gating:id="{number}', 1) for number in range(MANY)
    ),
    "gating:vertex": lambda part: part * MANY,
}


@pytest.mark.parametrize("part", TOO_MANY)
def test_thousands_of_parts_are_refused_at_once(part):
    """Each of them costs time for every event; the time for reading grew with their square."""
    first = re.search(rf"<{part}(?: [^>]*)?>.*?</{part}>", DOCUMENT, re.DOTALL)
    assert first is not None
    with pytest.raises(Refused) as refused:
        read_strategy(DOCUMENT.replace(first[0], TOO_MANY[part](first[0]), 1).encode())
    assert refused.value.problems[0].code == "assays.flow.strategy.too_many"


@pytest.mark.parametrize("fault", WRONG)
def test_what_is_unclear_is_refused_in_words(fault):
    assert WRONG[fault] != DOCUMENT
    with pytest.raises(Refused) as refused:
        read_strategy(WRONG[fault].encode())
    problem = refused.value.problems[0]
    assert problem.code == f"assays.flow.strategy.{fault}"
    assert sentence(problem)


def test_a_quadrant_gate_is_no_population_that_others_could_refer_to():
    with pytest.raises(Refused) as refused:
        read_strategy(DOCUMENT.replace('gating:parent_id="Q2"', 'gating:parent_id="Q"').encode())
    assert refused.value.problems[0].code == "assays.flow.strategy.reference"


def test_entities_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("1000")
    content = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><x>&e;</x>'
    with pytest.raises(Refused) as refused:
        read_strategy(content.encode())
    assert refused.value.problems[0].code == "assays.flow.strategy.doctype"


def test_a_document_beyond_the_limit_is_not_parsed():
    with pytest.raises(Refused) as refused:
        read_strategy(write_strategy(one_gate()) + b" " * 3_000_000)
    assert refused.value.problems[0].code == "assays.flow.strategy.too_large"
