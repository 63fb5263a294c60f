"""What the scenarios and figures of a study are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.study_words import KINDS, figure_name
from cellpark.planning.simulation.from_recipe import suite_name
from cellpark.studies.public import ChangeKind, StudyState
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


def change_name(key: str, recipes: Mapping[str, str]) -> str:
    """A scenario by its key: kind, name and number. ``recipes``: SHA-256 -> what the recipe is called."""
    kind, name, number = key.split("|")
    count = int(number)
    said = {"count": count, "what": name}
    if kind == ChangeKind.PATIENTS:
        return ngettext("%(count)s patient a year", "%(count)s patients a year", count) % said
    if kind == ChangeKind.PRODUCT:
        said["what"] = recipes.get(name, name[:12])
        return (
            ngettext(
                "%(what)s as well, for %(count)s patient a year",
                "%(what)s as well, for %(count)s patients a year",
                count,
            )
            % said
        )
    if kind == ChangeKind.TEST:
        return ngettext("%(what)s in %(count)s day", "%(what)s in %(count)s days", count) % said
    said["what"] = thing_name(kind, name)
    if kind == ChangeKind.NIGHT:
        return ngettext("%(what)s: %(count)s at night", "%(what)s: %(count)s at night", count) % said
    return ngettext("%(what)s: %(count)s more", "%(what)s: %(count)s more", count) % said


def range_name(key: str) -> str:
    """A quantity of the tornado by its key."""
    kind, _sign, name = key.partition("|")
    if kind == "patients":
        return _("patients, a tenth fewer or more")
    if kind == "fails":
        return _("failures of steps, half or double")
    return _("%(what)s, one fewer or more") % {"what": thing_name(kind, name)}


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
