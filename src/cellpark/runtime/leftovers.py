"""Processes written down in ``var/run``, so that a later start finds what a killed supervisor left behind.

A number alone proves nothing, for the system gives it to another process later. Each child leads a process group of its
own and carries a random token in its environment; only members of the group with that token are ours to end.
"""

import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

TOKEN_VARIABLE = "CELLPARK_RUN"  # noqa: S105 -- a variable's name
STARTING_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Record:
    """One started process group: its leader's number, and the token that its members carry."""

    name: str
    pid: int
    token: str


def write_record(run: Path, record: Record) -> None:
    """Note a process; the file replaces an older one whole."""
    fresh = run / f"{record.name}.json.new"
    fresh.write_text(json.dumps(asdict(record)))
    fresh.replace(run / f"{record.name}.json")


def remove_record(run: Path, name: str) -> None:
    """Forget a process that has ended."""
    (run / f"{name}.json").unlink(missing_ok=True)


def read_records(run: Path) -> list[Record]:
    """All notes; one that a full disk left unreadable is skipped."""
    found = []
    for path in sorted(run.glob("*.json")):
        with suppress(ValueError, TypeError, OSError):
            found.append(Record(**json.loads(path.read_text())))
    return found


def members(record: Record) -> list[psutil.Process]:
    """The living processes of a noted group."""
    found = []
    for process in psutil.process_iter():
        try:
            ours = os.getpgid(process.pid) == record.pid and process.status() != psutil.STATUS_ZOMBIE
            if ours and _environment(process).get(TOKEN_VARIABLE) == record.token:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def _environment(process: psutil.Process) -> dict[str, str]:
    """What a process carries; one that the system is just starting has none yet, and is asked again for a moment."""
    until = time.monotonic() + STARTING_SECONDS
    while not (found := process.environ()) and time.monotonic() < until:
        time.sleep(0.01)
    return found


def end_group(record: Record, seconds: float) -> int:
    """Ask every member to end, and kill what remains after ``seconds``; returns how many there were."""
    found = members(record)
    for process in found:
        with suppress(psutil.Error):
            process.send_signal(signal.SIGTERM)
    _, alive = psutil.wait_procs(found, timeout=seconds)
    for process in alive:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=5)
    return len(found)


def end_leftovers(run: Path, seconds: float = 5.0) -> list[str]:
    """End the processes that an earlier, killed supervisor left; returns the names of those found alive.

    The caller holds the supervisor's lock, so nobody else's children are meant.
    """
    ended = []
    until = time.monotonic() + seconds
    for record in read_records(run):
        if end_group(record, max(0.1, until - time.monotonic())):
            ended.append(record.name)
        remove_record(run, record.name)
    return ended
