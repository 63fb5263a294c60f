"""Locks that the operating system releases when their holder dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from cellpark.runtime.problem import CannotStart


class FileLock:
    """A lock on a file, held until ``release`` or the end of every process that inherited it."""

    def __init__(self, path: Path) -> None:
        """Open the lock's file; nothing is locked yet."""
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def try_exclusive(self) -> bool:
        """Take it for ourselves alone, or turn a shared hold into an exclusive one; False when others hold it."""
        return self._try(fcntl.LOCK_EX)

    def try_shared(self) -> bool:
        """Take it together with others; False when somebody holds it alone."""
        return self._try(fcntl.LOCK_SH)

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self.descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait_shared(self) -> None:
        """Take it together with others, as soon as nobody holds it alone."""
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let go and close; a second call does nothing."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def __enter__(self) -> Self:
        """Use as a context: released at its end."""
        return self

    def __exit__(self, *error: object) -> None:
        """Release."""
        self.release()


@contextmanager
def waiting_lock(path: Path, *, folder: Path, seconds: float) -> Iterator[None]:
    """Hold ``path`` alone; wait up to ``seconds`` for whoever has it, then raise ``CannotStart`` naming ``folder``."""
    until = time.monotonic() + seconds
    with FileLock(path) as lock:
        while not lock.try_exclusive():
            if time.monotonic() > until:
                raise CannotStart("locked", folder=str(folder))
            time.sleep(0.05)
        yield
