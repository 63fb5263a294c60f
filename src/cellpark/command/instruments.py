"""``cellpark instruments listen``: hear the devices of every open stream until stopped."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.runtime.marking import gettext_noop as _

command = SpokenGroup(name="instruments", help=_("Devices that send readings by themselves."))


@command.command(
    "listen",
    cls=SpokenCommand,
    help=_("Listen to every open stream over OPC UA and keep what is heard, until stopped."),
)
def listen() -> None:
    """One listener for a site: a second one would hear everything twice."""
    with site():
        from cellpark.instruments.public import run_listener

        asyncio.run(_until_stopped(run_listener))


async def _until_stopped(run: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for kind in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(kind, stop.set)
    await run(stop)
