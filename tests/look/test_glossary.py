"""The words of the trade are translated one way only: `docs/glossary.md` is the law, the catalogues follow it."""

import re

import polib
import pytest

from tests.look.catalogue import catalogues
from tests.look.sources import ROOT

ROW = re.compile(r"^\| ([A-Za-z][^|]*?) \| ([^|]*?) \| [^|]+ \|$", re.MULTILINE)
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
NOT_WORDS = re.compile(
    r"%\([a-z_]+\)s|`[^`]*`|“cellpark [^”]*”|\b[a-z_]+\.[a-z]{2,4}\b"
)  # placeholders, commands, files
TERMS = [(english, chinese.split("\u3001")) for english, chinese in ROW.findall(GLOSSARY) if english != "English"]


def messages() -> list[tuple[str, str]]:
    found = []
    for path in catalogues():
        for entry in polib.pofile(str(path)):
            words = " ".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
            if words and not entry.msgctxt:
                found.append((NOT_WORDS.sub("", entry.msgid), words))
    return found


MESSAGES = messages()


def test_the_glossary_names_each_word_once() -> None:
    names = [english.lower() for english, _ in TERMS]
    assert len(names) == len(set(names)) >= 40


@pytest.mark.parametrize(("english", "chinese"), TERMS, ids=[english for english, _ in TERMS])
def test_a_word_of_the_trade_has_its_chinese(english: str, chinese: list[str]) -> None:
    word = re.compile(rf"(?<![\w/-]){re.escape(english)}(?:s|es)?(?![\w/@-])", re.IGNORECASE)
    wrong = [
        (said, words) for said, words in MESSAGES if word.search(said) and not any(each in words for each in chinese)
    ]
    assert wrong == []
