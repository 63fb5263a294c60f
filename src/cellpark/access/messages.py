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
}
