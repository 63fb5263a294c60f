"""Sentences for analyses that cannot be computed: which file or parameter, what is wrong with it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "assays.kind": Message(
        _("“%(kind)s” is no kind of analysis. Known are: %(known)s."),
        _("A result says how it was computed, so that it can be computed again."),
        _("Choose one of the known kinds."),
    ),
    "assays.file_missing": Message(
        _("The file “%(name)s” is missing."),
        _("An analysis is computed from the raw files and from nothing else."),
        _("Give the raw file of the instrument."),
    ),
    "assays.parameter": Message(
        _("The parameter “%(name)s” is “%(found)s”; expected is %(expected)s."),
        _("A parameter is part of the result: it is kept with it and used again when the result is verified."),
        _("Correct the parameter."),
    ),
}
