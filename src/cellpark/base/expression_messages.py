"""Sentences for the problems of the expression language. Each says where: the caret is among the parameters."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "expression.ends_early": Message(
        _("Line %(line)s, column %(column)s: The expression ends too early."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Add the value or the closing bracket that is missing."),
    ),
    "expression.value_wanted": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” cannot stand here; a value is expected."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write a number with its unit, a name, a text in double quotes, a date or a bracket."),
    ),
    "expression.operator_wanted": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” cannot stand here; a sign such as <= or “and” is expected."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Join the two values with a sign, or remove one of them."),
    ),
    "expression.sign_wanted": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” cannot stand here; “%(wanted)s” is expected."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write the expected sign."),
    ),
    "expression.write_instead": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a sign of this language; write %(instead)s."),
        _("There is one way to write each sign, in plain ASCII, so that two people never read it differently."),
        _("Replace the sign."),
    ),
    "expression.unreadable": Message(
        _("Line %(line)s, column %(column)s: The character “%(found)s” has no meaning here."),
        _(
            "Names are made of Latin letters, digits, underscores and dots; other characters may stand in a "
            "text in double quotes."
        ),
        _("Remove the character, or put the text in double quotes."),
    ),
    "expression.text_not_closed": Message(
        _("Line %(line)s, column %(column)s: The text has no closing double quote."),
        _("A text begins and ends with a double quote on one line."),
        _('Add the closing quote; inside a text write " for a quote.'),
    ),
    "expression.no_such_date": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a date or an instant."),
        _("Dates are year, month and day of the calendar (ISO 8601)."),
        _("Write 2026-11-22 or 2026-11-22T08:00+08:00."),
    ),
    "expression.no_offset": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” has no offset from UTC."),
        _("An instant without an offset means something else in every time zone."),
        _("Add Z or an offset such as +08:00."),
    ),
    "expression.number_too_long": Message(
        _("Line %(line)s, column %(column)s: The number “%(found)s” is too long or too large."),
        _("A number has at most 34 digits and an exponent of at most 99."),
        _("Write fewer digits, or choose a fitting unit."),
    ),
    "expression.chained": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” cannot follow a comparison."),
        _("a < b < c is read differently by different people, so it is refused."),
        _("Write “a < b and b < c”, or “b in a..c” when the ends belong to it."),
    ),
    "expression.range_alone": Message(
        _("Line %(line)s, column %(column)s: A range cannot stand here."),
        _("A range such as 20..28 h stands only after “in”."),
        _("Write “x in 20..28 h”."),
    ),
    "expression.range_open": Message(
        _("Line %(line)s, column %(column)s: The range has neither a lower nor an upper end."),
        _("A range that everything lies in says nothing."),
        _("Write at least one end: ..120 min or 70 %%..."),
    ),
    "expression.too_long": Message(
        _("Line %(line)s, column %(column)s: The expression has %(length)s characters; %(limit)s are allowed."),
        _("The limit keeps expressions readable and the machine free."),
        _("Split it into several expressions."),
    ),
    "expression.too_many_words": Message(
        _("Line %(line)s, column %(column)s: The expression has more than %(limit)s words and signs."),
        _("The limit keeps expressions readable and the machine free."),
        _("Split it into several expressions."),
    ),
    "expression.too_deep": Message(
        _("Line %(line)s, column %(column)s: Brackets, calls and signs are nested more than %(limit)s deep."),
        _("Nobody can check what is nested that deep."),
        _("Split it into several expressions."),
    ),
    "expression.too_many_items": Message(
        _("Line %(line)s, column %(column)s: A list or a call has more than %(limit)s items."),
        _("The limit keeps expressions readable and the machine free."),
        _("Hand the list in as a datum instead of writing it out."),
    ),
    "expression.unknown_name": Message(
        _("Line %(line)s, column %(column)s: There is no datum named “%(name)s” here."),
        _("An expression may use only the names that were declared for it."),
        _("Choose one of the declared names, or declare this one."),
    ),
    "expression.unknown_name_near": Message(
        _("Line %(line)s, column %(column)s: There is no datum named “%(name)s” here. Similar names: %(near)s."),
        _("An expression may use only the names that were declared for it."),
        _("Correct the name."),
    ),
    "expression.unknown_unit": Message(
        _("Line %(line)s, column %(column)s: “%(unit)s” is not a unit."),
        _(
            "The list of units is closed, so that a slip of the pen never becomes a unit. A unit is written "
            "without spaces: 6 mL/bag is a unit, 6 mL / n divides."
        ),
        _("Correct the unit, or put spaces around * and / to calculate."),
    ),
    "expression.unknown_function": Message(
        _("Line %(line)s, column %(column)s: There is no function “%(name)s”. There are: %(known)s."),
        _("The list of functions is closed."),
        _("Use one of these functions."),
    ),
    "expression.arguments": Message(
        _("Line %(line)s, column %(column)s: “%(name)s” is called with the wrong number of values."),
        _("It is written %(shape)s."),
        _("Give the values in this shape."),
    ),
    "expression.known_name": Message(
        _("Line %(line)s, column %(column)s: “known” asks about one name."),
        _("Only a datum can be unknown by itself; anything else follows from data."),
        _("Write known(name)."),
    ),
    "expression.mixed_kinds": Message(
        _("Line %(line)s, column %(column)s: “%(left)s” and “%(right)s” do not go together."),
        _(
            "Only like can be compared, added or listed with like, so that cells are never taken for hours. "
            "Units name numbers, 1 is a plain number; the other kinds are text, truth, day, instant and list."
        ),
        _("Give both sides the same kind; for 0 cells write the unit too."),
    ),
    "expression.no_order": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” cannot be compared with %(sign)s."),
        _(
            "Numbers, days and instants have an order; texts and truths can only be equal or not; lists are "
            "searched with “in”."
        ),
        _("Use == or !=, or “in” for a list."),
    ),
    "expression.points": Message(
        _("Line %(line)s, column %(column)s: “%(left)s” and “%(right)s” cannot be added or subtracted in this order."),
        _(
            "37 degC is a point on a scale: two points have a difference, and a difference moves a point, "
            "but two points have no sum."
        ),
        _("Write the difference in delta_degC."),
    ),
    "expression.number_wanted": Message(
        _("Line %(line)s, column %(column)s: A number is expected here, not “%(found)s”."),
        _(
            "One calculates with amounts. A temperature on a scale (degC, K) is not an amount; its "
            "differences are (delta_degC)."
        ),
        _("Write a number with its unit, or a difference of temperatures."),
    ),
    "expression.truth_wanted": Message(
        _("Line %(line)s, column %(column)s: A condition is expected here, not “%(found)s”."),
        _("“and”, “or”, “not”, any, all and choose work on what is true or false."),
        _("Write a comparison, for example viab >= 70 %%."),
    ),
    "expression.list_wanted": Message(
        _("Line %(line)s, column %(column)s: A list or a range is expected here, not “%(found)s”."),
        _("“in”, count, sum, any and all look into a list."),
        _("Write [a, b, c], a range, or the name of a list."),
    ),
    "expression.list_in_list": Message(
        _("Line %(line)s, column %(column)s: A list cannot hold a list."),
        _("Lists hold single values, so that “in” has one meaning."),
        _("Join the lists into one."),
    ),
    "expression.unit_too_long": Message(
        _("Line %(line)s, column %(column)s: The unit of “%(left)s” and “%(right)s” together is too complicated."),
        _("Powers in a unit add up to at most 12."),
        _("Calculate in smaller steps."),
    ),
    "expression.result_kind": Message(
        _("Line %(line)s, column %(column)s: The whole expression gives “%(found)s”; “%(wanted)s” is needed."),
        _(
            "Only like can be compared, added or listed with like, so that cells are never taken for hours. "
            "Units name numbers, 1 is a plain number; the other kinds are text, truth, day, instant and list."
        ),
        _("Change the expression so that it gives what is needed here."),
    ),
    "expression.division_by_zero": Message(
        _("Line %(line)s, column %(column)s: This divides by zero."),
        _("A quotient by zero has no value."),
        _("Check the divisor, or exclude zero first with choose(x != 0, ..., ...)."),
    ),
    "expression.number_out_of_range": Message(
        _("Line %(line)s, column %(column)s: The result is too large or too close to zero to be kept."),
        _("Results outside any measurable amount point to an error in the data or in the expression."),
        _("Check the values and their units."),
    ),
    "expression.step_not_positive": Message(
        _("Line %(line)s, column %(column)s: The step of round is not above zero."),
        _("One rounds to multiples of a positive step."),
        _("Give a step such as 0.1 mL."),
    ),
    "expression.list_empty": Message(
        _(
            "Line %(line)s, column %(column)s: An empty list has no smallest or largest item "
            "and, when its unit is not known, no sum."
        ),
        _("Without items there is nothing to compare, and no unit for a sum."),
        _("Exclude it first, for example with choose(count(list) > 0, ..., ...)."),
    ),
    "expression.not_whole_days": Message(
        _("Line %(line)s, column %(column)s: A day can be moved only by whole days."),
        _("A day has no hours."),
        _("Add whole days, or use an instant."),
    ),
    "expression.date_out_of_range": Message(
        _("Line %(line)s, column %(column)s: The resulting date lies outside the years 1 to 9999."),
        _("The calendar of the system ends there."),
        _("Check the length of time and its unit."),
    ),
    "expression.datum": Message(
        _("The value for “%(name)s” is not usable: “%(wanted)s” is needed, “%(found)s” was given."),
        _(
            "Every name has a declared kind or unit, and a value of another kind would be compared with the "
            "wrong thing."
        ),
        _("Enter a value of the needed kind; numbers with a unit of the same dimension, instants with an offset."),
    ),
}
