"""What is wrong, as data: a code, its parameters, the rule behind it.

Words are found at the edge, in the reader's language.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Parameter = str | int | bool | None
NO_PARAMETERS: Mapping[str, Parameter] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why something is refused.

    ``code`` is dotted (``identity.membership.overlaps``) and is looked up in the app's ``messages.py``, which gives the
    sentence (what is wrong), the rule (why) and the remedy (what to do). ``params`` fill that sentence. ``field`` names
    the input it belongs to, ``rule`` a requirement id such as ``CN-2d``.
    """

    code: str
    params: Mapping[str, Parameter] = field(default_factory=lambda: NO_PARAMETERS)
    field: str | None = None
    rule: str | None = None


class Refused(Exception):  # noqa: N818 -- a refusal is an answer, not an error
    """An expected refusal: the act did not happen, and these problems say why."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems; there is at least one."""
        assert problems, "a refusal names at least one problem"
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems: tuple[Problem, ...] = problems
        # what is kept of the refusal once the act is taken back; see base/afterwards.py
        self.afterwards: list[Callable[[], object]] = []


class NotAllowed(Exception):  # noqa: N818 -- a refusal is an answer, not an error
    """The actor lacks a permission. Where the thing itself is a secret, the page answers 404 instead."""

    def __init__(self, permission: str) -> None:
        """Keep the name of the missing permission."""
        super().__init__(permission)
        self.permission = permission


def refuse_any(problems: Iterable[Problem]) -> None:
    """Raise ``Refused`` when there is at least one problem."""
    found = tuple(problems)
    if found:
        raise Refused(*found)
