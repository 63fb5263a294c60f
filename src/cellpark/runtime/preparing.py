"""Whether a site is prepared: said by whoever prepares it, awaited by whoever serves its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cellpark.runtime.locks import FileLock, waiting_lock
from cellpark.runtime.places import Places

PREPARED = "prepared"
HELD_SECONDS_MAX = 10.0


@contextmanager
def preparing(where: Places) -> Iterator[None]:
    """While the site is prepared; one that breaks off, or is killed, leaves it unprepared."""
    with waiting_lock(_file(where), folder=where.var, seconds=HELD_SECONDS_MAX):
        _file(where).write_text("")
        yield
        _file(where).write_text(PREPARED)


def wait_until_prepared(where: Places) -> bool:
    """Wait for whoever prepares the site; False when that came to no end."""
    with FileLock(_file(where)) as lock:
        lock.wait_shared()
        return _file(where).read_text() == PREPARED


def _file(where: Places) -> Path:
    return where.run / "preparing.lock"
