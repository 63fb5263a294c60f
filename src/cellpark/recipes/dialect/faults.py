"""Problems with the line, the column and the marked text, collected until the whole document has been read."""

import re
from dataclasses import dataclass, field

from cellpark.kernel.expression.position import Span, caret
from cellpark.kernel.problem import Parameter, Problem
from cellpark.recipes.dialect.limits import MAX_PROBLEMS


@dataclass(slots=True)
class Faults:
    """The lines of a document and what is wrong with them. Lines and columns count from 1, in code points."""

    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    passed: frozenset[str] = frozenset()
    """Codes that are not noted: rules that are younger than the document."""

    def at(self, code: str, line: int, column: int = 1, length: int = 1, /, **params: Parameter) -> None:
        """Note ``recipe.<code>`` at a place; the first ``MAX_PROBLEMS`` are kept."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        start = max(0, min(column - 1, len(text)))
        marked = caret(text[:400], Span(start, start + max(1, length)))
        place: dict[str, Parameter] = {"line": line, "column": column, "caret": marked}
        self.add(Problem(f"recipe.{code}", place | params))

    def of(self, code: str, line: int, word: str, *, last: bool = False, **params: Parameter) -> None:
        """Note ``recipe.<code>`` under the first or last ``word`` of a line, or under its first sign without it."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        places = [each.start() for each in re.finditer(rf"(?<=[ ,]){re.escape(word)}(?![A-Za-z0-9_])", text)]
        if places:
            self.at(code, line, places[-1 if last else 0] + 1, len(word), **params)
        else:
            self.at(code, line, 1, 1, **params)

    def within(self, problem: Problem, line: int, column: int) -> None:
        """Note a problem of an expression that begins at this place."""
        params = dict(problem.params)
        inner = int(params.get("column") or 1)
        found = str(params.get("caret") or "").count("^")
        start = column - 1 + inner - 1
        params |= {"line": line, "column": start + 1}
        if "caret" in params:
            params["caret"] = caret(self.lines[line - 1][:400], Span(start, start + max(1, found)))
        self.add(Problem(problem.code, params))

    def add(self, problem: Problem) -> None:
        """Keep one more problem."""
        if problem.code not in self.passed and len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)

    @property
    def is_full(self) -> bool:
        """Whether as many problems are noted as one reading reports; nothing more needs to be looked for."""
        return len(self.problems) >= MAX_PROBLEMS

    def in_order(self) -> tuple[Problem, ...]:
        """The problems in the order of the document."""
        return tuple(
            sorted(self.problems, key=lambda each: (int(each.params["line"] or 0), int(each.params["column"] or 0)))
        )
