"""The pages of ``docs/lifecycles``, generated from the lifecycle tables.

``python -m cellpark.command.papers`` writes them. A test compares the pages with the tables, so a picture can never be
older than the rule that it shows.
"""

from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from inspect import getdoc
from pathlib import Path
from pkgutil import iter_modules

import cellpark
from cellpark.kernel.lifecycle import Lifecycle, registered


def load_states() -> None:
    """Import the ``states`` module of every app, which registers its lifecycles. They hold no database code."""
    for app in iter_modules(cellpark.__path__):
        name = f"cellpark.{app.name}.states"
        if app.ispkg and find_spec(name) is not None:
            import_module(name)


def page(lifecycle: Lifecycle[StrEnum]) -> str:
    """One lifecycle as Markdown: picture, then table."""
    lines = [
        f"# {lifecycle.name}",
        "",
        "Generated from the lifecycle table; change the table and write this page again.",
        "",
        (getdoc(lifecycle.states) or "").strip(),
        "",
        "```mermaid",
        lifecycle.mermaid().rstrip(),
        "```",
        "",
        "| In state | may be done | then | needs permission | signature means |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {each.source} | {each.verb} | {each.target} | `{each.permission}` | {each.signature or '-'} |"
        for each in lifecycle.transitions
    ]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Every page by file name."""
    return {f"{lifecycle.name}.md": page(lifecycle) for lifecycle in registered()}


def write_lifecycle_docs(directory: Path) -> tuple[str, ...]:
    """Write every page and remove those whose lifecycle is gone; the names of the files that changed."""
    load_states()
    directory.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    changed = [stale.name for stale in directory.glob("*.md") if stale.name not in wanted]
    for name in changed:
        (directory / name).unlink()
    for name, text in wanted.items():
        path = directory / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return tuple(sorted(changed))
