"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "access.not_allowed": Message(
        _("Your roles do not allow this."),
        _("Each act needs a permission, and the server checks it every time."),
        _("Ask somebody with one of these roles: %(roles)s."),
    ),
    "access.no_membership": Message(
        _("Your account holds no role in any organisation today."),
        _("What you may see and do follows from your roles."),
        _("Ask an administrator of your organisation to grant you a role."),
    ),
    "access.session_ended": Message(
        _("You were signed out after %(minutes)s minutes without a click."),
        _("A screen that nobody watches must not act in somebody’s name."),
        _("Sign in again; you come back to where you were."),
    ),
    "access.sign_in.wrong": Message(
        _("This e-mail address and password do not belong together."),
        _("We do not say which of the two is wrong, so that nobody can find out who has an account here."),
        _("Check both. After five wrong attempts in fifteen minutes the address waits."),
    ),
    "access.sign_in.waits": Message(
        _("There were too many wrong attempts, so sign-in waits."),
        _("After five wrong attempts in fifteen minutes an address waits, so that nobody can guess a password."),
        _("Try again at %(time)s. If it was not you, tell an administrator."),
    ),
    "access.password.wrong": Message(
        _("This is not your present password."),
        _("It shows that it is still you who sits here."),
        _("Type the password with which you sign in."),
    ),
    "access.code.wrong": Message(
        _("This code is not right."),
        _("A code from the app is valid for half a minute, and a recovery code works once."),
        _("Wait for the next code in the app and type it without gaps."),
    ),
    "access.code.waits": Message(
        _("There were too many wrong codes."),
        _("After five wrong codes in fifteen minutes the account waits, so that nobody can guess one."),
        _("Wait fifteen minutes and try again. If it was not you, tell an administrator."),
    ),
}
