"""Who runs a data folder: ``postmaster.pid`` and whether that process is really its server."""

from dataclasses import dataclass
from pathlib import Path

import psutil

from cellpark.runtime.places import SOCKET_NAME


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A running server: its process, and whether it accepts connections."""

    pid: int
    ready: bool


def find_postmaster(data: Path) -> Postmaster | None:
    """The server of this data folder, or None.

    The file alone proves nothing: after a crash it stays behind, and its number may by then belong to another process.
    """
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, NotADirectoryError, IndexError, ValueError):
        return None
    if not _is_server_of(pid, data):
        return None
    return Postmaster(pid, ready=len(lines) > 7 and lines[7].strip() == "ready")


def _is_server_of(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or "postgres" not in process.name():
            return False
        return Path(process.cwd()) == data
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return False


def remove_stale_locks(data: Path, socket: Path) -> None:
    """Take away lock files of a server that is gone; call only when ``find_postmaster`` found none.

    PostgreSQL does this itself unless the old number now belongs to another process of the same user, as happens after
    every restart of a container.
    """
    for leftover in (data / "postmaster.pid", socket / SOCKET_NAME, socket / f"{SOCKET_NAME}.lock"):
        leftover.unlink(missing_ok=True)
