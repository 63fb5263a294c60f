"""One answer of ``cellpark doctor``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cellpark.command.language import say
from cellpark.kernel.problem import Parameter


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's name for scripts, how it came out, what was seen, and what to do (empty when nothing)."""

    check: str
    state: State
    text: str
    remedy: str = ""
    params: Mapping[str, Parameter] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """What was seen, in the reader's language."""
        return say(self.text) % dict(self.params)

    @property
    def advice(self) -> str:
        """What to do, in the reader's language."""
        return say(self.remedy) % dict(self.params) if self.remedy else ""


def ok(check: str, text: str, **params: Parameter) -> Finding:
    """All is well."""
    return Finding(check, State.OK, text, params=params)


def warn(check: str, text: str, remedy: str, **params: Parameter) -> Finding:
    """The site works, but somebody should look."""
    return Finding(check, State.WARN, text, remedy, params)


def fail(check: str, text: str, remedy: str, **params: Parameter) -> Finding:
    """The site does not work, or its records are not safe."""
    return Finding(check, State.FAIL, text, remedy, params)
