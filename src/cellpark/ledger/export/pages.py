"""The readable page and the two programs, filled with words."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from cellpark.ledger.export.words import both_languages

STYLE = (
    "body{font:14px/1.5 system-ui,'Noto Sans CJK SC',sans-serif;margin:2rem;color:#1d273b}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0 2rem}"
    "th,td{border:1px solid #dce1e7;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "th{background:#f6f8fb}td.data{font-family:ui-monospace,monospace;font-size:12px;word-break:break-all}"
    "small{color:#5b6b82;display:block;font-weight:400}@media print{body{margin:0}}"
)
COLUMNS = ("col_line", "col_version", "col_at", "col_recorded", "col_type", "col_actor", "col_data", "col_reason")


def shipped(name: str) -> str:
    """One of the two programs with its words inside, as plain ASCII escapes."""
    source = files("cellpark.ledger.export").joinpath("shipped", name).read_text("utf-8")
    words = json.dumps(both_languages(), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return source.replace("@WORDS@", words.replace("<", "\\u003c"))


def readmes(origin: str) -> tuple[str, str]:
    """The explanation in English and in Chinese."""
    words = both_languages()
    return words["en"]["readme"].format(origin=origin), words["zh"]["readme"].format(origin=origin)


def record_page(origin: str, made_at: str, told: Sequence[Mapping[str, Any]]) -> str:
    """A page for people: every entry of every record, both languages, no program in it."""
    words = both_languages()

    def both(code: str, **params: object) -> str:
        zh, en = (escape(words[language][code].format(**params)) for language in ("zh", "en"))
        return f'<span lang="zh-Hans">{zh}</span><small lang="en">{en}</small>'

    head = "".join(f"<th>{both(code)}</th>" for code in COLUMNS)
    parts: list[str] = []
    stream = None
    for line, entry in enumerate(told, 1):
        if entry["stream"] != stream:
            parts.append("</tbody></table>" if stream is not None else "")
            stream = entry["stream"]
            parts.append(f"<h2>{escape(stream)}</h2><table><thead><tr>{head}</tr></thead><tbody>")
        parts.append(_row(line, entry))
    parts.append("</tbody></table>" if stream is not None else "")
    return (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        f"<title>{escape(words['zh']['record_title'].format(origin=origin))}</title><style>{STYLE}</style></head><body>"
        f"<h1>{both('record_title', origin=origin)}</h1><p>{both('record_made', at=made_at)}</p>"
        f"{''.join(parts)}</body></html>\n"
    )


def _row(line: int, entry: Mapping[str, Any]) -> str:
    data = json.dumps(entry["data"], ensure_ascii=False, sort_keys=True, indent=1)
    cells = (line, entry["version"], entry["at"], entry["recorded_at"], entry["type"], entry["actor"])
    plain = "".join(f"<td>{escape(str(cell))}</td>" for cell in cells)
    return f'<tr>{plain}<td class="data">{escape(data)}</td><td>{escape(entry["reason"] or "")}</td></tr>'
