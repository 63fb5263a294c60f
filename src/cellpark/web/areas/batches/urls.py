"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import IN_PERSON, requires, route
from cellpark.batches.public import BatchPermission as May
from cellpark.instruments.public import InstrumentPermission
from cellpark.web.areas.batches.views import (
    act,
    batch,
    board,
    correct,
    exceptions,
    planning,
    raw_file,
    record,
    sign,
    streams,
    work,
)

BATCH = "batches/<uuid:batch_id>"

urlpatterns: list[URLPattern] = [
    route("batches", board.board, access=requires(May.SEE), name="batches"),
    route("batches/new", planning.plan, access=requires(May.PLAN), name="batch_plan"),
    route(f"{BATCH}/slot", planning.slot, access=requires(May.PLAN), name="batch_slot"),
    route(f"{BATCH}/slot/move", planning.move, access=requires(May.PLAN), name="batch_slot_move"),
    route(f"{BATCH}/abort", planning.abort, access=requires(May.PLAN), name="batch_abort"),
    route(BATCH, batch.batch, access=requires(May.SEE), name="batch"),
    route(f"{BATCH}/work", work.work, access=requires(May.SEE), name="batch_work"),
    route(f"{BATCH}/act", act.act, access=requires(May.SIGN), name="batch_act"),
    route(f"{BATCH}/start", act.start, access=requires(May.PLAN), name="batch_start"),
    route(f"{BATCH}/correct", correct.correct, access=requires(May.CORRECT), name="batch_correct"),
    route(f"{BATCH}/sign/<uuid:prepared_id>", sign.sign, access=IN_PERSON, name="batch_sign"),
    route(f"{BATCH}/record", record.record, access=requires(May.SEE), name="batch_record"),
    route(f"{BATCH}/record.pdf", record.paper, access=requires(May.SEE), name="batch_record_pdf"),
    route("exceptions", exceptions.exceptions, access=requires(May.SEE), name="batch_exceptions"),
    route("exceptions/<uuid:exception_id>", exceptions.exception, access=requires(May.SEE), name="batch_exception"),
    route(
        "instrument-streams",
        streams.stream_list,
        access=requires(InstrumentPermission.SEE_STREAMS),
        name="instrument_streams",
    ),
    route(
        "instrument-streams/<uuid:stream_id>",
        streams.stream_page,
        access=requires(InstrumentPermission.SEE_STREAMS),
        name="instrument_stream",
    ),
    route(
        "instrument-files/<uuid:file_id>",
        raw_file.show,
        access=requires(InstrumentPermission.SEE_FILES),
        name="instrument_file",
    ),
    route(
        "instrument-files/<uuid:file_id>/picture",
        raw_file.picture,
        access=requires(InstrumentPermission.SEE_FILES),
        name="instrument_file_picture",
    ),
    route(
        "instrument-files/<uuid:file_id>/content",
        raw_file.download,
        access=requires(InstrumentPermission.SEE_FILES),
        name="instrument_file_content",
    ),
]
