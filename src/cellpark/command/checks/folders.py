"""Checks of the files under ``var``."""

import stat
from collections.abc import Iterator

from cellpark.command.checks.finding import Finding, fail, ok, warn
from cellpark.runtime.account import DATABASE_USER, database_account, widened_folders
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.places import OTHERS, Places


def private_folders(places: Places) -> Iterator[Finding]:
    """Keys, letters, logs, files, the database and its socket are closed to everybody else."""
    for name, folder in (*places.private.items(), ("pg", places.data), ("socket", places.socket)):
        if not folder.exists():
            continue
        check = f"folder.{name}"
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & OTHERS:
            remedy = _("Close it: chmod 700 %(folder)s")
            text = _("Others may enter %(folder)s (mode %(mode)s).")
            yield fail(check, text, remedy, folder=str(folder), mode=f"{mode:04o}")
        else:
            yield ok(check, _("%(folder)s is closed to others."), folder=str(folder))


def key_files(places: Places) -> Iterator[Finding]:
    """Every key file is readable by its owner alone."""
    files = sorted(path for path in places.keys.glob("*") if path.is_file()) if places.keys.is_dir() else []
    open_files = [path for path in files if stat.S_IMODE(path.stat().st_mode) & OTHERS]
    for path in open_files:
        remedy = _("Close it (chmod 600 %(file)s) and consider the key known to others: replace it.")
        yield fail("keys", _("Others may read the key file %(file)s."), remedy, file=str(path))
    if not open_files:
        yield ok("keys", _("%(count)s key files, readable by their owner alone."), count=len(files))


def database_user(places: Places) -> Iterator[Finding]:
    """As root, the database runs as a user of its own; every folder opened for it is named here."""
    account = database_account()
    if not account.switch:
        yield ok("database_user", _("The database runs as the same user as the site."))
        return
    yield ok("database_user", _("Started as root; the database runs as the system user %(user)s."), user=DATABASE_USER)
    for entry in widened_folders(places):
        yield warn(
            "widened_folder",
            _("To let that user pass, %(folder)s became traversable for everybody (%(added)s; not readable)."),
            _("To avoid this, keep Cellpark below a folder that others may traverse, or run it as an ordinary user."),
            folder=entry["folder"],
            added=entry["added"],
        )
