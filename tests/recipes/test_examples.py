"""The example recipes: whole processes that parse, fit their plans, and name only what the example plant has."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from cellpark.kernel.expression import evaluate
from cellpark.kernel.quantity import Quantity
from cellpark.kernel.units import unit
from cellpark.recipes.dialect import format_text, model, parse
from cellpark.recipes.dialect.plan import parse_plan, plan_problems

FOLDER = Path(__file__).parents[2] / "examples" / "recipes"
NAMES = sorted(path.name.removesuffix(".mbr.md") for path in FOLDER.glob("*.mbr.md"))
# what comes from outside the plant: a patient's apheresis, a donor's cord
FROM_OUTSIDE = {"leukapheresis bag", "umbilical cord"}


def recipe(name: str) -> model.Recipe:
    return parse((FOLDER / f"{name}.mbr.md").read_text(encoding="utf-8"))


def rows(document: str, start: str) -> dict[str, list[str]]:
    """The rows of the tables whose first cell matches ``start``."""
    lines = (FOLDER / document).read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return {each[0]: each for each in cells if re.fullmatch(start, each[0])}


MATERIALS = rows("MATERIALS.md", r"RM-\d{4}")
CLASSES = {row[0] for row in rows("EQUIPMENT.md", r"[a-z0-9-]+").values() if len(row) == 4}
SUITES = {row[0]: set(row[3].replace(" ", "").split(",")) for row in rows("EQUIPMENT.md", "[A-Z]").values()}


def test_there_are_the_four_processes() -> None:
    assert NAMES == ["cart-cd19", "cart-cd19-rapid", "lentiviral-vector", "msc-bank"]
    assert len(list(recipe("cart-cd19").steps())) >= 50


@pytest.mark.parametrize("name", NAMES)
def test_a_recipe_is_written_as_the_formatter_writes_it(name: str) -> None:
    text = (FOLDER / f"{name}.mbr.md").read_text(encoding="utf-8")
    assert format_text(text) == text


@pytest.mark.parametrize("name", NAMES)
def test_a_recipe_fits_its_plan(name: str) -> None:
    plan = parse_plan((FOLDER / f"{name}.plan.yaml").read_text(encoding="utf-8"))
    assert plan_problems(plan, recipe(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_prices_a_material_by_a_unit_that_it_is_measured_in(name: str) -> None:
    plan = parse_plan((FOLDER / f"{name}.plan.yaml").read_text(encoding="utf-8"))
    for code, price in plan.prices.items():
        assert unit(price.per).dimension == unit(MATERIALS[code][5]).dimension, code


@pytest.mark.parametrize("name", NAMES)
def test_materials_suites_and_devices_are_those_of_the_example_plant(name: str) -> None:
    found = recipe(name)
    for unit_procedure, step in found.steps():
        place = found.place_of(step.id)
        assert place is not None, unit_procedure.id
        assert place.grade in SUITES[place.suite], step.id
        for each in step.fields:
            if isinstance(each, model.Use):
                assert MATERIALS[each.material][2] == each.what, step.id
            if isinstance(each, model.Equip):
                assert each.equipment_class in CLASSES, step.id


@pytest.mark.parametrize("name", NAMES)
def test_what_a_step_takes_in_was_made_by_an_earlier_one(name: str) -> None:
    made = set(FROM_OUTSIDE)
    for _, step in recipe(name).steps():
        for each in step.fields:
            if isinstance(each, model.In):
                assert each.what in made, step.id
            if isinstance(each, model.Out):
                made.add(each.what)


@pytest.mark.parametrize("name", NAMES)
def test_every_computed_amount_comes_out_in_the_unit_of_its_material(name: str) -> None:
    known: dict[str, Quantity] = {}
    for _, step in recipe(name).steps():
        for each in step.fields:
            if isinstance(each, model.Set):
                known[each.name] = each.value
            if isinstance(each, model.Record) and each.kind is model.ValueKind.NUMBER:
                known[each.name] = Quantity(Decimal(2), each.unit)
            if isinstance(each, model.Use) and each.qty is not None:
                datum, _, measured = MATERIALS[each.material][7].partition(" ")
                lot = {f"{each.name}.{datum}": Quantity(Decimal(2), measured)} if datum else {}
                amount = evaluate(each.qty, known | lot).value
                assert isinstance(amount, Quantity), step.id
                assert amount.measured_in.dimension == unit(MATERIALS[each.material][5]).dimension, step.id


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_a_form_has_a_name_in_both_languages(name: str) -> None:
    for _, step in recipe(name).steps():
        for each in step.fields:
            assert isinstance(each, model.Sign) or each.title is not None, (step.id, each.name)


def test_the_car_t_recipe_has_loops_branches_holds_clearance_and_second_signatures() -> None:
    found = recipe("cart-cd19")
    steps = [step for _, step in found.steps()]
    assert [unit_procedure.id for unit_procedure in found.units if unit_procedure.repeat] == ["U6"]
    assert {step.id for step in steps if step.branch} == {
        "U1.7",
        "U2.3",
        "U3.5",
        "U6.3",
        "U6.4",
        "U6.5",
        "U6.6",
        "U7.4",
    }
    holds = [
        (step.id, each.since) for step in steps for each in step.fields if isinstance(each, model.Time) and each.since
    ]
    assert holds == [("U2.5", "U2.2"), ("U5.2", "U5.1"), ("U9.3", "U8.4"), ("U10.1", "U8.4"), ("U10.3", "U10.2")]
    meanings = {each.meaning.en for step in steps for each in step.signatures if each.meaning}
    assert {
        "Line clearance accepted",
        "Identity confirmed",
        "Reconciliation verified",
        "Vector addition verified",
    } <= meanings
