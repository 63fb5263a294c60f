"""Sentences for leases from which no bill can be computed."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_TERM = _("A bill says which term, which days and which rate it rests on, so each of them must be certain.")

MESSAGES = {
    "rent.file.unreadable": Message(
        _("The file is no lease in the format %(format)s."),
        _("It is one YAML document in UTF-8, of at most a megabyte, without aliases; no name in it stands twice."),
        _("Begin with the example in examples/leases."),
    ),
    "rent.file.field": Message(
        _("“%(place)s” is missing, unknown, or not what it should be."),
        _("Nothing in a lease is guessed; decimals stand in quotes, so that 3.20 stays 3.20."),
        _("Compare the field with the page on rent (docs/rent.md)."),
    ),
    "rent.lease.too_long": Message(
        _("The lease has no end, or runs for more than %(years)s years."),
        _("Bills are computed for days that are known."),
        _("Set an end; a renewal is a lease of its own."),
    ),
    "rent.lease.too_many_terms": Message(
        _("The lease has more than %(limit)s terms."), "", _("Divide it into several leases.")
    ),
    "rent.cycle.months": Message(
        _("Bills cannot be made at this interval. Possible are: %(known)s months."),
        _("The periods of a year have to fill it."),
        _("Choose one of these."),
    ),
    "rent.term.twice": Message(
        _("The term “%(term)s” stands twice in the lease."),
        _("A line of a bill names its term."),
        _("Give each term a name of its own."),
    ),
    "rent.term.outside": Message(
        _("The term “%(term)s” has days outside the lease."), _TERM, _("Correct the days of the term or of the lease.")
    ),
    "rent.term.endless": Message(_("The term “%(term)s” has no end."), _TERM, _("Set its end.")),
    "rent.term.currency": Message(
        _("The currency of the term “%(term)s” is not known."),
        _("The smallest coin follows from the currency (ISO 4217)."),
        _("Write its code in capital letters, such as CNY."),
    ),
    "rent.term.area": Message(
        _("The term “%(term)s” has a price for a square metre and no area, or an area and another price."),
        _TERM,
        _("Give the area in square metres where the price is for one, and only there."),
    ),
    "rent.term.tax": Message(
        _("The tax of the term “%(term)s” is no share between 0 and 1."),
        "",
        _("Write 0.09 for 9 of 100."),
    ),
    "rent.term.price": Message(
        _("The price of the term “%(term)s” is missing or changes in two ways at once."),
        _("A price is fixed, goes by steps, escalates or follows an index; what is paid once does none of it."),
        _("Keep one of them, or divide the term into two that follow each other."),
    ),
    "rent.term.steps": Message(
        _("The steps of the term “%(term)s” do not begin with its first day, are not in order or leave its days."),
        _TERM,
        _("Put them in order; the first begins with the term."),
    ),
    "rent.term.rate": Message(
        _("A rate of the term “%(term)s” is below zero or has more than six digits after the point."),
        "",
        _("Correct the rate; what is given free is a free period."),
    ),
    "rent.term.escalation": Message(
        _("The escalation of the term “%(term)s” grows by more than the whole, or never."),
        "",
        _("Write 0.05 for 5 of 100, and after how many months."),
    ),
    "rent.term.index": Message(
        _("The index of the term “%(term)s” has no value to begin with, no interval, or looks back over two years."),
        _("A share above 0 and up to 1 of the change is passed on, between floor and cap, and no rate goes below 0."),
        _("Give the value of the base month and after how many months it is looked at."),
    ),
    "rent.term.too_large": Message(
        _("The term “%(term)s” comes to more than bills can hold, or its area is above a thousand square kilometres."),
        _TERM,
        _("Look for a digit too many in the rate and the area, and for an escalation that comes too often."),
    ),
    "rent.index.value": Message(
        _("%(value)s is no value of the index %(index)s."),
        _("A published index is above zero; a rate that follows it never goes below zero."),
        _("Correct the published value."),
    ),
    "rent.rate.too_large": Message(
        _("A rate that follows an index goes beyond %(limit)s."),
        _TERM,
        _("Compare the published values with the base of the index: both belong to the same series."),
    ),
    "rent.term.free_outside": Message(
        _("A free period of the term “%(term)s” lies outside its days."), "", _("Correct the free period.")
    ),
}
