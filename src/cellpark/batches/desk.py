"""A batch at hand for one act: its row, its recipe, its state; judging and recording entries."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.batches.models import Batch
from cellpark.batches.reading import stream_of
from cellpark.batches.run import Happened, Plan, State, apply, problems_of
from cellpark.batches.run.happened import Event
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import record


@dataclass(slots=True)
class Desk:
    """A batch that is locked for one act: its row, its recipe, its state, who acts and when."""

    batch: Batch
    plan: Plan
    state: State
    actor: Actor
    at: datetime
    version: int = 0
    hash: bytes = b""
    entries: list[Happened] = field(default_factory=list)
    had_clocks: bool = field(init=False)

    def __post_init__(self) -> None:
        """Remember whether any time ran when the act began: then its row may have to go."""
        self.had_clocks = bool(self.state.clocks)

    @property
    def stream(self) -> str:
        """The stream of the batch."""
        return stream_of(self.batch.id)

    def judge(self, data: Event, *, reason: str | None = None) -> None:
        """Refuse the act when it does not follow from the state."""
        refuse_any(problems_of(self.plan, self.state, self._entry(data, new_id(), reason)))

    def record(self, data: Event, *, reason: str | None = None, actor: Actor | None = None) -> Happened:
        """Judge and record one entry; the state goes on with it."""
        entry = self._entry(data, new_id(), reason, actor)
        refuse_any(problems_of(self.plan, self.state, entry))
        made = record(
            stream=self.stream,
            event=data,
            actor=actor or self.actor,
            organisation=self.batch.organisation_id,
            at=self.at,
            reason=reason,
            event_id=entry.id,
        )
        self.version, self.hash = made.version, made.hash
        self.state = apply(self.plan, self.state, entry)
        self.entries.append(entry)
        return entry

    def _entry(self, data: Event, identity: UUID, reason: str | None, actor: Actor | None = None) -> Happened:
        return Happened(data, self.at, (actor or self.actor).reference, identity, reason)
