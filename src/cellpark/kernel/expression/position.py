"""Where in the text something stands, and problems that say so."""

from typing import NamedTuple
from unicodedata import east_asian_width

from cellpark.kernel.problem import Parameter, Problem, Refused


class Span(NamedTuple):
    """Offsets of the first character and of the one after the last, counted from 0 in code points."""

    start: int
    end: int


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1 as editors do."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def caret(text: str, span: Span) -> str:
    """The line that holds the span, and below it carets under the span; wide characters keep the carets in place."""
    start = text.rfind("\n", 0, span.start) + 1
    line = text[start:].split("\n", 1)[0]
    lead, marked = line[: span.start - start], line[span.start - start : span.end - start]
    blank = "".join(each if each == "\t" else "\u3000" if _wide(each) else " " for each in lead)
    return f"{line}\n{blank}{'^' * max(1, sum(2 if _wide(each) else 1 for each in marked))}"


def _wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def problem_at(code: str, text: str, span: Span, **params: Parameter) -> Problem:
    """A problem ``expression.<code>`` with ``line``, ``column`` and the two lines of ``caret`` among its parameters."""
    line, column = line_and_column(text, span.start)
    place: dict[str, Parameter] = {"line": line, "column": column, "caret": caret(text, span)}
    return Problem(f"expression.{code}", place | params)


def refused_at(code: str, text: str, span: Span, **params: Parameter) -> Refused:
    """The exception for one such problem, to be raised by the caller."""
    return Refused(problem_at(code, text, span, **params))
