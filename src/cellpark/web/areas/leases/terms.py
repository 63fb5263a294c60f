"""The rows of a form and the lease file: the same terms, typed in two ways. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from cellpark.kernel.decimals import decimal_text
from cellpark.kernel.problem import Problem, Refused
from cellpark.rent import public as rent

HUNDRED = Decimal(100)
AREA_BASES = ("area_month", "area_year", "area_day")
# what the rows say; a file that says more is kept as a file
TERM_KEYS = frozenset(
    {
        *("key", "kind", "basis", "since", "until", "rate", "steps", "room", "area_m2", "months", "spread", "free"),
        *("escalation", "index", "tax", "tax_included"),
    }
)
NESTED_KEYS = {"escalation": {"by", "every_months"}, "index": {"name", "base", "every_months", "lag_months", "share"}}


def form_of(said: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], areas: Mapping[str, Decimal]) -> dict[str, Any]:
    """The lease file of what was typed. ``areas`` are those of the chosen rooms by code, taken where none was typed.

    Raises ``Refused``: ``leases.form.line`` for a line of days or rates that cannot be read.
    """
    form: dict[str, Any] = {
        "format": rent.FORMAT,
        "lease": said["number"],
        "since": said["since"].isoformat(),
        "until": said["until"].isoformat(),
        "currency": "CNY",
        "cycle": {
            "every_months": int(said["every_months"]),
            "months": said["months"],
            "in_advance": said["in_advance"],
            "due_days": said["due_days"],
        },
    }
    if said.get("late_per_day"):
        form["late"] = {"per_day": _share(said["late_per_day"]), "grace_days": said.get("late_grace") or 0}
        if said.get("late_cap"):
            form["late"]["cap"] = _share(said["late_cap"])
    form["terms"] = [_term(number, row, areas) for number, row in enumerate(rows, start=1)]
    return form


def _term(number: int, row: Mapping[str, Any], areas: Mapping[str, Decimal]) -> dict[str, Any]:
    term: dict[str, Any] = {"key": row.get("key") or f"{row['kind']}-{number}", "kind": row["kind"]}
    term["basis"] = row["basis"]
    if row.get("room"):
        term["room"] = row["room"]
    if row["basis"] in AREA_BASES:
        area = row.get("area") or areas.get(row.get("room") or "") or sum(areas.values(), Decimal(0))
        term["area_m2"] = _shortest(area)
    term["rate"] = decimal_text(row["rate"])
    term |= {name: row[name].isoformat() for name in ("since", "until") if row.get(name)}
    if row.get("calendar"):
        term["months"] = "calendar"
    if row.get("even"):
        term["spread"] = "even"
    if row.get("free"):
        term["free"] = [{"since": a.isoformat(), "until": b.isoformat()} for a, b in _pairs(row["free"])]
    if row.get("steps"):
        term["steps"] = [{"since": a.isoformat(), "rate": decimal_text(b)} for a, b in _rates(row["steps"])]
    if row.get("grow_by"):
        term["escalation"] = {"by": _share(row["grow_by"]), "every_months": row.get("grow_every") or 12}
    if row.get("index_name"):
        term["index"] = {
            "name": row["index_name"],
            "base": decimal_text(row.get("index_base") or HUNDRED),
            "every_months": row.get("index_every") or 12,
            "lag_months": row.get("index_lag") or 0,
            "share": _share(row.get("index_share") or HUNDRED),
        }
    if row.get("tax"):
        term["tax"] = _share(row["tax"])
        term["tax_included"] = not row.get("on_top")
    return term


def _share(percent: Decimal) -> str:
    return _shortest(percent / HUNDRED)


def _pairs(text: str) -> list[tuple[date, date]]:
    return [(_day(parts[0]), _day(parts[1])) for parts in _lines(text)]


def _rates(text: str) -> list[tuple[date, Decimal]]:
    found = []
    for first, second in _lines(text):
        try:
            found.append((_day(first), Decimal(second)))
        except InvalidOperation:
            raise Refused(Problem("leases.form.line", {"line": second[:40]})) from None
    return found


def _lines(text: str) -> list[tuple[str, str]]:
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        parts = line.split()
        if len(parts) != 2:
            raise Refused(Problem("leases.form.line", {"line": line[:40]}))
        found.append((parts[0], parts[1]))
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(Problem("leases.form.line", {"line": text[:40]})) from None


def typed(form: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """A lease file as the fields and rows of the form; None where the file says what the rows cannot."""
    terms: Sequence[Mapping[str, Any]] = form["terms"]
    unusual = form.get("index") or form.get("currency") != "CNY"
    if unusual or not all(_fits(each) for each in terms):
        return None
    cycle, late = form["cycle"], form.get("late") or {}
    said = {
        "number": form["lease"],
        "since": date.fromisoformat(form["since"]),
        "until": date.fromisoformat(form["until"]),
        "every_months": str(cycle["every_months"]),
        "months": cycle.get("months", "lease"),
        "in_advance": cycle.get("in_advance", True),
        "due_days": cycle.get("due_days", 0),
        "late_per_day": _percent(late.get("per_day")),
        "late_grace": late.get("grace_days"),
        "late_cap": _percent(late.get("cap")),
    }
    return said, [_row(each) for each in terms]


def _fits(term: Mapping[str, Any]) -> bool:
    return set(term) <= TERM_KEYS and all(
        set(term[name]) <= keys for name, keys in NESTED_KEYS.items() if term.get(name)
    )


def _row(term: Mapping[str, Any]) -> dict[str, Any]:
    grows, index = term.get("escalation") or {}, term.get("index") or {}
    return {
        **{name: term.get(name) for name in ("key", "kind", "basis", "room", "rate", "since", "until")},
        "area": term.get("area_m2"),
        "calendar": term.get("months") == "calendar",
        "even": term.get("spread") == "even",
        "free": "\n".join(f"{each['since']} {each['until']}" for each in term.get("free", ())),
        "steps": "\n".join(f"{each['since']} {each['rate']}" for each in term.get("steps", ())),
        "grow_by": _percent(grows.get("by")),
        "grow_every": grows.get("every_months"),
        "index_name": index.get("name"),
        "index_base": index.get("base"),
        "index_every": index.get("every_months"),
        "index_lag": index.get("lag_months"),
        "index_share": _percent(index.get("share")),
        "tax": _percent(term.get("tax")),
        "on_top": term.get("tax_included") is False,
    }


def _percent(share: object) -> str | None:
    return None if share is None else _shortest(Decimal(str(share)) * HUNDRED)


def _shortest(number: Decimal) -> str:
    """Without zeros at the end: a share of 3 % is 0.03."""
    return format(number.normalize(), "f")
