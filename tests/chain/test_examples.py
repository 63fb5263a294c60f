"""The example chain: published seats carry their source, everything else says that it is fictional."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.chain import public as chain
from cellpark.chain.public import Seat
from cellpark.identity.public import load_example_people
from cellpark.kernel.clock import FixedClock
from cellpark.space.public import Company, Platform, load_example_parks
from tests.chain.world import EXAMPLES

pytestmark = pytest.mark.django_db


def test_the_example_chain_loads_once_with_sources(clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        load_example_parks(EXAMPLES / "parks")
        load_example_people(path=EXAMPLES / "people.yaml", password="correct horse battery staple")
        made = chain.load_example_chain(folder=EXAMPLES / "chain")
        assert made > 40
        assert chain.load_example_chain(folder=EXAMPLES / "chain") == 0
        published = {*Company.objects.values_list("id", flat=True), *Platform.objects.values_list("id", flat=True)}
        for row in Seat.objects.all():
            if row.subject in published:
                assert row.source.startswith("S")
                assert row.evidence
            else:
                assert row.name_en.startswith("Example")
                assert row.source == "example"
        here = chain.chain_of("lishan")
        other = chain.chain_of("ftz-one")
    kinds = {each.main.kind.value for each in here.standings.values() if each.main}
    assert kinds >= {"build", "fill", "strengthen"}
    assert here.gaps[0].priority > 0
    assert other.park["M42"].firms.value == 1
    assert here.park["M42"].firms.value == 0
