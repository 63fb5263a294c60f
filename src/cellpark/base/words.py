"""Sentences for the problems that the plumbing itself finds, and for those that every app shares."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "base.idempotency.reused": Message(
        _("This form was already sent with other contents."),
        _("Each form carries a key so that a double click never acts twice."),
        _("Open the page again and send the new contents from there."),
    ),
    "base.stale": Message(
        _("This was changed by somebody else while you had it open."),
        _("An act is based on the state that you saw, so that nobody overwrites what they never read."),
        _("Look at the difference below, then send again if you still mean it."),
    ),
    "base.required": Message(
        _("This field is empty."), _("The record would be incomplete without it."), _("Fill it in and send again.")
    ),
    "base.too_long": Message(
        _("This text has more than %(limit)s characters."),
        _("The limit keeps records readable and printable."),
        _("Shorten it and send again."),
    ),
    "base.text.control": Message(
        _("This text contains a character that cannot be kept."),
        _("Invisible control characters are not text: they would not survive printing, searching or copying."),
        _("Type the text anew instead of pasting it."),
    ),
    "base.text.normal_form": Message(
        _("This text holds letters and their accents as separate characters."),
        _("One text has one form of bytes here (Unicode NFC), so that signatures over it stay valid."),
        _("Type the accented letters anew instead of pasting them."),
    ),
    "base.typesetting.no_font": Message(
        _("This document cannot be printed: no font with Chinese characters is installed."),
        _("A record in two languages is printed in both; empty boxes instead of characters would prove nothing."),
        _("Ask the operator of this site to install one (Debian: apt-get install fonts-noto-cjk)."),
    ),
    "base.typesetting.no_glyph": Message(
        _("This document holds too many characters that no font can print."),
        _("A printed record shows every character that was entered."),
        _("Look for text in a rare script or for pictures among the letters, and correct the record with a reason."),
    ),
    "base.not_a_choice": Message(
        _("“%(value)s” is not one of the choices."),
        _("Only values that the system knows keep their meaning in the record."),
        _("Choose one from the list."),
    ),
    "base.not_a_date": Message(
        _("“%(value)s” is not a date."),
        _("Dates in records are unambiguous: year, month, day (ISO 8601)."),
        _("Write it like 2026-11-22."),
    ),
    "base.ends_before_start": Message(
        _("The end lies before the start."),
        _("A period runs from its start up to, not including, its end."),
        _("Correct one of the two dates."),
    ),
    "lifecycle.step": Message(
        _("This step does not follow from the present state (%(state)s)."),
        _("Records move along a fixed table of steps, and from this state it leads elsewhere."),
        _("Open the page again and look at the present state; somebody may have been faster."),
    ),
    "base.reason_required": Message(
        _("A reason is missing."),
        _("A change to a regulated record says why it was made."),
        _("Write the reason in one sentence."),
    ),
}
