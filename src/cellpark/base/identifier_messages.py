"""Sentences for codes that cannot be read: what is wrong, at which place, and what was expected there."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "identifiers.empty": Message(
        _("No code arrived."),
        _("A scan names one thing."),
        _("Scan again, and hold the scanner steady until it sounds."),
    ),
    "identifiers.too_long": Message(
        _("The text has more than %(limit)s characters."),
        _("No code that fits into one symbol is longer."),
        _("Scan one code at a time."),
    ),
    "identifiers.unknown": Message(
        _("“%(found)s” is no code that is known here."),
        _("Known are ISBT 128 (begins with = or &), GS1 and the codes of this house."),
        _("Scan the code on the label of the thing itself."),
    ),
    "identifiers.ambiguous": Message(
        _("“%(found)s” is a GTIN and also a donation number with its check character."),
        _("Nothing is guessed where one thing could be taken for another."),
        _("Scan the symbol, or type (01) before a GTIN, = before a donation number with its flags."),
    ),
    "identifiers.symbology": Message(
        _("The scanner's prefix “%(found)s” is not known."),
        _("A scanner may say which kind of symbol it read (ISO/IEC 15424)."),
        _("Set the scanner to one of the symbologies of ISO/IEC 15424, or switch the prefix off."),
    ),
    "identifiers.control": Message(
        _("At place %(position)s stands %(found)s, which cannot be printed."),
        _("Outside of GS1 no code holds control characters."),
        _("Scan again; if it stays, check how the scanner is set."),
    ),
    "identifiers.length": Message(
        _("%(what)s has %(found)s characters instead of %(expected)s."),
        _("The length is part of the standard: a shorter or longer code is damaged or another one."),
        _("Scan again, or compare the code with the printed one."),
    ),
    "identifiers.short": Message(
        _("%(what)s ends before place %(position)s, where %(expected)s is expected."),
        _("The length is part of the standard: a shorter or longer code is damaged or another one."),
        _("Scan again, or compare the code with the printed one."),
    ),
    "identifiers.character": Message(
        _("In %(what)s, place %(position)s holds “%(found)s”; expected is %(expected)s."),
        _("Each place of a code has its own set of characters."),
        _("Scan again, or compare the code with the printed one."),
    ),
    "identifiers.check": Message(
        _("In %(what)s, the check at place %(position)s is “%(found)s”; the other characters give “%(expected)s”."),
        _("The check is computed from the others, so that a misread or mistyped code shows."),
        _("Scan again. If the printed code has the same fault, the label must not be used."),
    ),
    "identifiers.flags": Message(
        _("The flags “%(found)s” at place %(position)s are reserved."),
        _("Flags are 00-04, 06, 07, 10, 15-19, 20-59, or 60-96 for a check (ISBT 128 ST-001, table 3)."),
        _("Have the label printed again by whoever issued it."),
    ),
    "identifiers.day": Message(
        _("In %(what)s, “%(found)s” at place %(position)s is not a day of the calendar."),
        _("A date that does not exist cannot be compared with today."),
        _("Have the label printed again by whoever issued it."),
    ),
    "identifiers.time": Message(
        _("In %(what)s, “%(found)s” at place %(position)s is not a time of day."),
        _("Hours run from 00 to 23 and minutes from 00 to 59."),
        _("Have the label printed again by whoever issued it."),
    ),
    "identifiers.structure": Message(
        _("At place %(position)s, “%(found)s” opens no data structure of ISBT 128 that is known here."),
        _("The first characters say what follows (ISBT 128 ST-001, section 2.3)."),
        _("Scan the code of the donation, the product or the chain of identity."),
    ),
    "identifiers.parts": Message(
        _("The compound message holds %(found)s data structures and says that it holds %(expected)s."),
        _("Such a message is read only when it is whole (ISBT 128 ST-001, section 2.4.23)."),
        _("Scan again; if it stays, scan the single codes."),
    ),
    "identifiers.application": Message(
        _("At place %(position)s, “%(found)s” begins no GS1 element that is known here."),
        _("Each element begins with its application identifier (GS1 General Specifications, section 3)."),
        _("Scan again. If it stays, a separator may be missing on the label."),
    ),
    "identifiers.separator": Message(
        _("After %(what)s, a separator is missing before “%(found)s” at place %(position)s."),
        _("A value of open length ends with FNC1 (GS1 General Specifications, section 7.8)."),
        _("Scan again. If it stays, check how the scanner is set."),
    ),
    "identifiers.bracket": Message(
        _("At place %(position)s stands “%(found)s” where an identifier in brackets is expected."),
        _("Written for eyes, GS1 elements look like (01)09506000134352(10)A1."),
        _("Type it with brackets around each identifier."),
    ),
    "identifiers.twice": Message(
        _("%(what)s stands twice in the code."),
        _("One code says each thing once, so that nobody has to choose."),
        _("Have the label printed again by whoever issued it."),
    ),
    "identifiers.room": Message(
        _("%(what)s has no room for the number %(found)s: the prefix leaves %(expected)s digits."),
        _("Prefix, number and check digit fill the length of a key exactly."),
        _("Use a shorter prefix or a smaller number."),
    ),
}
