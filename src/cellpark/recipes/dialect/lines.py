"""The lines of a document, after everything that a reader could not see or that has no one spelling was refused."""

import re
import unicodedata
from typing import Final

from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.limits import MAX_LENGTH, MAX_LINE

# Control signs, tabs, marks that turn the direction of writing, signs without width, surrogates, and every other line
# end than the plain one: what is signed must be what is seen (Unicode TR 36, section 2).
_UNSEEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff\ufff0-\uffff\ud800-\udfff]"
)


def split(text: str) -> Faults:
    """The lines, with problems noted for what cannot be seen, is too long or is not in normal form C."""
    if len(text) > MAX_LENGTH:
        faults = Faults([""])
        faults.at("too_long_document", 1, limit=MAX_LENGTH)
        return faults
    faults = Faults(text.split("\n"))
    if len(max(faults.lines, key=len)) > MAX_LINE:
        for number, line in enumerate(faults.lines, 1):
            if len(line) > MAX_LINE:
                faults.at("too_long_line", number, MAX_LINE, limit=MAX_LINE)
    if _UNSEEN.search(text):
        _note_unseen(faults)
    elif not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(faults.lines, 1):
            if not unicodedata.is_normalized("NFC", line):
                faults.at("not_composed", number, 1, len(line))
    return faults


def _note_unseen(faults: Faults) -> None:
    for number, line in enumerate(faults.lines, 1):
        match = _UNSEEN.search(line)
        if match is None:
            continue
        if line.endswith("\r") and match.start() == len(line) - 1:
            faults.at("line_end", number, len(line))
            return  # the file has such line ends throughout
        faults.at("unseen", number, match.start() + 1, found=f"U+{ord(match[0]):04X}")


def tidy(text: str) -> str:
    """The text with plain line ends and without a byte order mark, tabs and spaces at line ends, in normal form C."""
    plain = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.replace("\t", " ").replace("\u3000", " ").rstrip() for line in plain.split("\n"))
