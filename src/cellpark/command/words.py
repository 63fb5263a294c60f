"""Sentences that every command shares."""

from cellpark.runtime.marking import gettext_noop as _

WRONG_SETTING = _("The setting %(variable)s is “%(value)s”, but it must be %(expected)s.")
INTERRUPTED = _("Interrupted.")
NOT_ALLOWED = _("Not allowed: the permission %(permission)s is missing.")
