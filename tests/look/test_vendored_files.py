"""What others wrote and the pages use: known by version, licence and hash, and nothing besides."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.look.sources import PAGES, templates

VENDOR = PAGES / "static/vendor"
LIBRARIES = sorted(path for path in VENDOR.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", LIBRARIES, ids=lambda path: path.name)
def test_every_vendored_file_has_the_hash_that_was_written_down(folder: Path) -> None:
    about = json.loads((folder / "vendor.json").read_text(encoding="utf-8"))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "vendor.json"
    }
    assert found == about["files"]
    assert folder.name == about["name"].removeprefix("@").replace("/", "-") + "-" + about["version"]


@pytest.mark.parametrize("folder", LIBRARIES, ids=lambda path: path.name)
def test_every_vendored_library_carries_its_licence(folder: Path) -> None:
    about = json.loads((folder / "vendor.json").read_text(encoding="utf-8"))
    assert about["licence"] in {"MIT", "0BSD", "Apache-2.0"}
    assert (folder / "LICENSE").stat().st_size > 500


def test_every_vendored_library_is_used_by_a_template() -> None:
    used = set(re.findall(r"vendor/([^/\"']+)/", "\n".join(text for _, text in templates()) + tag_sources()))
    assert {folder.name for folder in LIBRARIES} == used


def test_the_sprite_holds_exactly_the_icons_that_pages_use() -> None:
    listed = (VENDOR / "icons.txt").read_text(encoding="utf-8").split()
    [sprite] = VENDOR.glob("tabler-icons-*/icons.svg")
    assert re.findall(r'<symbol id="([^"]+)"', sprite.read_text(encoding="utf-8")) == listed == sorted(listed)


def tag_sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (PAGES / "templatetags").glob("*.py"))
