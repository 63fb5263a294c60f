"""Pages that stand alone: no program, nothing from elsewhere, both languages."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

# light and dark by the reader's own setting; wide tables scroll in themselves; on paper nothing is hidden
STYLE = (
    ":root{color-scheme:light dark;--text:#1d273b;--dim:#55647a;--line:#dce1e7;--head:#f6f8fb;--page:#fff;"
    "--odd:#8a1414;--link:#0b57a4}@media(prefers-color-scheme:dark){:root{--text:#e4e8ee;--dim:#a5b0c0;--line:#3a4557;--head:#222c3c;"
    "--page:#151c28;--odd:#ff9c9c;--link:#8fc1ff}}"
    "body{font:14px/1.5 system-ui,'Noto Sans CJK SC',sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;"
    "color:var(--text);background:var(--page)}a{color:var(--link)}.wide{overflow-x:auto;margin:.5rem 0 1.5rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;"
    "min-width:5.8rem}th{background:var(--head)}table.facts th{width:14rem}"
    "small{color:var(--dim);display:block;font-weight:400}code{font-size:12px}nav{margin:0 0 1rem}"
    "s{color:var(--odd)}strong.odd{color:var(--odd)}img{max-width:24rem;border:1px solid var(--line);background:#fff}"
    "p.verdict{border:1px solid var(--line);border-left:.4rem solid var(--link);padding:.5rem .8rem;font-size:1.15rem}"
    "@media print{:root{color-scheme:light;--text:#000;--page:#fff;--head:#fff;--dim:#333;--line:#888}body{margin:0}"
    ".wide{overflow:visible}nav{display:none}h2{break-after:avoid}tr{break-inside:avoid}}"
)
Both = Mapping[str, str]


def both(words: Both) -> str:
    """Words in Chinese with English below."""
    return f'<span lang="zh-Hans">{escape(words["zh"])}</span><small lang="en">{escape(words["en"])}</small>'


def page(title: Both, body: str, *, back: Both | None = None) -> bytes:
    """A whole page; ``back`` are the words of the way to the page of contents."""
    way = "" if back is None else f'<nav><a href="../index.html">{both(back)}</a></nav>'
    plain = f"{title['zh']} | {title['en']}"
    return (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' data:;"
        " style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(plain)}</title><style>{STYLE}</style></head><body>{way}<h1>{both(title)}</h1>{body}</body></html>\n"
    ).encode()


def table(heads: Sequence[Both], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are written already."""
    head = "".join(f'<th scope="col">{both(each)}</th>' for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    rows_of = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="wide" tabindex="0">{rows_of}</div>'


def facts(rows: Iterable[tuple[Both, str]]) -> str:
    """Terms with what they say, which is written already."""
    body = "".join(f'<tr><th scope="row">{both(term)}</th><td>{said}</td></tr>' for term, said in rows)
    return f'<div class="wide" tabindex="0"><table class="facts"><tbody>{body}</tbody></table></div>'
