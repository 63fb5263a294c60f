"""What the scenarios and figures of a study are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.fields import in_reader_language
from cellpark.base.study_words import KINDS, figure_name
from cellpark.planning.living.naming import names_of_tests
from cellpark.planning.simulation.from_recipe import suite_name
from cellpark.recipes.public import Recipe
from cellpark.studies.public import (
    TOGETHER,
    ChangeKind,
    KnownPatients,
    PatientsFrom,
    Scenario,
    StudyState,
    Wanted,
)
from cellpark.studies.public import words as study_words
from cellpark.web.areas.plans.words import resource_name
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from cellpark.planning.studying import Key

COLOURS: Mapping[StudyState, str] = {
    StudyState.WAITING: "waiting",
    StudyState.RUNNING: "running",
    StudyState.DONE: "done",
    StudyState.STOPPED: "stopped",
    StudyState.REFUSED: "stopped",
}
SHARES = frozenset({"share", "use"})
PERCENT = 100.0


def study_state(state: str) -> State:
    """How far a study is."""
    return State(COLOURS[StudyState(state)], study_words.STUDY_STATES[StudyState(state)])


def thing_name(kind: str, name: str) -> str:
    """A suite, a class of devices or a role as people call it."""
    return resource_name(suite_name(name)) if kind == ChangeKind.ROOMS else resource_name(name)


@dataclass(frozen=True, slots=True)
class Names:
    """What things of a study are called: other recipes by their SHA-256, tests by their codes."""

    recipes: Mapping[str, str]
    tests: Mapping[str, str]


def words_of_tests(organisation_id: UUID, recipe: Recipe) -> dict[str, str]:
    """The tests of a recipe by their codes, in the reader's language; what has no name keeps its code."""
    named = names_of_tests(organisation_id, recipe)
    return {code: in_reader_language(name.zh, name.en) for code, name in named.items()}


def scenario_name(scenario: Scenario, names: Names) -> str:
    """A scenario with all of its changes."""
    return " + ".join(change_name(each, names) for each in scenario.parts)


def change_name(wanted: Wanted, names: Names) -> str:
    """One change: what is otherwise, and by how much."""
    kind, name, count = wanted.kind, wanted.name, wanted.number
    said = {"count": count, "what": name}
    if kind == ChangeKind.PATIENTS:
        return ngettext("%(count)s patient a year", "%(count)s patients a year", count) % said
    if kind == ChangeKind.PRODUCT:
        said["what"] = names.recipes.get(name, name[:12])
        return (
            ngettext(
                "%(what)s as well, for %(count)s patient a year",
                "%(what)s as well, for %(count)s patients a year",
                count,
            )
            % said
        )
    if kind == ChangeKind.TEST:
        said["what"] = names.tests.get(name, name)
        return ngettext("%(what)s in %(count)s day", "%(what)s in %(count)s days", count) % said
    said["what"] = thing_name(kind, name)
    if kind == ChangeKind.NIGHT:
        return ngettext("%(what)s: %(count)s at night", "%(what)s: %(count)s at night", count) % said
    return ngettext("%(what)s: %(count)s more", "%(what)s: %(count)s more", count) % said


def range_name(key: str, scenarios: Mapping[str, str]) -> str:
    """A quantity of the tornado by its key. ``scenarios``: key -> what it is called."""
    kind, _sign, name = key.partition("|")
    if key.startswith(TOGETHER):
        return scenarios.get(name, name)
    if kind == "patients":
        return _("patients, a tenth fewer or more")
    if kind == "fails":
        return _("failures of steps, half or double")
    return _("%(what)s, one fewer or more") % {"what": thing_name(kind, name)}


def patients_words(known: KnownPatients) -> str:
    """Where the number of patients is from with which a study begins."""
    said = {"count": known.count, "days": known.days, "patients": known.patients}
    if known.source is PatientsFrom.BATCHES:
        return (
            ngettext(
                "Batches of this recipe were begun for %(count)s patient in the last %(days)s days.",
                "Batches of this recipe were begun for %(count)s patients in the last %(days)s days.",
                known.count,
            )
            % said
        )
    if known.source is PatientsFrom.PLAN:
        return (
            ngettext(
                "The published plan has %(count)s patient of this recipe in %(days)s days.",
                "The published plan has %(count)s patients of this recipe in %(days)s days.",
                known.count,
            )
            % said
        )
    return _("The times in force say so: no published plan has this recipe, and no quarter of a year of it is past.")


def figure_words(key: "Key") -> str:
    """A figure with its kind."""
    return _("%(kind)s: %(figure)s") % {"kind": KINDS[key[0]], "figure": figure_name(key)}


def figure_unit(key: "Key") -> str:
    """Shares are shown in percent."""
    return " %" if key[0] in SHARES else ""


def scaled(key: "Key", value: float) -> float:
    """A figure in the unit in which it is shown."""
    return value * PERCENT if key[0] in SHARES else value


def digits(key: "Key") -> int:
    """After the point."""
    return 0 if "a year" in key or key[0] == "cost" else 1


def number(key: "Key", value: float, *, signed: bool = False) -> str:
    """A figure for reading."""
    places = digits(key)
    # what rounds to nothing is nothing, and neither below nor above it
    shown = round(scaled(key, value), places) or 0.0
    sign = "+" if signed and shown > 0 else ""
    text = formats.number_format(abs(shown), decimal_pos=places, force_grouping=True)
    return ("\N{MINUS SIGN}" if shown < 0 else sign) + text
