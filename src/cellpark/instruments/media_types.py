"""What a file is, by its first bytes: what a browser or an instrument says about it is not to be relied on."""

import zipfile
from io import BytesIO

OCTETS = "application/octet-stream"
TEXT = "text/plain"
XLS = "application/vnd.ms-excel"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FCS = "application/vnd.isac.fcs"
PICTURES = frozenset({"image/png", "image/jpeg"})
"""What browsers draw and cannot run."""
SUFFIXES = {TEXT: ("csv", "txt"), XLS: ("xls",), XLSX: ("xlsx",)}

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", XLS),
    (b"%PDF-", "application/pdf"),
    (b"FCS2.0", FCS),
    (b"FCS3.", FCS),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(content: bytes) -> str:
    """The media type that ``content`` shows; ``application/octet-stream`` when it shows none."""
    for magic, media_type in _MAGIC:
        if content.startswith(magic):
            return media_type
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    return OCTETS if text_of(content) is None else TEXT


def text_of(content: bytes) -> str | None:
    """The text that ``content`` is: UTF-16 with its mark, UTF-8, or Western Windows; None when it is no text.

    Instruments of the West write degrees and micrometres in Windows-1252. Chinese legacy encodings cannot be told from
    it by the bytes alone and are not guessed at.
    """
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if _is_readable(text) else None
    return None


def _is_readable(text: str) -> bool:
    return not any(character < " " and character not in "\t\n\r\f\x0b" for character in text)


def _zipped(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return XLSX if "xl/workbook.xml" in archive.namelist() else "application/zip"
    except zipfile.BadZipFile:
        return OCTETS
