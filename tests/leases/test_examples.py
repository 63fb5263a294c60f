"""The example leases, loaded as `make run` does."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Organisation, load_example_people
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, LeaseState
from cellpark.ledger.public import check_rebuild
from cellpark.premises.public import load_example_premises
from tests.people import PASSWORD

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.usefixtures("clock")
def test_they_load_once_and_their_tables_are_folds_of_their_streams(durable: str) -> None:
    with use_scope(EVERYTHING):
        load_example_people(path=EXAMPLES / "people.yaml", password=PASSWORD)
        load_example_premises(EXAMPLES / "premises")
        path = EXAMPLES / "leases" / "leases.yaml"
        assert leases.load_example_leases(path=path, password=PASSWORD) == 7
        assert leases.load_example_leases(path=path, password=PASSWORD) == 0
        states = Counter(Lease.objects.values_list("state", flat=True))
        assert states == {
            LeaseState.RUNNING: 4,
            LeaseState.SIGNED: 1,
            LeaseState.APPROVED: 1,
            LeaseState.DRAFT: 1,
        }
        assert check_rebuild().differences == ()
        operator = Organisation.objects.get(name_en="Example Park Operator")
        month = leases.occupancy(operator.id, first=date(2026, 11, 1), months=1)[0]
        roll = leases.rent_roll(date(2026, 11, 22), leases.leases())
    assert month.share is not None
    assert 0 < month.share < 100
    assert {each.lease.number for each in roll} == {"L-EX-001", "L-EX-002", "L-EX-003", "L-EX-004"}
    assert sum(each.area_m2 for each in roll) == sum(use.let for use in month.uses) / 30
