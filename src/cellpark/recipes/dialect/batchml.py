"""A recipe as BatchML, the XML of ISA-88: a ``MasterRecipe`` whose unit procedures hold operations.

Names and their order are those of B2MML-BatchML V0701 (``BatchML-BatchInformation.xsd`` and ``B2MML-Common.xsd``,
MESA International, github.com/MESAInternational/B2MML-BatchML). The Batch Markup Language (BatchML) is used courtesy of
MESA International. It is an export: what has no element there, such as signatures, goes out as ``OtherInformation``.
"""

from itertools import pairwise
from typing import Final
from xml.etree import ElementTree as ET

from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.expressions import read_text
from cellpark.recipes.dialect.format import VERB_OF, field_text, number, span
from cellpark.recipes.dialect.model import Bilingual, Recipe

NAMESPACE: Final = "http://www.mesa.org/xml/B2MML"
INPUTS: Final = (model.In, model.Use)
OUTPUTS: Final = (model.Out, model.Sample, model.Record)


def batchml(recipe: Recipe) -> bytes:
    """The XML in UTF-8."""
    root = ET.Element("BatchInformation", {"xmlns": NAMESPACE})
    master = _child(root, "MasterRecipe")
    _child(master, "ID", recipe.mbr)
    _child(master, "Version", recipe.version)
    _describe(master, recipe.title)
    if recipe.product is not None:
        _child(_child(master, "Header"), "ProductID", recipe.product)
    _logic(master, recipe.version, [(each.id, False) for each in recipe.units], {})
    for unit in recipe.units:
        _unit(master, unit, recipe.version)
    if recipe.kind is not None:
        _other(master, "kind", recipe.kind)
    ET.indent(root)
    found: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return found + b"\n"


def _child(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    found = ET.SubElement(parent, tag, attributes)
    found.text = text
    return found


def _describe(parent: ET.Element, text: Bilingual) -> None:
    _child(parent, "Description", text.zh, languageID="zh-Hans")
    _child(parent, "Description", text.en, languageID="en")


def _unit(master: ET.Element, unit: model.Unit, version: str) -> None:
    element = _element(master, unit.id, version, unit.title, "UnitProcedure")
    _place(element, unit.id, unit.place)
    calls = {each.id: _calls(each) for each in unit.steps}
    _logic(element, version, [(each.id, each.branch) for each in unit.steps], calls, unit.repeat)
    for step in unit.steps:
        _step(element, step, version)


def _step(parent: ET.Element, step: model.Step, version: str) -> None:
    element = _element(parent, step.id, version, step.title, "Operation")
    _place(element, step.id, step.place)
    for each in step.fields:
        if isinstance(each, model.Equip):
            requirement = _child(element, "EquipmentRequirement")
            _child(requirement, "ID", f"{step.id}-{each.name}")
            _constraint(requirement, "class", each.equipment_class)
            for state in each.state:
                _constraint(requirement, "state", state)
            for held in each.holds:
                _constraint(requirement, "holds", held)
    for each in step.fields:
        if not isinstance(each, model.Equip | model.Sign | model.Check):
            _parameter(element, step.id, each)
    for each in step.fields:
        if isinstance(each, model.Sign | model.Check):
            _other(element, f"{step.id}-{each.name}", field_text(each).removeprefix("- "))
    _other(element, f"{step.id}-text", f"{step.text.zh} | {step.text.en}")


def _element(parent: ET.Element, identity: str, version: str, title: Bilingual, kind: str) -> ET.Element:
    element = _child(parent, "RecipeElement")
    _child(element, "ID", identity)
    _child(element, "Version", version)
    _describe(element, title)
    _child(element, "RecipeElementType", kind)
    return element


def _place(element: ET.Element, identity: str, place: model.Place | None) -> None:
    if place is None:
        return
    requirement = _child(element, "EquipmentRequirement")
    _child(requirement, "ID", f"{identity}-place")
    for name, value in (("suite", place.suite), ("grade", place.grade), ("openness", place.openness.value)):
        _constraint(requirement, name, value)


def _constraint(requirement: ET.Element, name: str, value: str) -> None:
    constraint = _child(requirement, "Constraint")
    _child(constraint, "ID", name)
    _child(constraint, "Condition", f'{name} == "{value}"')


def _parameter(element: ET.Element, step: str, each: model.Field) -> None:
    parameter = _child(element, "Parameter")
    _child(parameter, "ID", f"{step}-{each.name}")
    if each.title is not None:
        _child(parameter, "Description", f"{each.title.zh} | {each.title.en}")
    sort = "ProcessInput" if isinstance(each, INPUTS) else "ProcessOutput" if isinstance(each, OUTPUTS) else None
    _child(parameter, "ParameterType", sort or "ProcessParameter")
    _child(parameter, "ParameterSubType", VERB_OF[type(each)])
    amount = _amount(each)
    if isinstance(amount, Quantity):
        _value(parameter, number(amount), "Constant", "decimal", amount.unit)
    elif amount is not None:
        _value(parameter, amount, "Equation", "string", "")
    limits = each.limits if isinstance(each, model.Record) else getattr(each, "allow", None)
    if limits is not None:
        inner = _child(parameter, "Parameter")
        _child(inner, "ID", f"{step}-{each.name}-limits")
        _child(inner, "ParameterType", "ProcessParameter")
        _value(inner, span(limits, ""), "Constant", "string", "")
    if isinstance(each, model.Use):
        inner = _child(parameter, "Parameter")
        _child(inner, "ID", f"{step}-{each.name}-material")
        _child(inner, "Description", each.what)
        _child(inner, "ParameterType", "ProcessInput")
        _value(inner, each.material, "Reference", "string", "")


def _amount(each: model.Field) -> Quantity | str | None:
    match each:
        case model.Set(value=found) | model.Time(duration=found) | model.Sample(qty=found):
            return found
        case model.In(qty=given):
            return given
        case model.Out(qty=str() as text) | model.Use(qty=str() as text):
            return read_text(text).amount or text
    return None


def _value(parameter: ET.Element, text: str, how: str, sort: str, unit: str) -> None:
    value = _child(parameter, "Value")
    _child(value, "ValueString", text)
    _child(value, "DataInterpretation", how)
    _child(value, "DataType", sort)
    _child(value, "UnitOfMeasure", unit)


def _other(parent: ET.Element, identity: str, text: str) -> None:
    other = _child(parent, "OtherInformation")
    _child(other, "ID", identity)
    _value(other, text, "Constant", "string", "")


def _calls(step: model.Step) -> tuple[str, ...]:
    found = [getattr(each, "otherwise", None) for each in step.fields]
    return tuple(each.step for each in found if each is not None and each.step is not None)


def _logic(
    parent: ET.Element,
    version: str,
    steps: list[tuple[str, bool]],
    calls: dict[str, tuple[str, ...]],
    repeat: model.Repeat | None = None,
) -> None:
    """The main line in its order, branches from the steps that call them and back, and the loop to its beginning."""
    logic = _child(parent, "ProcedureLogic")
    main = [identity for identity, branch in steps if not branch]
    links = [(one, other, "ControlLink") for one, other in pairwise(main)]
    for one, targets in calls.items():
        for target in targets:
            links += [(one, target, "SerialDivergent"), (target, one, "SerialConvergent")]
    if repeat is not None:
        links.append((main[-1], "again", "ControlLink"))
        links.append(("again", main[0], "ControlLink"))
    for position, (one, other, kind) in enumerate(links, 1):
        link = _child(logic, "Link")
        _child(link, "ID", f"L{position}")
        for end, tag in ((one, "From"), (other, "To")):
            ref = _child(link, f"{tag}ID")
            _child(ref, f"{tag}IDValue", end)
            _child(ref, f"{tag}Type", "Transition" if end == "again" else "Step")
            _child(ref, "IDScope", "Internal")
        _child(link, "LinkType", kind)
        _child(link, "Depiction", "LineAndID")
    for identity, _ in steps:
        step = _child(logic, "Step")
        _child(step, "ID", identity)
        _child(step, "RecipeElementID", identity)
        _child(step, "RecipeElementVersion", version)
    if repeat is not None:
        transition = _child(logic, "Transition")
        _child(transition, "ID", "again")
        _child(transition, "Condition", f"not ({repeat.until})")
        _child(transition, "ConditionAnnotation", f"min {repeat.least}; max {repeat.most}")
