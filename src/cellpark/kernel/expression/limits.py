"""A limit on everything, so that no text and no datum can keep the machine busy or exhaust its stack."""

from typing import Final

MAX_LENGTH: Final = 4000
"""Characters of one expression."""
MAX_TOKENS: Final = 1000
"""Words, numbers and signs of one expression; a tree never has more nodes than this."""
MAX_DEPTH: Final = 40
"""Levels of brackets, calls, ``not`` and signs within each other, and height of the tree."""
MAX_WRITTEN_EXPONENT: Final = 99
"""Exponent of a number that is written out."""
MAX_ITEMS: Final = 200
"""Items of a list that is written out, and arguments of a call."""
MAX_LIST_DATA: Final = 10_000
"""Items of a list that is handed in as a datum."""
