"""Pages that stand alone: no program, nothing from elsewhere, both languages."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

STYLE = (
    "body{font:14px/1.5 system-ui,'Noto Sans CJK SC',sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;"
    "color:#1d273b}table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}"
    "th,td{border:1px solid #dce1e7;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "th{background:#f6f8fb}small{color:#55647a;display:block;font-weight:400}code{font-size:12px}"
    "s{color:#8a1414}strong.odd{color:#8a1414}img{max-width:24rem;border:1px solid #dce1e7}@media print{body{margin:0}}"
)
Both = Mapping[str, str]


def both(words: Both) -> str:
    """Words in Chinese with English below."""
    return f'<span lang="zh-Hans">{escape(words["zh"])}</span><small lang="en">{escape(words["en"])}</small>'


def page(title: Both, body: str) -> bytes:
    """A whole page."""
    plain = f"{title['zh']} | {title['en']}"
    return (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' data:;"
        " style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(plain)}</title><style>{STYLE}</style></head><body><h1>{both(title)}</h1>{body}</body></html>\n"
    ).encode()


def table(heads: Sequence[Both], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are written already."""
    head = "".join(f'<th scope="col">{both(each)}</th>' for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
