"""What browsers load lies compressed under names that change with the content, and is put there once."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from cellpark.command.fingerprint import PACKAGE

PUBLISH = """
from cellpark.command.statics import publish_statics
from cellpark.config.environment import load_environment
publish_statics(load_environment())
from django.templatetags.static import static
print(static("pages/cellpark.css"))
"""


def publish(var: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CELLPARK_", "DJANGO_"))}
    settings = {"CELLPARK_VAR": str(var), "DJANGO_SETTINGS_MODULE": "cellpark.config.settings"}
    script = PUBLISH if not (var / "static/published").exists() else "import django; django.setup()" + PUBLISH
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], env=kept | settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_files_are_named_by_their_content_and_compressed_once(tmp_path: Path) -> None:
    folder = tmp_path / "static"
    folder.mkdir()
    address = publish(tmp_path)
    names = json.loads((folder / "staticfiles.json").read_text())["paths"]
    assert address == f"/static/{names['pages/cellpark.css']}"
    for source, published in names.items():
        found = folder / published
        assert found.exists()
        assert source.startswith("vendor/") or found.stem != Path(source).stem, "its name changes with its content"
    styles = folder / names["vendor/tabler-core-1.6.1/tabler.min.css"]
    assert styles.with_name(styles.name + ".gz").stat().st_size < styles.stat().st_size / 5
    assert (PACKAGE / "web/pages/static/pages/cellpark.css").read_text() in (
        folder / names["pages/cellpark.css"]
    ).read_text()

    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert publish(tmp_path) == address
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_every_file_that_a_page_names_is_there() -> None:
    sources = [PACKAGE / "web/pages/static", *(PACKAGE / "web/areas").glob("*/static")]
    named = {
        name
        for template in PACKAGE.glob("web/**/*.html")
        for name in re.findall(r"{% static ['\"]([^'\"]+)['\"] %}", template.read_text())
    }
    assert len(named) > 10
    assert {name for name in named if not any((source / name).is_file() for source in sources)} == set()
