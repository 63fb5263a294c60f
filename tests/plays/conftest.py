"""The example plant with its people and its approved recipes, loaded once for each test's transaction."""

from pathlib import Path

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.equipment.public import load_example_plant
from cellpark.identity.public import load_example_people
from cellpark.labels.public import load_example_templates
from cellpark.materials.public import load_example_materials
from cellpark.recipes.public import load_example_recipes
from tests.people import PASSWORD

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def load_examples() -> None:
    load_example_people(path=EXAMPLES / "people.yaml", password=PASSWORD)
    with use_scope(EVERYTHING):
        load_example_plant(EXAMPLES / "plant" / "plant.yaml")
        load_example_materials(EXAMPLES / "plant" / "materials.yaml")
        load_example_templates(EXAMPLES / "plant" / "labels.yaml", password=PASSWORD)
    load_example_recipes(folder=EXAMPLES / "recipes", password=PASSWORD)


@pytest.fixture
def example_plant(db: None) -> None:
    load_examples()
