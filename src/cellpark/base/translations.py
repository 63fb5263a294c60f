"""Catalogues that people edit (.po) into catalogues that programs read (.mo), without the gettext tools."""

from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def compile_catalogues(package: Path = PACKAGE) -> list[Path]:
    """Write every ``.mo`` that is missing or older than its ``.po``; returns those written."""
    written = []
    for source in sorted(package.glob("**/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            # written beside and moved, so that a reader never meets half a catalogue
            fresh = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(fresh))
            fresh.replace(target)
            written.append(target)
    return written
