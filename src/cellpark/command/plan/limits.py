"""Work that ends: after a time, within a memory, or when somebody presses Ctrl-C."""

import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.refusal import report
from cellpark.command.site import set_up_django
from cellpark.kernel.problem import Problem, Refused
from cellpark.runtime.marking import gettext_noop as _

MEMORY_MB, TIME_S = 4_096, 600
SEED = click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help=_("The same seed gives the same numbers.")
)
TIME = click.option(
    "--time",
    "limit_s",
    type=click.FloatRange(0.1),
    default=TIME_S,
    show_default=True,
    help=_("End after so many seconds."),
)
MEMORY = click.option(
    "--memory",
    "limit_mb",
    type=click.IntRange(256),
    default=MEMORY_MB,
    show_default=True,
    help=_("Use at most so many megabytes."),
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help=_("Print everything as JSON, for programs."))


class TimeIsUp(Exception):  # noqa: N818 -- an answer, not an error
    """The time that the work may take is over, and nothing was found yet."""


class Watch:
    """Says whether work has to end: its time is up, or somebody pressed Ctrl-C once."""

    def __init__(self, limit_s: float) -> None:
        """Begin to count."""
        self.limit_s, self.began, self.interrupted = limit_s, time.monotonic(), False

    def __call__(self) -> bool:
        """Whether to end now."""
        return self.interrupted or time.monotonic() - self.began > self.limit_s

    def interrupt(self, *_: Any) -> None:
        """Ctrl-C: once to have what was found so far, twice to have nothing."""
        if self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True


@contextmanager
def limited(limit_s: float, limit_mb: int) -> Iterator[Watch]:
    """Work with its limits.

    Raises ``Refused``: ``planning.run.memory``; ``planning.run.time`` where the time is up and nothing is there yet.
    """
    watch = Watch(limit_s)
    before = resource.getrlimit(resource.RLIMIT_DATA)
    hard = before[1]
    wanted = limit_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    handler = signal.signal(signal.SIGINT, watch.interrupt)
    try:
        yield watch
    except MemoryError:
        raise Refused(Problem("planning.run.memory", {"limit": limit_mb})) from None
    except TimeIsUp:
        if watch.interrupted:
            raise KeyboardInterrupt from None
        raise Refused(Problem("planning.run.time", {"limit": f"{limit_s:g}"})) from None
    finally:
        signal.signal(signal.SIGINT, handler)
        resource.setrlimit(resource.RLIMIT_DATA, before)


def told(work: Callable[[], int]) -> int:
    """Do the work; tell why it was refused."""
    try:
        return work()
    except Refused as refused:
        set_up_django()  # the words of planning are in its catalogues
        report(refused)
        return ExitCode.REFUSED
