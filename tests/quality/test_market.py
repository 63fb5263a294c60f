"""A batch is judged by the specification of its product for the market of its order (211-160a)."""

from types import SimpleNamespace

import pytest

from cellpark.kernel.problem import Refused
from cellpark.quality import public as quality
from cellpark.quality.public import Stage
from tests.batches.test_gates import codes
from tests.quality.laboratory import SPECIFICATION, Laboratory


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
