"""Stop listening to a device."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.instruments.events import StreamClosed
from cellpark.instruments.models import Stream
from cellpark.instruments.permissions import InstrumentPermission
from cellpark.instruments.states import StreamState
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record


def close_stream(*, actor: Actor, stream_id: UUID, reason: str, seen_version: int | None = None) -> Stream:
    """The listener lets go within seconds. Raises ``Stream.DoesNotExist``."""
    actor.require(InstrumentPermission.MANAGE_STREAMS)
    with transaction.atomic():
        lock_stream(f"instrument_stream/{stream_id}")
        stream: Stream = Stream.objects.get(id=stream_id)
        refuse_stale(seen=seen_version, present=stream.version)
        if not reason.strip():
            raise Refused(Problem("base.reason_required", field="reason", rule="CN-2f"))
        if stream.state == StreamState.CLOSED:
            raise Refused(Problem("instruments.stream.closed"))
        recorded = record(
            stream=f"instrument_stream/{stream_id}",
            event=StreamClosed(stream=stream_id),
            actor=actor,
            organisation=stream.organisation_id,
            reason=reason,
        )
        stream.state = StreamState.CLOSED
        stream.version = recorded.version
        stream.save()
    return stream
