"""Exceptions that open themselves, stops, corrections that void signatures: nothing disappears."""

from datetime import timedelta

import pytest

from cellpark.base.actor import Actor
from cellpark.batches import public as batches
from cellpark.batches.public import Batch, BatchException, Classification, Disposition
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of
from tests.batches.floor import OTHER_COI, Floor
from tests.batches.test_gates import at_second_step, codes
from tests.materials.plant import q


def found(batch: Batch) -> list[tuple[str, str, str, str, str]]:
    rows = BatchException.objects.filter(batch=batch).order_by("number")
    return [(row.number, row.cause, row.step, row.field, row.reaction) for row in rows]


def test_T10_a_hold_that_runs_over_opens_its_exception_by_itself(floor: Floor) -> None:
    """T10, 211-1c, A11-2b: by the worker, once, while nobody acts."""
    batch = at_second_step(floor)
    floor.clock.advance(timedelta(hours=28))
    assert batches.watch_times() == 0
    assert [(row.step, row.field) for row in batches.times_due(until=floor.clock.now() + timedelta(1))] == [
        ("U1.2", "hold")
    ]
    floor.clock.advance(timedelta(seconds=1))
    assert batches.watch_times() == 1
    assert batches.watch_times() == 0
    assert found(batch) == [("B-0001-E01", "time", "U1.2", "hold", "deviation major")]
    event = events_of(f"batch/{batch.id}").last()
    assert event is not None
    assert (event.type, event.actor) == ("batches.batch.deviated", "system/batches")
    batches.stop_time(actor=floor.one, batch_id=batch.id, step="U1.2", field="hold")
    assert len(found(batch)) == 1
    assert list(batches.times_due(until=floor.clock.now() + timedelta(1))) == []


def test_T10_a_hold_that_ends_too_early_opens_one_too(floor: Floor) -> None:
    """T10."""
    batch = at_second_step(floor)
    floor.clock.advance(timedelta(hours=1))
    batches.stop_time(actor=floor.one, batch_id=batch.id, step="U1.2", field="hold")
    assert found(batch) == [("B-0001-E01", "time", "U1.2", "hold", "deviation major")]
    assert BatchException.objects.get().seen == "1 h / 20 h..28 h"


def test_a_time_may_begin_later_than_its_step_once(floor: Floor) -> None:
    batch = at_second_step(floor)
    floor.clock.advance(timedelta(hours=9))
    batches.start_time(actor=floor.one, batch_id=batch.id, step="U1.2", field="hold")
    with pytest.raises(Refused) as refused:
        batches.start_time(actor=floor.one, batch_id=batch.id, step="U1.2", field="hold")
    assert codes(refused) == ["batches.timer.running"]
    floor.clock.advance(timedelta(hours=24))
    batches.stop_time(actor=floor.one, batch_id=batch.id, step="U1.2", field="hold")
    assert found(batch) == []


def test_a_value_outside_its_limits_stops_the_batch_until_quality_disposes_of_it(floor: Floor) -> None:
    """211-4a: nobody goes on by himself; who may decide is the quality unit."""
    batch = floor.started()
    floor.begun(batch, "U1.1")
    floor.record(batch, "U1.1", "tnc", "9e10 cells")
    assert found(batch) == [("B-0001-E01", "value", "U1.1", "tnc", "stop")]
    exception = BatchException.objects.get()
    with pytest.raises(Refused) as refused:
        batches.enter_place(actor=floor.one, batch_id=batch.id, step="U1.1", code="RM-B-101")
    assert codes(refused) == ["batches.batch.stopped"]
    with pytest.raises(NotAllowed):
        batches.classify_exception(
            actor=floor.one, exception_id=exception.id, classification=Classification.MAJOR, reason="x"
        )
    judge = {"exception_id": exception.id}
    with pytest.raises(Refused) as early:
        batches.investigate_exception(actor=floor.quality, finding="counting chamber", **judge)
    assert codes(early) == ["lifecycle.step"]
    batches.classify_exception(actor=floor.quality, classification=Classification.MAJOR, reason="count", **judge)
    batches.investigate_exception(actor=floor.quality, finding="chamber overfilled", **judge)
    with pytest.raises(NotAllowed):
        batches.dispose_exception(actor=floor.quality, disposition=Disposition.ACCEPT, reason="recount", **judge)
    head = quality_head(floor)
    batches.dispose_exception(actor=head, disposition=Disposition.ACCEPT, reason="recount fits", **judge)
    assert floor.view(batch).next.stops == ()
    batches.enter_place(actor=floor.one, batch_id=batch.id, step="U1.1", code="RM-B-101")
    closed = batches.close_exception(actor=head, reason="done", capa="CAPA-7", **judge)
    assert (closed.state, closed.capa, closed.disposition) == ("closed", "CAPA-7", "accept")
    batch.refresh_from_db()
    assert batch.version == events_of(f"batch/{batch.id}").count()


def test_a_rejected_batch_can_only_be_aborted(floor: Floor) -> None:
    batch = floor.started()
    floor.begun(batch, "U1.1")
    floor.record(batch, "U1.1", "tnc", "1 cells")
    exception, head = BatchException.objects.get(), quality_head(floor)
    judge = {"actor": head, "exception_id": exception.id}
    batches.classify_exception(classification=Classification.CRITICAL, reason="count", **judge)
    batches.investigate_exception(finding="nothing in the bag", **judge)
    batches.dispose_exception(disposition=Disposition.REJECT, reason="no cells", **judge)
    with pytest.raises(Refused) as refused:
        batches.enter_place(actor=floor.one, batch_id=batch.id, step="U1.1", code="RM-B-101")
    assert codes(refused) == ["batches.batch.stopped"]
    with pytest.raises(Refused) as unsaid:
        batches.abort_batch(actor=floor.lead, batch_id=batch.id, reason=" ")
    assert codes(unsaid) == ["base.reason_required"]
    batches.abort_batch(actor=floor.lead, batch_id=batch.id, reason="no cells")
    batch.refresh_from_db()
    assert batch.state == "aborted"


def test_T11_a_correction_voids_the_signature_visibly_and_says_why(floor: Floor) -> None:
    """T11, P11-8b, A11-1c, CN-1c: the old value stays, the step is signed anew, and nothing goes on before."""
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, floor.store.patient_bag())
    entry = floor.view(batch).state.steps["U1.1"].entry("tnc")
    assert entry is not None
    correct = {"actor": floor.two, "batch_id": batch.id, "step": "U1.1", "field": "tnc", "value": q("2.5e9 cells")}
    with pytest.raises(Refused) as unsaid:
        batches.correct_entry(entry=entry.id, reason="  ", **correct)  # type: ignore[arg-type]
    assert codes(unsaid) == ["base.reason_required"]
    made = batches.correct_entry(entry=entry.id, reason="digits swapped", **correct)  # type: ignore[arg-type]
    with pytest.raises(Refused) as again:
        batches.correct_entry(entry=entry.id, reason="digits swapped", **correct)  # type: ignore[arg-type]
    assert codes(again) == ["batches.entry.unknown"]
    step = floor.view(batch).state.steps["U1.1"]
    now, signed = step.entry("tnc"), step.voided[0]
    assert now is not None
    assert now.replaces is not None
    assert (str(now.value), str(now.replaces.value), now.reason) == ("2.5E+9 cell", "2E+9 cell", "digits swapped")
    assert (step.is_complete, step.signed, signed.void_by) == (False, {}, made.id)
    with pytest.raises(Refused) as refused:
        batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.2")
    assert codes(refused) == ["batches.step.order"]
    floor.sign(batch, "U1.1", by=floor.two)
    assert floor.view(batch).state.steps["U1.1"].is_complete
    batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.2")


def test_T11_a_signature_covers_what_was_shown_and_nothing_that_came_after(floor: Floor) -> None:
    """P11-8b: between looking and signing the record went on."""
    batch = floor.started()
    floor.cleared()
    bag = floor.store.patient_bag()
    floor.begun(batch, "U1.1")
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    sign = {"actor": floor.one, "batch_id": batch.id, "step": "U1.1", "name": "done"}
    prepared = batches.prepare_step_signature(**sign)  # type: ignore[arg-type]
    entry = floor.view(batch).state.steps["U1.1"].entry("tnc")
    assert entry is not None
    batches.correct_entry(
        actor=floor.one,
        batch_id=batch.id,
        step="U1.1",
        field="tnc",
        entry=entry.id,
        value=q("3e9 cells"),
        reason="misread",
    )
    proof = floor.device(floor.one).sign(prepared.envelope.digest)
    with pytest.raises(Refused) as moved:
        batches.sign_step(prepared_id=prepared.id, proof=proof, **sign)  # type: ignore[arg-type]
    assert codes(moved) == ["ledger.signature.moved"]
    assert floor.view(batch).state.steps["U1.1"].signed == {}


def test_P11_8b_the_entry_of_a_signature_carries_the_digest_of_what_was_signed(floor: Floor) -> None:
    """P11-8a, P11-8b."""
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, floor.store.patient_bag())
    view = floor.view(batch)
    signed = view.state.steps["U1.1"].signed["done"]
    assert (signed.by, signed.role) == (floor.one.reference, "production_operator")
    assert len(signed.digest) == 64
    events = [event.type for event in events_of(f"signature/{signed.signature}")]
    assert events == ["ledger.signature.made"]


def test_a_wrong_proof_is_noted_for_the_signer_and_signs_nothing(floor: Floor) -> None:
    """P11-9c: the note survives although the act is refused."""
    batch = floor.started()
    floor.cleared()
    bag = floor.store.patient_bag()
    floor.begun(batch, "U1.1")
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    sign = {"actor": floor.one, "batch_id": batch.id, "step": "U1.1", "name": "done"}
    prepared = batches.prepare_step_signature(**sign)  # type: ignore[arg-type]
    with pytest.raises(Refused) as wrong:
        batches.sign_step(prepared_id=prepared.id, proof=floor.device(floor.two).sign(b"x" * 32), **sign)  # type: ignore[arg-type]
    assert codes(wrong) == ["identity.signature.wrong_proof"]
    assert events_of(f"person/{floor.one.person_id}").last().type == "identity.sign_in.refused"  # type: ignore[union-attr]
    # the batch itself did not move, so the statement that was shown can still be signed
    batches.sign_step(prepared_id=prepared.id, proof=floor.device(floor.one).sign(prepared.envelope.digest), **sign)  # type: ignore[arg-type]
    assert floor.view(batch).state.steps["U1.1"].is_complete


def test_a_signature_of_one_step_signs_no_other(floor: Floor) -> None:
    """P11-8b: a signature cannot be moved."""
    batch, other = floor.started(), floor.started("B-0002")
    floor.cleared()
    for each in (batch, other):
        floor.begun(each, "U1.1", enter=False)
    bag = floor.store.patient_bag()
    batches.enter_place(actor=floor.one, batch_id=batch.id, step="U1.1", code="RM-B-101")
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    prepared = batches.prepare_step_signature(actor=floor.one, batch_id=batch.id, step="U1.1", name="done")
    with pytest.raises(Refused):
        batches.sign_step(
            actor=floor.one, batch_id=other.id, step="U1.1", name="done", prepared_id=prepared.id, proof={}
        )
    assert floor.view(other).state.steps["U1.1"].signed == {}


def test_somebody_reports_what_no_limit_catches(floor: Floor) -> None:
    """211-1c."""
    batch = floor.started()
    done = batches.open_exception(actor=floor.one, batch_id=batch.id, what="a drop on the floor", stops=True)
    assert BatchException.objects.get(id=done.id).seen == "a drop on the floor"
    assert [each.cause for each in floor.view(batch).next.stops] == ["reported"]
    with pytest.raises(Refused) as silent:
        batches.open_exception(actor=floor.one, batch_id=batch.id, what=" ")
    assert codes(silent) == ["base.reason_required"]


def test_a_slot_moves_with_a_reason_and_its_devices_are_booked_anew(floor: Floor) -> None:
    batch = floor.planned()
    move = {"actor": floor.lead, "batch_id": batch.id, "suite": "B", "devices": ("INC-1",)}
    start = floor.clock.now()
    times = {"starts_at": start, "ends_at": start + timedelta(days=2)}
    batches.move_slot(reason="patient ill", **move, **times)  # type: ignore[arg-type]
    batches.move_slot(reason="patient well", **move, **times)  # type: ignore[arg-type]
    other = floor.planned("B-0002", OTHER_COI)
    with pytest.raises(Refused) as booked:
        batches.move_slot(actor=floor.lead, batch_id=other.id, suite="B", devices=("INC-1",), reason="earlier", **times)
    assert codes(booked) == ["equipment.reservation.clash"]
    with pytest.raises(Refused) as unsaid:
        batches.move_slot(reason="", **move, **times)  # type: ignore[arg-type]
    assert codes(unsaid) == ["base.reason_required"]
    with pytest.raises(Refused) as unknown:
        batches.move_slot(actor=floor.lead, batch_id=other.id, suite="ZZ", reason="x", **times)
    assert codes(unknown) == ["batches.slot.suite_unknown"]


def quality_head(floor: Floor) -> Actor:
    from cellpark.identity.public import Role
    from tests.people import acting, person

    home = floor.store.organisation
    return acting(person("head@floor.example.org", Role.QUALITY_HEAD, within=home), home)
