"""The tree of reasons: what each part of an expression said, and which data were missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from cellpark.kernel.expression.kinds import Value
from cellpark.kernel.expression.position import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """One evaluated part: its text, its value (None: unknown), the parts it follows from.

    Parts that were not needed (after the first false of an ``and``, the branch not chosen) are absent. ``missing`` are
    the names that must become known before this part can be.
    """

    text: str
    span: Span
    value: Value
    parts: "tuple[Reason, ...]" = ()
    missing: tuple[str, ...] = ()

    def walk(self, depth: int = 0) -> "Iterator[tuple[int, Reason]]":
        """This part and everything below it, with the depth."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)

    def outline(self) -> str:
        """The tree as indented lines in the words of the language itself: ``viab >= 70 %: false``."""
        return "\n".join(f"{'  ' * depth}{each.text}: {shown(each.value)}" for depth, each in self.walk())


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of an expression, None when unknown, with its reasons and the names to ask for."""

    value: Value
    reason: Reason

    @property
    def missing(self) -> tuple[str, ...]:
        """The names whose data must be asked for before the answer can be known."""
        return self.reason.missing


def shown(value: Value) -> str:
    """A value as the language writes it; an unknown one is ``?``."""
    if value is None:
        return "?"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(shown(each) for each in value)}]"
    return str(value)
