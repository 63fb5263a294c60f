"""Bills, statements and letters by typst, in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cellpark.base.time import now
from cellpark.base.typesetting import typeset
from cellpark.billing import public as billing
from cellpark.billing.public import Bill
from cellpark.leases.public import names_of
from cellpark.receivables.public import Reminder, Statement, payee_of, words
from cellpark.web.pages.formats import formula, unit

TEMPLATE, LETTER = Path(__file__).with_name("bill.typ"), Path(__file__).with_name("letter.typ")


def _language() -> str:
    return "zh" if (get_language() or "en").startswith("zh") else "en"


def _money(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def bill_pdf(row: Bill, lines: Sequence[Mapping[str, object]]) -> bytes:
    """The bill: who, whom, when due, each line with its days and formula, the sums."""
    names = names_of([row.organisation_id, row.debtor_id])
    data = {
        "title": _("Bill"),
        "number": row.number,
        "facts": [
            [_("Issued by"), names.get(row.organisation_id, "")],
            [_("Debtor"), names.get(row.debtor_id, "")],
            [_("Lease"), row.lease_number or "\u2013"],
            [_("Days"), f"{row.since} \u2013 {row.until - timedelta(days=1)}"],
            [_("Issued on"), str(row.issued_on)],
            [_("Due"), str(row.due)],
        ],
        "heads": [_("What"), _("Days"), _("Computation"), _("Net"), _("Tax"), _("Gross")],
        "rows": [_bill_row(each) for each in lines],
        "sums": [
            [_("Net"), _money(row.net)],
            [_("Tax"), _money(row.tax)],
            [_("To pay"), f"{_money(row.gross)} {unit(row.currency)}"],
        ],
        "widths": "bill",
        "pay": _how_to_pay(row),
        "footer": f"{row.number} \u00b7 SHA-256 {row.lines_digest[:16]}",
    }
    return typeset(TEMPLATE, data, at=now(), lang=_language())


def _how_to_pay(row: Bill) -> dict[str, object]:
    """The bank details that hold now, and what to quote; nothing where two people agreed to none."""
    payee = payee_of(row.organisation_id)
    if payee is None:
        return {}
    facts = [
        [_("Holder of the account"), payee.holder],
        [_("Bank and branch"), payee.bank],
        [_("Number of the account"), payee.grouped],
        [_("Clearing number of the bank"), payee.clearing],
        [_("BIC"), payee.bic],
        [pgettext("payment", "Purpose"), row.number],
    ]
    quote = _("State the number %(number)s as the purpose of the payment: then it settles this bill.")
    return {
        "title": _("How to pay"),
        "facts": [each for each in facts if each[1]],
        "quote": quote % {"number": row.number},
    }


def _bill_row(line: Mapping[str, object]) -> list[str]:
    row = line["row"]
    assert isinstance(row, billing.BillLine), "a line of a bill"
    room = f" {row.room}" if row.room else ""
    return [
        f"{line['what']}{room}",
        str(line["days"]),
        formula(row.formula) or "\u2013",
        _money(row.net),
        _money(row.tax),
        _money(row.gross),
    ]


def statement_pdf(found: Statement, *, operator: str, debtor: str) -> bytes:
    """The account of a debtor with the balance after each movement."""
    data = {
        "title": _("Statement of account"),
        "number": f"{found.since} \u2013 {found.until}",
        "facts": [[_("Issued by"), operator], [_("Debtor"), debtor], [_("Balance before"), _money(found.opening)]],
        "heads": [_("Day"), _("Movement"), _("Number"), _("Owed"), _("Paid"), pgettext("money", "Balance")],
        "rows": [
            [
                *(str(each.day), str(words.MOVEMENTS[each.kind]), each.number),
                *(_money(each.debit) if each.debit else "", _money(each.credit) if each.credit else ""),
                _money(each.balance),
            ]
            for each in found.movements
        ],
        "sums": [[pgettext("money", "Balance"), _money(found.closing)]],
        "widths": "statement",
        "pay": {},
        "footer": debtor,
    }
    return typeset(TEMPLATE, data, at=now(), lang=_language())


def letter_pdf(row: Reminder) -> bytes:
    """A reminder word for word as it was kept, Chinese first."""
    data = {
        "title": f"{words.STEPS[row.step]} \u00b7 {row.sent_on}",
        "texts": [row.text_zh.split("\n"), row.text_en.split("\n")],
    }
    return typeset(LETTER, data, at=row.sent_at, lang="zh")
