"""Sentences for the problems of the kernel: periods, money, quantities and canonical bytes."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "interval.empty": Message(
        _("The period ends at %(end)s and does not begin before that (%(start)s)."),
        _("A period runs from its start up to, not including, its end, and is never empty."),
        _("Correct the start or the end."),
    ),
    "interval.mixed": Message(
        _("The period begins with a date and ends with a time, or the other way round."),
        _("A date without a time zone cannot be compared with an instant."),
        _("Give two dates or two times."),
    ),
    "interval.naive": Message(
        _("The time has no time zone."),
        _("A time without a zone means something else in every place."),
        _("Give the time zone."),
    ),
    "money.currency": Message(
        _("“%(currency)s” is not a known currency. Known are: %(known)s."),
        _("The digits after the point follow from the currency (ISO 4217)."),
        _("Write one of the codes in capital letters."),
    ),
    "money.mixed": Message(
        _("%(left)s and %(right)s cannot be added or compared."),
        _("Amounts in two currencies have no sum without a rate."),
        _("Keep the currencies apart, or convert one of them first."),
    ),
    "money.not_an_amount": Message(
        _("“%(text)s” is not an amount of money."),
        _("An amount is a number and a currency."),
        _("Write it like 12.30 CNY, without thousands separators."),
    ),
    "money.too_fine": Message(
        _("%(text)s %(currency)s has more than %(digits)s digits after the point."),
        _("The currency has no smaller coin, and nothing is rounded in silence."),
        _("Round the amount and say how."),
    ),
    "money.too_large": Message(
        _("The amount reaches %(limit)s."),
        _("Such an amount is a slip of the pen."),
        _("Check the digits."),
    ),
    "money.weights": Message(
        _("The amount cannot be shared out with these weights."),
        _("Weights are not negative, and at least one of them is above zero."),
        _("Correct the weights."),
    ),
    "quantity.unit": Message(
        _("“%(unit)s” is not a unit."),
        _("The list of units is closed, so that a slip of the pen never becomes a unit."),
        _("Write it like cells/mL, mg/kg/h or %%, without spaces."),
    ),
    "quantity.unit_too_long": Message(
        _("The unit “%(unit)s” is too complicated."),
        _("A unit has at most 60 characters, and its powers add up to at most 12."),
        _("Write a simpler unit."),
    ),
    "quantity.number": Message(
        _("“%(text)s” is not a number that can be kept."),
        _("A quantity is an exact decimal of at most 34 digits and a unit."),
        _("Write it like 1.5e6 cells/mL, without thousands separators."),
    ),
    "quantity.form": Message(
        _("This is not the stored form of a quantity."),
        _("A stored quantity has exactly a value and a unit, each in its one spelling."),
        _('Write it like {"unit": "cell/mL", "value": "1.5E+6"}.'),
    ),
    "quantity.dimension": Message(
        _("“%(left)s” and “%(right)s” measure different things."),
        _("Only like can be converted, compared or added: cells are not hours, and beads are not cells."),
        _("Give both in units of the same dimension."),
    ),
    "quantity.not_exact": Message(
        _("%(quantity)s has no finite decimal in %(unit)s."),
        _("Nothing is rounded in silence."),
        _("Say to how many digits it is to be rounded, or keep the unit."),
    ),
    "quantity.point": Message(
        _("A temperature in %(unit)s cannot be added or multiplied."),
        _("37 degC is a point on a scale; only differences of temperature are amounts."),
        _("Write the difference in delta_degC."),
    ),
    "quantity.by_zero": Message(
        _("This divides by zero."),
        _("A quotient by zero has no value."),
        _("Check the divisor."),
    ),
    "canonical.float": Message(
        _("At %(path)s stands a binary fraction."),
        _("Languages write such numbers differently, so that a signature over them would not hold."),
        _("Give it as a decimal in text form with its unit."),
    ),
    "canonical.integer_too_large": Message(
        _("At %(path)s stands an integer of 2^53 or more."),
        _("Not every reader keeps it exact (RFC 7493)."),
        _("Give it as text."),
    ),
    "canonical.type": Message(
        _("At %(path)s stands a kind of value that cannot be recorded."),
        _("Records hold text, integers, truth, nothing, lists and objects."),
        _("Turn the value into one of these first."),
    ),
    "canonical.key_not_text": Message(
        _("At %(path)s a key is not text."),
        _("Keys of a record are text."),
        _("Give the key as text."),
    ),
    "canonical.key_not_ascii": Message(
        _("At %(path)s a key is not plain ASCII."),
        _("Other characters are sorted differently by different programs."),
        _("Use Latin letters for the key."),
    ),
    "canonical.not_nfc": Message(
        _("The text at %(path)s is not in Unicode normalisation form C."),
        _("The same letters would have two forms of bytes and two signatures."),
        _("Normalise the text where it is entered."),
    ),
    "canonical.surrogate": Message(
        _("The text at %(path)s holds half a character."),
        _("A lone surrogate cannot be written as UTF-8."),
        _("Enter the text anew."),
    ),
    "canonical.too_deep": Message(
        _("The value is nested too deep at %(path)s."),
        _("The limit protects every program that reads the record."),
        _("Make the value flatter."),
    ),
    "canonical.too_long": Message(
        _("The record is too long."),
        _("The limit protects every program that reads the record."),
        _("Attach large content as a file and record its hash."),
    ),
    "canonical.not_json": Message(
        _("These bytes are not JSON."),
        _("A record is JSON in UTF-8."),
        _("Use the bytes exactly as they were exported."),
    ),
    "canonical.not_canonical": Message(
        _("These bytes are not in the one canonical form."),
        _("A value has one form of bytes (RFC 8785), so that its hash and its signature mean something."),
        _("Use the bytes exactly as they were exported."),
    ),
    "canonical.naive_time": Message(
        _("The time at %(path)s has no time zone."),
        _("A time without a zone means something else in every place."),
        _("Give the time zone."),
    ),
    "canonical.not_finite": Message(
        _("The number at %(path)s is not finite."),
        _("Infinity and “not a number” are no measurements."),
        _("Record the value as unknown instead."),
    ),
    "canonical.number_too_long": Message(
        _("The number at %(path)s is too long or too large."),
        _("A number has at most 34 digits and an exponent of at most 999."),
        _("Round it where it is measured."),
    ),
    "canonical.not_frozen": Message(
        _("The value at %(path)s can change after it was recorded."),
        _("Records are made of values that stay as they are."),
        _("Use a frozen dataclass."),
    ),
}
