"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_WITHIN = _("No more is given to bills, or back, than came in.")
_FILE = _("A bank’s file is taken whole or not at all.")
_TWO = _("What takes money back is prepared by one person and issued by another.")
_PAYEE = _("Where debtors pay to is written down by one person and agreed by another: it is what fraud aims at.")
_FEES = _("Late fees are charged by the rule of the lease, once a month for each bill.")

MESSAGES = {
    "receivables.amount": Message(
        _("This is no amount of money."), _("Money has whole cents and is more than nothing."), _("Correct the amount.")
    ),
    "receivables.payment.future": Message(
        _("%(day)s is still to come."), _("A payment is entered when it came in."), _("Correct the day.")
    ),
    "receivables.payment.twice": Message(
        _("This movement at the bank was entered before, as %(number)s."),
        _("A movement at the bank is one payment."),
        _("Look at that payment."),
    ),
    "receivables.payment.short": Message(
        _("Not so much of payment %(number)s is free."), _WITHIN, _("Take what is free, or less.")
    ),
    "receivables.payment.gone": Message(
        _("Payment %(number)s cannot be reversed: some of it was paid back, or it is a deposit that was used."),
        _WITHIN,
        _("Decline what still waits; correct the rest with your accountants."),
    ),
    "receivables.allocation.parts": Message(
        _("A bill is named twice, or none is."), _WITHIN, _("Name each bill once, with its part.")
    ),
    "receivables.allocation.less": Message(
        _("Less than %(amount)s of this payment settles the bill."), _WITHIN, _("Take that much or less.")
    ),
    "receivables.allocation.deposit": Message(
        _("The deposit of this bill went back, was used, or is about to: what paid for it stays with the bill."),
        _WITHIN,
        _("Decline what still waits; correct the rest with your accountants."),
    ),
    "receivables.payout.less": Message(
        _("Less than %(amount)s is there to be paid back."), _WITHIN, _("Take what is free or held, or less.")
    ),
    "receivables.payout.own": Message(_("You prepared this yourself."), _TWO, _("Ask another park manager to decide.")),
    "receivables.payee.number": Message(
        _("This is no number of a bank account."), _PAYEE, _("Write 6 to 34 digits or capital letters.")
    ),
    "receivables.payee.clearing": Message(
        _("This is no number by which Chinese banks clear."), _PAYEE, _("Write its twelve digits, or leave it empty.")
    ),
    "receivables.payee.bic": Message(
        _("This is no BIC."), _("A BIC has 8 or 11 letters and digits (ISO 9362)."), _("Correct it, or leave it empty.")
    ),
    "receivables.payee.waits": Message(
        _("Bank details wait for a second person already."),
        _PAYEE,
        _("Have those agreed, declined or withdrawn first."),
    ),
    "receivables.payee.same": Message(
        _("Bills print these bank details already."), _PAYEE, _("Change what is to be different.")
    ),
    "receivables.payee.another": Message(
        _("Somebody else wrote these bank details down."), _PAYEE, _("Ask that person, or have a park manager decline.")
    ),
    "receivables.payee.own": Message(
        _("You wrote these bank details down yourself."), _PAYEE, _("Ask another park manager to compare and decide.")
    ),
    "receivables.tax_code.kind": Message(
        _("A deposit is not invoiced."), _("A deposit is owed back and is no sale."), _("Choose another kind of line.")
    ),
    "receivables.tax_code.malformed": Message(
        _("This is no tax classification code."),
        _("The codes of goods and services have nineteen digits."),
        _("Copy it from the table of your tax office."),
    ),
    "receivables.reminder.none": Message(
        _("No reminder is due today."),
        _("Reminders follow one another: 7, 21 and 35 days after the due day, a week apart."),
        _("Look at the account; come back when the next one is due."),
    ),
    "receivables.late.future": Message(_("%(day)s is still to come."), _FEES, _("Choose today or an earlier day.")),
    "receivables.journal.days": Message(
        _("The days are in the wrong order, or more than %(days)s."),
        _("A journal is exported for some days."),
        _("Choose fewer days."),
    ),
    "receivables.import.unreadable": Message(
        _("This is no CSV file with rows in it, or it is too large."),
        _FILE,
        _("Export the statement as CSV in UTF-8 or GB 18030."),
    ),
    "receivables.import.columns": Message(
        _("These columns are missing: %(missing)s."), _FILE, _("Keep the heading that the bank wrote.")
    ),
    "receivables.import.amount": Message(_("“%(text)s” is no amount."), _FILE, _("Correct the row.")),
    "receivables.import.direction": Message(
        _("“%(text)s” does not say whether the money came in or went out."), _FILE, _("Correct the row.")
    ),
    "receivables.import.day": Message(_("“%(text)s” is no day."), _FILE, _("Write days like 2026-11-22.")),
    "receivables.import.payer": Message(
        _("Nobody with a lease or a bill is called “%(payer)s”."),
        _("A payment belongs to a debtor: found by the number of a bill in the text, or by name."),
        _("Write the number of the bill into the text of the row, or enter the payment by hand."),
    ),
    "receivables.import.payers": Message(
        _("Several debtors are called “%(payer)s”."),
        _("A payment belongs to a debtor: found by the number of a bill in the text, or by name."),
        _("Write the number of the bill into the text of the row, or enter the payment by hand."),
    ),
    "receivables.import.same": Message(
        _("These lines may be payments that are known already: %(lines)s."),
        _("A movement at the bank is one payment; whether two alike are one or two only a person can say."),
        _("Look at the statement. Mark each line that is a payment of its own; those that you leave are not entered."),
    ),
    "receivables.import.bad": Message(
        _("%(count)s rows cannot be taken: %(lines)s."), _FILE, _("Correct these rows, or take them out of the file.")
    ),
}
