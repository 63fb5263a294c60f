"""The pages of ``docs`` that follow from the program: settings, commands and lifecycles. Tests keep them equal.

``python -m cellpark.command.papers`` writes them again.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cellpark.command.exit_code import MEANINGS
from cellpark.command.language import say, use_language
from cellpark.command.main import build
from cellpark.command.site import set_up_django
from cellpark.config.environment import PREFIX, Environment
from cellpark.kernel.lifecycle_docs import write_lifecycle_docs

DOCS = Path(__file__).resolve().parents[3] / "docs"
WIDTH = 100


def in_chinese(text: str) -> str:
    """The Chinese words for an English text of this program."""
    use_language("zh-hans")
    try:
        return say(text)
    finally:
        use_language("en")


def settings_page() -> str:
    """``docs/settings.md``: every variable, its default, and what it must be."""
    lines = [
        "# Settings",
        "",
        "Everything that can be set from outside is an environment variable. A value that cannot be used stops the",
        "program with one sentence that names the variable. This page is made from `cellpark/config/environment.py`.",
        "",
        "| variable | default | it must be | in Chinese |",
        "|---|---|---|---|",
    ]
    for name, field in Environment.model_fields.items():
        text = field.description or ""
        default = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
        shown = f"`{default}`" if default else ""
        lines.append(f"| `{PREFIX}{name.upper()}` | {shown} | {text} | {in_chinese(text)} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """``docs/commands.md``: every command with its options and how it may end."""
    lines = [
        "# Commands",
        "",
        "`cellpark --lang zh` speaks Chinese; otherwise `CELLPARK_LANGUAGE`, then the system's language decides.",
        "This page is made from the tree of commands.",
        "",
        "## How a command may end",
        "",
        "| code | meaning | in Chinese |",
        "|---|---|---|",
    ]
    lines += [f"| {code.value} | {text} | {in_chinese(text)} |" for code, text in MEANINGS.items()]
    for path, command in _walk("cellpark", build()):
        text = command.help or ""
        lines += ["", f"## `{path}`", "", f"{text} {in_chinese(text)}", ""]
        usage = " ".join(command.collect_usage_pieces(click.Context(command, info_name=path)))
        lines += ["```", f"{path} {usage}", "```", ""]
        options = [option for option in command.params if isinstance(option, click.Option)]
        lines += ["| option | what it does | in Chinese |", "|---|---|---|"]
        lines += [f"| {_names(option)} | {option.help or ''} | {in_chinese(option.help or '')} |" for option in options]
    return "\n".join(lines) + "\n"


def _walk(path: str, command: Any) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield path, command
        return
    for name, child in command.commands.items():
        yield from _walk(f"{path} {name}", child)


def _names(option: click.Option) -> str:
    return ", ".join(f"`{name}`" for name in option.opts)


PAGES = {"settings.md": settings_page, "commands.md": commands_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    # the tables name permissions, which live beside models
    set_up_django()
    write_lifecycle_docs(DOCS / "lifecycles")
