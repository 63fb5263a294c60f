"""The way in: a text is read and checked as a whole, and either becomes a recipe or is refused with every problem."""

from hashlib import sha256

from cellpark.kernel.problem import Problem, Refused
from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.flow import check_flow
from cellpark.recipes.dialect.front import Front, read_front
from cellpark.recipes.dialect.lines import split
from cellpark.recipes.dialect.model import Bilingual, Recipe
from cellpark.recipes.dialect.names import MATERIALS, Names
from cellpark.recipes.dialect.people import check_signatures
from cellpark.recipes.dialect.reader import Reader, StepDraft, UnitDraft, finished

# rules that came after texts had been approved: a new text keeps them, an approved one is read as it stands
LATER = frozenset({"recipe.match_missing"})


def identity(text: str) -> str:
    """What a document is known by: SHA-256 of its bytes in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def parse(text: str) -> Recipe:
    """Read and check a document; raises ``Refused`` with every problem, each with ``line`` and ``column`` from 1."""
    return _recipe_of(text, frozenset())


def parse_approved(text: str) -> Recipe:
    """Read a text that was approved once: batches run by it, so rules that are younger than it do not stop them."""
    return _recipe_of(text, LATER)


def _recipe_of(text: str, passed: frozenset[str]) -> Recipe:
    faults, recipe = _read(text, passed)
    if recipe is None:
        raise Refused(*faults.in_order())
    return recipe


def check(text: str) -> tuple[Problem, ...]:
    """The problems of a document in their order; none when it can be parsed."""
    return _read(text)[0].in_order()


def _read(text: str, passed: frozenset[str] = frozenset()) -> tuple[Faults, Recipe | None]:
    faults = split(text)
    faults.passed = passed
    if faults.problems:
        return faults, None
    front = read_front(faults)
    reader = Reader(faults)
    found = _whole(faults, reader.read(front.end), reader.ever_lost)
    return faults, None if faults.problems else _recipe(front, found)


def _recipe(front: Front, units: tuple[model.Unit, ...]) -> Recipe:
    values = front.values
    return Recipe(
        mbr=values["mbr"],
        version=values["version"],
        title=front.title or Bilingual("", ""),
        units=units,
        product=values.get("product"),
        kind=values.get("kind"),
    )


def _whole(faults: Faults, units: list[UnitDraft], lost: bool) -> tuple[model.Unit, ...]:
    if not units:
        if not lost:
            faults.at("no_unit", len(faults.lines))
        return ()
    _refuse_homeless(faults, units)
    branches = check_flow(faults, units)
    names = Names(faults, _first_lines(units))
    for unit in units:
        if not unit.steps and not lost:
            faults.of("no_step", unit.line, unit.id, id=unit.id)
        for step in unit.steps:
            check_signatures(faults, step)
            _check_names(faults, names, step, step.id in branches)
        for use in unit.reader.uses:
            names.check_until(use)
    return tuple(finished(faults, unit, branches) for unit in units)


def _first_lines(units: list[UnitDraft]) -> dict[str, int]:
    found: dict[str, int] = {}
    for unit in units:
        for step in unit.steps:
            for name, each in step.fields.items():
                found.setdefault(name, each.line)
    return found


def _refuse_homeless(faults: Faults, units: list[UnitDraft]) -> None:
    first = units[0]
    if not first.reader.has_place and first.steps and not first.steps[0].reader.has_place:
        faults.of("place_missing", first.line, first.id, id=first.id)


def _check_names(faults: Faults, names: Names, step: StepDraft, branch: bool) -> None:
    own: set[str] = set()
    uses = iter(step.reader.uses)
    use = next(uses, None)
    for name, each in step.fields.items():
        for wanted in _origins(each):
            if wanted not in names.known.materials:
                faults.of("of_unknown", each.line, wanted, name=wanted)
        names.declare(each)
        own.add(name)
        while use is not None and use.line <= each.line:
            names.check(use, own)
            use = next(uses, None)
    if not branch:
        names.certain |= own


def _origins(each: model.Field) -> tuple[str, ...]:
    if isinstance(each, model.Out):
        return each.of
    if isinstance(each, model.Equip):
        return each.holds
    return (each.of,) if isinstance(each, model.Sample) and each.of else ()


__all__ = ["MATERIALS", "check", "identity", "parse", "parse_approved"]
