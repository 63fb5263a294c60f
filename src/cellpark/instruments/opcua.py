"""Listening to a device over OPC UA (IEC 62541): subscribe, collect, hand over in blocks, come back after a break.

The connection is the plant network's to protect: the client signs in as nobody and encrypts nothing, and it only reads.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cellpark.base.time import now
from cellpark.instruments.blocks import READINGS_MAX, Heard
from cellpark.instruments.events import StreamNode
from cellpark.instruments.states import Mark

WAITING_MAX = 10 * READINGS_MAX
"""So many readings wait in memory while the database does not take them; then the oldest go, and it is said."""

Sink = Callable[[Sequence[Heard]], Awaitable[bool]]
"""Takes a block; False when it could not, and should be offered it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often the device is asked to report, how long a block may wait, and how long a lost line is left alone."""

    report_ms: int = 1_000
    block_s: float = 60.0
    retry_first_s: float = 0.5
    retry_max_s: float = 30.0


@dataclass(slots=True)
class Waiting:
    """Readings on their way into a block."""

    readings: list[Heard] = field(default_factory=list)
    is_offered: bool = False

    def add(self, heard: Heard) -> None:
        """Append one reading; when too many wait, drop the older half and leave a mark in its place."""
        self.readings.append(heard)
        if len(self.readings) > WAITING_MAX and not self.is_offered:
            dropped = len(self.readings) // 2
            mark = Heard(self.readings[dropped].at, "", str(dropped), Mark.DROPPED.value)
            self.readings[:dropped] = [mark]

    def mark(self, mark: Mark) -> None:
        """Append what happened to the line itself."""
        self.add(Heard(now(), "", None, mark.value))


@dataclass(slots=True)
class Handler:
    """What asyncua calls with each change of a value."""

    names: Mapping[str, str]
    waiting: Waiting

    def datachange_notification(self, node: Any, _value: Any, data: Any) -> None:
        """One reading with the time that the device gives it."""
        change = data.monitored_item.Value
        good = change.StatusCode is None or change.StatusCode.is_good()
        value = number_text(change.Value.Value) if good and change.Value is not None else None
        status = "" if value is not None else ("not_a_number" if good else str(change.StatusCode.name))
        name = self.names[node.nodeid.to_string()]
        self.waiting.add(Heard(_aware(change.SourceTimestamp or change.ServerTimestamp), name, value, status[:80]))


def number_text(value: object) -> str | None:
    """A device's value as text: whole numbers and truth as they are, fractions by their shortest decimal."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else None
    return None


async def listen(
    *,
    endpoint: str,
    nodes: Sequence[StreamNode],
    sink: Sink,
    stop: asyncio.Event,
    pace: Pace | None = None,
    told: Callable[[Mark], None] = lambda _mark: None,
) -> None:
    """Hand blocks of readings to ``sink`` until ``stop``; the last one on the way out.

    What ``sink`` does not take is offered again with the next block. A lost line leaves a mark among the readings, and
    is tried again at growing intervals; ``told`` hears of both.
    """
    chosen = pace or Pace()
    waiting = Waiting()
    line = asyncio.create_task(_stay_connected(endpoint, nodes, waiting, chosen, told))
    try:
        while not stop.is_set():
            await _pause(stop, chosen.block_s)
            await _hand_over(waiting, sink)
    finally:
        line.cancel()
        await asyncio.gather(line, return_exceptions=True)
        await _hand_over(waiting, sink)


async def _hand_over(waiting: Waiting, sink: Sink) -> None:
    while waiting.readings:
        block = waiting.readings[:READINGS_MAX]
        waiting.is_offered = True
        is_kept = await sink(block)
        waiting.is_offered = False
        if not is_kept:
            return
        del waiting.readings[: len(block)]


async def _stay_connected(
    endpoint: str, nodes: Sequence[StreamNode], waiting: Waiting, pace: Pace, told: Callable[[Mark], None]
) -> None:
    pause, was_connected = pace.retry_first_s, False

    def connected() -> None:
        nonlocal pause, was_connected
        pause, was_connected = pace.retry_first_s, True
        waiting.mark(Mark.CONNECTED)
        told(Mark.CONNECTED)

    while True:
        try:
            await _hear(endpoint, nodes, waiting, pace, connected)
        except Exception:  # noqa: BLE001 -- whatever breaks the line, it is tried again
            if was_connected:
                waiting.mark(Mark.LOST)
                told(Mark.LOST)
            was_connected = False
            await asyncio.sleep(pause)
            pause = min(2 * pause, pace.retry_max_s)


async def _hear(
    endpoint: str, nodes: Sequence[StreamNode], waiting: Waiting, pace: Pace, connected: Callable[[], None]
) -> None:
    from asyncua.client.client import Client  # seconds of start that only the listener pays

    client = Client(endpoint, timeout=4)
    async with client:
        wanted = {client.get_node(each.node).nodeid.to_string(): each.name for each in nodes}
        subscription = await client.create_subscription(pace.report_ms, Handler(wanted, waiting))
        connected()
        await subscription.subscribe_data_change([client.get_node(each.node) for each in nodes])
        while True:
            await asyncio.sleep(min(1.0, pace.block_s))
            await client.check_connection()


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def _aware(at: datetime | None) -> datetime:
    # OPC UA times are UTC and naive in asyncua
    return now() if at is None else at.replace(tzinfo=at.tzinfo or UTC)
