"""What other apps may use: a lease read from a file, its periods, the lines of its bills, late fees, corrections."""

from cellpark.rent.corrections import Correction, correction, reversal
from cellpark.rent.cycle import Cycle, Period, periods
from cellpark.rent.late import LateFee, LateRule, LateStretch, Payment, late_fee
from cellpark.rent.lease_file import FORMAT, Lease, lease_of_form, lease_text, read_form, read_lease
from cellpark.rent.lines import Line, bill_lines, lines, total_of
from cellpark.rent.months import Months
from cellpark.rent.rules import lease_problems, term_problems
from cellpark.rent.stretches import Stretch, Why, stretches
from cellpark.rent.terms import Basis, Escalation, Index, IndexLink, Spread, Step, Term, TermKind

__all__ = [
    "FORMAT",
    "Basis",
    "Correction",
    "Cycle",
    "Escalation",
    "Index",
    "IndexLink",
    "LateFee",
    "LateRule",
    "LateStretch",
    "Lease",
    "Line",
    "Months",
    "Payment",
    "Period",
    "Spread",
    "Step",
    "Stretch",
    "Term",
    "TermKind",
    "Why",
    "bill_lines",
    "correction",
    "late_fee",
    "lease_of_form",
    "lease_problems",
    "lease_text",
    "lines",
    "periods",
    "read_form",
    "read_lease",
    "reversal",
    "stretches",
    "term_problems",
    "total_of",
]
