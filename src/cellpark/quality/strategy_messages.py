"""Sentences for refusals about gating strategies and the queue of tubes."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "quality.tube.none": Message(
        _("No tube was named."), _("Each file is analysed by itself."), _("Choose one file or several.")
    ),
    "quality.tube.many": Message(
        _("These are more than %(limit)s tubes."),
        _("A queue that everybody shares takes so many at once."),
        _("Send the others afterwards."),
    ),
    "quality.strategy.code": Message(
        _("“%(code)s” cannot be the code of a gating strategy."),
        _("Versions of one strategy share a code of capital letters, digits and hyphens, %(longest)s at most."),
        _("Write it like FC-TCELL-01."),
    ),
}
