"""Whether text can be kept exactly as it was typed: PostgreSQL holds no NUL, canonical bytes hold NFC only."""

import unicodedata

from cellpark.kernel.problem import Problem

LINE_CHARACTERS = "\t\n\r"


def text_problems(**fields: str) -> list[Problem]:
    """Control and invisible characters, lone surrogates and unusual forms of accented letters, by field.

    RFC 8785, RFC 7493; what cannot be seen (Unicode category Cf: marks of direction, zero widths, tags) would let a
    name or a reason look like another one in what somebody signs.
    """
    problems = []
    for field, value in fields.items():
        if any(_cannot_be_kept(character) for character in value):
            problems.append(Problem("base.text.control", field=field))
        elif not unicodedata.is_normalized("NFC", value):
            problems.append(Problem("base.text.normal_form", field=field))
    return problems


def _cannot_be_kept(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs") and character not in LINE_CHARACTERS
