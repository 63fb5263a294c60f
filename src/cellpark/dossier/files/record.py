"""The batch record as a page that stands alone: what deviated first, then every step (211-1b, A11-1b)."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from cellpark.dossier.files.html import both, page, table
from cellpark.dossier.files.words import TITLES, said

Labels = Mapping[str, Mapping[str, str]]
HEAD = ("recipe", "hash", "product", "coi", "suite", "slot", "started", "ended", "zone", "version")
PARTS_OF_CLEARANCE = (("checked_by", "checked"), ("verified_by", "verified"), ("begun", "ended"))


def record_page(record: Mapping[str, Any], labels: Labels) -> bytes:
    """The page from the same data that make the printed record."""
    shown = [(labels.get(key, {"zh": "SHA-256", "en": "SHA-256"}), str(record[key])) for key in HEAD]
    body = "<table>" + "".join(f"<tr><th>{both(term)}</th><td>{escape(text)}</td></tr>" for term, text in shown)
    parts = [body + "</table>"]
    for key, write in (("exceptions", _exceptions), ("outside", _rows), ("corrected", _rows), ("refused", _refused)):
        parts.append(f"<h2>{both(labels[key])}</h2>")
        parts.append(write(record[key], labels) if record[key] else f"<p>{both(labels['none'])}</p>")
    parts += _clearances(record["clearances"], labels)
    parts.append(f"<h2>{both(labels['steps'])}</h2>")
    parts += [_step(step, labels) for step in record["steps"]]
    title = {language: f"{labels['title'][language]} {record['number']}" for language in ("zh", "en")}
    return page(title, "".join(parts), back=said(TITLES, "back"))


def _step(step: Mapping[str, Any], labels: Labels) -> str:
    signed = "".join(_signature(each, labels, struck=False) for each in step["signed"])
    voided = "".join(_signature(each, labels, struck=True) for each in step["voided"])
    head = f"<h3><code>{escape(step['key'])}</code> {both(step)}</h3>"
    room = f"{both(labels['room'])} <code>{escape(step['room'])}</code> \u00b7 " if step["room"] else ""
    span = f"<p>{room}{escape(step['begun_by'])} {escape(step['begun'])} \u2013 {escape(step['completed'])}</p>"
    rows = _rows(step["rows"], labels) if step["rows"] else ""
    return f"{head}{span}{rows}<ul>{signed}{voided}</ul>"


def _clearances(rows: Sequence[Mapping[str, Any]], labels: Labels) -> list[str]:
    """The line clearances under which the work was done (211-3b); nothing where no room had to be cleared."""
    heads = [labels[key] for key in ("room", "checked_by", "verified_by", "begun")]
    cells = (
        [f"<code>{escape(each['room'])}</code>"]
        + [f"{escape(each[who])}<br>{escape(each[at])}" for who, at in PARTS_OF_CLEARANCE]
        for each in rows
    )
    return [f"<h2>{both(labels['clearances'])}</h2>", table(heads, cells)] if rows else []


def _signature(each: Mapping[str, Any], labels: Labels, *, struck: bool) -> str:
    said = " \u00b7 ".join(escape(str(each[key])) for key in ("role", "meaning", "by", "at"))
    if struck:
        return f"<li><s>{said}</s> {both(labels['void'])}</li>"
    return f"<li>{both(labels['signed'])} {said} <code>{escape(each['digest'])}</code></li>"


def _rows(rows: Iterable[Mapping[str, Any]], labels: Labels) -> str:
    heads = [labels[key] for key in ("field", "value", "limits", "by")]
    return table(heads, ([_field(row), _value(row, labels), escape(row["limits"]), _who(row)] for row in rows))


def _field(row: Mapping[str, Any]) -> str:
    return f"<code>{escape(row['step'])}</code> {both(row)}"


def _value(row: Mapping[str, Any], labels: Labels) -> str:
    value = escape(row["value"])
    parts = [f'<strong class="odd">{value} (!)</strong>' if row["outside"] else value]
    parts += [f"<s>{escape(was)}</s>" for was in row["was"]]
    parts += [escape(row["reason"])] if row["reason"] else []
    parts += [f"{both(labels['confirmed'])} {escape(row['confirmed'])}"] if row["confirmed"] else []
    parts += [f"<code>{escape(row['source'])}</code>"] if row["source"] else []
    return "<br>".join(parts)


def _who(row: Mapping[str, Any]) -> str:
    return f"{escape(row['by'])}<br>{escape(row['at'])}"


def _exceptions(rows: Iterable[Mapping[str, Any]], labels: Labels) -> str:
    heads = [labels[key] for key in ("exceptions", "begun", "value")]
    return table(heads, ([_number(row), escape(row["opened"]), _finding(row)] for row in rows))


def _number(row: Mapping[str, Any]) -> str:
    return f"<code>{escape(row['number'])}</code> {escape(row['step'])}"


def _finding(row: Mapping[str, Any]) -> str:
    said = (row["seen"], row["classification"], row["finding"], row["disposition"], row["capa"])
    return both(row["cause"]) + "<br>".join(escape(each) for each in said if each)


def _refused(rows: Iterable[Mapping[str, Any]], labels: Labels) -> str:
    heads = [labels[key] for key in ("field", "refused", "by")]
    return table(heads, ([_where(row), _why(row), _who(row)] for row in rows))


def _why(row: Mapping[str, Any]) -> str:
    return f"<p>{both(row['verb'])}</p>" + "".join(f"<p>{both(each)}</p>" for each in row["said"])


def _where(row: Mapping[str, Any]) -> str:
    return f"<code>{escape(row['step'])} {escape(row['field'])}</code>"
