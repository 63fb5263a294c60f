"""Sentences for refusals about gating strategies."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "quality.strategy.code": Message(
        _("“%(code)s” cannot be the code of a gating strategy."),
        _("Versions of one strategy share a code of capital letters, digits and hyphens, %(longest)s at most."),
        _("Write it like FC-TCELL-01."),
    ),
}
