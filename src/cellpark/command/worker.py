"""``cellpark worker``: run background jobs."""

import asyncio
import os
from contextlib import suppress
from typing import Any

import click

from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.places import PRIVATE_UMASK

HEARTBEAT_SECONDS = 2.0
LOST_SECONDS = 10.0  # a worker that has been silent this long is gone, and its jobs are somebody else's


@click.command("worker", cls=SpokenCommand, help=_("Run background jobs until stopped; any number, on any machine."))
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help=_("Jobs at the same time (default: CELLPARK_WORKERS).")
)
def command(jobs: int | None) -> None:
    """Take jobs from the queue; on SIGTERM finish those that run."""
    with site() as environment:
        os.umask(PRIVATE_UMASK)
        asyncio.run(_work(jobs or environment.workers))


async def _work(concurrency: int) -> None:
    from procrastinate.contrib.django import app

    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    async with app.with_connector(connector).open_async() as worker_app:
        rescue = asyncio.create_task(_rescue(worker_app))
        try:
            await worker_app.run_worker_async(
                concurrency=concurrency,
                shutdown_graceful_timeout=10,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=LOST_SECONDS,
            )
        finally:
            rescue.cancel()


async def _rescue(app: Any) -> None:
    """Put back the jobs of workers that were killed: the queue itself would leave them running for ever.

    A job may thus run twice; every effect is marked as done in the transaction of its work, so it happens once.
    """
    from procrastinate.exceptions import ProcrastinateException

    while True:
        with suppress(ProcrastinateException):  # the database is away, or another worker was quicker: look again later
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=LOST_SECONDS):
                await app.job_manager.retry_job(job)
        await asyncio.sleep(LOST_SECONDS / 2)
