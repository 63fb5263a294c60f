"""Words of this area: states, causes, what a step wants."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.batches.public import BatchState, Classification, Disposition, ExceptionState, Standing, Want, both
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BATCH_STATES: Mapping[BatchState, tuple[str, "StrOrPromise"]] = {
    BatchState.PLANNED: ("planned", _("planned")),
    BatchState.RUNNING: ("running", _("running")),
    BatchState.FINISHED: ("done", _("finished")),
    BatchState.ABORTED: ("stopped", _("aborted")),
}
EXCEPTION_STATES: Mapping[ExceptionState, tuple[str, "StrOrPromise"]] = {
    ExceptionState.OPEN: ("stopped", pgettext_lazy("exception", "open")),
    ExceptionState.CLASSIFIED: ("waiting", _("classified")),
    ExceptionState.INVESTIGATED: ("waiting", _("investigated")),
    ExceptionState.DISPOSED: ("running", _("disposed")),
    ExceptionState.CLOSED: ("done", pgettext_lazy("exception", "closed")),
}
STANDINGS: Mapping[Standing, tuple[str, "StrOrPromise"]] = {
    Standing.DONE: ("done", _("done")),
    Standing.OPEN: ("running", _("in work")),
    Standing.NEXT: ("waiting", _("next")),
    Standing.AHEAD: ("planned", _("ahead")),
    Standing.REOPENED: ("stopped", _("to be signed again")),
    Standing.BRANCH: ("planned", _("only if needed")),
}
STOP = _("Stop. This does not belong here.")
WANTS: Mapping[Want, "StrOrPromise"] = {
    Want.PLACE: _("Scan the room"),
    Want.CONTAINER: _("Scan the container"),
    Want.LOT: _("Scan the reagent"),
    Want.OUT: _("Fill and label"),
    Want.EQUIPMENT: _("Scan the device"),
    Want.VALUE: _("Enter the value"),
    Want.CONFIRMATION: _("A second person reads and types the value"),
    Want.SAMPLE: _("Take the sample"),
    Want.ANSWER: _("Decide by the values"),
    Want.END_OF_TIME: _("End the time"),
}
SIGNERS: Mapping[str, "StrOrPromise"] = {
    "operator": _("operator"),
    "verifier": _("verifier"),
    "supervisor": _("supervisor"),
    "qa": _("quality"),
    "qp": _("qualified person"),
}
CLASSIFICATIONS: Mapping[Classification, "StrOrPromise"] = {
    Classification.MINOR: _("minor"),
    Classification.MAJOR: _("major"),
    Classification.CRITICAL: _("critical"),
}
DISPOSITIONS: Mapping[Disposition, "StrOrPromise"] = {
    Disposition.ACCEPT: _("accept: the batch goes on"),
    Disposition.REWORK: _("rework: the batch goes on after it"),
    Disposition.REJECT: _("reject: the batch does not go on"),
}


def batch_state(state: str) -> State:
    """The state of a batch as pages draw it."""
    colour, words = BATCH_STATES[BatchState(state)]
    return State(colour, str(words))


def exception_state(state: str) -> State:
    """The state of an exception as pages draw it."""
    colour, words = EXCEPTION_STATES[ExceptionState(state)]
    return State(colour, str(words))


def signer_words(role: str) -> dict[str, str]:
    """Who signs, in both languages; the recipe's own word where it is none of the dialect's."""
    return both(SIGNERS[role.lower()]) if role.lower() in SIGNERS else {"zh": role, "en": role}
