"""Keep a block of readings."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.instruments.blocks import READINGS_MAX, Heard, digest, packed, write_block
from cellpark.instruments.events import BlockKept
from cellpark.instruments.models import Stream, StreamBlock
from cellpark.instruments.permissions import InstrumentPermission
from cellpark.instruments.states import StreamState
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record


def keep_block(*, actor: Actor, stream_id: UUID, heard: Sequence[Heard]) -> StreamBlock:
    """Keep readings in the order in which they were heard: one event, however many there are.

    Raises ``Stream.DoesNotExist``, and ``Refused`` (``instruments.stream.closed``, ``instruments.block.size``).
    """
    actor.require(InstrumentPermission.MANAGE_STREAMS)
    if not 0 < len(heard) <= READINGS_MAX:
        raise Refused(Problem("instruments.block.size", {"limit": READINGS_MAX}))
    with transaction.atomic():
        lock_stream(f"instrument_stream/{stream_id}")
        stream: Stream = Stream.objects.get(id=stream_id)
        if stream.state == StreamState.CLOSED:
            raise Refused(Problem("instruments.stream.closed"))
        block = _block_of(stream, heard)
        recorded = record(
            stream=f"instrument_stream/{stream_id}",
            event=BlockKept(
                stream=stream_id,
                number=block.number,
                sha256=block.sha256,
                previous=stream.last_sha256,
                readings=block.readings,
                first_at=block.first_at,
                last_at=block.last_at,
            ),
            actor=actor,
            organisation=stream.organisation_id,
        )
        stream.blocks, stream.readings = block.number, stream.readings + block.readings
        stream.last_sha256, stream.last_at = block.sha256, block.last_at
        stream.version = recorded.version
        stream.save()
    return block


def _block_of(stream: Stream, heard: Sequence[Heard]) -> StreamBlock:
    number = stream.blocks + 1
    content = write_block(stream=stream.id, number=number, previous=stream.last_sha256, heard=heard)
    block = StreamBlock(
        id=new_id(),
        organisation_id=stream.organisation_id,
        stream_id=stream.id,
        number=number,
        sha256=digest(content),
        content=packed(content),
        readings=len(heard),
        first_at=min(each.at for each in heard),
        last_at=max(each.at for each in heard),
    )
    block.save(force_insert=True)
    return block
