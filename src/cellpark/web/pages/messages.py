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
        _("This form arrived without its key."),
        _("Each form carries a key so that a double click never acts twice."),
        _("Check your entries below and send once more; the page has given the form a new key."),
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
    "pages.sign_in.waits": Message(
        _("There were too many wrong attempts, so sign-in waits."),
        _("After five wrong passwords in fifteen minutes an address waits, so that nobody can guess a password."),
        _("Try again at %(time)s. If it was not you, tell an administrator."),
    ),
    "pages.sign_in.wrong": Message(
        _("This e-mail address and password do not belong together."),
        _("We do not say which of the two is wrong, so that nobody can find out who has an account here."),
        _("Check both. After five wrong attempts in fifteen minutes the address waits for a while."),
    ),
    "pages.code.wrong": Message(
        _("This code is not right."),
        _("A code from the app is valid for half a minute, and a recovery code works once."),
        _("Wait for the next code in the app and type it without gaps."),
    ),
}
