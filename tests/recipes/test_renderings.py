"""What leaves the language: the page in both languages, BatchML in the order of its schema, JSON with its own."""

import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cellpark.recipes.dialect import identity, parse
from cellpark.recipes.dialect.batchml import NAMESPACE, batchml
from cellpark.recipes.dialect.change import CRITICAL, EDITORIAL, MINOR
from cellpark.recipes.dialect.format import VERB_OF
from cellpark.recipes.dialect.html import html_page, render_html
from cellpark.recipes.dialect.json_form import shape
from cellpark.recipes.dialect.json_schema import json_schema
from cellpark.recipes.dialect.model import Place, Recipe, Repeat, Step, Unit
from cellpark.recipes.dialect.words import word

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples" / "recipes").glob("*.mbr.md"))
CORPUS = Path(__file__).parent / "corpus" / "good"
# BatchML-BatchInformation.xsd, V0701: the elements of each type in their order; * may repeat
ORDER = {
    "BatchInformation": ["MasterRecipe"],
    "MasterRecipe": ["ID", "Version", "Description", "Header", "ProcedureLogic", "RecipeElement", "OtherInformation"],
    "RecipeElement": [
        *("ID", "Version", "Description", "RecipeElementType", "EquipmentRequirement", "Parameter"),
        *("ProcedureLogic", "RecipeElement", "OtherInformation"),
    ],
    "Header": ["ProductID"],
    "EquipmentRequirement": ["ID", "Constraint"],
    "Constraint": ["ID", "Condition"],
    "Parameter": ["ID", "Description", "ParameterType", "ParameterSubType", "Value", "Parameter"],
    "Value": ["ValueString", "DataInterpretation", "DataType", "UnitOfMeasure"],
    "ProcedureLogic": ["Link", "Step", "Transition"],
    "Link": ["ID", "FromID", "ToID", "LinkType", "Depiction"],
    "FromID": ["FromIDValue", "FromType", "IDScope"],
    "ToID": ["ToIDValue", "ToType", "IDScope"],
    "Step": ["ID", "RecipeElementID", "RecipeElementVersion"],
    "Transition": ["ID", "Condition", "ConditionAnnotation"],
    "OtherInformation": ["ID", "Value"],
}
NEEDED = {
    "RecipeElement": {"ID", "RecipeElementType"},
    "Parameter": {"ID", "ParameterType"},
    "Step": set(ORDER["Step"]),
}
NEEDED |= {"Value": set(ORDER["Value"]), "Link": {"ID", "LinkType", "Depiction"}, "MasterRecipe": {"ID"}}


def recipe(path: Path) -> Recipe:
    return parse(path.read_text(encoding="utf-8"))


class Tags(HTMLParser):
    """The tags of a page, checked for balance, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Tags()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader.found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_page_links_every_name_to_its_field_and_says_all_in_two_languages(path: Path) -> None:
    found = tags(render_html(recipe(path)))
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {attributes["href"] for tag, attributes in found if tag == "a"}
    assert {target for target in targets if target is None or target.removeprefix("#") not in ids} == set()
    languages = [attributes["lang"] for tag, attributes in found if "lang" in attributes]
    assert languages.count("zh-Hans") == languages.count("en")


def test_nothing_that_a_recipe_says_becomes_markup() -> None:
    text = (CORPUS / "minimal.mbr.md").read_text(encoding="utf-8")
    text = text.replace("en: Do.", 'en: Do <script>alert("x")</script> & more.')
    page = render_html(parse(text))
    assert "<script" not in page
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more." in page


def test_a_page_for_a_file_carries_its_styles_for_print_and_the_hash_of_its_text() -> None:
    text = EXAMPLES[0].read_text(encoding="utf-8")
    page = html_page(parse(text), identity(text))
    assert "@media print" in page
    assert "break-inside: avoid" in page
    assert identity(text) in page
    assert tags(page)[0][0] == "html"


def test_every_verb_and_attribute_has_words_in_both_languages() -> None:
    aspects = {name for cls in (*VERB_OF, Place, Repeat, Step, Unit, Recipe) for name in shape(cls)}
    for aspect in sorted(aspects - {"name", "id", "steps", "units", "fields", "place", "repeat"}):
        assert word(f"aspect.{aspect}").zh != word(f"aspect.{aspect}").en
    for verb in (*VERB_OF.values(), "place", "repeat"):
        assert word(f"verb.{verb}").en == verb
    assert aspects >= CRITICAL | EDITORIAL | MINOR


def checked(element: ET.Element) -> None:
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    children = [each.tag.removeprefix(f"{{{NAMESPACE}}}") for each in element]
    if name in ORDER and children:
        places = [ORDER[name].index(child) for child in children]
        assert places == sorted(places), (name, children)
        assert set(children) >= NEEDED.get(name, set()), (name, children)
    for each in element:
        checked(each)


@pytest.mark.parametrize("path", [*EXAMPLES, *sorted(CORPUS.glob("*.mbr.md"))], ids=lambda path: path.name)
def test_batchml_has_the_elements_of_its_schema_in_their_order(path: Path) -> None:
    """B2MML-BatchML V0701, types MasterRecipeType, RecipeElementType, BatchParameterType and those below them."""
    root = ET.fromstring(batchml(recipe(path)))
    assert root.tag == f"{{{NAMESPACE}}}BatchInformation"
    checked(root)


def test_batchml_keeps_units_as_unit_procedures_and_steps_as_operations() -> None:
    source = recipe(EXAMPLES[0])
    names = {"b": NAMESPACE}
    root = ET.fromstring(batchml(source))
    units = root.findall("b:MasterRecipe/b:RecipeElement", names)
    assert [each.findtext("b:ID", "", names) for each in units] == [each.id for each in source.units]
    assert {each.findtext("b:RecipeElementType", "", names) for each in units} == {"UnitProcedure"}
    steps = root.findall("b:MasterRecipe/b:RecipeElement/b:RecipeElement", names)
    assert [each.findtext("b:ID", "", names) for each in steps] == [each.id for _, each in source.steps()]


def test_the_schema_that_is_published_is_the_one_of_the_program() -> None:
    published = (ROOT / "docs" / "recipe.schema.json").read_text(encoding="utf-8")
    assert published == json.dumps(json_schema(), indent=2) + "\n"
