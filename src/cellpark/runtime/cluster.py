"""The embedded server's data folder and its settings."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from cellpark.runtime.account import Account
from cellpark.runtime.places import Places, own_name, unusable
from cellpark.runtime.problem import CannotStart
from cellpark.runtime.programs import MAJOR_VERSION, start_program

SUPERUSER = "postgres"
FREE_MIN_MB = 300

ACCESS_RULES = """\
# Written by Cellpark at each start. No network at all: only whoever may open the private socket folder gets in.
local all all trust
"""


def settings_text(socket: Path) -> str:
    """The server's whole ``postgresql.conf``."""
    # On macOS plain fsync leaves data in the drive's cache; a confirmed scan must survive a power cut there too.
    flush = "fsync_writethrough" if sys.platform == "darwin" else "fdatasync"
    quoted = str(socket).replace("'", "''")
    return f"""\
# Written by Cellpark at each start. Put settings of your own into local.conf beside this file.
listen_addresses = ''
unix_socket_directories = '{quoted}'
unix_socket_permissions = 0700
max_connections = 60
max_locks_per_transaction = 256
shared_buffers = 192MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off
fsync = on
synchronous_commit = on
full_page_writes = on
wal_sync_method = {flush}
wal_buffers = 16MB
wal_compression = pglz
min_wal_size = 160MB
max_wal_size = 2GB
checkpoint_completion_target = 0.9
idle_in_transaction_session_timeout = '10min'
lc_messages = 'C'
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_min_messages = warning
log_checkpoints = off
include_if_exists = 'local.conf'
"""


def check_version(data: Path) -> bool:
    """Whether ``data`` already holds a cluster of our major version; raise ``CannotStart`` for any other content."""
    try:
        found = (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        if data.exists() and any(data.iterdir()):
            raise CannotStart("database_folder_foreign", folder=str(data)) from None
        return False
    except OSError as error:
        raise unusable(data, error) from error
    if found != str(MAJOR_VERSION):
        raise CannotStart("database_version", folder=str(data), found=found, expected=MAJOR_VERSION)
    return True


def check_room(places: Places) -> None:
    """Raise ``CannotStart`` when the disk has no room for the server to work."""
    free_mb = shutil.disk_usage(places.var).free // 1_000_000
    if free_mb < FREE_MIN_MB:
        raise CannotStart("disk_full", folder=str(places.var), free_mb=free_mb)


def create_cluster(places: Places, account: Account) -> None:
    """Make a new data folder and move it to its place whole, so that a killed start leaves no half of one."""
    for leftover in places.var.glob("pg.new-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix="pg.new-", dir=places.var))
    os.chown(fresh, account.uid, account.gid)
    arguments = [
        f"--pgdata={fresh}",
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",  # the same order of text on every operating system and for ever
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--auth=trust",
        "--no-instructions",
    ]
    with tempfile.TemporaryFile() as output:
        code = start_program("initdb", arguments, account, output).wait()
        output.seek(0)
        said = output.read().decode(errors="replace").strip().splitlines()
    if code != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise explain(places, said)
    if places.data.exists():
        places.data.rmdir()
    fresh.rename(places.data)


def write_settings(places: Places, account: Account) -> None:
    """Write the settings and access rules for this start."""
    for name, text in (("postgresql.conf", settings_text(places.socket)), ("pg_hba.conf", ACCESS_RULES)):
        path = places.data / name
        try:
            path.write_text(text)
            path.chmod(0o600)
            if account.switch:
                os.chown(path, account.uid, account.gid)
        except OSError as error:
            raise unusable(places.data, error) from error


def explain(places: Places, said: list[str]) -> CannotStart:
    """The one sentence for what the server printed before it gave up."""
    text = "\n".join(said)
    log = str(places.log / "postgres.log")
    if "No space left on device" in text or "Disk quota exceeded" in text:
        free_mb = shutil.disk_usage(places.var).free // 1_000_000
        return CannotStart("disk_full", folder=str(places.var), free_mb=free_mb)
    if "already exists" in text and "lock file" in text:
        return CannotStart("locked", folder=str(places.data))
    if "Permission denied" in text:
        return CannotStart("folder_not_writable", folder=str(places.data), user=own_name())
    reasons = [line for line in said if "FATAL:" in line or "error:" in line or "PANIC:" in line] or said[-1:]
    reason = reasons[-1].split("FATAL:")[-1].split("PANIC:")[-1].strip() if reasons else "no output"
    return CannotStart("database_failed", folder=str(places.data), reason=reason, log=log)
