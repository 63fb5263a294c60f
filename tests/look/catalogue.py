"""Every string that a person reads, found in the sources, without the gettext tools."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

from tests.look.sources import SOURCE

# how many leading arguments are text, and whether the first of them is the context
FUNCTIONS = {
    "_": (1, False),
    "gettext": (1, False),
    "gettext_lazy": (1, False),
    "gettext_noop": (1, False),
    "ngettext": (2, False),
    "ngettext_lazy": (2, False),
    "pgettext": (2, True),
    "pgettext_lazy": (2, True),
    "npgettext": (3, True),
    "npgettext_lazy": (3, True),
}
STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}")


@dataclass(frozen=True, order=True)
class Text:
    """A message: its context (or nothing) and the English words, the plural ones too where there are some."""

    context: str
    singular: str
    plural: str = ""


def text_of(function: str, arguments: list[str]) -> Text:
    count, with_context = FUNCTIONS[function]
    words = arguments[:count]
    assert len(words) == count, (function, arguments)
    context = words.pop(0) if with_context else ""
    return Text(context, *words)


def in_python(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in FUNCTIONS:
            continue
        count = FUNCTIONS[name][0]
        arguments = [each.value for each in node.args[:count] if isinstance(each, ast.Constant)]
        if arguments and all(isinstance(each, str) for each in arguments):
            yield text_of(name, arguments)


def in_template(text: str) -> Iterator[Text]:
    for function, arguments in CALL.findall(templatize(text)):
        yield text_of(function, [ast.literal_eval(each) for each in re.findall(STRING, arguments)])


def catalogues() -> list[Path]:
    """Every Chinese catalogue of ours."""
    return sorted(SOURCE.rglob("locale/zh_Hans/LC_MESSAGES/django.po"))


def used() -> dict[Text, Path]:
    """Every message in the sources, with a file that says it."""
    found: dict[Text, Path] = {}
    for path in all_sources():
        speaks = in_python(path) if path.suffix == ".py" else in_template(path.read_text(encoding="utf-8"))
        found.update(dict.fromkeys(speaks, path.relative_to(SOURCE)))
    return found


def all_sources() -> Iterator[Path]:
    """Every Python file and template of ours."""
    yield from (path for path in SOURCE.rglob("*.py"))
    yield from (path for path in SOURCE.rglob("*.html"))
