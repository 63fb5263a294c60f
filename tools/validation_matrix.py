"""Write docs/validation.md: which test shows which requirement, read from the tests' own docstrings (GAMP-3).

Usage: ``python tools/validation_matrix.py [--check]``; ``--check`` writes nothing and exits 1 when the page is old.
"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "validation.md"
REQUIREMENT = re.compile(
    r"\b(?:P11-\d+[a-z]?|A11-\d[a-z]\d?|A1-1[ab]|A22-1[abc]|ATMP-\d[a-z]|CN-\d[a-z]?\d?|211-\d[a-z]|1271-1[a-d]|610-1"
    r"|CART-1[ab]|CSA-\d|LBL-\d|ALC-\d|GAMP-\d|T(?:1\d|20|\d))\b"
)
HEAD = """# Requirements and the tests that show them

Written by `tools/validation_matrix.py` from the docstrings of the tests; a test compares. The identifiers are names
that Cellpark gives to what rules ask: `P11` 21 CFR Part 11, `A11` EU GMP Annex 11, `CN` Chinese GMP annexes and data
rules, `ATMP` EU GMP Part IV, `ALC` ALCOA++, `GAMP` GAMP 5, `T` must-pass tests of a CGT plant. They do not
replace the texts.

| requirement | shown by |
|---|---|
"""


def cited(root: Path) -> dict[str, list[str]]:
    """Requirement id -> tests (``file::name``) whose docstring, or whose module's docstring, cites it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((root / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(root).as_posix()
        for requirement in set(REQUIREMENT.findall(ast.get_docstring(tree) or "")):
            found[requirement].append(name)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                for requirement in set(REQUIREMENT.findall(ast.get_docstring(node) or "")):
                    found[requirement].append(f"{name}::{node.name}")
    return found


def page(root: Path) -> str:
    """The whole page."""
    matrix = cited(root)
    rows = [
        f"| {requirement} | {'<br>'.join(f'`{test}`' for test in matrix[requirement])} |"
        for requirement in sorted(matrix, key=_natural)
    ]
    return HEAD + "\n".join(rows) + "\n"


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", text)]


if __name__ == "__main__":
    text = page(ROOT)
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text else 1)
    PAGE.write_text(text, encoding="utf-8")
