"""A batch from its first scan to its filled bags, with a branch and two rounds; every row follows from its stream."""

import pytest
from django.db import transaction

from cellpark.batches import public as batches
from cellpark.genealogy.public import NodeKind, backward, forward
from cellpark.ledger.public import events_of
from cellpark.materials.public import Container
from tests.batches.floor import Floor


def types(batch: batches.Batch) -> list[str]:
    return [event.type.removeprefix("batches.") for event in events_of(f"batch/{batch.id}")]


def run_through(floor: Floor, number: str = "B-0001") -> batches.Batch:
    bag, bottle = floor.store.patient_bag(), floor.beads()
    batch = floor.started(number)
    floor.cleared()
    floor.counted(batch, bag)
    floor.activated(batch, bottle)
    floor.controlled(batch, 1, vcd="2e6 cells/mL", tvc="1e9 cells")
    medium = floor.store.stock(floor.store.lot(floor.store.medium, "M1"))
    floor.begun(batch, "U2.2#1")
    batches.use_material(actor=floor.one, batch_id=batch.id, step="U2.2#1", field="medium", code=medium.code)
    floor.sign(batch, "U2.2#1")
    floor.controlled(batch, 2)
    floor.filled(batch)
    batches.finish_batch(actor=floor.one, batch_id=batch.id)
    batch.refresh_from_db()
    return batch


def test_a_batch_runs_from_receipt_to_filled_bags(floor: Floor) -> None:
    """P11-6, 211-1b, 211-1c: order, branch and loop follow from the recipe; lots, values and signatures are on record."""
    batch = run_through(floor)
    view = floor.view(batch)
    assert (batch.state, view.next.done, view.next.open) == ("finished", False, ())
    assert [(line.key, str(line.standing)) for unit in view.units for line in unit.steps] == [
        ("U1.1", "done"),
        ("U1.2", "done"),
        ("U2.1#1", "done"),
        ("U2.2#1", "done"),
        ("U2.1#2", "done"),
        ("U3.1", "done"),
    ]
    assert batch.version == events_of(f"batch/{batch.id}").count()
    assert types(batch)[:8] == [
        "batch.planned",
        "slot.taken",
        "batch.started",
        "step.begun",
        "place.entered",
        "material.in",
        "value.recorded",
        "step.signed",
    ]
    assert view.exceptions == ()
    floor.incubator.refresh_from_db()
    assert floor.incubator.used_by == ""


def test_T16_a_filled_bag_leads_back_to_its_lots_and_a_lot_forward_to_the_bags(floor: Floor) -> None:
    """T16: reagent lot -> patients, bag -> all lots."""
    batch = run_through(floor)
    bag = Container.objects.get(code="B-0001-1")
    lots = {node.id for node in nodes(backward(NodeKind.CONTAINER, bag.id)) if node.kind is NodeKind.LOT}
    used = {entry.data.lot for _, entry in batches.batch_history(batch.id) if hasattr(entry.data, "lot")}
    assert used <= lots
    (first, *_) = sorted(used, key=str)
    assert bag.id in {node.id for node in nodes(forward(NodeKind.LOT, first))}


def nodes(river: object) -> list[object]:
    return list(getattr(river, "nodes", river))


def test_the_page_of_a_batch_can_be_shown_as_it_stood(floor: Floor) -> None:
    """P11-5b: what somebody saw at a version."""
    batch = run_through(floor)
    before = batches.batch_view_at(batch.id, version=4)
    assert [each.key for each in before.next.open] == ["U1.1"]
    assert [str(each.want) for each in before.next.open[0].missing] == ["place", "container", "value"]


def test_a_state_that_was_rolled_back_is_not_remembered(floor: Floor) -> None:
    """What was folded in a transaction that never was must not be gone on from."""
    batch = floor.started()
    with pytest.raises(Undone), transaction.atomic():
        batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.1")
        assert floor.view(batch).state.open == ("U1.1",)
        raise Undone
    assert floor.view(batch).state.open == ()
    batches.begin_step(actor=floor.two, batch_id=batch.id, step="U1.1")
    assert floor.view(batch).state.steps["U1.1"].begun_by == floor.two.reference


class Undone(Exception):  # noqa: N818 -- what happened
    """The transaction of a test is undone."""
