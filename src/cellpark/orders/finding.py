"""A hospital's patients with what is sealed of them: a page at a time, or those whom a few words name.

The database cannot search what it cannot read (T20), so that a search opens the patients of the reader's own hospital.
"""

from collections.abc import Iterable

from cellpark.ledger.public import Unreadable, open_blocks
from cellpark.orders.models import HospitalPatient
from cellpark.orders.queries import patients
from cellpark.orders.rules import Particulars

Known = tuple[HospitalPatient, Particulars | None]


def opened(rows: Iterable[HospitalPatient]) -> list[Known]:
    """Each patient with name, birth date and number; None where they were erased."""
    each = list(rows)
    found = open_blocks([(row.block, row.sealed_for) for row in each])
    return [
        (row, None if isinstance(said, Unreadable) else Particulars(**said))
        for row, said in zip(each, found, strict=True)
    ]


def find_patients(words: str) -> list[Known]:
    """The patients in scope whose code, name or number holds ``words``, newest first; case does not matter."""
    sought = words.casefold()
    return [
        (row, said)
        for row, said in opened(patients())
        if sought in row.code.casefold()
        or (said is not None and (sought in said.name.casefold() or sought in said.number.casefold()))
    ]
