"""Indented ``Key: value`` lines as a tree; a line may hold several pairs, divided by commas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from cellpark.kernel.problem import Problem, Refused

LINES_MAX: Final = 500_000
DEPTH_MAX: Final = 12
_PAIR = re.compile(r"(?:^|, )([A-Za-z0-9][A-Za-z0-9 ]*?):(?: |$|(?=,))")


@dataclass(slots=True)
class Line:
    """One line: its pairs, and the lines below it. Lines that begin with a tabulator are ``rows``."""

    number: int
    pairs: dict[str, str]
    children: "list[Line]" = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The first name in the line."""
        return next(iter(self.pairs))

    def below(self, *path: str) -> "Line | None":
        """The line at ``path``; the first where several have that name."""
        found: Line | None = self
        for name in path:
            found = None if found is None else next((each for each in found.children if each.key == name), None)
        return found

    def all(self, name: str) -> Iterator[tuple["Line", str]]:
        """Every value called ``name`` in the lines directly below."""
        return ((each, each.pairs[name]) for each in self.children if name in each.pairs)

    def value(self, name: str) -> str | None:
        """The first value called ``name`` in the lines directly below, or None."""
        return next((value for _, value in self.all(name)), None)


def tree(text: str) -> Line:
    """The lines of ``text`` by their indentation.

    Raises ``Refused``: ``assays.logger.too_long``, ``assays.logger.line``.
    """
    lines = text.splitlines()
    if len(lines) > LINES_MAX:
        raise Refused(Problem("assays.logger.too_long", {"limit": LINES_MAX}))
    root = Line(0, {"": ""})
    path = [(-1, root)]
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        if raw.startswith("\t"):
            path[-1][1].rows.append((number, raw[1:].rstrip("\t").split("\t")))
            continue
        depth = len(raw) - len(raw.lstrip(" "))
        while path[-1][0] >= depth:
            path.pop()
        pairs = _pairs(raw.strip())
        if not pairs or depth > DEPTH_MAX:
            raise Refused(Problem("assays.logger.line", {"line": number, "text": raw.strip()[:60]}))
        line = Line(number, pairs)
        path[-1][1].children.append(line)
        path.append((depth, line))
    return root


def _pairs(text: str) -> dict[str, str]:
    found = list(_PAIR.finditer(text))
    if not found or found[0].start() != 0:
        return {}
    ends = [*(each.start() for each in found[1:]), len(text)]
    return {each[1]: text[each.end() : end].strip() for each, end in zip(found, ends, strict=True)}
