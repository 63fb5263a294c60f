"""The process that listens to every open stream and keeps what it hears."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections, connections

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.instruments.actions.keep_block import keep_block
from cellpark.instruments.blocks import Heard
from cellpark.instruments.models import Stream
from cellpark.instruments.opcua import Pace, Sink, listen
from cellpark.instruments.states import Mark, StreamState
from cellpark.kernel.problem import Refused

LISTENER = Actor.system("listener")
LOOK_EVERY_S = 10.0
logger = logging.getLogger(__name__)


def keep(stream_id: UUID, heard: Sequence[Heard]) -> None:
    """Keep one block; what is heard of a stream that was closed meanwhile is let go."""
    close_old_connections()
    with use_scope(EVERYTHING):
        try:
            keep_block(actor=LISTENER, stream_id=stream_id, heard=heard)
        except Refused as refused:
            logger.warning("stream %s takes no block: %s", stream_id, refused)


def open_streams() -> list[Stream]:
    """Every stream that the house listens to."""
    close_old_connections()
    with use_scope(EVERYTHING):
        return list(Stream.objects.filter(state=StreamState.OPEN).order_by("id"))


async def run_listener(stop: asyncio.Event, *, pace: Pace | None = None, look_every_s: float = LOOK_EVERY_S) -> None:
    """Listen to all open streams until ``stop``; streams that open or close meanwhile are noticed within seconds."""
    running: dict[UUID, tuple[asyncio.Task[None], asyncio.Event]] = {}
    try:
        while not stop.is_set():
            await _follow(running, pace)
            try:
                await asyncio.wait_for(stop.wait(), look_every_s)
            except TimeoutError:
                continue
    finally:
        for _task, halt in running.values():
            halt.set()
        await asyncio.gather(*(task for task, _halt in running.values()), return_exceptions=True)
        await sync_to_async(connections.close_all)()


async def _follow(running: dict[UUID, tuple[asyncio.Task[None], asyncio.Event]], pace: Pace | None) -> None:
    try:
        wanted = {stream.id: stream for stream in await sync_to_async(open_streams)()}
    except DatabaseError:
        logger.exception("the list of streams cannot be read; what is listened to goes on")
        return
    for stream_id, (task, halt) in list(running.items()):
        if stream_id not in wanted or task.done():
            halt.set()
            [ended] = await asyncio.gather(task, return_exceptions=True)
            if isinstance(ended, Exception):
                logger.error("listening to stream %s broke off and begins again", stream_id, exc_info=ended)
            del running[stream_id]
    for stream_id, stream in wanted.items():
        if stream_id not in running:
            halt = asyncio.Event()
            running[stream_id] = (asyncio.create_task(_one(stream, halt, pace)), halt)


async def _one(stream: Stream, halt: asyncio.Event, pace: Pace | None) -> None:
    await listen(
        endpoint=stream.endpoint,
        nodes=stream.heard,
        sink=_sink(stream.id),
        stop=halt,
        pace=pace,
        told=_told(stream),
    )


def _sink(stream_id: UUID) -> Sink:
    async def take(heard: Sequence[Heard]) -> bool:
        try:
            await sync_to_async(keep)(stream_id, heard)
        except DatabaseError:
            logger.exception("a block of stream %s is not kept yet", stream_id)
            return False
        return True

    return take


def _told(stream: Stream) -> Callable[[Mark], None]:
    return lambda mark: logger.info("stream %s of %s: %s", stream.id, stream.device, mark)
