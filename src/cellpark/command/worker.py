"""``cellpark worker``: run background jobs."""

import click

from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.runtime.marking import gettext_noop as _


@click.command("worker", cls=SpokenCommand, help=_("Run background jobs until stopped; any number, on any machine."))
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help=_("Jobs at the same time (default: CELLPARK_WORKERS).")
)
def command(jobs: int | None) -> None:
    """Take jobs from the queue; on SIGTERM finish those that run."""
    with site() as environment:
        from procrastinate.contrib.django import app

        worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        worker.run_worker(concurrency=jobs or environment.workers, shutdown_graceful_timeout=10)
