"""Batches by program: every act is reached by those who may, and is refused in words where the batch is not ready."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.batches.models import Batch, BatchException, RunningTime
from cellpark.batches.run.happened import BatchPlanned
from cellpark.ledger.public import record
from cellpark.recipes.public import RecipeText
from tests.access.sample import Sample
from tests.people import HOUSE

BATCH = {"batch_id": "batch"}
EXCEPTION = {"exception_id": "exception"}
SMALL = Path(__file__).resolve().parents[2] / "batches" / "recipes" / "small.mbr.md"
# the batch is planned and has no slot: the act is reached, judged and refused
REFUSED = (409, 422)
TIMES = {"starts_at": "2026-12-01T00:00:00Z", "ends_at": "2026-12-11T00:00:00Z"}


def step(**more: Any) -> Sample:
    return Sample(BATCH, body=lambda _side: {"step": "U1.1", **more}, own=REFUSED)


OPERATIONS = {
    "list_batches": Sample(),
    "read_batch": Sample(BATCH),
    "read_labels_due": Sample(BATCH),
    "list_entries": Sample(BATCH),
    "plan": Sample(
        body=lambda side: {"organisation": str(side.organisation), "number": "NEW-1", "recipe": "0" * 64},
        own=REFUSED,
        body_names_another=True,
    ),
    "take_a_slot": Sample(BATCH, body=lambda _side: {"suite": "ZZ", **TIMES}, own=REFUSED),
    "move_a_slot": Sample(BATCH, body=lambda _side: {"suite": "ZZ", "reason": "test", **TIMES}, own=REFUSED),
    "start": Sample(BATCH, body=lambda _side: {}, own=REFUSED),
    "finish": Sample(BATCH, body=lambda _side: {}, own=REFUSED),
    # an empty reason, so that the batch is there for the next caller
    "abort": Sample(BATCH, body=lambda _side: {"reason": " "}, own=REFUSED),
    "begin": step(),
    "enter_room": step(code="NO-ROOM"),
    "bring_material": step(field="aph", code="NOTHING"),
    "take_device": step(field="inc", code="NOTHING"),
    "answer": step(field="tnc"),
    "start_timing": step(field="hold"),
    "stop_timing": step(field="hold"),
    "scan_code": Sample(BATCH, body=lambda _side: {"code": "NOTHING"}, own=REFUSED),
    "use_reagent": step(field="beads", code="NOTHING"),
    "sample": step(field="ipc"),
    "fill": step(field="bags", parts=[{"quantity": "1 mL"}]),
    "record_a_value": step(field="tnc", value="2e9 cells"),
    "read_a_file": step(
        device="EQ-NONE", sample="S1", readings={"viab": "viability"}, name="values.csv", content="QUJD"
    ),
    "read_a_stream": step(field="tnc", device="EQ-NONE"),
    "confirm_a_value": step(field="tnc", value="2e9 cells", entry=str(uuid4())),
    "correct": step(field="tnc", value="2e9 cells", entry=str(uuid4()), reason="test"),
    "correct_container": step(field="beads", code="NOTHING", entry=str(uuid4()), reason="test"),
    "prepare_signing": step(name="done"),
    "sign": step(name="done", prepared=str(uuid4())),
    "list_exceptions": Sample(),
    "read_exception": Sample(EXCEPTION),
    "report": Sample(BATCH, body=lambda _side: {"what": "test"}, own=REFUSED),
    "classify": Sample(EXCEPTION, body=lambda _side: {"classification": "minor", "reason": " "}, own=REFUSED),
    "investigate": Sample(EXCEPTION, body=lambda _side: {"finding": "test"}, own=REFUSED),
    "dispose": Sample(EXCEPTION, body=lambda _side: {"disposition": "accept", "reason": "test"}, own=REFUSED),
    "close_an_exception": Sample(EXCEPTION, body=lambda _side: {"reason": "test"}, own=REFUSED),
}
# closed lists and a digest
NOT_WRITTEN = {
    "batches.Batch": {"recipe", "state"},
    "batches.BatchException": {"cause", "reaction", "state", "classification", "disposition"},
}
READ = {"read_labels_due", "list_batches", "read_batch", "list_entries", "list_exceptions", "read_exception"}
ON_PAGES = {"begin", "start", "plan", "take_a_slot", "move_a_slot", "abort", "correct", "sign", "classify"}
ONLY_PROGRAMS = tuple(sorted(OPERATIONS.keys() - READ - ON_PAGES))


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """A planned batch with an exception and a time that runs."""
    number = f"B-{label}"[:30]
    text = SMALL.read_text(encoding="utf-8")
    digest = sha256(text.encode()).hexdigest()
    with use_scope(EVERYTHING), transaction.atomic():
        if not RecipeText.objects.filter(organisation_id=home.id, sha256=digest).exists():
            RecipeText(organisation_id=home.id, sha256=digest, text=text, kept_at=now()).save()
        batch = Batch(
            organisation_id=home.id,
            number=number,
            recipe=digest,
            mbr=label,
            product=label,
            coi=label,
            suite=label,
            devices=[label],
            version=1,
        )
        batch.save(force_insert=True)
        event = BatchPlanned(
            batch=batch.id, number=number, recipe=digest, mbr=label, product=label, coi=label, example=False
        )
        record(stream=f"batch/{batch.id}", event=event, actor=HOUSE, organisation=home.id)
        exception = BatchException(
            organisation_id=home.id,
            batch=batch,
            number=f"{number}-E01",
            cause="reported",
            step=label,
            field=label,
            finding=label,
            capa=label,
            reaction="deviation minor",
            seen=label,
            opened_at=now(),
            version=1,
        )
        exception.save(force_insert=True)
        RunningTime(
            organisation_id=home.id,
            batch=batch,
            step=label,
            field=label,
            since=now(),
            due_at=now() + timedelta(days=90),
        ).save()
    return {"batch": batch.id, "exception": exception.id}
