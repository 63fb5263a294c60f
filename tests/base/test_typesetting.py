"""Documents that outlive the program: PDF/A-3b, the same bytes each time, Chinese text inside (211-180, A11)."""

import re
import zlib
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cellpark.base import typesetting
from cellpark.base.typesetting import has_chinese_font, typeset, typeset_png
from cellpark.kernel.problem import Refused

AT = datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)
TEMPLATE = "#set document(title: data.title)\n= #data.title\n#data.body\n"
THAWED = "\u590d\u82cf\u7ec6\u80de"


def unpacked(document: bytes) -> bytes:
    """The document with its streams inflated, for looking inside."""
    found = [document]
    for each in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        try:
            found.append(zlib.decompress(each[1]))
        except zlib.error:
            continue
    return b"\n".join(found)


def mapped_text(document: bytes) -> str:
    """Every character that the fonts' maps back to Unicode name: what a reader can copy and search."""
    inside = unpacked(document)
    blocks = re.findall(rb"beginbfchar(.*?)endbfchar", inside, re.DOTALL)
    codes = [code for block in blocks for code in re.findall(rb"<[0-9a-fA-F]+>\s*<([0-9a-fA-F]+)>", block)]
    return "".join(bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes)


def test_a_document_declares_pdf_a_3b_and_its_date() -> None:
    inside = unpacked(typeset(TEMPLATE, {"title": "A", "body": "B"}, at=AT)).decode("latin-1")
    assert "<pdfaid:part>3</pdfaid:part>" in inside
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in inside
    assert "2026-03-01T08:00:00" in inside


@pytest.mark.skipif(not has_chinese_font(), reason="no font with Chinese characters (Debian: fonts-noto-cjk)")
def test_chinese_text_is_embedded_and_can_be_searched() -> None:
    document = typeset(TEMPLATE, {"title": THAWED, "body": "x"}, at=AT)
    assert set(THAWED) <= set(mapped_text(document))
    assert b"NotoSansCJK" in unpacked(document)
    assert b"FontFile" in unpacked(document)


def test_the_same_words_at_the_same_instant_are_the_same_bytes() -> None:
    values = {"title": "A", "body": "B"}
    assert typeset(TEMPLATE, values, at=AT) == typeset(TEMPLATE, values, at=AT)
    assert typeset(TEMPLATE, values, at=AT) != typeset(TEMPLATE, {**values, "body": "C"}, at=AT)


def test_text_is_never_markup() -> None:
    wicked = '#panic("read") *bold* $x$ @ref <label> `raw` \\ = heading #read("/etc/passwd")'
    inside = mapped_text(typeset(TEMPLATE, {"title": "A", "body": wicked}, at=AT))
    assert {"#", "*", "$", "@", "\\", "`"} <= set(inside)


def test_a_character_that_no_font_has_is_printed_as_its_code() -> None:
    document = typeset(TEMPLATE, {"title": "A", "body": "fine \U0001f600 and \x01"}, at=AT)
    assert {"[", "U", "+", "F", "6", "0", "1", "]"} <= set(mapped_text(document))


def test_a_number_that_is_not_whole_is_given_as_text() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        typeset(TEMPLATE, {"title": "A", "body": Decimal("1.5")}, at=AT)


def test_without_a_chinese_font_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "has_chinese_font", lambda: False)
    with pytest.raises(Refused) as refused:
        typeset(TEMPLATE, {"title": THAWED, "body": ""}, at=AT)
    assert [problem.code for problem in refused.value.problems] == ["base.typesetting.no_font"]


def test_a_template_file_imports_its_neighbours_and_nothing_outside_its_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "parts.typ").write_text("#let twice(x) = [#x#x]\n")
    (inner / "page.typ").write_text('#import "parts.typ": twice\n#twice(data.word)\n')
    (tmp_path / "secret.typ").write_text("secret\n")
    assert "W" in mapped_text(typeset(inner / "page.typ", {"word": "W"}, at=AT))
    (inner / "bad.typ").write_text('#include "../secret.typ"\n')
    with pytest.raises(RuntimeError):
        typeset(inner / "bad.typ", {}, at=AT)


def test_pictures_come_one_for_each_page() -> None:
    pages = typeset_png("#set page(width: 50mm, height: 25mm)\n#data.a\n#pagebreak()\n#data.a", {"a": "1"}, ppi=203)
    assert len(pages) == 2
    assert all(page.startswith(b"\x89PNG") for page in pages)
