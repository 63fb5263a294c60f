"""What a file of planning holds: facts as they are, or a case with its recipes and its plant beside it."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.drafting import FORMAT, Case, Draft, read_case
from cellpark.planning.facts import Facts, read_facts

HOURS_A_DAY = 24
SIZE_MAX = 2_000_000
"""Bytes of a recipe, an overlay or a plant."""


@dataclass(frozen=True, slots=True)
class Given:
    """Facts, and the draft that they come from where the file is a case."""

    facts: Facts
    draft: Draft | None

    def at(self, unit: int) -> str:
        """When a unit begins, as people read it: an instant, or day and hour where no origin is known."""
        if self.draft is not None:
            return f"{self.draft.clock.at(unit):%Y-%m-%d %H:%M}"
        minutes = unit * self.facts.unit_minutes
        return f"{minutes // 1_440:>4} {minutes // 60 % HOURS_A_DAY:02}:{minutes % 60:02}"

    def instant(self, unit: int) -> datetime | None:
        """The same for programs."""
        return None if self.draft is None else self.draft.clock.at(unit)


def given(path: Path) -> Given:
    """The facts in a file. Raises ``Refused``."""
    content = path.read_bytes()
    if _is_case(content):
        drafted = case_of(path).draft()
        return Given(drafted.facts, drafted)
    return Given(read_facts(content), None)


def case_of(path: Path) -> Case:
    """The case in a file. Raises ``Refused``: ``planning.case.not_a_case`` for facts alone."""
    content = path.read_bytes()
    if not _is_case(content) and _format(content).startswith("cellpark.facts/"):
        raise Refused(Problem("planning.case.not_a_case"))
    return read_case(content, lambda name: beside(path.parent, name))


def _is_case(content: bytes) -> bool:
    return _format(content) == FORMAT


def _format(content: bytes) -> str:
    try:
        form = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    return str(form.get("format")) if isinstance(form, dict) else ""


def beside(folder: Path, name: str) -> bytes:
    """A file in the folder of the case or below it: a case from elsewhere reads nothing else of this machine."""
    path = (folder / name).resolve()
    inside = path.is_relative_to(folder.resolve())
    if not inside or not path.is_file() or path.stat().st_size > SIZE_MAX:
        raise Refused(Problem("planning.case.no_file", {"file": name}))
    return path.read_bytes()
