"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_CHARGE = _("A charge becomes a line of a bill, and is billed once.")
_UNCHANGED = _("A bill is never changed: a credit note takes its lines back, each once.")
_TWO = _("What takes money back is prepared by one person and issued by another.")
_ONCE = _("Every lease is billed up to a day once.")

MESSAGES = {
    "billing.charge.endless": Message(_("The charge has no last day."), _CHARGE, _("Name the day after its last.")),
    "billing.charge.amount": Message(
        _("This is no amount in whole cents, or it is nothing."),
        _CHARGE,
        _("Enter an amount with two digits after the point."),
    ),
    "billing.charge.tax": Message(_("The tax is no share between 0 and 1."), _CHARGE, _("Write 6 % as 0.06.")),
    "billing.charge.source": Message(
        _("The charge does not say where it comes from."), _CHARGE, _("Name the record that it follows from.")
    ),
    "billing.charge.differs": Message(
        _("%(source)s was handed in before with another debtor or amount."),
        _CHARGE,
        _("Take the first charge back, and hand in a new one with a source of its own."),
    ),
    "billing.charge.credit": Message(
        _("Single people would take more than %(most)s CNY off for this debtor within %(days)s days."),
        _TWO,
        _("Credit the bill that was wrong: over this amount a second person decides about it."),
    ),
    "billing.credit.nothing": Message(
        _("Nothing of bill %(number)s is left to take back."), _UNCHANGED, _("Look at its credit notes.")
    ),
    "billing.credit.line_gone": Message(
        _("A line of bill %(number)s is taken back already, or waits for that."),
        _UNCHANGED,
        _("Choose lines that still stand."),
    ),
    "billing.credit.returned": Message(
        _("%(amount)s of the deposit of bill %(number)s went back, was used, or is about to."),
        _("A deposit goes back once: what was returned of it is not credited as well, and nothing else is left of it."),
        _("Leave the deposit out of the credit note; decline a note that waits, and write it again over what is left."),
    ),
    "billing.credit.own": Message(
        _("You prepared this credit note of bill %(number)s yourself."), _TWO, _("Ask another park manager to decide.")
    ),
    "billing.again.nothing": Message(
        _("Nothing that was taken back of bill %(number)s can be billed again."),
        _UNCHANGED,
        _("Look at its credit notes, and at what its lease says of these days."),
    ),
    "billing.again.amended": Message(
        _("Lease %(number)s says something else than its bills."),
        _("An amended lease is corrected by the difference."),
        _("Correct the bills of the lease first, then bill again what was taken back."),
    ),
    "billing.claim.not_open": Message(
        _("Less than %(amount)s is open of this bill."),
        _("A bill is not paid by more than it asks for."),
        _("Look at what is open now, and take that amount or less."),
    ),
    "billing.correction.nothing": Message(
        _("The bills of lease %(number)s say what the lease says."),
        _("An amended lease is corrected by the difference."),
        _("Nothing is to be done."),
    ),
    "billing.run.unfinished": Message(
        _("A billing run up to %(until)s is not finished."), _ONCE, _("Let it finish first: start it again.")
    ),
    "billing.run.unwritable": Message(
        _("A line of this lease is longer, or its amount larger, than a bill can hold."),
        _ONCE,
        _("Correct the lease; the next run bills it."),
    ),
    "billing.run.far": Message(
        _("%(until)s lies more than %(days)s days ahead."),
        _ONCE,
        _("Choose an earlier day: bills that are issued are not taken back by themselves."),
    ),
}
