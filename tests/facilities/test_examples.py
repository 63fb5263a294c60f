"""The example that ships with the program is loaded by the acts of the house."""

from pathlib import Path

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.facilities import public as facilities
from cellpark.facilities.public import OrderState, load_example_facilities
from cellpark.identity.public import load_example_people
from cellpark.leases.public import load_example_leases
from cellpark.premises.public import load_example_premises
from cellpark.space.public import load_example_parks

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.django_db
def test_the_example_loads_once_with_orders_in_every_state() -> None:
    with use_scope(EVERYTHING):
        load_example_parks(EXAMPLES / "parks")
        load_example_people(path=EXAMPLES / "people.yaml", password="correct horse battery staple")
        load_example_premises(EXAMPLES / "premises")
        load_example_leases(path=EXAMPLES / "leases" / "leases.yaml", password="correct horse battery staple")
        path = EXAMPLES / "facilities" / "facilities.yaml"
        count = load_example_facilities(path)
        assert count == facilities.orders().filter(example=True).count() > 0
        assert load_example_facilities(path) == 0
        assert set(facilities.orders().values_list("state", flat=True)) == set(OrderState) - {
            OrderState.CANCELLED,
            OrderState.ASSIGNED,
        }
        assert facilities.alarms().filter(known=False).count() == 1
        assert facilities.waste_handed_over(_office()).count() == 2


def _office() -> Actor:
    from cellpark.identity.public import person_by_email
    from tests.people import acting

    found = person_by_email("park-staff@example.org")
    assert found is not None
    return acting(found)
