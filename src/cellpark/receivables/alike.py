"""Which lines of a bank's file were entered before, and which may be: typed without the bank's reference, or alike."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from cellpark.kernel.problem import Problem
from cellpark.receivables.models import Payment
from cellpark.receivables.receiving import Received, fingerprint_of
from cellpark.receivables.states import Method, Origin, PaymentState

NEW, TWICE, SAME, OUTGOING, BAD = "new", "twice", "same", "outgoing", "bad"
ALIKE_MAX = 50
"""So many movements without a reference may be alike; more is no bank's statement."""
TYPED_WITHIN = timedelta(days=5)
"""Who types a payment takes the day of a notice or of a statement; the bank's own day is some days beside it."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What becomes of one line: new, entered before (``twice``), money that went out, or why it cannot be taken.

    ``same``: like line ``like`` of this file without a reference of the bank, or like the payment ``entered`` that was
    typed without one; only a person knows whether it is another movement. ``nth`` counts such lines, those that were
    entered before first; ``entered`` is the number of the payment that a line was, or may have been, entered as.
    """

    line: int
    state: str
    received: Received | None = None
    debtor_id: UUID | None = None
    problem: Problem | None = None
    like: int | None = None
    nth: int = 1
    entered: str = ""

    @property
    def asked(self) -> bool:
        """Whether a person may say that it is a payment of its own, however like another one it is."""
        may_be = self.state == TWICE and self.received is not None and not self.received.reference
        return may_be or self.state == SAME


def entered_before(organisation_id: UUID, movements: Sequence[Received]) -> dict[str, dict[int, str]]:
    """By fingerprint the payments that were entered of such movements: which of those alike, and its number."""
    counts = Counter(fingerprint_of(each) for each in movements)
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for mark, number in _numbers(organisation_id, list(counts)):
        found[mark][1] = number
    # only where lines are alike, or one was entered, there can be further ones
    further = {
        fingerprint_of(each, nth): (mark, nth)
        for each in movements
        if not each.reference and (counts[mark := fingerprint_of(each)] > 1 or mark in found)
        for nth in range(2, ALIKE_MAX + 1)
    }
    for mark, number in _numbers(organisation_id, list(further)):
        first, nth = further[mark]
        found[first][nth] = number
    return found


class Typed:
    """Payments that were typed without the bank's reference: nothing but debtor, amount and day tells them."""

    def __init__(self, organisation_id: UUID, movements: Sequence[Received]) -> None:
        """Those about as old as the movements."""
        days = [each.received_on for each in movements]
        self._waiting = (
            []
            if not days
            else list(
                Payment.objects.filter(
                    organisation_id=organisation_id,
                    origin=Origin.TYPED,
                    method=Method.BANK,
                    state=PaymentState.RECEIVED,
                    fingerprint="",
                    received_on__range=(min(days) - TYPED_WITHIN, max(days) + TYPED_WITHIN),
                ).order_by("received_on", "number")
            )
        )

    def beside(self, row: ImportRow) -> ImportRow:
        """The line, asked about where such a payment may be it; each of them stands for one line."""
        received = row.received
        if received is None or row.state != NEW:
            return row
        for each in self._waiting:
            apart = abs(each.received_on - received.received_on)
            if (each.debtor_id, each.amount) == (row.debtor_id, received.amount) and apart <= TYPED_WITHIN:
                self._waiting.remove(each)
                return replace(row, state=SAME, entered=each.number)
        return row


def _numbers(organisation_id: UUID, marks: Sequence[str]) -> list[tuple[str, str]]:
    rows = Payment.objects.filter(organisation_id=organisation_id, fingerprint__in=marks, state=PaymentState.RECEIVED)
    return list(rows.values_list("fingerprint", "number"))


def placed(
    line: int, received: Received, entered: Mapping[int, str], before: Sequence[ImportRow], *, also: bool
) -> ImportRow:
    """Where a line stands among those alike: ``before`` it in the file, and ``entered`` before.

    As many as were entered are those; one more is asked about, unless it is the first of all. ``also``: somebody said
    that it is a payment of its own.
    """
    taken = {*entered, *(each.nth for each in before if each.state == NEW)}
    nth = next((each for each in range(1, ALIKE_MAX + 1) if each not in taken), None)
    if not (entered or before) or (also and not received.reference and nth is not None):
        return ImportRow(line, NEW, received, nth=nth or 1)
    matched = sum(each.state == TWICE for each in before)
    if matched < len(entered):
        return ImportRow(line, TWICE, received, entered=entered[sorted(entered)[matched]])
    like = before[0].line if before else None
    return ImportRow(line, TWICE if received.reference else SAME, received, like=like)
