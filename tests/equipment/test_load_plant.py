"""The example plant: loaded by the same acts, once however often; a broken file loads nothing."""

from pathlib import Path

import pytest

from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import EquipmentKind, Suite
from cellpark.identity.public import load_example_people
from cellpark.kernel.problem import Refused
from tests.people import HOUSE, organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything", "clock")]
ROOT = Path(__file__).resolve().parent.parent.parent
PLANT = ROOT / "examples" / "plant" / "plant.yaml"


def test_the_example_plant_is_loaded_once() -> None:
    home = organisation("Plant")
    first = plant.load_plant(actor=HOUSE, content=PLANT.read_bytes(), organisation=home.id)
    again = plant.load_plant(actor=HOUSE, content=PLANT.read_bytes(), organisation=home.id)
    assert (first.suites, first.rooms, first.equipment) == (8, 14, 96)
    assert (again.suites, again.rooms, again.equipment) == (0, 0, 0)


def test_the_example_organisation_gets_it_on_a_first_start(tmp_path: Path) -> None:
    load_example_people(path=ROOT / "examples" / "people.yaml", password="correct horse battery staple")
    assert plant.load_example_plant(PLANT).rooms == 14
    assert {room.organisation.name_en for room in plant.rooms()} == {"Example Cell Therapy Company"}


def test_the_example_plant_has_every_place_and_class_that_the_example_recipes_name() -> None:
    home = organisation("Plant")
    plant.load_plant(actor=HOUSE, content=PLANT.read_bytes(), organisation=home.id)
    listed = (ROOT / "examples" / "recipes" / "EQUIPMENT.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in listed.splitlines() if line.startswith("|")]
    classes = {row[0]: row[3].split(", ") for row in rows if row[0] in set(EquipmentKind)}
    wanted = {
        row[0] for row in rows if ("-" in row[0] and not row[0].startswith("-")) or row[0] in ("incubator", "pump")
    }
    assert wanted <= set(classes)
    there = {(each.kind, each.room.suite.code) for each in plant.equipment_list()}
    assert [(kind, suite) for kind, suites in classes.items() for suite in suites if (kind, suite) not in there] == []
    assert {row[0] for row in rows if len(row[0]) == 1} <= set(Suite.objects.values_list("code", flat=True))


def test_what_the_example_plant_has_is_ready_for_use() -> None:
    home = organisation("Plant")
    plant.load_plant(actor=HOUSE, content=PLANT.read_bytes(), organisation=home.id)
    refused = {
        each.code
        for each in plant.equipment_list()
        if plant.equipment_problems(equipment=each, wanted=("qualified",), at=now(), batch="P-1")
    }
    assert refused == {"CEN-M1"}
    assert plant.registered_device("TAB-B1", at=now()).kind == "terminal"


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (("grade: B", "grade: E"), "malformed", "rooms.2.grade"),
        (("suite: B", "suite: X"), "reference", None),
        (("format: cellpark.plant/1", "format: cellpark.plant/2"), "malformed", "format"),
        (("suites:", "suites: [:"), "malformed", "5:10"),
        (("pressure: negative, air_unit: AHU-I", "pressure: positive, air_unit: AHU-I"), "pressure", None),
    ],
)
def test_a_broken_file_says_where_and_loads_nothing(change: tuple[str, str], code: str, where: str | None) -> None:
    home = organisation("Plant")
    text = PLANT.read_text(encoding="utf-8").replace(*change)
    with pytest.raises(Refused) as refused:
        plant.load_plant(actor=HOUSE, content=text.encode(), organisation=home.id)
    [problem] = refused.value.problems
    assert problem.code in (f"equipment.plant_file.{code}", f"equipment.room.infectious_{code}")
    assert problem.params.get("where") == where
    assert Suite.objects.count() == 0
