"""Events of the ledger, and the proof that each is in it."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cellpark.access.public import requires
from cellpark.ledger.public import Event, LedgerPermission, events_of, find_events, get_event, inclusion_proof
from cellpark.web.api.calls import link_to
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.ledger import EventOut, InclusionOut
from cellpark.web.api.schemas.lists import Limit
from cellpark.web.api.values import MomentIn, Search

TAG = "ledger"
VERSION_MAX = 2**63 - 1


@operation(
    "GET",
    "ledger/events",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: list[EventOut]},
    tag=TAG,
    summary=_("Find events, the newest first"),
    refuses=(404,),
)
def find(
    request: HttpRequest,
    response: HttpResponse,
    stream: Search = "",
    actor: Search = "",
    type: Search = "",  # noqa: A002 -- the name that callers know from the event itself
    since: MomentIn | None = None,
    until: MomentIn | None = None,
    before: Annotated[UUID | None, Field(description="the id of the last event that you have")] = None,
    limit: Limit = 50,
) -> list[EventOut]:
    """The events in scope; ``stream`` is the beginning of a stream's name."""
    rows = find_events(stream_prefix=stream, actor=actor, type_name=type, since=since, until=until)
    if before is not None:
        rows = rows.filter(rid__lt=_event(before).rid)
    found = list(rows[: limit + 1])
    if len(found) > limit:
        link_to(request, response, before=str(found[limit - 1].id))
    return [EventOut.of(row) for row in found[:limit]]


@operation(
    "GET",
    "ledger/events/{event_id}",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: EventOut},
    tag=TAG,
    summary=_("Read an event with its exact bytes"),
)
def read_event(request: HttpRequest, event_id: UUID) -> EventOut:  # noqa: ARG001 -- ninja's signature
    """One event in scope."""
    return EventOut.of(_event(event_id))


@operation(
    "GET",
    "ledger/events/{event_id}/proof",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: InclusionOut},
    tag=TAG,
    summary=_("Prove that an event is in the log"),
    refuses=(409,),
)
def prove_event(
    request: HttpRequest,  # noqa: ARG001 -- ninja's signature
    event_id: UUID,
    size: Annotated[int | None, Field(ge=1, le=VERSION_MAX, description="the tree of so many entries")] = None,
) -> InclusionOut:
    """The inclusion proof in the tree of ``size``, or of all that is sealed."""
    return InclusionOut.of(inclusion_proof(_event(event_id), size=size))


@operation(
    "GET",
    "ledger/stream",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: list[EventOut]},
    tag=TAG,
    summary=_("Read a record's events in their order"),
    refuses=(404,),
)
def read_stream(
    request: HttpRequest,
    response: HttpResponse,
    name: Search,
    after: Annotated[int, Field(ge=0, le=VERSION_MAX, description="the last version that you have")] = 0,
    limit: Limit = 50,
) -> list[EventOut]:
    """The events of one stream, such as ``membership/<id>``, in gapless versions."""
    rows = events_of(name)
    if not rows.exists():
        raise Event.DoesNotExist
    found = list(rows.filter(version__gt=after)[: limit + 1])
    if len(found) > limit:
        link_to(request, response, after=found[limit - 1].version)
    return [EventOut.of(row) for row in found[:limit]]


def _event(event_id: UUID) -> Event:
    found = get_event(event_id)
    if found is None:
        raise Event.DoesNotExist
    return found
