"""The teller of a story: lets each act be done by its person, in that person's scope, and tells it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.identity.public import ExampleKeys, PreparedSignature
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Problem, Refused
from cellpark.plays.hands import Hands, OwnHands

Given = TypeVar("Given")
PAUSE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline: when, who, which act, on what; and the refusal where it was refused."""

    at: datetime
    who: str
    act: str
    about: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Teller:
    """The cast of a story and its clock. ``tell`` hears each act, done or refused."""

    cast: Mapping[str, Actor]
    clock: FixedClock
    keys: ExampleKeys
    tell: Callable[[Line], None]
    words: Mapping[str, str] = field(default_factory=dict)
    acts: int = field(default=0)

    def said(self, english: str) -> str:
        """What somebody writes into a record, in both languages where the script has the Chinese."""
        chinese = self.words.get(english)
        return english if chinese is None else f"{chinese} | {english}"

    def wait(self, length: timedelta) -> None:
        """Let time pass."""
        self.clock.advance(length)

    def wait_until(self, moment: datetime | None) -> None:
        """Let time pass up to a moment that is still to come."""
        if moment is not None and moment > now():
            self.clock.instant = moment

    def organisation(self, who: str) -> UUID:
        """The organisation for which somebody of the cast acts."""
        found = self.cast[who].organisation_id
        assert found is not None, "everybody of a cast belongs to an organisation"
        return found

    def hands(self, cast: Mapping[str, Actor]) -> Hands:
        """Who works at the steps of a batch."""
        return OwnHands(cast, self.keys)

    def within(self, who: str) -> AbstractContextManager[Any]:
        """The scope of somebody of the cast."""
        return use_scope(self.cast[who].scope)

    def act(self, who: str, act: Callable[..., Given], about: str = "", **said: Any) -> Given:
        """One act, as ``who``. Raises ``Refused`` when it is refused."""
        self.clock.advance(PAUSE)
        self.acts += 1
        line = Line(now(), who, act.__name__, about)
        try:
            with self.within(who):
                made = act(actor=self.cast[who], **said)
        except Refused as refused:
            self.tell(Line(line.at, who, act.__name__, about, refused.problems))
            raise
        stopped: tuple[Problem, ...] = getattr(made, "problems", ()) if not getattr(made, "ok", True) else ()
        self.tell(Line(line.at, who, act.__name__, about, tuple(stopped)))
        return made

    def scan(self, who: str, act: Callable[..., Any], about: str = "", **said: Any) -> Any:
        """An act that compares what is scanned. Raises ``Refused`` with what did not match."""
        made = self.act(who, act, about, **said)
        if not made.ok:
            raise Refused(*made.problems)
        return made

    def mismatch(self, who: str, act: Callable[..., Any], about: str = "", **said: Any) -> None:
        """A scan that must be stopped (T1). Raises ``Refused(plays.not_refused)`` when it is not."""
        if self.act(who, act, about, **said).ok:
            raise Refused(Problem("plays.not_refused", {"step": about or "-", "verb": act.__name__}))

    def refused(self, who: str, act: Callable[..., Any], about: str = "", **said: Any) -> None:
        """An act that must be refused. Raises ``Refused(plays.not_refused)`` when it is not."""
        try:
            self.act(who, act, about, **said)
        except Refused:
            return
        raise Refused(Problem("plays.not_refused", {"step": about or "-", "verb": act.__name__}))

    def sign(
        self,
        who: str,
        prepare: Callable[..., PreparedSignature],
        act: Callable[..., Given],
        about: str = "",
        *,
        prepared_with: Mapping[str, Any],
        **said: Any,
    ) -> Given:
        """Prepare a statement, authenticate again with a second factor, and act on the signature."""
        actor = self.cast[who]
        with self.within(who):
            prepared = prepare(actor=actor, **prepared_with)
            with self.keys.proof(prepared) as proof:
                return self.act(who, act, about, prepared_id=prepared.id, proof=proof, **said)
