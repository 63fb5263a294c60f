"""Documents and labels on paper: typst templates filled with data, as PDF/A-3b (ISO 19005-3) or as pictures.

Text is data and never markup: a template reads it from ``data``, so that nothing a person wrote can change a page.
The same template, data and instant give the same bytes.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import gettempdir

import typst

from cellpark.kernel.problem import Problem, Refused

FONT_FOLDERS = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/truetype/noto"))
FAMILY = "Noto Sans CJK SC"
MONOSPACE = "Noto Sans Mono CJK SC"
PPI_MAX = 1200
# each round replaces one run of characters that no font has
ROUNDS_MAX = 40
MISSING = re.compile(r'the text `"(.+?)"` could not be displayed with')
IDEOGRAPHS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
Pages = bytes | list[bytes]
Maker = Callable[[typst.Compiler, bytes, dict[str, str]], Pages | None]
PRELUDE = """
#let data = json(bytes(sys.inputs.data))
#set text(font: ("{family}", "PingFang SC", "Libertinus Serif"), lang: "{lang}", region: "cn")
#show raw: set text(font: ("{mono}", "DejaVu Sans Mono"))
"""


def typeset(template: str | Path, data: Mapping[str, object], *, at: datetime, lang: str = "zh") -> bytes:
    """A PDF/A-3b document, dated ``at``; ``lang`` is the language of its hyphenation and tags.

    ``template`` is typst text or the path of a ``.typ`` file, which may import its neighbours; it finds the values of
    ``data`` (texts, whole numbers, booleans, lists, mappings) under the name ``data``. A character that no font has is
    printed as its code, ``[U+1F600]``. Raises ``Refused`` (``base.typesetting.no_font``) without a Chinese font.
    """
    # PDF dates count whole seconds
    moment = at.replace(microsecond=0)
    pages = _compiled(
        template,
        data,
        lang,
        lambda compiler, source, inputs: compiler.compile(
            source, sys_inputs=inputs, format="pdf", pdf_standards="a-3b", timestamp=moment
        ),
    )
    assert isinstance(pages, bytes), "a document is one file"
    return pages


def typeset_png(
    template: str | Path, data: Mapping[str, object], *, ppi: int = 203, lang: str = "zh"
) -> tuple[bytes, ...]:
    """The pages as pictures, ``ppi`` dots an inch (203 and 300 are what label printers have). Raises as ``typeset``."""
    assert 0 < ppi <= PPI_MAX, f"{ppi} dots an inch"
    pages = _compiled(
        template,
        data,
        lang,
        lambda compiler, source, inputs: compiler.compile(source, sys_inputs=inputs, format="png", ppi=float(ppi)),
    )
    return (pages,) if isinstance(pages, bytes) else tuple(pages)


def has_chinese_font() -> bool:
    """Whether documents in Chinese can be printed on this machine."""
    return bool({FAMILY, "PingFang SC"} & set(_fonts().families()))


@cache
def _fonts() -> typst.Fonts:
    """Read once: the fonts are 100 MB of files. Debian's alone, so that all machines print alike; else the system's."""
    folders: list[Path] = [folder for folder in FONT_FOLDERS if folder.is_dir()]
    return typst.Fonts(include_system_fonts=not folders or sys.platform == "darwin", font_paths=folders)


def _compiled(template: str | Path, data: Mapping[str, object], lang: str, make: Maker) -> Pages:
    written = json.dumps(data, ensure_ascii=False)
    if IDEOGRAPHS.search(written) and not has_chinese_font():
        raise Refused(Problem("base.typesetting.no_font"))
    body = template.read_text() if isinstance(template, Path) else template
    source = (PRELUDE.format(family=FAMILY, mono=MONOSPACE, lang=lang) + body).encode()
    # a template given as text has no neighbours to import
    root = template.parent if isinstance(template, Path) else Path(gettempdir())
    compiler = typst.Compiler(b"", root=root, font_paths=_fonts(), ignore_system_fonts=True)
    for _ in range(ROUNDS_MAX):
        try:
            pages = make(compiler, source, {"data": written})
        except typst.TypstError as error:
            missing = MISSING.search(error.message)
            if missing is None:
                raise
            written = _shown_by_code(written, missing[1])
        else:
            assert pages is not None, "what is not written to a file is returned"
            return pages
    raise Refused(Problem("base.typesetting.no_glyph"))


def _shown_by_code(written: str, run: str) -> str:
    """``written`` with each character of ``run`` (as the compiler quotes it) replaced by its code."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), run)
    for character in set(plain):
        shown = f"[U+{ord(character):04X}]"
        # control characters stand escaped in JSON
        written = written.replace(json.dumps(character)[1:-1], shown).replace(character, shown)
    return written
