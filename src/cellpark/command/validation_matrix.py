"""Which test shows which requirement: read from the tests' own names and docstrings (GAMP-3)."""

import ast
import re
from collections import defaultdict
from pathlib import Path

REQUIREMENT = re.compile(
    r"\b(?:P11-\d+[a-z]?|A11-\d[a-z]\d?|A1-1[ab]|A22-1[abc]|ATMP-\d[a-z]|CN-\d[a-z]?\d?|211-\d[a-z]|1271-1[a-d]|610-1"
    r"|CART-1[ab]|CSA-\d|LBL-\d|ALC-\d|GAMP-\d|T(?:1\d|20|\d))\b"
)
# the same in a name: test_T13_..., test_A11_2e2_..., test_ATMP_1b_...
NAMED = re.compile(r"(?<=_)(?:(?:P11|A11|A22|ATMP|CN|CART|CSA|LBL|ALC|GAMP|211|1271|610)_\d+[a-z]?\d?|T\d+)(?=_|$)")


def named(name: str) -> set[str]:
    """The requirements that a test's name cites."""
    written = {each.replace("_", "-") for each in NAMED.findall(name)}
    return {each for each in written if REQUIREMENT.fullmatch(each)}


def cited(root: Path) -> dict[str, list[str]]:
    """Requirement id -> tests (``file::name``) whose name or docstring, or whose module's docstring, cites it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((root / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(root).as_posix()
        for requirement in set(REQUIREMENT.findall(ast.get_docstring(tree) or "")):
            found[requirement].append(name)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                for requirement in {*REQUIREMENT.findall(ast.get_docstring(node) or ""), *named(node.name)}:
                    found[requirement].append(f"{name}::{node.name}")
    return found


def natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts 211-2a before 211-10a."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", text)]
