"""Lifecycle tables: which step may follow which, who may take it, and whether it must be signed.

A lifecycle is a frozen list of transitions in an app's ``states.py``. It is checked when it is made, so that a state
nobody can reach, a trap nobody declared or a verb that leads two ways stops the program at import. The pictures in
``docs/lifecycles`` are generated from the same table.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from cellpark.kernel.problem import Problem, Refused

State = TypeVar("State", bound=StrEnum)


class BadLifecycle(ValueError):  # noqa: N818 -- a fault of the program, named for what it is
    """The table contradicts itself; the text lists every fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Generic[State]):
    """One permitted step: in ``source`` somebody with ``permission`` does ``verb`` and the thing is in ``target``.

    ``signature`` names the meaning of the electronic signature that the step needs (``approved``), or is None.
    """

    source: State
    verb: str
    target: State
    permission: str
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle(Generic[State]):
    """A table of transitions over the states of one enum.

    ``name`` is dotted (``identity.person``). ``final`` declares the states that nothing leaves.
    Raises ``BadLifecycle``.
    """

    name: str
    states: type[State]
    initial: State
    transitions: tuple[Transition[State], ...]
    final: frozenset[State] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a table that contradicts itself."""
        faults = [*self._misspelt(), *self._ambiguous(), *self._unreachable(), *self._traps()]
        if faults:
            raise BadLifecycle(f"{self.name}: " + "; ".join(faults))

    def allowed(self, state: State | str) -> tuple[Transition[State], ...]:
        """The steps that may be taken in ``state``, in the table's order."""
        present = self.states(state)
        return tuple(each for each in self.transitions if each.source == present)

    def transition(self, state: State | str, verb: str) -> Transition[State]:
        """The step ``verb`` in ``state``; raises ``Refused`` with ``lifecycle.step`` when it may not be taken."""
        steps = self.allowed(state)
        for each in steps:
            if each.verb == verb:
                return each
        allowed = ", ".join(each.verb for each in steps)
        raise Refused(
            Problem("lifecycle.step", {"thing": self.name, "state": str(state), "verb": verb, "allowed": allowed})
        )

    def step(self, state: State | str, verb: str) -> State:
        """The state after ``verb``; raises ``Refused`` with ``lifecycle.step`` when it may not follow."""
        return self.transition(state, verb).target

    def problem(self, state: State | str, verb: str) -> Problem | None:
        """Why ``verb`` may not be done in ``state``, or None when it may."""
        try:
            self.transition(state, verb)
        except Refused as refused:
            return refused.problems[0]
        return None

    def mermaid(self) -> str:
        """The table as a Mermaid ``stateDiagram-v2``; a signed step shows its meaning."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for each in self.transitions:
            signed = f" (signed: {each.signature})" if each.signature else ""
            lines.append(f"    {each.source} --> {each.target}: {each.verb}{signed}")
        lines += [f"    {state} --> [*]" for state in self.states if state in self.final]
        return "\n".join(lines) + "\n"

    def _misspelt(self) -> Iterable[str]:
        if not all(part.isidentifier() for part in self.name.split(".")):
            yield f"the name {self.name!r} is not dotted words"
        for each in self.transitions:
            if not each.verb.isidentifier():
                yield f"the verb {each.verb!r} is not one word"
            if not each.permission:
                yield f"{each.source} {each.verb} names no permission"

    def _ambiguous(self) -> Iterable[str]:
        steps = Counter((each.source, each.verb) for each in self.transitions)
        return [f"{source} {verb} leads two ways" for (source, verb), count in steps.items() if count > 1]

    def _unreachable(self) -> Iterable[str]:
        reached = {self.initial}
        grown = True
        while grown:
            found = {each.target for each in self.transitions if each.source in reached}
            grown = not found <= reached
            reached |= found
        return [f"{state} cannot be reached" for state in self.states if state not in reached]

    def _traps(self) -> Iterable[str]:
        for state in self.states:
            leaves = any(each.source == state for each in self.transitions)
            if leaves and state in self.final:
                yield f"{state} is declared final and can be left"
            if not leaves and state not in self.final:
                yield f"nothing leaves {state} and it is not declared final"


_registered: dict[str, Lifecycle[StrEnum]] = {}


def register(lifecycle: Lifecycle[State]) -> Lifecycle[State]:
    """Enter a lifecycle for the documentation and return the same one, so that a name can be bound to it."""
    known = _registered.setdefault(lifecycle.name, lifecycle)  # type: ignore[arg-type]
    if known != lifecycle:
        raise BadLifecycle(f"{lifecycle.name}: registered twice, differently")
    return lifecycle


def registered() -> tuple[Lifecycle[StrEnum], ...]:
    """Every registered lifecycle, by name."""
    return tuple(_registered[name] for name in sorted(_registered))
