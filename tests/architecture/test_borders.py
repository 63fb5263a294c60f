"""What may reach across a border of the house, and where it is written down."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.test_house import ROOT, files_with, sources

APPS = {
    *("ledger", "identity", "access", "space", "genealogy", "instruments", "materials", "equipment", "labels"),
    *("exchange", "recipes", "batches"),
}
# who imports from inside an app, and why its public module would not do
INSIDE = {
    "command/archive/seal.py": "a backup is checked before there is a site; the public module needs Django",
    "command/witness.py": "a witness runs without a site and without Django",
}
# rooms that are open to every floor above: pure, so that recipes are read without a site and without Django
OPEN = ("cellpark.recipes.dialect", "cellpark.batches.rehearsal", "cellpark.materials.comparing")
CLOCK = r"timezone\.now\(|datetime\.now\(|utcnow\(|date\.today\(|\btime\.time\(|local(time|date)\(\)"
# kernel and base give the time; starting, looking after and configuring a site happens before there is a clock to pass
GIVES_TIME = ("kernel/clock.py", "base/time.py", "runtime/", "command/", "config/")


def imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def reaches_inside(name: str, module: str) -> bool:
    if module.startswith(OPEN):
        return False
    root, app, *rest = [*module.split("."), "", ""][:4]
    return root == "cellpark" and app in APPS and not name.startswith(f"{app}/") and rest[0] not in {"public", ""}


def test_apps_use_each_other_through_the_public_module_alone() -> None:
    found = {name for name, text in sources() if any(reaches_inside(name, module) for module in imported(text))}
    assert found == set(INSIDE)


def test_the_time_comes_from_the_clock_in_force() -> None:
    """Whoever asks the machine for the time cannot be tested, replayed or imported."""
    assert {name for name in files_with(CLOCK) if not name.startswith(GIVES_TIME)} == set()


def test_chinese_stands_in_catalogues_and_data_never_in_programs() -> None:
    """A literal in a program is a text that no translator finds; tests write what they need as escapes."""
    files = [path for folder in ("src", "tests", "bench", "tools") for path in (ROOT / folder).rglob("*.py")]
    files += [path for kind in ("*.html", "*.js") for path in (ROOT / "src").rglob(kind) if "vendor" not in path.parts]
    found = [path for path in files if re.search("[\u4e00-\u9fff]", path.read_text(encoding="utf-8"))]
    assert [path.relative_to(ROOT).as_posix() for path in sorted(found)] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
