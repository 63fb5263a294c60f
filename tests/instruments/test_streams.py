"""Streams of readings: one event for a block, gaps that show, a real OPC UA server on this machine."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from asyncua import Server, ua
from django.db import connections

from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.identity.public import Role
from cellpark.instruments.blocks import READINGS_MAX, digest, read_block, unpacked, write_block
from cellpark.instruments.listener import run_listener
from cellpark.instruments.models import StreamBlock
from cellpark.instruments.opcua import Pace, Waiting, number_text
from cellpark.instruments.projections import PROJECTIONS
from cellpark.instruments.public import (
    Heard,
    Mark,
    Stream,
    StreamNode,
    block_problems,
    close_stream,
    keep_block,
    open_stream,
    readings_of,
)
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import check_rebuild, events_of
from tests.people import HOUSE, acting, organisation, person

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NODES = (StreamNode(name="temperature", unit="degC", node="ns=2;s=Reactor.Temperature"),)


def heard(*values: str, at: datetime = AT) -> list[Heard]:
    return [Heard(at + timedelta(seconds=place), "temperature", value) for place, value in enumerate(values)]


def opened(endpoint: str = "opc.tcp://bio1:4840", nodes: tuple[StreamNode, ...] = NODES, home=None) -> Stream:
    home = home or organisation("Plant")
    return open_stream(
        actor=HOUSE,
        title="Bioreactor 1",
        device="EQ-BIO-1",
        endpoint=endpoint,
        nodes=nodes,
        reason="installed",
        organisation_id=home.id,
    )


@pytest.mark.django_db
def test_a_block_is_one_event_with_the_digest_of_its_bytes(everything: Scope) -> None:
    stream = opened()
    block = keep_block(actor=HOUSE, stream_id=stream.id, heard=heard("36.9", "37.0", "37.1"))
    expected = write_block(stream=stream.id, number=1, previous="", heard=heard("36.9", "37.0", "37.1"))
    assert unpacked(bytes(block.content)) == expected
    assert block.sha256 == digest(expected)
    assert [event.type for event in events_of(f"instrument_stream/{stream.id}")] == [
        "instruments.stream.opened",
        "instruments.stream.block_kept",
    ]
    assert block_problems(stream.id) == []


@pytest.mark.django_db
def test_blocks_follow_one_another_and_are_read_as_one_series(everything: Scope) -> None:
    stream = opened()
    keep_block(actor=HOUSE, stream_id=stream.id, heard=heard("1", "2"))
    second = keep_block(actor=HOUSE, stream_id=stream.id, heard=heard("3", "4", at=AT + timedelta(seconds=2)))
    stream.refresh_from_db()
    assert (stream.blocks, stream.readings, stream.last_sha256) == (2, 4, second.sha256)
    series = readings_of(stream.id, since=AT + timedelta(seconds=1), until=AT + timedelta(seconds=3))
    assert [each.value for each in series] == ["2", "3"]
    assert read_block(unpacked(bytes(second.content)))[0].at == AT + timedelta(seconds=2)


@pytest.mark.django_db
def test_a_closed_stream_takes_nothing_more(everything: Scope) -> None:
    stream = opened()
    close_stream(actor=HOUSE, stream_id=stream.id, reason="moved")
    for act in (
        lambda: keep_block(actor=HOUSE, stream_id=stream.id, heard=heard("1")),
        lambda: close_stream(actor=HOUSE, stream_id=stream.id, reason="again"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert [problem.code for problem in refused.value.problems] == ["instruments.stream.closed"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, READINGS_MAX + 1])
def test_a_block_has_a_size(everything: Scope, count: int) -> None:
    stream = opened()
    with pytest.raises(Refused) as refused:
        keep_block(actor=HOUSE, stream_id=stream.id, heard=heard("1") * count)
    assert [problem.code for problem in refused.value.problems] == ["instruments.block.size"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("endpoint", "nodes", "code"),
    [
        ("http://bio1", NODES, "instruments.endpoint.malformed"),
        ("opc.tcp://user:secret@bio1:4840", NODES, "instruments.endpoint.malformed"),
        ("opc.tcp://bio1:4840", (), "instruments.nodes.count"),
        ("opc.tcp://bio1:4840", NODES * 2, "instruments.nodes.count"),
        ("opc.tcp://bio1:4840", (StreamNode(name="T 1", unit="degC", node="i=1"),), "instruments.nodes.name"),
        ("opc.tcp://bio1:4840", (StreamNode(name="t", unit="degC", node=" "),), "instruments.nodes.address"),
        ("opc.tcp://bio1:4840", (StreamNode(name="t", unit="degZ", node="i=1"),), "quantity.unit"),
    ],
)
def test_a_stream_that_cannot_be_heard_is_refused(everything: Scope, endpoint: str, nodes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        opened(endpoint, nodes)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.django_db
def test_an_operator_opens_no_stream() -> None:
    home = organisation("Rights")
    actor = acting(person("op@example.org", Role.PRODUCTION_OPERATOR, within=home), home)
    with use_scope(actor.scope), pytest.raises(NotAllowed):
        open_stream(actor=actor, title="x", device="x", endpoint="opc.tcp://x:1", nodes=NODES, reason="x")


def test_a_block_changed_behind_the_ledgers_back_is_named(
    durable: str, everything: Scope, superuser: psycopg.Connection
) -> None:
    """P11-8: a digest in the ledger for every block."""
    stream = opened()
    for value in ("1", "2", "3"):
        keep_block(actor=HOUSE, stream_id=stream.id, heard=heard(value))
    assert check_rebuild(of=PROJECTIONS).differences == ()
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("UPDATE instruments_stream_block SET content = 'torn' WHERE number = 2")
    superuser.execute("DELETE FROM instruments_stream_block WHERE number = 3")
    assert [(problem.code, problem.params["number"]) for problem in block_problems(stream.id)] == [
        ("instruments.block.changed", 2),
        ("instruments.block.missing", 3),
    ]


def test_a_fraction_is_kept_by_its_shortest_decimal_and_no_number_as_none() -> None:
    assert [number_text(each) for each in (37.1, 5, True, float("nan"), "text")] == ["37.1", "5", "1", None, None]


def test_readings_that_nobody_takes_are_dropped_with_a_mark() -> None:
    waiting = Waiting()
    for _ in range(10 * READINGS_MAX + 1):
        waiting.add(Heard(AT, "temperature", "37"))
    assert (waiting.readings[0].status, waiting.readings[0].value) == (Mark.DROPPED, str(5 * READINGS_MAX))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Device:
    """A real OPC UA server with one temperature."""

    def __init__(self, port: int) -> None:
        self.endpoint = f"opc.tcp://127.0.0.1:{port}/device"
        self.server: Server | None = None

    async def start(self) -> None:
        self.server = Server()
        await self.server.init()
        self.server.set_endpoint(self.endpoint)
        self.server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
        space = await self.server.register_namespace("urn:example:device")
        assert space == 2
        reactor = await self.server.nodes.objects.add_object(ua.NodeId("Reactor", 2), "2:Reactor")
        self.temperature = await reactor.add_variable(
            ua.NodeId("Reactor.Temperature", 2), "2:Temperature", 36.9, ua.VariantType.Double
        )
        await self.server.start()

    async def show(self, value: float) -> None:
        await self.temperature.write_value(value, ua.VariantType.Double)
        await asyncio.sleep(0.15)

    async def stop(self) -> None:
        assert self.server is not None
        await self.server.stop()


@contextmanager
def listening(pace: Pace) -> Iterator[None]:
    """The listener in a thread of its own, as its process would run it."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    thread = threading.Thread(
        target=lambda: loop.run_until_complete(run_listener(stop, pace=pace, look_every_s=0.1)), daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
    assert not thread.is_alive()
    loop.close()


def live(life: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """A device's life in a thread of its own: in this one, a browser of an earlier test may keep a loop running."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(life())).result()


def values_of(stream: Stream) -> list[str]:
    with use_scope(EVERYTHING):  # a thread of its own has a connection of its own
        everything = readings_of(stream.id, since=AT - timedelta(days=36500), until=AT + timedelta(days=36500))
    return [each.value or each.status for each in everything]


def wait_for(stream: Stream, wanted: str, *, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while wanted not in values_of(stream):
        assert time.monotonic() < until, values_of(stream)
        time.sleep(0.05)


def wait_elsewhere(stream: Stream, wanted: str) -> None:
    """``wait_for`` in a thread of its own, which closes its own connection."""
    try:
        wait_for(stream, wanted)
    finally:
        connections.close_all()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_device_is_heard_loses_its_line_and_is_heard_again(durable: str, everything: Scope) -> None:
    """Readings arrive in blocks with the device's own time; the break stands among them as a mark."""
    device = Device(free_port())
    stream = opened(device.endpoint)

    async def first_life() -> None:
        await device.start()
        for value in (37.0, 37.1):
            await asyncio.sleep(0.4)
            await device.show(value)
        await asyncio.to_thread(wait_elsewhere, stream, "37.1")
        await device.stop()

    async def second_life() -> None:
        await device.start()
        await asyncio.sleep(0.2)
        await device.show(36.5)
        await asyncio.to_thread(wait_elsewhere, stream, "36.5")
        await device.stop()

    with listening(Pace(report_ms=50, block_s=0.3, retry_first_s=0.1, retry_max_s=0.5)):
        live(first_life)
        wait_for(stream, Mark.LOST)
        live(second_life)
    values = values_of(stream)
    assert values[0] == Mark.CONNECTED
    assert values.index("37.0") < values.index("37.1") < values.index(Mark.LOST)
    assert values.index(Mark.LOST) < values.index(Mark.CONNECTED, 1) < values.index("36.5")
    assert Decimal("37.1") in [Decimal(value) for value in values if value[0].isdigit()]
    stream.refresh_from_db()
    events = list(events_of(f"instrument_stream/{stream.id}").filter(type="instruments.stream.block_kept"))
    assert len(events) == stream.blocks == StreamBlock.objects.filter(stream=stream).count() < stream.readings
    assert block_problems(stream.id) == []
