"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.booking.words import STAGES

_SHARED = _("What many share has rules, the same on every way in.")
_ONCE = _("A resource is booked once for any time; the database refuses a second booking.")
_FAIR = _("So that all companies have their share.")
_TIME = _("Times are those of the clock at the resource, on steps of five minutes.")
_OWNER = _("The rules of a resource are its owner’s.")
_TERMS = _("Rules that contradict themselves would refuse everybody.")
_TABLE = _("An import is tried as a whole; one bad line and nothing is booked.")
_SCAN = _("Checking in by scan says that somebody stands before the thing itself.")
_ANOTHER = _("Choose another time; the nearest free one is shown where there is one.")
_CORRECT = _("Correct it.")

MESSAGES = {
    "booking.let_be.not": Message(
        _("This booking did not give way to a lease."),
        _("Only for what was cancelled without the company’s doing another room is looked for."),
        _("Cancel the booking if it is not needed."),
    ),
    "booking.time.step": Message(
        _("A booking begins and ends on a step of %(minutes)s minutes."), _TIME, _("Round the time.")
    ),
    "booking.time.order": Message(
        _("The end is not later than the beginning."), _TIME, _("Correct one of the two times.")
    ),
    "booking.time.past": Message(_("This time is over."), _TIME, _("Choose a time from now on.")),
    "booking.time.far": Message(_("This time is years away."), _TIME, _("Look at the year.")),
    "booking.length.short": Message(
        _("%(minutes)s minutes are less than the %(least)s that have to be booked."), _SHARED, _("Book longer.")
    ),
    "booking.length.long": Message(
        _("%(minutes)s minutes are more than the %(most)s that may be booked at once."),
        _FAIR,
        _("Book a shorter time, or several."),
    ),
    "booking.window": Message(_("It is not open during all of this time."), _SHARED, _ANOTHER),
    "booking.day.closed": Message(_("It is closed on %(day)s."), _SHARED, _ANOTHER),
    "booking.advance": Message(
        _("It can be booked %(days)s days ahead, until %(day)s."),
        _FAIR,
        _("Choose an earlier day, or come back later."),
    ),
    "booking.advance.no_show": Message(
        _("Your company can book %(days)s days ahead, until %(day)s: %(times)s of its bookings lapsed in 90 days."),
        _("Who books and does not come books less far ahead."),
        _("Choose an earlier day, and cancel in time what you do not need."),
    ),
    "booking.quota.week": Message(
        _("Your company may have it %(hours)s hours in the week from %(since)s; %(left)s minutes are left."),
        _FAIR,
        _("Choose another week or a shorter time, or cancel another booking."),
    ),
    "booking.quota.month": Message(
        _("Your company may have it %(hours)s hours in the month from %(since)s; %(left)s minutes are left."),
        _FAIR,
        _("Choose another month or a shorter time, or cancel another booking."),
    ),
    "booking.open_max": Message(
        _("Your company has %(most)s bookings to come, which is all it may have at a time."),
        _FAIR,
        _("Use or cancel one of them first."),
    ),
    "booking.training": Message(
        _("Whoever uses it needs a valid qualification: %(subjects)s."),
        _("Some things are for people who were trained on them."),
        _("Ask your administrator or the owner for the training; then book again."),
    ),
    "booking.stage": Message(
        _("It is not for companies of the stage “%(stage)s”."),
        _SHARED,
        _("Ask the park’s office."),
        words={"stage": STAGES},
    ),
    "booking.let": Message(
        _("The room is let on %(day)s, and not to this company."),
        _("A room that is let is booked by its tenant alone, unless its owner says that it is shared."),
        _("Choose another room or another day, or ask the park’s office."),
    ),
    "booking.taken": Message(
        _("It is taken from %(start)s to %(end)s."), _ONCE, _("Choose another time, or wait for it.")
    ),
    "booking.taken.cleaning": Message(
        _("The cleaning between two uses falls into the time from %(start)s to %(end)s, which is taken."),
        _ONCE,
        _("Leave more time between the two."),
    ),
    "booking.taken.plant": Message(
        _("It is kept for production from %(start)s to %(end)s."), _ONCE, _("Choose another time, or wait for it.")
    ),
    "booking.change.late": Message(
        _("Less than %(minutes)s minutes before it begins, a booking can be made longer and not shorter."),
        _("Who gives time up so late leaves it empty for everybody."),
        _("Keep the time, or cancel: it counts as a no-show and costs what was booked."),
    ),
    "booking.resource.closed": Message(_("It is not booked at present."), _OWNER, _("Ask its owner.")),
    "booking.resource.owner": Message(_("This resource belongs to another house."), _OWNER, _("Ask its owner.")),
    "booking.side": Message(
        _("This booking belongs to another company."),
        _("A booking is changed by the company that has it, or by the owner of the resource."),
        _("Ask one of the two."),
    ),
    "booking.stale": Message(
        _("It was changed meanwhile."), _("Two people changed it at the same time."), _("Look at it again.")
    ),
    "booking.item": Message(_("%(name)s, %(start)s cannot be had:"), _("All is booked together or nothing is.")),
    "booking.wanted.count": Message(
        _("Between 1 and %(most)s bookings can be made at once."), _SHARED, _("Make several of them.")
    ),
    "booking.series.range": Message(
        _("A series has 2 to %(most)s times, 1 to 31 days apart."), _SHARED, _("Correct the numbers.")
    ),
    "booking.series.none": Message(_("None of these times can be had."), _ONCE, _("Choose another time of the day.")),
    "booking.purpose.long": Message(_("The purpose is longer than %(most)s characters."), _SHARED, _("Shorten it.")),
    "booking.purpose.control": Message(_("The purpose has characters that cannot be shown."), _SHARED, _CORRECT),
    "booking.scan.unknown": Message(
        _("No resource that you may book has the code “%(code)s”."), _SCAN, _("Scan the label on the resource.")
    ),
    "booking.scan.wrong": Message(
        _("This is the code of %(code)s; the booking is of %(name)s."), _SCAN, _("Go to the resource that you booked.")
    ),
    "booking.scan.nothing": Message(
        _("Your company has no booking of %(name)s at this time."),
        _SCAN,
        _("Book it, or use it at once if it is free."),
    ),
    "booking.early": Message(
        _("It begins at %(start)s; one can check in %(minutes)s minutes before."), _SCAN, _("Come back then.")
    ),
    "booking.not_begun": Message(
        _("Nobody has checked in."), _SCAN, _("Check in by scanning the resource, or cancel the booking.")
    ),
    "booking.walk_up.minutes": Message(
        _("The number of minutes lies outside 1 to %(most)s."), _TIME, _("Correct the number.")
    ),
    "booking.wait.free": Message(_("This time is free."), _("One waits for what is taken."), _("Book it now.")),
    "booking.wait.twice": Message(
        _("Your company waits for this time already."), _FAIR, _("Wait until it is offered.")
    ),
    "booking.offer.over": Message(
        _("The offer is over."),
        _("What is offered is kept for a while and then goes to the next in line."),
        _("Wait again, or choose another time."),
    ),
    "booking.code.malformed": Message(
        _("“%(code)s” is no code of a resource."),
        _("A code is printed and scanned: capital letters, digits, points, dashes and slashes, 2 to 40."),
        _("Write it like MR-101."),
    ),
    "booking.code.taken": Message(
        _("Another resource has the code %(code)s."), _("A scanned code leads to one thing."), _("Take another code.")
    ),
    "booking.name.missing": Message(
        _("It has no name."), _("What has no name is not found."), _("Name it in Chinese, in English, or in both.")
    ),
    "booking.text.malformed": Message(
        _("This is longer than %(most)s characters or has some that cannot be shown."), _SHARED, _CORRECT
    ),
    "booking.price.range": Message(
        _("The price is no amount between 0 and %(most)s with two digits after the point."), _TERMS, _CORRECT
    ),
    "booking.tax.range": Message(_("The rate of tax is no share between 0 and 1."), _TERMS, _("Write 0.06 for 6 %%.")),
    "booking.allowed.named": Message(
        _("No one organisation here is called “%(name)s”."),
        _("Who may book a resource is an organisation of this site."),
        _("Write its whole name or its credit code, or choose it from the list."),
    ),
    "booking.allowed.unknown": Message(
        _("Not all of those who may book it are known here."), _OWNER, _("Choose them from the list.")
    ),
    "booking.source.unknown": Message(
        _("This room or device is not your house’s own."), _OWNER, _("Choose one of your own.")
    ),
    "booking.source.twice": Message(
        _("This room or device can be booked already."), _ONCE, _("Change the resource that there is.")
    ),
    "booking.terms.length": Message(
        _("The shortest booking has 5 minutes or more, and the longest is no shorter and at most 92 days."),
        _TERMS,
        _CORRECT,
    ),
    "booking.terms.window": Message(
        _("A window is a weekday and two times of one day, the second one later."),
        _TERMS,
        _("Write one a line, such as “1-5 08:00-18:00”; 1 is Monday."),
    ),
    "booking.terms.quota": Message(
        _("A quota is a number of hours from 1 to 744 in a week or a month."),
        _TERMS,
        _("Write one a line, such as “week 10” or “month 40 nursery”."),
    ),
    "booking.terms.closed": Message(
        _("Closed days are dates in their order that do not overlap."),
        _TERMS,
        _("Write one a line, such as “2026-10-01” or “2026-10-01 2026-10-07”."),
    ),
    "booking.terms.buffer": Message(_("The time for cleaning is in steps of five minutes."), _TERMS, _CORRECT),
    "booking.terms.range": Message(_("The number lies outside 0 to %(most)s."), _TERMS, _CORRECT),
    "booking.terms.many": Message(_("One of the lists has more than %(most)s entries."), _TERMS, _("Shorten it.")),
    "booking.terms.zone": Message(_("“%(zone)s” is no time zone."), _TIME, _("Write it like Asia/Shanghai.")),
    "booking.feed.many": Message(
        _("There are %(most)s addresses of calendars already."),
        _("An address that nobody watches is a door that nobody watches."),
        _("Revoke those that are not used."),
    ),
    "booking.import.size": Message(_("The file is larger than %(most)s KB."), _TABLE, _("Import it in parts.")),
    "booking.import.text": Message(_("The file is no table of text in UTF-8."), _TABLE, _("Save it as “CSV UTF-8”.")),
    "booking.import.head": Message(
        _("The first line does not name the columns."), _TABLE, _("Begin with “%(head)s”; the last two may be absent.")
    ),
    "booking.import.lines": Message(_("A file has 1 to %(most)s lines."), _TABLE, _("Import it in parts.")),
    "booking.import.cells": Message(_("The line does not have %(count)s cells."), _TABLE, _CORRECT),
    "booking.import.company": Message(
        _("“%(text)s” is no id of a company."), _TABLE, _("Leave it empty for your own company.")
    ),
    "booking.import.resource": Message(
        _("No resource that you may book has the code “%(code)s”."),
        _TABLE,
        _("Write the code as it stands on its page."),
    ),
    "booking.import.resources": Message(
        _("Several owners have a resource with the code “%(code)s”."),
        _TABLE,
        _("Book it on the page of the one that you mean."),
    ),
    "booking.import.time": Message(_("“%(text)s” is no time."), _TABLE, _("Write it like 2026-11-23 09:00.")),
}
