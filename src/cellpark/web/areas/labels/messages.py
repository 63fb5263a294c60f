"""Sentences for what these pages refuse themselves."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "pages.labels.no_container": Message(
        _("“%(scanned)s” is no container of this house."),
        _("A label is issued for a container that is announced, received or being filled."),
        _("Scan the container, or announce it first."),
    ),
}
