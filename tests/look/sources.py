"""Where the pages' own sources lie; shared by the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/cellpark"
PAGES = SOURCE / "web/pages"
TEMPLATES = PAGES / "templates"
COMPONENTS = TEMPLATES / "cotton"


def templates() -> Iterator[tuple[Path, str]]:
    """Every template of ours with its text."""
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        yield path, path.read_text(encoding="utf-8")


def own_files(*suffixes: str) -> Iterator[Path]:
    """Every file of ours with one of the suffixes; what others wrote is left out."""
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in suffixes and "vendor" not in path.parts:
            yield path
