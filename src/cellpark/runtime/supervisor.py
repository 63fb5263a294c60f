"""Start a few child processes, start them again when they end, and stop them in order."""

import secrets
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from cellpark.runtime.leftovers import TOKEN_VARIABLE, Record, end_group, remove_record, write_record
from cellpark.runtime.places import PRIVATE_UMASK

LOG_MAX_BYTES = 10_000_000
BACKOFF_FIRST_SECONDS = 0.25
BACKOFF_MAX_SECONDS = 15.0
STABLE_SECONDS = 30.0  # whoever lived this long starts again at once
TICK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Child:
    """What to run: a name for its log and note, the command, and how long it may take to end."""

    name: str
    command: Sequence[str]
    stop_seconds: float = 15.0


@dataclass(slots=True)
class _Running:
    child: Child
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    backoff: float = BACKOFF_FIRST_SECONDS
    next_start: float = 0.0


@dataclass(slots=True)
class Supervisor:
    """Keeps children alive until ``stop`` is asked for.

    ``descriptors`` stay open in the children (their share in the embedded database). ``mend`` runs before each look at
    the children and brings back what they stand on; it may raise nothing but what should end the whole program.
    """

    run: Path
    log: Path
    environment: Mapping[str, str]
    descriptors: Sequence[int] = ()
    mend: Callable[[], None] = lambda: None
    restarts: dict[str, int] = field(default_factory=dict)
    _token: str = field(default_factory=lambda: secrets.token_hex(8))
    _children: list[_Running] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def start(self, *children: Child) -> None:
        """Start children, in this order; ``stop`` ends them in the same one."""
        for child in children:
            running = _Running(child)
            self._children.append(running)
            self._launch(running)

    def stop_on_signals(self) -> None:
        """From now on Ctrl-C, SIGTERM and a closed terminal end ``watch``."""
        for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(kind, self._asked)

    def _asked(self, _kind: int, _frame: FrameType | None) -> None:
        self._stopping.set()

    @property
    def asked_to_stop(self) -> bool:
        """Whether a signal came."""
        return self._stopping.is_set()

    def watch(self, until: Callable[[], bool] = lambda: False) -> bool:
        """Keep the children alive until a signal comes (False) or ``until()`` holds (True)."""
        while not self._stopping.wait(TICK_SECONDS):
            self.mend()
            self.look()
            if until():
                return True
        return False

    def look(self) -> None:
        """Start again whoever has ended, after a pause that doubles while a child keeps failing."""
        now = time.monotonic()
        for running in self._children:
            if running.process is None:
                if now >= running.next_start:
                    self._launch(running)
            elif running.process.poll() is not None:
                # What a killed leader left of its group would hold the port or do the work twice.
                end_group(self._record(running, running.process.pid), seconds=2.0)
                lived = now - running.started
                running.backoff = BACKOFF_FIRST_SECONDS if lived > STABLE_SECONDS else running.backoff * 2
                running.next_start = now + min(running.backoff, BACKOFF_MAX_SECONDS)
                running.process = None
                name = running.child.name
                self.restarts[name] = self.restarts.get(name, 0) + 1

    def stop(self) -> None:
        """Stop all children, the first started first, each within its time; kill what does not end."""
        for running in self._children:
            process = running.process
            if process is not None:
                with suppress(ProcessLookupError):
                    process.send_signal(signal.SIGTERM)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(running.child.stop_seconds)
                end_group(self._record(running, process.pid), seconds=0.5)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(1)
            remove_record(self.run, running.child.name)
        self._children.clear()

    def _launch(self, running: _Running) -> None:
        path = self.log / f"{running.child.name}.log"
        if path.exists() and path.stat().st_size > LOG_MAX_BYTES:
            path.replace(path.with_suffix(".log.1"))
        with path.open("ab") as output:
            running.process = subprocess.Popen(  # noqa: S603 -- our own commands, no shell
                list(running.child.command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**self.environment, TOKEN_VARIABLE: self._token},
                start_new_session=True,
                pass_fds=list(self.descriptors),
                umask=PRIVATE_UMASK,
            )
        running.started = time.monotonic()
        write_record(self.run, self._record(running, running.process.pid))

    def _record(self, running: _Running, pid: int) -> Record:
        return Record(running.child.name, pid, self._token)
