"""The embedded PostgreSQL: start it, find a running one, stop it with its last user.

``docs/decisions/0002-embedded-database.md`` says why this is our own small wrapper around the programs of the wheel.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from cellpark.runtime.account import Account, database_account, let_pass
from cellpark.runtime.cluster import SUPERUSER, check_room, check_version, create_cluster, explain, write_settings
from cellpark.runtime.locks import FileLock, waiting_lock
from cellpark.runtime.places import Places, private_folder
from cellpark.runtime.postmaster import find_postmaster, remove_stale_locks
from cellpark.runtime.problem import CannotStart
from cellpark.runtime.programs import program_folder, start_program

START_SECONDS_MAX = 300.0
STOP_SECONDS_MAX = 60.0
LOG_MAX_BYTES = 10_000_000
POLL_SECONDS = 0.02
USERS = "postgres.users"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that accepts connections; ``adopted`` says that it ran already."""

    pid: int
    socket: Path
    adopted: bool


class InUse:
    """Our share in the embedded server. Children that inherit ``descriptor`` keep their share when we die."""

    def __init__(self, places: Places) -> None:
        """Take a share; wait while the last user is just stopping the server."""
        places.make()
        self._places = places
        self._lock = FileLock(places.run / USERS)
        until = time.monotonic() + STOP_SECONDS_MAX
        while not self._lock.try_shared():
            if time.monotonic() > until:
                raise CannotStart("locked", folder=str(places.data))
            time.sleep(POLL_SECONDS)

    @property
    def descriptor(self) -> int:
        """The open lock, to be passed to child processes."""
        return self._lock.descriptor

    def leave(self) -> bool:
        """Give the share back; stop the server when nobody else uses it, and say whether that happened."""
        # Closed first and asked anew: through our own lock we would not see the children that inherited it.
        self._lock.release()
        with FileLock(self._places.run / USERS) as fresh:
            last = fresh.try_exclusive()
            if last:
                stop(self._places)
        return last


@contextmanager
def embedded(places: Places) -> Iterator[Server]:
    """A running embedded server for the length of the block; its last user stops it."""
    share = InUse(places)
    try:
        yield start(places)
    finally:
        share.leave()


def start(places: Places) -> Server:
    """Start the server in ``places.data``, creating it when the folder is empty; adopt one that runs already.

    Raises ``CannotStart`` with one problem: disk full, another major version, no permission, locked, and so on.
    """
    places.make()
    with waiting_lock(places.run / "postgres.lock", folder=places.data, seconds=START_SECONDS_MAX):
        adopted = _adopt(places)
        if adopted is not None:
            return adopted
        check_room(places)
        account = database_account()
        let_pass(places, account, program_folder() / "postgres", places.data)
        if not check_version(places.data):
            create_cluster(places, account)
        private_folder(places.socket, account.uid, account.gid)
        remove_stale_locks(places.data, places.socket)
        write_settings(places, account)
        return Server(_launch(places, account), places.socket, adopted=False)


def _adopt(places: Places) -> Server | None:
    """The server that runs already, once it is ready; None when there is none or when it was just ending."""
    until = time.monotonic() + START_SECONDS_MAX
    while (running := find_postmaster(places.data)) is not None:
        if running.ready and _answers(places):
            return Server(running.pid, places.socket, adopted=True)
        if time.monotonic() > until:
            raise _slow(places)
        time.sleep(POLL_SECONDS)
    return None


def _answers(places: Places) -> bool:
    """Whether a connection succeeds: a server that was killed an instant ago still looks alive in the process list."""
    try:
        psycopg.connect(host=str(places.socket), user=SUPERUSER, dbname="postgres", connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _launch(places: Places, account: Account) -> int:
    log = places.log / "postgres.log"
    if log.exists() and log.stat().st_size > LOG_MAX_BYTES:
        log.replace(log.with_suffix(".log.1"))
    until = time.monotonic() + 10
    while True:
        with log.open("ab") as output:
            offset = output.tell()
            process = start_program("postgres", ["-D", str(places.data)], account, output)
        try:
            _wait_until_ready(places, process, offset)
        except CannotStart:
            # Workers of a server that was just killed hold its memory for a moment; they end by themselves.
            if "still in use" in _said(places, offset) and time.monotonic() < until:
                time.sleep(0.2)
                continue
            raise
        # The server outlives this handle and is waited for by its pid; a handle without a code would warn.
        process.returncode = 0
        return process.pid


def _wait_until_ready(places: Places, process: subprocess.Popen[bytes], offset: int) -> None:
    until = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < until:
        found = find_postmaster(places.data)
        if found is not None and found.pid == process.pid and found.ready:
            return
        if process.poll() is not None:
            raise explain(places, _said(places, offset).splitlines())
        time.sleep(POLL_SECONDS)
    raise _slow(places)


def _slow(places: Places) -> CannotStart:
    log = str(places.log / "postgres.log")
    return CannotStart("database_slow", folder=str(places.data), seconds=int(START_SECONDS_MAX), log=log)


def _said(places: Places, offset: int) -> str:
    with (places.log / "postgres.log").open("rb") as log:
        log.seek(offset)
        return log.read(100_000).decode(errors="replace")


def stop(places: Places, *, seconds: float = STOP_SECONDS_MAX) -> bool:
    """Stop the server in ``places.data``: open transactions are rolled back, the files are left clean.

    Returns False when none ran. A server that does not end in ``seconds`` is told to quit at once; the next start then
    repeats its log, and nothing confirmed is lost.
    """
    with waiting_lock(places.run / "postgres.lock", folder=places.data, seconds=START_SECONDS_MAX):
        running = find_postmaster(places.data)
        if running is None:
            return False
        for kind, wait in ((signal.SIGINT, seconds), (signal.SIGQUIT, 10.0)):
            os.kill(running.pid, kind)
            if _ends(running.pid, wait):
                return True
        return find_postmaster(places.data) is None


def _ends(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if os.waitpid(pid, os.WNOHANG)[0] == pid:  # our own child would stay a zombie
                return True
        except ChildProcessError:
            if not psutil.pid_exists(pid):
                return True
        time.sleep(POLL_SECONDS)
    return False
