"""What each area of work adds to the tests of access, one file each.

``ROUTES`` and ``OPERATIONS`` (name -> Sample), ``SAME`` (page -> operation that does the same), ``REASONS`` (page -> why
programs cannot), ``ONLY_PROGRAMS`` (operations that no page does), and ``populate(home, colleague, label)`` -> things of
that organisation by the names under which addresses take them; ``label`` is planted in every text.
"""

from importlib import import_module
from pathlib import Path
from typing import Any


def gathered(name: str) -> dict[str, Any]:
    """The mappings ``name`` of all areas as one."""
    return {key: value for area in AREAS for key, value in getattr(area, name, {}).items()}


def only_programs() -> set[str]:
    """The operations that no page does."""
    return {name for area in AREAS for name in getattr(area, "ONLY_PROGRAMS", ())}


def code_of(label: str) -> str:
    """``label`` as codes of the house are written: capital letters and digits."""
    return "".join(each for each in label.upper() if each.isalnum())[:30]


# after what they take from here
AREAS = [import_module(f"{__name__}.{path.stem}") for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))]


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """The things of all areas that belong to ``home``."""
    return {
        key: value
        for area in AREAS
        if hasattr(area, "populate")
        for key, value in area.populate(home, colleague, label).items()
    }
