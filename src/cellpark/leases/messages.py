"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.leases.words import LEASE_STATES

_NESTED = _("Whoever rents a room has it alone: a bench in it is nobody else\u2019s on the same days.")
_ONCE = _("No room is let twice on one day: the database itself excludes it. The last day given is the first free one.")
_LEASE = _("A lease says who rents which rooms, from when to when and on which terms.")
_FILE = _("The lease file and what stands beside it say the same.")
_SIDES = _("A lease has two sides: the park that lets, and the tenant who rents.")
_TWO = _("Terms bind after two people of the park looked at them: one drafts, a park manager approves.")
_AMEND = _("What both sides signed is never edited: an amendment says new terms from a day on, and is signed as well.")
_NOTICE = _("A lease ends before its time by a notice, after the days that it says.")
_CALENDAR = _("A lease takes its course by the calendar.")
_HOLD = _("A hold keeps rooms for somebody until a day and then ends by itself.")
_INDEX = _("A rent follows an index by the values that were published, each with its month and its source.")
_RENEW = _("A lease is renewed by another one that begins on the day on which it ends.")
_PAPER = _("A contract that both sides signed on paper is taken over with its place in the archive and its day.")
_LOOK = _("Look at the lease as it is now.")
_BACK = _("A notice is taken back where one side asks and the other one agrees in time; nobody agrees with themselves.")

MESSAGES = {
    "leases.number.malformed": Message(
        _("“%(number)s” is no number of a lease."),
        _("A number is printed on contracts and bills: capital letters, digits, points, dashes and slashes, up to 40."),
        _("Write it like L-2026-014."),
    ),
    "leases.number.taken": Message(
        _("The number %(number)s is taken."), _("A number leads to one lease."), _("Take the next free number.")
    ),
    "leases.paper.unnamed": Message(
        _("It is not said where the contract on paper lies."),
        _PAPER,
        _("Write the number or the place under which the archive finds it."),
    ),
    "leases.paper.future": Message(
        _("%(day)s is still to come."), _PAPER, _("Write the day of the last signature on the contract.")
    ),
    "leases.paper.billed": Message(
        _("It would be billed from %(day)s, but ends on %(end)s: nothing would ever be billed."),
        _PAPER,
        _("Write the first day that was not billed elsewhere."),
    ),
    "leases.text.other_number": Message(
        _("The lease file is that of %(said)s, not of %(number)s."), _FILE, _("Write the same number in both places.")
    ),
    "leases.text.currency": Message(
        _("The terms are in %(said)s."),
        _("The park has one currency of account: bills, charges, late fees and payments are in %(currency)s."),
        _("Write the rents in %(currency)s."),
    ),
    "leases.text.index_name": Message(
        _("The term “%(term)s” follows an index whose name is longer than %(limit)s characters."),
        _INDEX,
        _("Write the name under which its values are recorded."),
    ),
    "leases.text.other_room": Message(
        _("The term “%(term)s” is for room %(room)s, which is none of the rooms of this lease."),
        _FILE,
        _("Choose the room, or correct its code in the term."),
    ),
    "leases.rooms.none": Message(_("No room is chosen."), _LEASE, _("Choose at least one room.")),
    "leases.rooms.many": Message(_("These are more than %(limit)s rooms."), _LEASE, _("Make several leases.")),
    "leases.rooms.twice": Message(_("A room is named twice."), _LEASE, _("Name each room once.")),
    "leases.rooms.days": Message(
        _("Room %(room)s is taken on days outside the lease."), _LEASE, _("Choose days within those of the lease.")
    ),
    "leases.rooms.fit_out": Message(
        _("The works in room %(room)s do not end within its days."),
        _LEASE,
        _("Choose the first day after the works, within the lease."),
    ),
    "leases.rooms.owners": Message(
        _("These rooms do not belong to one park."), _LEASE, _("Make a lease with each park.")
    ),
    "leases.room.taken": Message(
        _("Room %(room)s is let from %(since)s up to %(until)s (lease %(number)s)."),
        _ONCE,
        _("Choose other days or another room."),
    ),
    "leases.room.held": Message(
        _("Room %(room)s is held for somebody else (%(number)s)."),
        _HOLD,
        _("Choose another room, wait until the hold runs out, or ask the leasing office to release it."),
    ),
    "leases.room.nested_taken": Message(
        _("%(other)s, one in the other with %(room)s, is let from %(since)s up to %(until)s (lease %(number)s)."),
        _NESTED,
        _("Choose other days or another place, or let both to one tenant."),
    ),
    "leases.room.nested_held": Message(
        _("%(other)s, one in the other with %(room)s, is held for somebody else (%(number)s)."),
        _NESTED,
        _("Choose another place, wait until the hold runs out, or ask the leasing office to release it."),
    ),
    "leases.room.contended": Message(
        _("Somebody else took one of these rooms a moment ago and let it go again."), _ONCE, _("Try once more.")
    ),
    "leases.room.not_there": Message(
        _("Room %(room)s exists from %(since)s up to %(until)s only."),
        _("Rooms are split and merged over the years; a lease names rooms that exist on all its days."),
        _("Choose the rooms that follow it, or shorter days."),
    ),
    "leases.side.stranger": Message(
        _("You act for neither side of this lease."), _SIDES, _("Ask the park's leasing office.")
    ),
    "leases.side.tenant": Message(_("This is for the park to do."), _SIDES, _("Ask the park's leasing office.")),
    "leases.tenant.unknown": Message(
        _("The tenant is no organisation that takes part here."), _SIDES, _("Register the company as an organisation.")
    ),
    "leases.tenant.self": Message(_("The park cannot let to itself."), _SIDES, _("Choose the tenant.")),
    "leases.version.none": Message(_("Nothing of lease %(number)s waits for an approval or a signature."), _TWO, _LOOK),
    "leases.version.own_draft": Message(
        _("You drafted lease %(number)s yourself."), _TWO, _("Ask another park manager to approve it.")
    ),
    "leases.version.signed": Message(
        _("Your side has signed lease %(number)s already."), _SIDES, _("Wait for the signature of the other side.")
    ),
    "leases.signature.of_other": Message(
        _("What was shown is about something else than this lease."),
        _("A signature holds for exactly what was shown (21 CFR 11.70)."),
        _("Open the lease and begin signing again."),
    ),
    "leases.amendment.state": Message(
        _("Lease %(number)s cannot be amended: it is in the state “%(state)s” or ends by a notice."),
        _AMEND,
        _LOOK,
        words={"state": LEASE_STATES},
    ),
    "leases.amendment.pending": Message(
        _("An amendment of lease %(number)s waits already."), _AMEND, _("Sign or withdraw it first.")
    ),
    "leases.amendment.day": Message(
        _("An amendment begins after the first day %(since)s and before the end %(until)s of the lease."),
        _AMEND,
        _("Write a day between them as “since” of the lease file."),
    ),
    "leases.amendment.cycle": Message(
        _("The amendment bills by another cycle."), _AMEND, _("Keep the cycle; a new lease may have another one.")
    ),
    "leases.amendment.late": Message(
        _("The amendment has another rule for late payment."),
        _AMEND,
        _("Keep the rule; a new lease may have another one."),
    ),
    "leases.notice.range": Message(
        _("The days of notice are none from 0 to %(most)s."), _NOTICE, _("Write how many days before its end.")
    ),
    "leases.notice.outside": Message(
        _("A notice ends the lease after %(since)s and before %(until)s, when it ends by itself."),
        _NOTICE,
        _("Choose a day between them."),
    ),
    "leases.notice.short": Message(
        _("That is too soon: with %(days)s days of notice the first day is %(earliest)s."),
        _NOTICE,
        _("Choose a later day. Where both sides agreed in writing, a park manager may say so."),
    ),
    "leases.notice.given": Message(_("Lease %(number)s ends on %(day)s by a notice already."), _NOTICE, _LOOK),
    "leases.notice.none": Message(
        _("Nobody gave notice of lease %(number)s."), _NOTICE, _("Give notice first, or wait for its last day.")
    ),
    "leases.back.day": Message(
        _("The other side may agree from %(today)s on and before %(day)s, when the lease ends."),
        _BACK,
        _("Choose a day between them."),
    ),
    "leases.back.none": Message(
        _("Nobody asks to take the notice of lease %(number)s back, or the day for it is over."),
        _BACK,
        _("Ask the other side to agree until a day."),
    ),
    "leases.back.own": Message(
        _("You or your side asked to take the notice of lease %(number)s back."),
        _BACK,
        _("Wait until the other side agrees."),
    ),
    "leases.start.early": Message(_("The lease starts on %(day)s."), _CALENDAR, _("Wait for that day.")),
    "leases.end.early": Message(_("The lease runs up to %(day)s."), _CALENDAR, _("Wait for that day.")),
    "leases.hold.until": Message(
        _("A hold ends after today and within %(days)s days."), _HOLD, _("Choose a day in that time.")
    ),
    "leases.hold.nobody": Message(
        _("It is not said for whom the rooms are held."), _HOLD, _("Choose an organisation or write a name.")
    ),
    "leases.index.month": Message(
        _("“%(month)s” is no month."), _INDEX, _("Write the year and the month, such as 2027-03.")
    ),
    "leases.index.figure": Message(
        _("“%(figure)s” is no index value."), _INDEX, _("Write a number above zero with at most six digits after it.")
    ),
    "leases.index.future": Message(
        _("The value is not published yet on that day."), _INDEX, _("Write the day on which it was published.")
    ),
    "leases.asking.rate": Message(
        _("That is no rent for a square metre."),
        _("Vacancy is valued by the rent that is asked, in CNY a month without tax."),
        _("Write an amount from 0 to %(most)s with at most two digits after the point."),
    ),
    "leases.form.line": Message(
        _("“%(line)s” cannot be read."),
        _("A line holds two things with a space between: two days, or a day and a price."),
        _("Write days like 2027-03-01 and prices like 95.50."),
    ),
    "leases.form.room": Message(
        _("There is no one room “%(line)s” on that day."),
        _("A room is written as building and room; where its code is unique, the code is enough."),
        _("Write it like B1/R-301; the first day after the works, if any, stands behind it."),
    ),
    "leases.form.no_terms": Message(_("No term has a price."), _LEASE, _("Write at least one price, or a lease file.")),
    "leases.renewal.state": Message(
        _("Lease %(number)s cannot be renewed: it is in the state “%(state)s” or ends by a notice."),
        _RENEW,
        _LOOK,
        words={"state": LEASE_STATES},
    ),
    "leases.renewal.twice": Message(
        _("A lease that follows %(number)s exists already."), _RENEW, _("Go on with that one, or withdraw it.")
    ),
    "leases.renewal.gap": Message(
        _("The lease that follows begins on %(day)s."), _RENEW, _("Write that day as “since” of the lease file.")
    ),
}
