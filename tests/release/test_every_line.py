"""Each line of the release checklist turns on records of its own; without the line, this breaks (T13, T15, A11-2e2)."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.batches.public import Batch, batch_view
from cellpark.equipment.public import LineClearance, LogEntry
from cellpark.identity.public import Qualification
from cellpark.kernel.problem import Refused
from cellpark.labels.public import Label
from cellpark.materials import public as materials
from cellpark.quality.public import EnvironmentResult
from cellpark.release import public as release
from cellpark.release.public import HOLDS, Decision, Line, Standing, Supply
from cellpark.shipments.models import ShipmentContent
from cellpark.shipments.public import Shipment
from tests.batches.floor import Floor
from tests.labels.plant import Plant as LabelPlant
from tests.people import organisation
from tests.release.desk import Desk, make_desk


def bag_of(batch: Batch) -> materials.Container:
    found: materials.Container = materials.Container.objects.get(code=f"{batch.number}-1")
    return found


def labelled(desk: Desk, batch: Batch, *, second: bool = False) -> Label:
    """A label of the batch, issued and not yet put on; ``second``: the head of quality was the second pair of eyes."""
    plant = LabelPlant()
    vars(plant)["home"] = desk.floor.store.organisation
    if second:
        vars(plant)["second"] = desk.head
        return plant.ready(bag_of(batch).id, batch=batch.id)
    return plant.issued(bag_of(batch).id, batch=batch.id)


def read(desk: Desk, batch: Batch) -> EnvironmentResult:
    """A plate of the batch's room that lies above its limit, read and verified."""
    begun = next(each.begun_at for each in batch_view(batch.id).state.steps.values() if each.room is not None)
    row = EnvironmentResult(
        organisation_id=batch.organisation_id,
        room=desk.floor.room.id,
        room_code=desk.floor.room.code,
        grade="B",
        location="work surface",
        method="contact",
        value="9",
        limit="5",
        source="test",
        passes=False,
        sampled_at=begun,
        state="recorded",
        recorded_by=desk.floor.one.person_id,
        recorded_at=now(),
    )
    row.save(force_insert=True)
    return row


def coming(batch: Batch) -> Shipment:
    """A way to the plant that nobody has taken in."""
    used = materials.Operation.objects.filter(batch=batch.id).values_list("consumed", flat=True)
    bag = next(each["container"] for lines in used for each in lines)
    row = Shipment(
        organisation_id=batch.organisation_id,
        parties=[],
        number="IN-0001",
        sender_id=organisation("Far").id,
        receiver_id=batch.organisation_id,
        condition="fresh",
        hours_max=48,
        pick_up_at=now(),
        due_at=now(),
        contents=[{"container": bag, "code": "X", "coi": batch.coi}],
    )
    row.save(force_insert=True)
    inside = ShipmentContent(organisation_id=row.organisation_id, shipment=row, container=bag, coi=batch.coi)
    inside.save(force_insert=True)
    return row


def under_way(batch: Batch) -> None:
    texts = dict.fromkeys(("number", "coi", "failed"), "x")
    row = Supply(
        organisation_id=batch.organisation_id,
        parties=[],
        batch=batch.id,
        hospital=uuid4(),
        trial="marketed",
        opened_at=now(),
        **texts,
    )
    row.save(force_insert=True)


def untrained(desk: Desk) -> None:
    rows = Qualification.objects.filter(person_id=desk.floor.one.person_id, subject="SMALL-1")
    rows.update(valid_from=date(2030, 1, 1))


def unfit(batch: Batch) -> None:
    assert batch.started_at is not None
    LogEntry.objects.filter(activity="qualification").update(valid_until=batch.started_at - timedelta(days=1))


def lines(batch: Batch) -> dict[Line, tuple[Standing, list[str]]]:
    found = release.checklist(batch.id)
    return {line.code: (line.standing, [each.code for each in line.problems]) for line in found}


def test_T13_every_line_of_the_checklist_is_turned_by_its_own_records(floor: Floor) -> None:
    """T13, 211-4a, T9, LBL-1, A1-1a, P11-8b, CN-4k: one record after the other; what they stop is named at once."""
    desk = make_desk(floor)
    batch = desk.reviewed()
    bag = bag_of(batch)
    red = {code for code, (standing, _why) in lines(batch).items() if standing not in HOLDS}
    # no test of this laboratory, no plate of this room: both are missing from the beginning
    assert red == {Line.RESULTS, Line.ENVIRONMENT}
    by_line: list[tuple[Line, str, Callable[[], object]]] = [
        (
            Line.EXCEPTIONS,
            "release.exception.open",
            lambda: batches.open_exception(actor=floor.one, batch_id=batch.id, what="a drop beside the bag"),
        ),
        (Line.LABELS, "labels.balance.waiting", lambda: labelled(desk, batch)),
        (
            Line.CUSTODY,
            "release.hand_over.open",
            lambda: materials.offer_hand_over(actor=floor.one, container_id=bag.id, raw=bag.scan_key),
        ),
        (Line.SHIPMENTS, "shipments.custody.gap", lambda: coming(batch)),
        (
            Line.HOLDS,
            "release.container.held",
            lambda: materials.hold_container(actor=floor.one, container_id=bag.id, reason="seal looks odd"),
        ),
        (Line.TRAINING, "release.training.missing", lambda: untrained(desk)),
        (Line.EQUIPMENT, "release.equipment.unqualified", lambda: unfit(batch)),
        (Line.SUPPLY, "release.supply.stands", lambda: under_way(batch)),
    ]
    opened = {Line.AUDIT_TRAIL}  # what comes after a review opens it again, by whichever line
    for line, code, turn in by_line:
        assert lines(batch)[line][0] in HOLDS, line
        turn()
        standing, why = lines(batch)[line]
        assert (standing not in HOLDS, code in why) == (True, True), (line, why)
        opened.add(line)
    now_red = {code for code, (standing, _why) in lines(batch).items() if standing not in HOLDS}
    assert now_red == opened | red
    with pytest.raises(Refused) as refused:
        desk.decide(batch, Decision.CERTIFY)
    named = {each.code for each in refused.value.problems}
    assert {code for _line, code, _turn in by_line} <= named
    assert {"quality.environment.missing", "release.trail.newer"} <= named
    running = floor.started("B-0002")
    batches.begin_step(actor=floor.two, batch_id=running.id, step="U1.1")
    found = lines(running)
    assert found[Line.FINISHED][1] == ["release.batch.unfinished"]
    assert found[Line.SIGNATURES][1] == ["release.signature.missing"]
    assert opened | red | {Line.FINISHED, Line.SIGNATURES} == set(Line)


def test_A11_2e2_a_label_or_a_reading_after_the_review_opens_it_again(desk: Desk) -> None:
    """A11-2e2: labels, environment and laboratory are part of what was reviewed."""
    batch = desk.reviewed()
    assert lines(batch)[Line.AUDIT_TRAIL][0] is Standing.OK
    row = read(desk, batch)
    EnvironmentResult.objects.filter(id=row.id).update(version=1)
    assert lines(batch)[Line.AUDIT_TRAIL] == (Standing.OPEN, ["release.trail.newer"])
    desk.review(batch)
    labelled(desk, batch)
    assert lines(batch)[Line.AUDIT_TRAIL] == (Standing.OPEN, ["release.trail.newer"])


@pytest.mark.parametrize("part", ["cleared", "labelled", "read", "moved"])
def test_T15_whoever_worked_beside_the_record_decides_nothing(desk: Desk, part: str) -> None:
    """T15, A11-1f: cleared the line, looked at a label, verified a plate, took the bag over."""
    batch = desk.reviewed()
    head = desk.head.person_id
    if part == "cleared":
        assert LineClearance.objects.filter(work__batch=batch.number).update(verified_by=head) == 1
    elif part == "labelled":
        labelled(desk, batch, second=True)
    elif part == "read":
        EnvironmentResult.objects.filter(id=read(desk, batch).id).update(verified_by=head)
    else:
        bag = bag_of(batch)
        verdict, _offer = materials.offer_hand_over(actor=desk.head, container_id=bag.id, raw=bag.scan_key)
        assert verdict.ok
    with pytest.raises(Refused) as refused:
        desk.decide(batch, Decision.CERTIFY, by=desk.head)
    assert "release.decision.participant" in [each.code for each in refused.value.problems]
