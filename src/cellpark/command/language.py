"""The reader's language on the command line, known before Django has settings."""

import gettext
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent
# Whatever the command line says comes from these floors; the apps' own catalogues are loaded by Django.
CATALOGUES = ("command", "config", "runtime")


class _Chosen:
    """The one language of this process."""

    language = "en"


def choose_language(arguments: Sequence[str]) -> str:
    """``--lang zh|en`` among the arguments, else CELLPARK_LANGUAGE, else the system's LC_ALL, LC_MESSAGES or LANG."""
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return normalise(argument.removeprefix("--lang="))
        if argument == "--lang" and position + 1 < len(arguments):
            return normalise(arguments[position + 1])
    names = ("CELLPARK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    return normalise(next((os.environ[name] for name in names if os.environ.get(name)), "en"))


def normalise(name: str) -> str:
    """``zh_CN.UTF-8``, ``zh``, ``zh-hans`` are Chinese; everything else is English."""
    return "zh-hans" if name.lower().startswith("zh") else "en"


def use_language(language: str) -> None:
    """Speak this language from now on; click's own words follow through the standard library's gettext."""
    _Chosen.language = language
    os.environ["LANGUAGE"] = "zh_Hans" if language == "zh-hans" else "en"
    if language == "zh-hans":
        with suppress(OSError):  # a read-only installation: click's few words stay English
            _compile(PACKAGE / "command" / "locale" / "zh_Hans" / "LC_MESSAGES" / "messages.po")
        gettext.bindtextdomain("messages", str(PACKAGE / "command" / "locale"))


def current_language() -> str:
    """The language in use."""
    return _Chosen.language


def say(text: str) -> str:
    """``text`` in the language in use; English where a catalogue lacks it."""
    return _catalogue(_Chosen.language).get(text, text)


def _compile(source: Path) -> None:
    target = source.with_suffix(".mo")
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        polib.pofile(str(source)).save_as_mofile(str(target))


@cache
def _catalogue(language: str) -> dict[str, str]:
    if language == "en":
        return {}
    found: dict[str, str] = {}
    for floor in CATALOGUES:
        path = PACKAGE / floor / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
        found.update({entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.translated()})
    return found
