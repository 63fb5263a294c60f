"""Cell counts from the counter's own file."""

from pathlib import Path

import pytest

from cellpark.assays.public import analyse
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused

COUNTERS = Path(__file__).resolve().parents[2] / ".." / "shared/data/instruments/Benchling-Open-Source__allotropy"
real = pytest.mark.skipif(not COUNTERS.is_dir(), reason="the makers' files are not on this machine")


@real
@pytest.mark.parametrize(
    ("reader", "name", "sample", "density", "viability"),
    [
        ("nucleoview", "chemometec_nucleoview_example02.csv", "cellsABCD", "1580000 cell/mL", "92.8 %"),
        ("vi-cell-blu", "Beckman_Vi-Cell-BLU_example01.csv", "CLB001", "750000 cell/mL", "96.9 %"),
    ],
)
def test_real_files_give_density_viability_and_cells_in_the_bag(
    reader: str, name: str, sample: str, density: str, viability: str
):
    asked = {"reader": reader, "samples": [sample], "volume": "50 mL"}
    found = analyse("cell-count", {"counts": (COUNTERS / name).read_bytes()}, asked)
    assert (found.values["viable_density"], found.values["viability"]) == (density, viability)
    assert found.values["viable_cells"] == f"{int(density.split(maxsplit=1)[0]) * 50} cell"
    diluted = analyse("cell-count", {"counts": (COUNTERS / name).read_bytes()}, {**asked, "dilution": "10"})
    assert diluted.values["viable_cells"] == f"{int(density.split(maxsplit=1)[0]) * 500} cell"


@real
def test_a_sample_that_is_not_in_the_file_is_refused():
    content = (COUNTERS / "chemometec_nucleoview_example02.csv").read_bytes()
    with pytest.raises(Refused) as refused:
        analyse("cell-count", {"counts": content}, {"reader": "nucleoview", "samples": ["cellsABCD", "X"]})
    assert refused.value.problems[0].code == "assays.given.absent"


@pytest.mark.parametrize(
    ("content", "changed", "code"),
    [
        (b"no table", {}, "assays.maker.unreadable"),
        (b"", {}, "assays.given.empty"),
        (b"x", {"reader": "abacus"}, "assays.given.choice"),
        (b"x", {"samples": "A"}, "assays.given.parameter"),
        (b"x", {"dilution": "0.1"}, "assays.given.parameter"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(content: bytes, changed: dict[str, object], code: str):
    with pytest.raises(Refused) as refused:
        analyse("cell-count", {"counts": content}, {"reader": "nucleoview", "samples": ["A"], **changed})
    assert (refused.value.problems[0].code, bool(sentence(refused.value.problems[0]))) == (code, True)
