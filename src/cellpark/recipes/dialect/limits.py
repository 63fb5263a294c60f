"""A limit on everything, so that no document can keep the machine busy or hide what it says."""

from typing import Final

MAX_LENGTH: Final = 500_000
"""Characters of a document."""
MAX_LINE: Final = 2_000
"""Characters of a line."""
MAX_UNITS: Final = 100
"""Units of a document."""
MAX_STEPS: Final = 2_000
"""Steps of a document."""
MAX_FIELDS: Final = 60
"""Fields of a step."""
MAX_WORDS: Final = 30
"""Words of a list: tests, states, choices, names."""
MAX_NAME: Final = 40
"""Characters of a name or a code."""
MAX_TEXT: Final = 300
"""Characters of a title, a label or the name of a material."""
MAX_WHOLE: Final = 9_999
"""Largest whole number: rounds of a loop, people, hands."""
MAX_PROBLEMS: Final = 50
"""Problems that one reading reports; whoever has more begins with these."""
