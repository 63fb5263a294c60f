"""What a signature can mean: a short fixed list, in both languages at once (P11-8a)."""

from enum import StrEnum

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHINESE, ENGLISH = "zh-hans", "en"


class Meaning(StrEnum):
    """Why somebody signs."""

    AUTHORED = "authored"
    PERFORMED = "performed"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    VERIFIED = "verified"
    WITNESSED = "witnessed"
    RESPONSIBLE = "responsible"


MEANINGS: dict[Meaning, Promise] = {
    Meaning.AUTHORED: _("Authored: I wrote this record and it is complete and true."),
    Meaning.PERFORMED: _("Performed: I did this myself, as recorded."),
    Meaning.REVIEWED: _("Reviewed: I read this record and found it complete and plausible."),
    Meaning.APPROVED: _("Approved: this record may be used from now on."),
    Meaning.VERIFIED: _("Verified: I checked independently that this was done as recorded."),
    Meaning.WITNESSED: _("Witnessed: I was present and saw what is recorded."),
    Meaning.RESPONSIBLE: _("Responsible: I answer for what is recorded here."),
}


def meaning_in(meaning: Meaning, language: str) -> str:
    """The words of ``meaning`` in one language, whatever language the reader uses."""
    with translation.override(language):
        return str(MEANINGS[meaning])
