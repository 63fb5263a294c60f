"""What happened to a thing, from the ledger, as a timeline: newest first, in one sentence each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from cellpark.ledger.public import Event, envelope, seen
from cellpark.web.pages.event_values import sentence
from cellpark.web.pages.event_words import title_of
from cellpark.web.pages.ledger_names import names_for

LIMIT = 20
STOPS = ("suspended", "closed", "ended", "withdrawn", "revoked", "refused", "removed", "destroyed", "jumped")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline, as ``<c-timeline>`` draws it."""

    title: str
    at: datetime
    who: str
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class History:
    """The newest entries, and whether there are older ones."""

    entries: Sequence[Entry]
    more: bool


def history_of(streams: Sequence[str]) -> History:
    """The newest events of these streams, as far as the scope shows them."""
    rows = seen(Event.objects.filter(stream__in=streams))
    return told(rows.order_by("-rid")[: LIMIT + 1])


def history_of_organisation(organisation_id: UUID, *, limit: int) -> History:
    """The newest events of an organisation."""
    rows = seen(Event.objects.filter(organisation=organisation_id))
    return told(rows.order_by("-rid")[: limit + 1], limit=limit)


def told(rows: Iterable[Event], *, limit: int = LIMIT) -> History:
    """Events in sentences: three queries, however many they are."""
    events = list(rows)
    shown = [(event, envelope(event)) for event in events[:limit]]
    mentioned = [value for _event, whole in shown for value in (whole["actor"], *whole["data"].values())]
    names = names_for(each for each in mentioned if isinstance(each, str))
    entries = [
        Entry(
            title=title_of(event.type),
            at=event.at,
            who=names.actor(event.actor),
            text=with_reason(sentence(event.type, whole["data"], event.actor, names), whole["reason"]),
            colour="stopped" if event.type.rpartition(".")[2] in STOPS else "done",
        )
        for event, whole in shown
    ]
    return History(entries, more=len(events) > limit)


def with_reason(said: str, reason: str | None) -> str:
    """The sentence, and below it why it was done where somebody had to say so."""
    return said if not reason else _("%(said)s Reason: %(reason)s") % {"said": said, "reason": reason}
