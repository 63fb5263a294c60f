"""A batch is judged by the specification of its product for the market of its order (211-160a)."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from cellpark.base.time import now
from cellpark.kernel.problem import Refused
from cellpark.quality import public as quality
from cellpark.quality.paper.certificate import certificate_data
from cellpark.quality.public import Stage
from cellpark.release.public import Line, checklist
from tests.batches.test_gates import codes
from tests.quality.laboratory import SPECIFICATION, Laboratory

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "quality"


@pytest.fixture
def country(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    order = SimpleNamespace(country="CN")
    monkeypatch.setattr("cellpark.quality.specifications.order_of", lambda _coi: order)
    return order


def test_211_160a_a_batch_for_one_market_is_not_tested_to_the_text_of_another(lab: Laboratory, country) -> None:
    union = lab.approved()
    batch = lab.running()
    code = lab.taken(batch, "S-1")
    for wanted in (None, union.id):
        with pytest.raises(Refused) as stopped:
            quality.register_sample(
                actor=lab.one, batch_id=batch.id, code=code, stage=Stage.RELEASE, specification_id=wanted
            )
        assert codes(stopped) == ["quality.specification.market"]
    assert [each.code for each in quality.release_problems(batch.id)] == ["quality.specification.market"]
    china = lab.approved(SPECIFICATION.replace("market: EU", "market: CN"))
    assert quality.specification_of(batch.id) == china


def test_211_160a_a_country_of_the_union_takes_its_own_text_and_else_that_of_the_union(lab, country) -> None:
    union = lab.approved()
    lab.approved(SPECIFICATION.replace("market: EU", "market: CN"))
    batch = lab.running()
    country.country = "DE"
    assert quality.specification_of(batch.id) == union
    german = lab.approved(SPECIFICATION.replace("market: EU", "market: DE"))
    assert quality.specification_of(batch.id) == german
    country.country = "US"
    assert quality.specification_of(batch.id) is None


@pytest.mark.parametrize(
    ("land", "market", "criterion", "verdict", "failing"),
    [
        ("CN", "CN", "endotoxin <= 0.5 EU/mL", "Passes", False),
        ("DE", "EU", "endotoxin <= 0.25 EU/mL", "Out of specification", True),
    ],
)
def test_211_160a_certificate_and_checklist_judge_by_the_market_of_the_order(
    lab: Laboratory, country: SimpleNamespace, land: str, market: str, criterion: str, verdict: str, *, failing: bool
) -> None:
    """The example product has a text for two markets; the same result holds for one and not for the other."""
    country.country = land
    for name in ("cart-019", "cart-019-eu"):
        text = (EXAMPLES / f"{name}.specification.yaml").read_text(encoding="utf-8")
        lab.approved(text.replace("product: CART-019", "product: FP-0001"))
    for analyst in (lab.one, lab.two):
        lab.floor.qualify(analyst, "qc-sterility")
    batch = lab.running()
    sample = lab.received(batch, "S-1", "endotoxin")
    lab.measured(lab.ordered_test(sample, "endotoxin"), "0.4")
    settled = quality.specification_of(batch.id)
    assert settled is not None
    data = certificate_data(batch, settled, quality.result_views(batch.id), now())
    assert next(each["value"] for each in data["facts"] if each["term"] == "Specification").endswith(market)
    rows = [(row["criterion"], row["verdict"]) for stage in data["stages"] for row in stage["rows"]]
    assert rows == [(criterion, verdict)]
    line = next(each for each in checklist(batch.id) if each.code is Line.RESULTS)
    assert ("quality.release.failing" in {each.code for each in line.problems}) is failing
