"""English words without their endings: a few rules, so that ``testing``, ``tests`` and ``tested`` are one. Pure.

After the first steps of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), written anew; coarser,
since a term only has to meet another.
"""

import re

_VOWEL = re.compile(r"[aeiouy]")
_ENDINGS = (
    *(("ational", "ate"), ("isation", "ise"), ("ization", "ise"), ("fulness", "ful")),
    *(("ations", "ate"), ("ation", "ate"), ("ities", ""), ("ility", "le"), ("ments", ""), ("ment", "")),
    *(("ically", "ic"), ("ingly", ""), ("edly", ""), ("ives", ""), ("ive", "")),
    *(("ies", "y"), ("sses", "ss"), ("ing", ""), ("ers", ""), ("ed", ""), ("er", ""), ("ly", "")),
    *(("al", ""), ("es", ""), ("s", "")),
)
_LEAST = 3


def stem(word: str) -> str:
    """The stem of a lower-case word; what is short or a code stays as it is."""
    if len(word) <= _LEAST or any(each.isdigit() for each in word):
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and not (ending == "s" and word.endswith("ss")):
            rest = word[: -len(ending)]
            if len(rest) >= _LEAST and _VOWEL.search(rest):
                return _tidy(rest + instead)
    return _tidy(word)


def _tidy(word: str) -> str:
    """``stopp`` is ``stop``, ``potenci`` and ``potency`` are one, ``sample`` and ``sampl`` too."""
    if len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    if len(word) > _LEAST and word[-1] in "ei":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > _LEAST and word[-1] == "y" else word
