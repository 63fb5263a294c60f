"""What other floors use of this app.

The acts take their idempotency ``key`` themselves: a refused act is recorded after its transaction was rolled back, so
an act is not wrapped into another ``once``.
"""

from cellpark.batches import words
from cellpark.batches.acting import Done
from cellpark.batches.actions.abort_batch import abort_batch
from cellpark.batches.actions.answer_check import answer_check
from cellpark.batches.actions.attach_file import attach_file
from cellpark.batches.actions.begin_step import begin_step
from cellpark.batches.actions.classify_exception import classify_exception
from cellpark.batches.actions.close_exception import close_exception
from cellpark.batches.actions.confirm_value import confirm_value
from cellpark.batches.actions.correct_entry import correct_entry, typed_twice
from cellpark.batches.actions.correct_thing import correct_thing
from cellpark.batches.actions.dispose_exception import dispose_exception
from cellpark.batches.actions.enter_place import enter_place
from cellpark.batches.actions.finish_batch import finish_batch
from cellpark.batches.actions.investigate_exception import investigate_exception
from cellpark.batches.actions.move_slot import move_slot
from cellpark.batches.actions.open_exception import open_exception
from cellpark.batches.actions.plan_batch import plan_batch
from cellpark.batches.actions.prepare_step_signature import prepare_step_signature
from cellpark.batches.actions.produce import Part, produce
from cellpark.batches.actions.read_stream import read_stream
from cellpark.batches.actions.record_value import record_value
from cellpark.batches.actions.scan import Scan, scan
from cellpark.batches.actions.scan_in import scan_in
from cellpark.batches.actions.sign_step import sign_step
from cellpark.batches.actions.start_batch import start_batch
from cellpark.batches.actions.start_time import start_time
from cellpark.batches.actions.stop_time import stop_time
from cellpark.batches.actions.take_equipment import take_equipment
from cellpark.batches.actions.take_sample import take_sample
from cellpark.batches.actions.take_slot import take_slot
from cellpark.batches.actions.use_material import use_material
from cellpark.batches.actions.watch_times import watch_times
from cellpark.batches.gates.people import gowning_wanted, process_subjects
from cellpark.batches.labelling import LabelsDue, labels_due
from cellpark.batches.models import Batch, BatchException, RunningTime
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.queries import (
    BatchView,
    Standing,
    StepLine,
    UnitLine,
    batch,
    batch_by_number,
    batch_exception,
    batch_history,
    batch_view,
    batch_view_at,
    batches,
    exceptions,
    running_batches,
    times_due,
    value_written,
)
from cellpark.batches.reading import plan_of, state_of
from cellpark.batches.record.data import record_of
from cellpark.batches.record.paper import record_labels, record_pdf
from cellpark.batches.record.words import both, cause_words, range_words, seen_words, title_of, value_text
from cellpark.batches.rehearsal.values import point, sound_value
from cellpark.batches.run import (
    Happened,
    Missing,
    NextSteps,
    OpenStep,
    Phase,
    Plan,
    State,
    StepState,
    Timer,
    Want,
    fold,
    next_steps,
    problems_of,
)
from cellpark.batches.run.amounts import Decision
from cellpark.batches.run.happened import StepRefused, Value
from cellpark.batches.run.missing import data_of
from cellpark.batches.run.state import Entry as RecordedEntry
from cellpark.batches.signing import signed_text
from cellpark.batches.states import (
    BATCH_LIFECYCLE,
    EXCEPTION_LIFECYCLE,
    BatchState,
    Classification,
    Disposition,
    ExceptionState,
    signers_for,
)

__all__ = [
    "BATCH_LIFECYCLE",
    "EXCEPTION_LIFECYCLE",
    "Batch",
    "BatchException",
    "BatchPermission",
    "BatchState",
    "BatchView",
    "Classification",
    "Decision",
    "Disposition",
    "Done",
    "ExceptionState",
    "Happened",
    "LabelsDue",
    "Missing",
    "NextSteps",
    "OpenStep",
    "Part",
    "Phase",
    "Plan",
    "RecordedEntry",
    "RunningTime",
    "Scan",
    "Standing",
    "State",
    "StepLine",
    "StepRefused",
    "StepState",
    "Timer",
    "UnitLine",
    "Value",
    "Want",
    "abort_batch",
    "answer_check",
    "attach_file",
    "batch",
    "batch_by_number",
    "batch_exception",
    "batch_history",
    "batch_view",
    "batch_view_at",
    "batches",
    "begin_step",
    "both",
    "cause_words",
    "classify_exception",
    "close_exception",
    "confirm_value",
    "correct_entry",
    "correct_thing",
    "data_of",
    "dispose_exception",
    "enter_place",
    "exceptions",
    "finish_batch",
    "fold",
    "gowning_wanted",
    "investigate_exception",
    "labels_due",
    "move_slot",
    "next_steps",
    "open_exception",
    "plan_batch",
    "plan_of",
    "point",
    "prepare_step_signature",
    "problems_of",
    "process_subjects",
    "produce",
    "range_words",
    "read_stream",
    "record_labels",
    "record_of",
    "record_pdf",
    "record_value",
    "running_batches",
    "scan",
    "scan_in",
    "seen_words",
    "sign_step",
    "signed_text",
    "signers_for",
    "sound_value",
    "start_batch",
    "start_time",
    "state_of",
    "stop_time",
    "take_equipment",
    "take_sample",
    "take_slot",
    "times_due",
    "title_of",
    "typed_twice",
    "use_material",
    "value_text",
    "value_written",
    "watch_times",
    "words",
]
