"""A recipe on paper: PDF/A with both languages, the hash and who signed (211-186, A11)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cellpark.base.typesetting import has_chinese_font
from cellpark.recipes.dialect import identity, parse
from cellpark.recipes.paper import Signed, recipe_pdf
from tests.base.test_typesetting import mapped_text, unpacked

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
TEXT = (Path(__file__).parents[2] / "examples" / "recipes" / "cart-cd19.mbr.md").read_text(encoding="utf-8")
SIGNED = (Signed("Approved", "Example approver", "2026-03-01 16:00", "0190-1"),)

pytestmark = pytest.mark.skipif(not has_chinese_font(), reason="no font with Chinese characters")


def test_the_whole_car_t_recipe_is_printed_as_pdf_a() -> None:
    document = recipe_pdf(parse(TEXT), sha256=identity(TEXT), state="Approved", signed=SIGNED, at=AT)
    assert b"<pdfaid:part>3</pdfaid:part>" in unpacked(document)
    assert {"\u6162", "\u75c5", "\u6bd2", "R", "M", "-"} <= set(mapped_text(document))
    assert document == recipe_pdf(parse(TEXT), sha256=identity(TEXT), state="Approved", signed=SIGNED, at=AT)
