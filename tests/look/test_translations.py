"""Both languages are complete: every string that a person reads has its Chinese, and nothing is left over."""

import re
from functools import cache
from pathlib import Path

import polib
import pytest

from cellpark.base.translations import compile_catalogues
from tests.look.catalogue import PLACEHOLDER, Text, catalogues, used
from tests.look.sources import SOURCE, templates

USED = used()
CODE = re.compile(r"“[^”]*”|\b[a-z_]+\([^)]*\)")  # what is typed into a file keeps its own marks
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?(](?=[\u4e00-\u9fff])|[\u4e00-\u9fff]\.$")


@cache
def entries(path: Path) -> list[polib.POEntry]:
    return list(polib.pofile(str(path)))


def text(entry: polib.POEntry) -> Text:
    return Text(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def chinese(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


each_catalogue = pytest.mark.parametrize(
    "path", catalogues(), ids=lambda path: str(path.relative_to(SOURCE).parents[3])
)


def test_everything_that_is_said_has_its_chinese() -> None:
    translated = {text(entry) for path in catalogues() for entry in entries(path) if all(chinese(entry))}
    assert sorted(f"{path}: {said}" for said, path in USED.items() if said not in translated) == []


@each_catalogue
def test_no_catalogue_holds_words_that_nobody_says(path: Path) -> None:
    held = [text(entry) for entry in entries(path)]
    assert sorted(set(held) - USED.keys()) == []
    assert len(held) == len(set(held))


@each_catalogue
def test_no_translation_is_a_guess(path: Path) -> None:
    assert [entry.msgid for entry in entries(path) if "fuzzy" in entry.flags or entry.obsolete] == []


@each_catalogue
def test_chinese_and_english_have_the_same_placeholders(path: Path) -> None:
    for entry in entries(path):
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for words in chinese(entry):
            assert set(PLACEHOLDER.findall(words)) == wanted, entry.msgid


@each_catalogue
def test_chinese_sentences_use_full_width_punctuation(path: Path) -> None:
    words = [each for entry in entries(path) for each in chinese(entry)]
    assert [each for each in words if HALF_WIDTH.search(CODE.sub("", each))] == []


def test_the_same_english_has_the_same_chinese_everywhere() -> None:
    found: dict[Text, set[tuple[str, ...]]] = {}
    for path in catalogues():
        for entry in entries(path):
            found.setdefault(text(entry), set()).add(tuple(chinese(entry)))
    assert {each.singular: said for each, said in found.items() if len(said) > 1} == {}


def test_blocktranslate_is_always_trimmed() -> None:
    tags = [tag for _, words in templates() for tag in re.findall(r"{%\s*blocktrans(?:late)?\b[^%]*%}", words)]
    assert [tag for tag in tags if "trimmed" not in tag.split()] == []


def test_no_chinese_stands_outside_the_catalogues() -> None:
    """Chinese belongs to catalogues, recipes and example data."""
    found = []
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in {".py", ".html", ".js", ".css"} and "vendor" not in path.parts:
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [f"{path}:{number}" for number, line in enumerate(lines, 1) if re.search(r"[\u3400-\u9fff]", line)]
    assert found == []


def test_a_catalogue_is_compiled_when_it_changed_and_only_then(tmp_path: Path) -> None:
    folder = tmp_path / "app/locale/zh_Hans/LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n', encoding="utf-8")
    assert compile_catalogues(tmp_path) == [folder / "django.mo"]
    assert compile_catalogues(tmp_path) == []
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]
