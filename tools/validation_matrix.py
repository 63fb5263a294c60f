"""Write docs/validation.md: which test shows which requirement, read from the tests' own names and docstrings (GAMP-3).

Usage: ``python tools/validation_matrix.py [--check]``; ``--check`` writes nothing and exits 1 when the page is old.
"""

import sys
from pathlib import Path

from cellpark.command.validation_matrix import cited, natural

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "validation.md"
HEAD = """# Requirements and the tests that show them

Written by `tools/validation_matrix.py` from the names and docstrings of the tests; a test compares. The identifiers
are names that Cellpark gives to what rules ask: `P11` 21 CFR Part 11, `A11` EU GMP Annex 11, `CN` Chinese GMP annexes
and data rules, `ATMP` EU GMP Part IV, `ALC` ALCOA++, `GAMP` GAMP 5, `T` must-pass tests of a CGT plant. They do not
replace the texts.

| requirement | shown by |
|---|---|
"""


def page(root: Path) -> str:
    """The whole page."""
    matrix = cited(root)
    rows = [
        f"| {requirement} | {'<br>'.join(f'`{test}`' for test in matrix[requirement])} |"
        for requirement in sorted(matrix, key=natural)
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    text = page(ROOT)
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text else 1)
    PAGE.write_text(text, encoding="utf-8")
