"""The user that the embedded database runs as, and the little that this user must be allowed to pass.

PostgreSQL refuses to run as root. When Cellpark itself runs as root, the server gets a system user of its own. That
user must pass the folders above the server's programs and above its data: it gets the right to traverse (``o+x``)
where it is missing, never the right to list or read. Every folder changed is written to ``var/permissions.json`` and
shown by ``cellpark doctor``.
"""

import json
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from cellpark.runtime.places import Places
from cellpark.runtime.problem import CannotStart

DATABASE_USER = "cellpark-pg"


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server runs as; ``switch`` says that this differs from ourselves."""

    uid: int
    gid: int
    switch: bool


def database_account() -> Account:
    """Ourselves, or the system user when we are root (created when it is missing)."""
    if os.getuid() != 0:
        return Account(os.getuid(), os.getgid(), switch=False)
    try:
        entry = pwd.getpwnam(DATABASE_USER)
    except KeyError:
        entry = _create_user()
    return Account(entry.pw_uid, entry.pw_gid, switch=True)


def _create_user() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise CannotStart("root_without_user", user=DATABASE_USER)
    shell = "/usr/sbin/nologin"
    command = [useradd, "--system", "--user-group", "--no-create-home", "--shell", shell, DATABASE_USER]
    subprocess.run(command, check=False, capture_output=True)  # noqa: S603 -- fixed words; a race with another start is fine
    try:
        return pwd.getpwnam(DATABASE_USER)
    except KeyError as error:
        raise CannotStart("root_without_user", user=DATABASE_USER) from error


def let_pass(places: Places, account: Account, *targets: Path) -> list[str]:
    """Let the database's user traverse to ``targets``; return and note the folders whose permissions were widened."""
    if not account.switch:
        return []
    changed = [str(folder) for target in targets for folder in _closed_parents(target, account)]
    for folder in dict.fromkeys(changed):
        path = Path(folder)
        path.chmod(stat.S_IMODE(path.stat().st_mode) | stat.S_IXOTH)
    if changed:
        noted = {entry["folder"]: entry for entry in widened_folders(places)}
        noted.update({folder: {"folder": folder, "added": "o+x"} for folder in changed})
        places.permissions.write_text(json.dumps(sorted(noted.values(), key=lambda entry: entry["folder"]), indent=1))
    return list(dict.fromkeys(changed))


def _closed_parents(target: Path, account: Account) -> list[Path]:
    return [folder for folder in reversed(target.resolve().parents) if not _passable(folder, account)]


def _passable(folder: Path, account: Account) -> bool:
    """Whether the kernel lets the account traverse: the first class that matches decides, as POSIX says."""
    found = folder.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def widened_folders(places: Places) -> list[dict[str, str]]:
    """The folders that earlier starts opened for traversal: ``{"folder": ..., "added": "o+x"}``."""
    try:
        return list(json.loads(places.permissions.read_text()))
    except (FileNotFoundError, ValueError):
        return []
