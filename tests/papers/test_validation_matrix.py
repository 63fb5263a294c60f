"""The matrix of requirements and tests is written from the tests themselves (GAMP-3)."""

from pathlib import Path

from cellpark.command.validation_matrix import named
from tools.validation_matrix import cited, page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_what_the_tests_cite() -> None:
    """GAMP-3. Write it again with `python tools/validation_matrix.py`."""
    assert (ROOT / "docs" / "validation.md").read_text(encoding="utf-8") == page(ROOT)


def test_a_name_cites_as_a_docstring_does() -> None:
    """GAMP-3: as it is written in names, and nothing that only looks like it."""
    assert named("test_T14_ATMP_1_out_of_specification") == {"T14"}
    assert named("test_A11_2e2_T15_P11_8b_ATMP_1b_somebody") == {"A11-2e2", "T15", "P11-8b", "ATMP-1b"}
    assert named("test_T21_and_T2x_are_none") == set()


def test_the_foundation_shows_its_requirements() -> None:
    """GAMP-3: what this stage of the project promises is shown by at least one test each."""
    assert {"P11-4", "P11-5a", "P11-5c", "P11-8b", "P11-9b", "P11-9c", "CN-2d", "T12", "T17", "T18", "T19"} <= set(
        cited(ROOT)
    )
