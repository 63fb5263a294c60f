"""Words and colours of this area."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cellpark.release.public import Awaits, Decision, DispositionState, Line, Standing, Suggestion, SupplyState, Waits
from cellpark.release.words import DISPOSITIONS, SUPPLY_STATES
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

DISPOSITION_COLOURS: Mapping[str, str] = {
    DispositionState.PENDING: "waiting",
    DispositionState.STAGE_ONE: "running",
    DispositionState.CERTIFIED: "done",
    DispositionState.REJECTED: "stopped",
    DispositionState.SUPPLIED: "stopped",
    DispositionState.QUARANTINED: "stopped",
    DispositionState.RECALLED: "stopped",
    DispositionState.DESTROYING: "waiting",
    DispositionState.DESTROYED: "stopped",
}
STANDING_COLOURS: Mapping[str, str] = {
    Standing.OK: "done",
    Standing.OPEN: "waiting",
    Standing.FAILED: "stopped",
    Standing.NOT_APPLICABLE: "planned",
}
SUPPLY_COLOURS: Mapping[str, str] = {
    SupplyState.OPEN: "waiting",
    SupplyState.REQUESTED: "waiting",
    SupplyState.EVALUATED: "waiting",
    SupplyState.NOTICED: "waiting",
    SupplyState.ACCEPTED: "waiting",
    SupplyState.SUPPLIED: "running",
    SupplyState.CLOSED: "done",
    SupplyState.DECLINED: "stopped",
    SupplyState.WITHDRAWN: "planned",
}
SUGGESTION_COLOURS: Mapping[str, str] = {
    Suggestion.STOP: "stopped",
    Suggestion.QUARANTINE: "stopped",
    Suggestion.RECALL: "stopped",
    Suggestion.ASSESS: "waiting",
    Suggestion.NOTHING: "planned",
}
QUALITY = _("quality")
DECIDES = _("qualified person or head of quality")
PHYSICIAN = _("the physician at the hospital")
WAITS: Words = {
    Waits.INFORM: _("Tell the physician of a late result"),
    Waits.EXCEPTIONS: _("Decide and close its exceptions"),
    Waits.REVIEW: _("Review the audit trail"),
    Waits.DECISION: _("Certify or reject"),
    Waits.RESULTS: _("Late results, then the second stage"),
    Waits.INVESTIGATION: _("Investigate why it was stopped"),
    Waits.REJECTION: _("Reject it; look for another way to a dose"),
    Waits.WITNESS: _("A second person who saw it confirms the destruction"),
}
WHO: Words = {
    Waits.INFORM: QUALITY,
    Waits.EXCEPTIONS: QUALITY,
    Waits.REVIEW: _("quality, somebody who took no part"),
    Waits.DECISION: DECIDES,
    Waits.RESULTS: _("laboratory, then a qualified person"),
    Waits.INVESTIGATION: DECIDES,
    Waits.REJECTION: DECIDES,
    Waits.WITNESS: _("quality, a second person"),
}
MENDS: Words = {
    Line.FINISHED: _("operator"),
    Line.RESULTS: _("laboratory"),
    Line.ENVIRONMENT: _("laboratory"),
    Line.LABELS: _("operator"),
    Line.AUDIT_TRAIL: WHO[Waits.REVIEW],
}
"""Who mends a line of the checklist that does not hold, where it is not quality."""
AWAITS: Words = {
    Awaits.PHYSICIAN: PHYSICIAN,
    Awaits.QUALIFIED_PERSON: DECIDES,
    Awaits.QUALITY: QUALITY,
    Awaits.NOBODY: "",
}
RECORDS: Words = {
    "request": _("The physician’s request"),
    "evaluate": _("The maker’s evaluation of the risks"),
    "notice": _("The notice to the physician"),
    "answer": _("The physician’s acceptance"),
    "supply": _("The supply, signed"),
    "tell_sponsor": _("The sponsor is told"),
    "tell_authority": _("The authority is told"),
}
DECISIONS: Words = {
    Decision.CERTIFY: _("Certify the batch"),
    Decision.CERTIFY_STAGE_ONE: _("Certify the first stage"),
    Decision.REJECT: pgettext_lazy("button", "Reject the batch"),
    Decision.SUPPLY: _("Supply under 11.5, out of specification"),
    Decision.LIFT: _("Let the batch go from quarantine"),
}


def named_words(name: str, words: object) -> str:
    """What is said of one thing, behind its name, with the colon of the reader's language."""
    return gettext("%(name)s: %(words)s") % {"name": name, "words": words}


def disposition(state: str) -> State:
    """A disposition with its colour."""
    return State(DISPOSITION_COLOURS[state], str(DISPOSITIONS[state]))


def supply_state(state: str) -> State:
    """The state of a case with its colour."""
    return State(SUPPLY_COLOURS[state], str(SUPPLY_STATES[state]))
