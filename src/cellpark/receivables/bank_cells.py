"""The cells of what banks export, as they are meant: protected text, full-width characters, days, directions. Pure."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from cellpark.kernel.decimals import parse_typed
from cellpark.receivables.texts import texts

_PROTECTED = re.compile(r'="(.*)"', re.DOTALL)
_WRITTEN_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?!\d)")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
# a currency before the amount, or the character for yuan behind it
_CURRENCY = re.compile(r"^(CNY|RMB|\u00a5)\s*|\s*(CNY|RMB|\u5143)$", re.IGNORECASE)


def cell_text(cell: str) -> str:
    """A cell without the marks by which banks keep spreadsheets from reading a number: ``="6222"``, a leading ``'``."""
    text = cell.strip().strip("\ufeff").strip()
    protected = _PROTECTED.fullmatch(text)
    return (protected[1] if protected else text).removeprefix("'").strip()


def folded(text: str) -> str:
    """A text for comparing: full-width as half-width, no spaces, letters of one size."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def day_of(text: str) -> date | None:
    """A day, with a time of day behind it or not; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _WRITTEN_DAY.match(plain) or _COMPACT_DAY.match(plain)
    if found is None:
        return None
    try:
        return date(*(int(each) for each in found.groups()))
    except ValueError:
        return None


def amount_of(text: str) -> Decimal:
    """An amount, with separators of thousands, a currency or full-width digits; empty is nothing.

    Raises ``BadNumber``.
    """
    plain = _CURRENCY.sub("", unicodedata.normalize("NFKC", text).strip()).replace(" ", "")
    return parse_typed(plain.removeprefix("+")) if plain.strip("-") else Decimal(0)


def goes_out(direction: str) -> bool | None:
    """Whether a column beside the amount says that money left the account; None for a word that is not known."""
    said = folded(direction)
    words = texts().bank_directions
    if not said or said in {folded(each) for each in words["in"]}:
        return False
    if said in {folded(each) for each in words["out"]}:
        return True
    return None


def is_total(first: str) -> bool:
    """Whether a row sums up others, by what its first cell says."""
    return any(folded(first).startswith(folded(each)) for each in texts().bank_totals)
