"""A lease in words: its terms, its bills to come, its versions side by side, what happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cellpark.base.messages import Explained, explain
from cellpark.base.scope import widened
from cellpark.kernel.problem import Refused
from cellpark.leases.public import FutureBill, Lease, LeaseVersion, preview
from cellpark.rent import public as rent
from cellpark.web.areas.leases.words import KINDS, PRICES, WHY
from cellpark.web.pages import formats
from cellpark.web.pages.history import History, history_of

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """One term as people read it: what for, on which days, at which price, how that changes.

    ``stops`` says why nobody can tell how it changes, such as a slip in an index value.
    """

    kind: object
    name: str
    room: str
    since: date
    until: date | None
    price: str
    tax: str
    rates: Sequence[tuple[date, Decimal, object, str]]
    stops: str = ""

    @staticmethod
    def sums(kinds: Mapping[rent.TermKind, Decimal]) -> list[tuple[object, Decimal]]:
        """What all bills bring, by what it is for."""
        return [(KINDS[kind], kinds[kind]) for kind in rent.TermKind if kind in kinds]


def priced(term: rent.Term, index: rent.Index) -> Priced:
    """A term in words."""
    area = "" if term.area_m2 is None else f"{formats.number(term.area_m2)} m² × "
    tax = ""
    if term.tax:
        how = _("%(rate)s %% in the price") if term.tax_included else _("%(rate)s %% on top")
        tax = how % {"rate": formats.number(Decimal(format((term.tax * HUNDRED).normalize(), "f")))}
    rates: Sequence[rent.Stretch] = ()
    stops = ""
    try:
        rates = rent.stretches(term, index)
    except Refused as refused:
        stops = explain(refused.problems[0]).what
    return Priced(
        kind=KINDS[term.kind],
        name=term.key,
        room=term.subject,
        since=term.days.start,
        until=term.days.end,
        price=f"{area}{formats.number(term.steps[0].rate)} {PRICES[term.basis]}",
        tax=tax,
        rates=[(each.days.start, each.rate, WHY[each.why], each.awaits) for each in rates],
        stops=stops,
    )


def coming(said: rent.Lease) -> tuple[tuple[FutureBill, ...], list[Explained]]:
    """All bills of a lease, or what keeps them from being computed: the lease is shown even so."""
    try:
        return preview(said), []
    except Refused as refused:
        return (), [explain(each) for each in refused.problems]


def bill_rows(bills: Iterable[FutureBill]) -> list[dict[str, Any]]:
    """Bills to come, each line with its formula."""
    return [
        {
            "bill": each,
            "lines": [
                {
                    "kind": KINDS[line.term.kind],
                    "name": line.term.key,
                    "room": line.term.subject,
                    "since": line.days.start,
                    "until": line.days.end,
                    "formula": line.formula,
                    "why": WHY[line.stretch.why],
                    "awaits": line.stretch.awaits,
                    "tax": line.tax.amount,
                    "gross": line.gross.amount,
                }
                for line in each.lines
            ],
        }
        for each in bills
    ]


def side_by_side(versions: Sequence[LeaseVersion]) -> list[tuple[str, list[str]]]:
    """What the versions of a lease say beside each other: one line a fact, one column a version."""
    if len(versions) < 2:
        return []
    keys = list(dict.fromkeys(term["key"] for each in versions for term in each.form["terms"]))
    lines = [
        (_("From"), [formats.day(each.since) for each in versions]),
        (_("Up to"), [formats.day(each.until) for each in versions]),
        (_("Rooms"), [", ".join(room["code"] for room in each.rooms) for each in versions]),
    ]
    for key in keys:
        said = [next((term for term in each.form["terms"] if term["key"] == key), None) for each in versions]
        lines.append((key, ["" if term is None else _said(term) for term in said]))
    return lines


def _said(term: Mapping[str, Any]) -> str:
    area = f"{term['area_m2']} m² × " if term.get("area_m2") else ""
    more = [
        word
        for name, word in (
            ("steps", _("steps")),
            ("escalation", _("grows")),
            ("index", _("follows an index")),
            ("free", _("free periods")),
        )
        if term.get(name)
    ]
    price = f"{area}{term.get('rate') or term['steps'][0]['rate']} {PRICES[rent.Basis(term['basis'])]}"
    return " · ".join([price, *more])


def history(row: Lease) -> History:
    """What happened to a lease; both sides read it."""
    with widened(row.organisation_id):
        return history_of([f"lease/{row.id}"])
