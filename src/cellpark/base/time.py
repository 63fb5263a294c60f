"""The clock of the running act: the machine's own unless a caller passes another one in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from cellpark.kernel.clock import Clock, SystemClock

_clock: ContextVar[Clock] = ContextVar("cellpark_clock", default=SystemClock())  # noqa: B039 -- it has no state


def clock() -> Clock:
    """The clock in force."""
    return _clock.get()


def now() -> datetime:
    """The present instant in UTC by the clock in force."""
    return _clock.get().now()


@contextmanager
def use_clock(other: Clock) -> Iterator[Clock]:
    """Let ``other`` tell the time inside the block: tests, replays, imports."""
    token = _clock.set(other)
    try:
        yield other
    finally:
        _clock.reset(token)
