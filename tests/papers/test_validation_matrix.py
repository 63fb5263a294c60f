"""The matrix of requirements and tests is written from the tests themselves (GAMP-3)."""

from pathlib import Path

from tools.validation_matrix import cited, page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_what_the_tests_cite() -> None:
    """GAMP-3. Write it again with `python tools/validation_matrix.py`."""
    assert (ROOT / "docs" / "validation.md").read_text(encoding="utf-8") == page(ROOT)


def test_the_foundation_shows_its_requirements() -> None:
    """GAMP-3: what this stage of the project promises is shown by at least one test each."""
    assert {"P11-4", "P11-5a", "P11-5c", "P11-8b", "P11-9b", "P11-9c", "CN-2d", "T12", "T17", "T18", "T19"} <= set(
        cited(ROOT)
    )
