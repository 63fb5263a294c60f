"""The example companies: fictional, and some in every state."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import CompanyState, Stage
from cellpark.identity.public import load_example_people
from cellpark.kernel.clock import FixedClock
from tests.companies.park import EXAMPLES


@pytest.mark.usefixtures("db")
def test_example_companies_stand_in_every_state_once(clock: FixedClock) -> None:
    folders = {"folder": EXAMPLES / "companies", "recognitions": EXAMPLES / "recognitions"}
    load_example_people(path=EXAMPLES / "people.yaml", password="correct horse battery staple")
    made = companies.load_example_companies(**folders)
    assert companies.load_example_companies(**folders) == 0
    with use_scope(EVERYTHING):
        rows = list(companies.companies())
        assert len(rows) == made
        # a signed lease is made by leases
        assert {row.state for row in rows} == set(CompanyState) - {CompanyState.SIGNED, CompanyState.MERGED}
        assert {row.stage for row in rows if row.state == CompanyState.MOVED_IN} == set(Stage)
        assert all(row.example for row in rows)
        assert companies.asleep(companies.today()).exists()
        assert {each.state for each in companies.needs()} >= {"open", "met", "unmet"}
