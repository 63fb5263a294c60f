"""The example therapies load once, through the ordinary acts."""

from pathlib import Path

import pytest

from cellpark.base.scope import Scope
from cellpark.equipment.public import load_example_plant
from cellpark.identity.public import load_example_people
from cellpark.kernel.problem import Refused
from cellpark.materials.public import load_example_materials
from cellpark.orders import public as orders
from cellpark.orders.country_rules import SUPPLY_RECORDS
from cellpark.orders.therapies_file import read_therapies
from cellpark.recipes.public import load_example_recipes

ROOT = Path(__file__).resolve().parents[2] / "examples"
PASSWORD = "correct horse battery"


@pytest.mark.django_db
def test_the_example_hospital_can_order_what_the_file_names(everything: Scope) -> None:
    load_example_people(path=ROOT / "people.yaml", password=PASSWORD)
    load_example_plant(ROOT / "plant" / "plant.yaml")
    load_example_materials(ROOT / "plant" / "materials.yaml")
    load_example_recipes(folder=ROOT / "recipes", password=PASSWORD)
    path = ROOT / "orders" / "therapies.yaml"
    assert orders.load_example_orders(path=path) == 2
    assert orders.load_example_orders(path=path) == 0
    assert [(each.code, each.state) for each in orders.therapies()] == [
        ("CART-019", "approved"),
        ("CART-019R", "approved"),
    ]
    # a supply out of specification goes by the limits of its product, with where they are written (ATMP-1b, ATMP-1c)
    for each in orders.therapies():
        for country in each.countries:
            limits = {limit["record"]: (limit["hours"], bool(limit["source"])) for limit in country["supply"]}
            assert tuple(limits) == SUPPLY_RECORDS
            assert all(hours > 0 and source for hours, source in limits.values())


@pytest.mark.parametrize("content", [b"", b"format: other/1", b"a: [", b"\xff\xfe", b"x" * 1_000_001])
def test_a_file_of_another_form_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_therapies(content)
    assert refused.value.problems[0].code == "orders.file.unreadable"
