"""What is to be billed, as values: lines from terms and from charges, and the bills that hold them. Pure."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from cellpark.billing.states import LineKind
from cellpark.kernel import canonical
from cellpark.kernel.interval import Interval
from cellpark.rent import public as rent

TERM_MAX, AWAITS_MAX, FORMULA_MAX = 60, 80, 300
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """One line before it has a bill; ``until`` is the day after its last."""

    kind: str
    since: date
    until: date
    net: Decimal
    tax: Decimal
    gross: Decimal
    currency: str
    tax_rate: Decimal
    term: str = ""
    room: str = ""
    why: str = ""
    formula: str = ""
    awaits: str = ""
    exact: Decimal = Decimal(0)
    text_zh: str = ""
    text_en: str = ""
    charge_id: UUID | None = None


LINE_FIELDS = tuple(each.name for each in fields(LineDraft))


@dataclass(frozen=True, slots=True)
class Drafted:
    """The lines of some days of a lease, and the day on which they are due."""

    days: Interval[date]
    due: date
    lines: tuple[LineDraft, ...]


def of_term(line: rent.Line) -> LineDraft:
    """A line of a lease as a bill says it."""
    assert line.days.end is not None, "what is billed has an end"
    term = line.term
    return LineDraft(
        kind=term.kind.value,
        since=line.days.start,
        until=line.days.end,
        net=line.net.amount,
        tax=line.tax.amount,
        gross=line.gross.amount,
        currency=term.currency,
        tax_rate=term.tax,
        term=term.key[:TERM_MAX],
        room=term.subject,
        why=line.stretch.why.value,
        formula=line.formula[:FORMULA_MAX],
        awaits=line.stretch.awaits[:AWAITS_MAX],
        exact=line.exact,
    )


def due_for_billing(lease: rent.Lease, *, billed_until: date | None, until: date) -> Iterator[Drafted]:
    """What of a lease falls to be billed up to and with the day ``until``, after what was billed before.

    In advance a period falls on its first day, afterwards on its last, and never after it is due. Days that were
    billed are never in it; where a lease was made longer within a period, the rest of that period is billed by itself.
    """
    for period in rent.periods(lease.days, lease.cycle):
        assert period.days.end is not None, "a period has an end"
        falls = period.days.start if lease.cycle.in_advance else period.days.end - ONE_DAY
        if min(falls, period.due) > until:
            return
        start = period.days.start if billed_until is None else max(period.days.start, billed_until)
        if start >= period.days.end:
            continue
        days = Interval(start, period.days.end)
        yield Drafted(days, period.due, lines_of(lease, days))


def lines_of(lease: rent.Lease, days: Interval[date]) -> tuple[LineDraft, ...]:
    """The lines of a lease for these days, as far as the lease lasts."""
    inside = days.intersect(lease.days)
    if inside is None:
        return ()
    return tuple(of_term(each) for each in rent.bill_lines(lease.terms, inside, lease.index))


def taken_up(total: Decimal, charges: Iterable[LineDraft]) -> list[LineDraft]:
    """The charges that a bill of ``total`` takes up: all that are owed, and credits as far as they leave nothing owed.

    A bill below nothing would be a credit note; what is left of the credits waits for the next bill.
    """
    ordered = sorted(charges, key=lambda each: (each.gross < 0, each.since, str(each.charge_id)))
    found = []
    for each in ordered:
        if total + each.gross >= 0:
            total += each.gross
            found.append(each)
    return found


def digest(lines: Sequence[LineDraft]) -> str:
    """SHA-256 of the canonical bytes of the lines, in order; the ledger keeps it with the bill."""
    said = [{name: getattr(each, name) for name in LINE_FIELDS} for each in lines]
    return hashlib.sha256(canonical.encode(canonical.plain({"lines": said}))).hexdigest()


def term_kind(kind: str) -> bool:
    """Whether a line comes from a term of a lease."""
    return kind not in (LineKind.CHARGE, LineKind.LATE_FEE)
