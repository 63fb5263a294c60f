"""Words for batches, their entries and their exceptions, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import Want
from cellpark.batches.states import BatchState, Classification, Disposition, ExceptionState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"batches": _("Batches")}
PERMISSION_WORDS: Words = {
    BatchPermission.SEE: _("See batches"),
    BatchPermission.PLAN: _("Plan, start and abort batches"),
    BatchPermission.RUN: _("Do the steps of batches"),
    BatchPermission.SIGN: _("Sign steps and confirm values"),
    BatchPermission.CORRECT: _("Correct entries of batches"),
    BatchPermission.OPEN_EXCEPTION: _("Report exceptions"),
    BatchPermission.JUDGE: _("Classify, investigate and close exceptions"),
    BatchPermission.DISPOSE: _("Decide what follows from exceptions"),
}
BATCH_STATES: Words = {
    BatchState.PLANNED: pgettext_lazy("batch", "Planned"),
    BatchState.RUNNING: pgettext_lazy("batch", "Running"),
    BatchState.FINISHED: pgettext_lazy("batch", "Finished"),
    BatchState.ABORTED: pgettext_lazy("batch", "Aborted"),
}
EXCEPTION_STATES: Words = {
    ExceptionState.OPEN: pgettext_lazy("exception", "Open"),
    ExceptionState.CLASSIFIED: pgettext_lazy("exception", "Classified"),
    ExceptionState.INVESTIGATED: pgettext_lazy("exception", "Investigated"),
    ExceptionState.DISPOSED: pgettext_lazy("exception", "Decided"),
    ExceptionState.CLOSED: pgettext_lazy("exception", "Closed"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "batches.batch": BATCH_STATES,
    "batches.exception": EXCEPTION_STATES,
}
CLASSIFICATIONS: Words = {
    Classification.MINOR: pgettext_lazy("exception", "Minor"),
    Classification.MAJOR: pgettext_lazy("exception", "Major"),
    Classification.CRITICAL: pgettext_lazy("exception", "Critical"),
}
DISPOSITIONS: Words = {
    Disposition.ACCEPT: pgettext_lazy("exception", "Accepted, the batch goes on"),
    Disposition.REWORK: pgettext_lazy("exception", "Reworked, the batch goes on"),
    Disposition.REJECT: pgettext_lazy("exception", "Rejected"),
}
CAUSES: Words = {
    "value": _("A value outside its limits"),
    "check": _("A condition that was not met"),
    "time": _("A work or hold time outside its limits"),
    "loop": _("A loop that ended without its condition"),
    "use": _("Another amount than the recipe asks for"),
    "correction": _("An amount or a decision that rests on a corrected value"),
    "clock": _("A hold clock of a container that ran out"),
    "donor": _("A donor whose infectious markers became positive"),
    "flag": _("A value that its instrument marked as doubtful"),
    "reported": _("Reported by a person"),
}
REACTIONS: Words = {
    "stop": _("the batch stops"),
    "deviation minor": _("minor deviation"),
    "deviation major": _("major deviation"),
}
WANTS: Words = {
    Want.PLACE: _("Scan the code of the room"),
    Want.CONTAINER: _("Scan the container"),
    Want.LOT: _("Scan the reagent"),
    Want.OUT: _("Fill and label the containers"),
    Want.EQUIPMENT: _("Scan the device"),
    Want.VALUE: _("Record the value"),
    Want.CONFIRMATION: _("A second person confirms the value"),
    Want.SAMPLE: _("Take the sample"),
    Want.ANSWER: _("Answer the check"),
    Want.END_OF_TIME: _("End the time"),
}

EVENT_TITLES: Words = {
    "batches.batch.planned": _("Batch planned"),
    "batches.batch.started": _("Batch started"),
    "batches.batch.finished": _("Batch finished"),
    "batches.batch.aborted": _("Batch aborted"),
    "batches.batch.deviated": _("Exception against the batch"),
    "batches.batch.cleared": _("Exception decided"),
    "batches.slot.taken": _("Slot taken"),
    "batches.slot.moved": _("Slot moved"),
    "batches.step.begun": _("Step begun"),
    "batches.step.signed": _("Step signed"),
    "batches.step.refused": _("Act refused"),
    "batches.place.entered": _("Place of work entered"),
    "batches.material.in": _("Material brought in"),
    "batches.material.used": _("Reagent used"),
    "batches.container.out": _("Container filled"),
    "batches.equipment.taken": _("Device taken"),
    "batches.equipment.released": _("Device released"),
    "batches.value.recorded": _("Value recorded"),
    "batches.value.confirmed": _("Value confirmed"),
    "batches.sample.taken": _("Sample taken"),
    "batches.check.answered": _("Check answered"),
    "batches.time.started": _("Time started"),
    "batches.time.stopped": _("Time ended"),
    "batches.entry.corrected": _("Entry corrected"),
    "batches.thing.corrected": _("Container corrected"),
    "batches.exception.opened": _("Exception opened"),
    "batches.exception.classified": _("Exception classified"),
    "batches.exception.investigated": _("Exception investigated"),
    "batches.exception.disposed": _("Exception: consequence decided"),
    "batches.exception.closed": _("Exception closed"),
}
EVENT_SENTENCES: Words = {
    "batches.batch.planned": _("%(actor)s planned batch %(number)s of recipe %(mbr)s."),
    "batches.batch.started": _("%(actor)s started the batch."),
    "batches.batch.finished": _("%(actor)s finished the batch; its record goes to review."),
    "batches.batch.aborted": _("%(actor)s aborted the batch."),
    "batches.batch.deviated": _("An exception stands against the batch at step %(step)s: %(seen)s."),
    "batches.batch.cleared": _("%(actor)s decided on an exception of the batch."),
    "batches.slot.taken": _("%(actor)s gave the batch suite %(suite)s from %(starts_at)s to %(ends_at)s."),
    "batches.slot.moved": _("%(actor)s moved the batch to suite %(suite)s, from %(starts_at)s to %(ends_at)s."),
    "batches.step.begun": _("%(actor)s began step %(step)s."),
    "batches.step.signed": _("%(actor)s signed step %(step)s."),
    "batches.step.refused": _("An act of %(actor)s at step %(step)s was refused: %(codes)s."),
    "batches.place.entered": _("%(actor)s works in room %(code)s from step %(step)s on."),
    "batches.material.in": _("%(actor)s brought container %(code)s into step %(step)s."),
    "batches.material.used": _("%(actor)s used %(quantity)s of %(code)s in step %(step)s."),
    "batches.container.out": _("%(actor)s filled container %(code)s in step %(step)s."),
    "batches.equipment.taken": _("%(actor)s took device %(code)s into step %(step)s."),
    "batches.equipment.released": _("A device is free again after step %(step)s."),
    "batches.value.recorded": _("%(actor)s recorded %(field)s = %(value)s in step %(step)s."),
    "batches.value.confirmed": _("%(actor)s confirmed the value of %(field)s in step %(step)s."),
    "batches.sample.taken": _("%(actor)s took a sample of %(quantity)s in step %(step)s."),
    "batches.check.answered": _("The check %(field)s in step %(step)s was answered: %(answer)s."),
    "batches.time.started": _("%(actor)s let the time %(field)s of step %(step)s begin."),
    "batches.time.stopped": _("%(actor)s ended the time %(field)s of step %(step)s."),
    "batches.entry.corrected": _(
        "%(actor)s corrected %(field)s in step %(step)s to %(value)s; its signatures are void."
    ),
    "batches.thing.corrected": _(
        "%(actor)s corrected %(field)s in step %(step)s: it was %(quantity)s of %(code)s; its signatures are void."
    ),
    "batches.exception.opened": _("Exception %(number)s is open: %(seen)s."),
    "batches.exception.classified": _("%(actor)s classified the exception."),
    "batches.exception.investigated": _("%(actor)s wrote down what the investigation found."),
    "batches.exception.disposed": _("%(actor)s decided what follows from the exception."),
    "batches.exception.closed": _("%(actor)s closed the exception."),
}
EVENT_FIELDS: Words = {
    "answer": _("Answer"),
    "attributes": _("Values"),
    "batch": _("Batch"),
    "capa": _("Corrective and preventive action"),
    "cause": _("Cause"),
    "classification": _("Classification"),
    "code": _("Code"),
    "codes": _("Rules that stopped it"),
    "coi": _("Chain of identity"),
    "container": _("Container"),
    "containers": _("Containers"),
    "device": _("Device"),
    "devices": _("Devices"),
    "disposition": _("Consequence"),
    "entry": _("Entry"),
    "equipment": _("Equipment"),
    "exception": _("Exception"),
    "field": _("Field"),
    "file": _("File"),
    "finding": _("Finding"),
    "goes_on": _("The batch goes on"),
    "how": _("How it came in"),
    "last": _("Nothing more follows"),
    "lot": _("Lot"),
    "mbr": _("Master batch record"),
    "meaning": _("Meaning"),
    "number": _("Number"),
    "parents": _("Made from"),
    "product": _("Product"),
    "quantity": _("Amount"),
    "reaction": _("What the recipe wants"),
    "reader": _("Reader"),
    "reasons": _("Reasons"),
    "recipe": _("Recipe (SHA-256)"),
    "room": _("Room"),
    "seen": _("What was seen"),
    "sign": _("Signature asked for"),
    "starts_at": _("Starts at"),
    "ends_at": _("Ends at"),
    "step": _("Step"),
    "suite": _("Suite"),
    "value": _("Value"),
    "verb": _("What was tried"),
}
