"""How large a change between two versions is, and what number it therefore needs. Pure."""

from typing import Final

from cellpark.kernel.problem import Parameter, Problem
from cellpark.recipes.dialect.change import Change, Severity
from cellpark.recipes.dialect.diff import diff
from cellpark.recipes.dialect.model import Recipe
from cellpark.recipes.states import ChangeSize

_SIZES: Final = {
    Severity.CRITICAL: ChangeSize.MAJOR,
    Severity.MAJOR: ChangeSize.MAJOR,
    Severity.MINOR: ChangeSize.MINOR,
    Severity.EDITORIAL: ChangeSize.PATCH,
}
_ORDER: Final = (ChangeSize.PATCH, ChangeSize.MINOR, ChangeSize.MAJOR)
PARTS: Final = 3
DIGITS_MAX: Final = 4


def changes(old: Recipe, new: Recipe) -> tuple[Change, ...]:
    """What differs, gravest first; that the number went up goes without saying."""
    return tuple(each for each in diff(old, new) if (each.thing, each.aspect) != ("document", "version"))


def change_size(old: Recipe, new: Recipe) -> ChangeSize:
    """The part of the number that must go up: a change of the process is major and calls for validation.

    Patch: titles, help and names alone. Minor: instructions and what does not touch the process. Major: the rest.
    """
    found = {ChangeSize.MINOR if each.aspect == "text" else _SIZES[each.severity] for each in changes(old, new)}
    return max(found, key=_ORDER.index, default=ChangeSize.PATCH)


def number_of(text: str) -> tuple[int, int, int] | None:
    """``1.4.0`` as numbers; None for anything else."""
    parts = text.split(".")
    if len(parts) != PARTS or not all(each.isascii() and each.isdigit() and len(each) <= DIGITS_MAX for each in parts):
        return None
    major, minor, patch = (int(each) for each in parts)
    return major, minor, patch


def next_number(number: str, size: ChangeSize) -> str:
    """The number after ``number`` for a change of this size."""
    major, minor, patch = number_of(number) or (0, 0, 0)
    match size:
        case ChangeSize.MAJOR:
            return f"{major + 1}.0.0"
        case ChangeSize.MINOR:
            return f"{major}.{minor + 1}.0"
        case ChangeSize.PATCH:
            return f"{major}.{minor}.{patch + 1}"


def number_problems(*, old: str, new: str, size: ChangeSize) -> list[Problem]:
    """A number that goes up at least as far as the change is large."""
    after, wanted = number_of(new), number_of(next_number(old, size))
    if after is not None and wanted is not None and after >= wanted:
        return []
    params: dict[str, Parameter] = {"found": new, "old": old, "wanted": next_number(old, size), "size": size.value}
    return [Problem("recipes.version.number_too_small", params, field="text")]
