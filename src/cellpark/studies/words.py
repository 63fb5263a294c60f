"""Words for studies, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.studies.permissions import StudyPermission
from cellpark.studies.states import StudyState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"studies": _("Capacity studies")}
PERMISSION_WORDS: Words = {
    StudyPermission.SEE: _("See capacity studies"),
    StudyPermission.ASK: _("Ask for capacity studies"),
}
STUDY_STATES: Words = {
    StudyState.WAITING: pgettext_lazy("study", "waiting"),
    StudyState.RUNNING: pgettext_lazy("study", "running"),
    StudyState.DONE: pgettext_lazy("study", "done"),
    StudyState.STOPPED: pgettext_lazy("study", "ended early"),
    StudyState.REFUSED: pgettext_lazy("study", "refused"),
}

__all__ = ["APP_WORDS", "PERMISSION_WORDS", "STUDY_STATES"]
