"""Where things lie in the ``var`` folder."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cellpark.runtime.problem import CannotStart

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PRIVATE_UMASK = 0o077  # of every process of a running site: what it writes, nobody else reads
SOCKET_NAME = ".s.PGSQL.5432"
# A socket's path has room for 104 bytes on macOS and 108 on Linux, the closing zero byte included.
SOCKET_PATH_MAX_BYTES = 100


@dataclass(frozen=True, slots=True)
class Places:
    """Every file and folder that a running site keeps, all under one folder."""

    var: Path

    @property
    def data(self) -> Path:
        """The database's own files."""
        return self.var / "pg"

    @property
    def keys(self) -> Path:
        """Secret keys: readable by the site's user alone."""
        return self.var / "keys"

    @property
    def run(self) -> Path:
        """Locks, and who runs."""
        return self.var / "run"

    @property
    def log(self) -> Path:
        """Logs of the processes."""
        return self.var / "log"

    @property
    def mail(self) -> Path:
        """Letters that no mail server took: they hold links that open an account once."""
        return self.var / "mail"

    @property
    def files(self) -> Path:
        """Files that people gave to the site."""
        return self.var / "files"

    @property
    def static(self) -> Path:
        """Style sheets and scripts as the site serves them."""
        return self.var / "static"

    @property
    def private(self) -> dict[str, Path]:
        """The folders of the site's own user, which nobody else may enter."""
        own = (self.keys, self.run, self.log, self.mail, self.files, self.static)
        return {folder.name: folder for folder in own}

    @property
    def permissions(self) -> Path:
        """The list of folders whose permissions were widened for the database's user."""
        return self.var / "permissions.json"

    @property
    def socket(self) -> Path:
        """The folder of the database's private socket: in ``var``, or under /tmp where ``var`` is too deep.

        The place under /tmp depends on the path and the user alone, never on TMPDIR, so that every process finds it.
        """
        beside = self.var / "socket"
        if len(os.fsencode(beside / SOCKET_NAME)) <= SOCKET_PATH_MAX_BYTES:
            return beside
        name = hashlib.sha256(os.fsencode(self.var) + b"\x00" + str(os.getuid()).encode()).hexdigest()[:16]
        return Path("/tmp") / f"cellpark-{name}"  # noqa: S108 -- made 0700, and refused when somebody else owns it

    def make(self) -> None:
        """Create the folders that the site's user owns and close those that others may enter.

        Raise ``CannotStart`` when that is impossible.
        """
        try:
            self.var.mkdir(parents=True, exist_ok=True)
            for folder in self.private.values():
                folder.mkdir(mode=0o700, exist_ok=True)
                if stat.S_IMODE(folder.stat().st_mode) & OTHERS:
                    _close(folder)
        except OSError as error:
            raise unusable(self.var, error) from error


def _close(folder: Path) -> None:
    """Take away what others may do in a folder of an earlier version, and with the files in it."""
    folder.chmod(0o700)
    for file in folder.iterdir():
        if file.is_file() and not file.is_symlink():
            file.chmod(0o600)


def places(var: Path) -> Places:
    """The places under ``var``, which is made absolute and free of symbolic links, so that all processes agree."""
    return Places(var.expanduser().resolve())


def unusable(folder: Path, error: OSError) -> CannotStart:
    """The refusal for a folder that cannot be written: disk full, or not permitted."""
    if error.errno in {28, 122, 69}:  # ENOSPC, EDQUOT on Linux and on macOS
        return CannotStart("disk_full", folder=str(folder), free_mb=0)
    return CannotStart("folder_not_writable", folder=str(folder), user=own_name())


def own_name() -> str:
    """The name of the user that we run as, for sentences."""
    return os.environ.get("USER") or str(os.getuid())


def private_folder(folder: Path, owner: int, group: int) -> None:
    """Make ``folder`` with mode 0700 for ``owner``; refuse one that is a link or belongs to another user."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.getuid()}:
            raise CannotStart("socket_folder_foreign", folder=str(folder))
        if found.st_uid != owner:
            os.chown(folder, owner, group)
        folder.chmod(0o700)
    except OSError as error:
        raise unusable(folder, error) from error
