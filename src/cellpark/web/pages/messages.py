"""Sentences for what the pages themselves refuse."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "pages.unreadable": Message(
        _("This text contains characters that cannot be read."),
        _("It did not arrive as UTF-8, the encoding of this site; what is broken now can never be read again."),
        _("Replace the question marks in the field, or type the text anew."),
    ),
    "pages.form_incomplete": Message(
        _("This form arrived incomplete."),
        _("It carries a key and the version you saw, so that nothing acts twice or overwrites what you never read."),
        _("Check your entries below and send once more; the missing parts are there again."),
    ),
    "pages.invitation.spent": Message(
        _("This invitation link cannot be used any more."),
        _("A link works once, and only until the day it names."),
        _("If you already chose a password, sign in. Otherwise ask whoever invited you for a new link."),
    ),
    "pages.password.differs": Message(
        _("The two passwords differ."),
        _("You type it twice because you cannot see it."),
        _("Type the same password in both fields."),
    ),
    "pages.person.unknown": Message(
        _("There is no open account with this address."),
        _("A role can be given only to somebody who has accepted an invitation or waits for it."),
        _("Check the address, or invite the person."),
    ),
    "pages.cosigned.not_a_note": Message(
        _("This is no checkpoint with signatures."),
        _("A cosigned checkpoint is the text that we handed out with one more line at its end."),
        _("Upload the file that the witness returned, unchanged."),
    ),
    "pages.cosigned.no_witness": Message(
        _("None of the signatures is by a witness that is known here."),
        _("A signature counts only when the key of the witness was registered before."),
        _("Add the witness with its verifier key first, then upload the note again."),
    ),
    "pages.export.too_many": Message(
        _("These are %(count)s records; one export takes %(limit)s."),
        _("An export is one file that people can open and check; nothing is left out of it silently."),
        _("Export them in several parts."),
    ),
}
