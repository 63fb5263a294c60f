"""How a version stands: a colour and a word, what comes next and who acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import roles_with
from cellpark.identity.public import Meaning
from cellpark.recipes.public import STATE_WORDS, RecipePermission, RecipeVersion, VersionState
from cellpark.web.pages.tables import State
from cellpark.web.pages.words import role_names

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_COLOURS = {
    VersionState.DRAFT: "planned",
    VersionState.SUBMITTED: "waiting",
    VersionState.IN_REVIEW: "waiting",
    VersionState.REVIEWED: "waiting",
    VersionState.APPROVED: "running",
    VersionState.RETIRED: "done",
    VersionState.DISCARDED: "done",
}
STATES: Mapping[VersionState, State] = {each: State(_COLOURS[each], STATE_WORDS[each]) for each in VersionState}

_NEXT: Mapping[VersionState, tuple[Promise, RecipePermission]] = {
    VersionState.DRAFT: (gettext_lazy("Write the text, then freeze it."), RecipePermission.WRITE),
    VersionState.SUBMITTED: (gettext_lazy("The author signs the text."), RecipePermission.WRITE),
    VersionState.IN_REVIEW: (gettext_lazy("A second person checks and signs it."), RecipePermission.REVIEW),
    VersionState.REVIEWED: (gettext_lazy("A third person approves it by signing."), RecipePermission.APPROVE),
}


@dataclass(frozen=True, slots=True)
class Signing:
    """One of the three signatures: what it means, the right it needs, the words of its button."""

    meaning: Meaning
    permission: RecipePermission
    label: "StrOrPromise"


SIGNINGS: Mapping[VersionState, Signing] = {
    VersionState.SUBMITTED: Signing(Meaning.AUTHORED, RecipePermission.WRITE, gettext_lazy("Sign as author")),
    VersionState.IN_REVIEW: Signing(Meaning.REVIEWED, RecipePermission.REVIEW, gettext_lazy("Sign the review")),
    VersionState.REVIEWED: Signing(Meaning.APPROVED, RecipePermission.APPROVE, gettext_lazy("Approve by signing")),
}


def version_state(version: RecipeVersion) -> State:
    """The colour and the word of a version."""
    return STATES[VersionState(version.state)]


def truth(version: RecipeVersion) -> dict[str, str]:
    """What is true now, what comes next, who acts."""
    state = VersionState(version.state)
    now = _("Version %(number)s: %(state)s.") % {"number": version.number, "state": str(STATES[state].label)}
    if state not in _NEXT:
        return {"now": now, "next": "", "who": ""}
    words, permission = _NEXT[state]
    return {"now": now, "next": str(words), "who": role_names(roles_with(permission))}
