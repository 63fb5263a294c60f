"""The catalogues of the two languages: kept as text beside each app, compiled when they are needed."""

import os
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def catalogue_files(package: Path = PACKAGE) -> list[Path]:
    """Every app's ``locale/<language>/LC_MESSAGES/django.po``."""
    return sorted(package.glob("**/locale/*/LC_MESSAGES/django.po"))


def compile_catalogues(package: Path = PACKAGE) -> list[Path]:
    """Write every ``.mo`` that is missing or older than its ``.po``; return those written.

    Safe when several processes do it at once: each writes a file of its own and renames it.
    """
    written = []
    for source in catalogue_files(package):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        fresh = target.with_suffix(f".mo.{os.getpid()}")
        fresh.write_bytes(polib.pofile(str(source)).to_binary())
        fresh.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_catalogues()
