"""Forms that ask for nothing but the reason."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import Text, long_text


def reason_field() -> Text:
    """Why a record changes (CN-2f): one sentence that somebody else understands years later."""
    return long_text(
        label=_("Reason"), max_length=500, help_text=_("One sentence that somebody else understands years later.")
    )


class ReasonForm(ActForm):
    """Why."""

    reason = reason_field()


class ErasureForm(ActForm):
    """Why somebody's fields may be erased."""

    reason = long_text(
        label=_("Reason"),
        max_length=500,
        help_text=_("The ground on which it is allowed, and when the duty to keep the record ended."),
    )
