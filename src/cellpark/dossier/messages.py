"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "dossier.code.unknown": Message(
        _("Nothing in sight carries the code “%(code)s”."),
        _("A story starts with one thing: a bag, a sample, a lot, a batch, a piece of equipment, a chain of identity."),
        _("Scan the label itself, or type the code that is printed on it."),
    ),
}
