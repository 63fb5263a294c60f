"""Corrections that reach what rests on the old value, in a batch that runs and in one that is finished (T11)."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.batches.run import Plan, missing_of, next_steps
from cellpark.batches.run import happened as h
from cellpark.batches.run.recipe import Recipe
from cellpark.genealogy.public import NodeKind, forward
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials import public as materials
from cellpark.recipes.dialect import parse
from tests.batches.floor import SMALL, Floor
from tests.batches.histories import TWO, History, signature, wanted_acts
from tests.batches.test_exceptions import found
from tests.batches.test_gates import codes
from tests.batches.test_running import run_through
from tests.materials.plant import q

FILED = SMALL.replace(
    "range 1e8..5e10; else stop; as \u6709\u6838", "range 1e8..5e10; entry file flex2; else stop; as \u6709\u6838"
)


def grown(plan: Plan, until: str, values: dict[str, str]) -> History:
    """A history up to the end of a step, with these values where the recipe asks for them."""
    history, steady = History(plan).started(), random.Random(7).randrange
    while not (until in history.state.steps and history.state.steps[until].is_complete):
        history.wait(minutes=10)
        for data, by in list(wanted_acts(plan, history.state, steady)):
            said = values.get(f"{getattr(data, 'step', '')} {getattr(data, 'field', '')}")
            if isinstance(data, h.ValueRecorded) and said:
                data = h.ValueRecorded(  # noqa: PLW2901 -- the same act with the value of the case
                    step=data.step,
                    field=data.field,
                    value=q(said),
                    how="typed",
                    device="",
                    file="",
                    reader="",
                    digest="",
                )
            if history.act(data, by):
                break
    return history


def corrected(history: History, step: str, field: str, value: str) -> list[tuple[str, str, str, str]]:
    """What stands against the batch after a correction."""
    entry = history.state.steps[step].entry(field)
    assert entry is not None
    history.wait(minutes=5)
    known = set(history.state.deviations)
    assert history.act(h.EntryCorrected(step=step, field=field, entry=entry.id, value=q(value)), TWO, "misread")
    new = [each for identity, each in history.state.deviations.items() if identity not in known]
    return [(each.cause, each.step, each.field, each.reaction) for each in new]


ROUND = {"U1.1 tnc": "1e9 cells", "U2.1#1 vcd": "1e6 cells/mL", "U2.1#1 tvc": "3e9 cells"}


@pytest.mark.parametrize(
    ("until", "step", "field", "value", "owed"),
    [
        # 20 times the cells: the beads that are in the bag are 20 times too few
        ("U1.2", "U1.1", "tnc", "2e10 cells", [("correction", "U1.2", "beads", "deviation major")]),
        # nobody has used anything yet
        ("U1.1", "U1.1", "tnc", "2e10 cells", []),
        # the same step: the amount was computed from the parameter
        ("U1.2", "U1.2", "ratio", "4 bead/cell", [("correction", "U1.2", "beads", "deviation major")]),
        # the loop ended because of this value; it would have gone on
        ("U3.1", "U2.1#1", "tvc", "1e9 cells", [("correction", "U2", "", "deviation major")]),
        ("U3.1", "U2.1#1", "tvc", "4e9 cells", []),
    ],
)
def test_T11_what_was_computed_from_a_corrected_value_owes_an_exception(
    small: Recipe, until: str, step: str, field: str, value: str, owed: list[tuple[str, str, str, str]]
) -> None:
    """T11, A11-1c: an amount in the bag is not taken out by a signature, so somebody must judge it."""
    history = grown(Plan(small), until, ROUND)
    assert corrected(history, step, field, value) == owed


def test_T11_a_branch_that_the_new_value_would_not_have_asked_for_is_owed(small: Recipe) -> None:
    """T11: the feed was given because of a density that was misread."""
    history = grown(Plan(small), "U2.2#1", {**ROUND, "U2.1#1 vcd": "2e6 cells/mL"})
    assert corrected(history, "U2.1#1", "vcd", "1e6 cells/mL") == []
    history.wait(minutes=5)
    assert history.act(h.CheckAnswered(step="U2.1#1", field="density", answer=True, reasons=""))
    last = list(history.state.deviations.values())[-1]
    assert (last.cause, last.step) == ("correction", "U2.2#1")


def test_T11_signing_an_earlier_round_anew_leaves_the_end_of_the_later_one(small: Recipe) -> None:
    """T11: when a step ended is what it was, whatever is corrected and signed in a round before it."""
    values = {**ROUND, "U2.1#1 tvc": "1e9 cells", "U2.1#2 vcd": "1e6 cells/mL", "U2.1#2 tvc": "3e9 cells"}
    history = grown(Plan(small), "U2.1#2", values)
    end = history.state.steps["U2.1#2"].completed_at
    assert end is not None
    assert corrected(history, "U2.1#1", "vcd", "1.1e6 cells/mL") == []
    history.wait(minutes=5)
    assert history.act(h.CheckAnswered(step="U2.1#1", field="density", answer=True, reasons=""))
    history.wait(minutes=5)
    assert history.act(signature("U2.1#1", "done", "operator"))
    assert history.state.ended["U2.1"] == ("U2.1#2", end)


def test_P11_7_a_hand_that_corrects_a_device_is_no_device_and_a_second_person_confirms(small: Recipe) -> None:
    """P11-7, CN-1b: neither file nor device is the source of a typed number."""
    plan = Plan(parse(FILED))
    history = History(plan).started()
    history.act(h.StepBegun(step="U1.1"))
    history.act(
        h.ValueRecorded(
            step="U1.1", field="tnc", value=q("1e9 cells"), how="file", device="D", file="a" * 64, reader="r", digest=""
        )
    )
    assert corrected(history, "U1.1", "tnc", "2e9 cells") == []
    entry = history.state.steps["U1.1"].entry("tnc")
    assert entry is not None
    assert (entry.file, entry.device, entry.how) == ("", "", "corrected")
    assert entry.replaces is not None
    assert (entry.replaces.file, entry.replaces.device) == ("a" * 64, "D")
    lacks = {(each.field, str(each.want)) for each in missing_of(plan, history.state, "U1.1")}
    assert ("tnc", "confirmation") in lacks
    confirm = h.ValueConfirmed(step="U1.1", field="tnc", entry=entry.id)
    assert not history.act(confirm, TWO)  # who corrected it does not confirm it
    assert history.act(confirm)
    assert "tnc" not in {each.field for each in missing_of(plan, history.state, "U1.1")}


def correct(
    floor: Floor, batch: Batch, step: str, field: str, value: str, *, by: Actor | None = None, **more: Any
) -> batches.Done:
    entry = floor.view(batch).state.steps[step].entry(field)
    assert entry is not None
    return batches.correct_entry(
        actor=by or floor.two,
        batch_id=batch.id,
        step=step,
        field=field,
        entry=entry.id,
        value=q(value),
        reason="misread",
        **more,
    )


def of_label(history: History, number: int, **attributes: str) -> bool:
    """One entry of the beads is of another container, with what its label says."""
    entry = history.state.steps["U1.2"].entries["beads"][number]
    assert isinstance(entry.value, Quantity)
    history.wait(minutes=5)
    said = h.ThingCorrected(
        step="U1.2",
        field="beads",
        entry=entry.id,
        lot=None,
        container=new_id(),
        code="OTHER",
        quantity=entry.value,
        attributes={name: q(value) for name, value in attributes.items()},
    )
    return history.act(said, TWO, "mixed up")


def test_T11_a_corrected_label_certifies_what_the_last_container_says(small: Recipe) -> None:
    """T11, 211-1b: an earlier container's label does not take the place of the last one's; what it lacks is unknown."""
    history = grown(Plan(small), "U1.2", ROUND)
    [first] = history.state.steps["U1.2"].entries["beads"]
    assert of_label(history, 0, conc="4e8 bead/mL", purity="90 %")
    assert history.state.values["beads.purity"] == q("90 %")
    assert of_label(history, 0, conc="2e8 bead/mL")
    assert history.state.values["beads.conc"] == q("2e8 bead/mL")
    assert "beads.purity" not in history.state.values
    assert of_label(history, 0)
    assert "beads.conc" not in history.state.values
    assert [each.seen for each in history.state.deviations.values() if each.cause == "correction"][-1] == (
        f"{first.value} / ?"
    )


def test_T11_a_label_that_is_not_the_last_one_certifies_nothing(small: Recipe) -> None:
    """T11, 211-1b: the amount was computed by the label of the container that was used last."""
    history = grown(Plan(small), "U1.1", ROUND)
    history.act(h.StepBegun(step="U1.2"))
    history.act(
        h.ValueRecorded(
            step="U1.2",
            field="ratio",
            value=q("3 bead/cell"),
            how="typed",
            device="",
            file="",
            reader="",
            digest="",
        )
    )
    for code, conc, last in (("ONE", "4e8 bead/mL", False), ("TWO", "2e8 bead/mL", True)):
        used = h.MaterialUsed(
            step="U1.2",
            field="beads",
            lot=None,
            container=new_id(),
            code=code,
            quantity=q("5 mL"),
            attributes={"conc": q(conc)},
            last=last,
        )
        assert history.act(used)
    assert of_label(history, 0, conc="8e8 bead/mL")
    assert history.state.values["beads.conc"] == q("2e8 bead/mL")


def test_T11_in_a_finished_batch_a_branch_that_was_never_done_is_judged(floor: Floor) -> None:
    """T11, 211-1c: nobody feeds cells that are filled; the check that now fails becomes an exception.

    What is decided about is corrected by quality, not by its makers.
    """
    batch = run_through(floor)
    with pytest.raises(Refused) as refused:
        correct(floor, batch, "U2.1#2", "vcd", "2e6 cells/mL")
    assert codes(refused) == ["batches.correction.finished"]
    correct(floor, batch, "U2.1#2", "vcd", "2e6 cells/mL", by=floor.quality)
    batches.answer_check(actor=floor.one, batch_id=batch.id, step="U2.1#2", field="density")
    floor.sign(batch, "U2.1#2")
    view = floor.view(batch)
    assert (view.next.open, next_steps(view.plan, view.state).done, view.state.demanded) == ((), False, {})
    assert found(batch) == [("B-0001-E01", "check", "U2.1#2", "density", "deviation major")]


def left(*containers: materials.Container) -> list[str]:
    return [str(materials.Container.objects.get(id=each.id).quantity) for each in containers]


def beads_taken(floor: Floor) -> tuple[Batch, materials.Container, materials.Container]:
    """A batch that used 15 mL of one bottle; another bottle, of another lot, stands beside it."""
    bag, one, other = floor.store.patient_bag(), floor.beads("L1"), floor.beads("L2")
    floor.cleared()
    batch = floor.started()
    floor.counted(batch, bag)
    floor.activated(batch, one)
    return batch, one, other


def rescanned(floor: Floor, batch: Batch, code: str, *, by: Actor | None = None, **more: Any) -> batches.Done:
    entry = floor.view(batch).state.steps["U1.2"].entry("beads")
    assert entry is not None
    return batches.correct_thing(
        actor=by or floor.two,
        batch_id=batch.id,
        step="U1.2",
        field="beads",
        entry=entry.id,
        code=code,
        reason="mixed up",
        **more,
    )


def test_T11_a_corrected_amount_of_a_reagent_is_in_the_bottle_again(floor: Floor) -> None:
    """T11, 211-1b: the record, the bottle and the operation say the same; more than there was is refused."""
    batch, one, _ = beads_taken(floor)
    assert left(one) == ["85 mL"]
    correct(floor, batch, "U1.2", "beads", "14.9 mL")
    correct(floor, batch, "U1.2", "beads", "14.8 mL")
    assert left(one) == ["85.2 mL"]
    assert found(batch) == [(f"B-0001-E0{number}", "use", "U1.2", "beads", "deviation major") for number in (1, 2)]
    with pytest.raises(Refused) as refused:
        correct(floor, batch, "U1.2", "beads", "101 mL")
    assert codes(refused) == ["materials.operation.too_much"]
    with pytest.raises(Refused) as refused:
        correct(floor, batch, "U1.1", "aph", "90 mL")
    assert codes(refused) == ["batches.entry.of_container"]
    assert left(one) == ["85.2 mL"]


def test_T11_T16_another_lot_was_used_than_was_scanned(floor: Floor) -> None:
    """T11, T16, CN-1c: signatures are void, the trace leads to the right lot, as known before to the wrong one."""
    batch, one, other = beads_taken(floor)
    before = floor.clock.now()
    floor.clock.advance(timedelta(hours=1))
    rescanned(floor, batch, other.code)
    assert left(one, other) == ["100 mL", "85 mL"]
    view = floor.view(batch)
    entry = view.state.steps["U1.2"].entry("beads")
    assert entry is not None
    assert entry.replaces is not None
    assert (entry.code, entry.thing, entry.replaces.code) == (other.code, other.id, one.code)
    assert len(view.state.steps["U1.2"].voided) == 2
    bag = (NodeKind.CONTAINER, view.state.process[0])
    assert bag in forward(NodeKind.LOT, other.lot_id)
    assert bag not in forward(NodeKind.LOT, one.lot_id)
    assert bag in forward(NodeKind.LOT, one.lot_id, as_of=before)
    assert found(batch) == []
    with pytest.raises(Refused) as refused:
        rescanned(floor, batch, other.code)
    assert codes(refused) == ["batches.entry.same"]


def test_T4_a_lot_that_was_used_by_mistake_is_recorded_and_judged(floor: Floor) -> None:
    """T4, T1: what was in the bag is a fact; another material than the recipe's is a near miss and no correction."""
    stale = floor.beads("L3")
    materials.quarantine_lot(actor=floor.quality, lot_id=stale.lot_id, reason="complaint")
    batch, one, _ = beads_taken(floor)
    medium = floor.store.stock(floor.store.lot(floor.store.medium, "M1"))
    with pytest.raises(Refused) as refused:
        rescanned(floor, batch, medium.code)
    assert codes(refused) == ["materials.scan.wrong_material"]
    assert [each.found_container for each in materials.NearMiss.objects.all()] == [medium.id]
    rescanned(floor, batch, stale.code, quantity=q("15 mL"), by=floor.quality)
    assert left(one, stale, medium) == ["100 mL", "85 mL", "100 mL"]
    assert found(batch) == [("B-0001-E01", "correction", "U1.2", "beads", "deviation major")]


MIXED = SMALL.replace(
    "- equip inc",
    "- use more: RM-0312 CD3/CD28 beads; qty 1 mL; lot scan; as \u518d\u52a0 | more beads\n"
    "- out mix: mixed bag; qty 1 bag; derive; of aph, beads, more; as \u6df7\u5408\u888b | mixed bag\n- equip inc",
).replace("{inc}", "{more}{mix}{inc}")


def mixing(floor: Floor) -> tuple[Batch, materials.Container]:
    """A batch that is about to mix the cells with beads of one bottle, which were scanned for two fields."""
    bag, one = floor.store.patient_bag(), floor.beads("L1")
    floor.cleared()
    batch = floor.started()
    floor.counted(batch, bag)
    floor.begun(batch, "U1.2")
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    for field in ("beads", "more"):
        batches.use_material(actor=floor.one, batch_id=batch.id, step="U1.2", field=field, code=one.code)
    return batch, one


def mixed(floor: Floor, batch: Batch) -> None:
    part = batches.Part(code="MIX-1", quantity=q("110 mL"))
    batches.produce(
        actor=floor.one, batch_id=batch.id, step="U1.2", field="mix", parts=[part], material=floor.store.cells.code
    )


def test_211_1b_a_reagent_that_is_corrected_before_the_fill_gives_what_is_recorded(
    floor: Floor, follows: Callable[[str], Floor]
) -> None:
    """211-1b, T11: not the whole bottle; what two fields say of one bottle is drawn together and corrected apart."""
    follows(MIXED)
    batch, one = mixing(floor)
    correct(floor, batch, "U1.2", "beads", "14.9 mL")
    assert left(one) == ["100 mL"]
    mixed(floor, batch)
    assert left(one) == ["84.1 mL"]
    correct(floor, batch, "U1.2", "more", "1.1 mL")
    correct(floor, batch, "U1.2", "beads", "15 mL")
    assert left(one) == ["83.9 mL"]


def test_211_1b_record_and_containers_are_not_corrected_apart(floor: Floor, follows: Callable[[str], Floor]) -> None:
    """211-1b, T11: where the operation says another amount than the record, nothing is corrected in silence."""
    follows(MIXED)
    batch, one = mixing(floor)
    mixed(floor, batch)
    other = floor.beads("L2")
    with pytest.raises(Refused) as refused:
        rescanned(floor, batch, other.code)
    assert codes(refused) == ["batches.correction.other_amount"]
    assert left(one, other) == ["84 mL", "100 mL"]
    [mix] = materials.Operation.objects.filter(batch=batch.id)
    materials.correct_operation(
        actor=floor.two,
        operation_id=mix.id,
        changes=[materials.Amended(container=one.id, quantity=q("20 mL"))],
        reason="by hand",
    )
    with pytest.raises(Refused) as refused:
        correct(floor, batch, "U1.2", "beads", "14.9 mL")
    assert codes(refused) == ["batches.correction.other_amount"]


def test_T4_what_was_found_of_a_container_after_its_use_says_nothing_of_its_use(floor: Floor) -> None:
    """T4: it was fit when it was used; one that was held then is judged although it was let go since."""
    held = floor.beads("L4")
    materials.hold_container(actor=floor.one, container_id=held.id, reason="leak")
    batch, _, other = beads_taken(floor)
    materials.hold_container(actor=floor.one, container_id=other.id, reason="leak")
    materials.release_container(actor=floor.quality, container_id=held.id, reason="dry")
    rescanned(floor, batch, other.code, by=floor.quality)
    assert found(batch) == []
    rescanned(floor, batch, held.code, by=floor.quality)
    assert found(batch) == [("B-0001-E01", "correction", "U1.2", "beads", "deviation major")]


def test_CN_4c_makers_do_not_correct_what_quality_decides_about(floor: Floor) -> None:
    """CN-4c, T11: a bottle on hold, a lot that is not released: whoever judges exceptions corrects what is said of it."""
    batch, one, other = beads_taken(floor)
    materials.hold_container(actor=floor.one, container_id=one.id, reason="leak")
    for act in (lambda: correct(floor, batch, "U1.2", "beads", "14 mL"), lambda: rescanned(floor, batch, other.code)):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["batches.correction.held"]
    materials.release_container(actor=floor.quality, container_id=one.id, reason="dry")
    materials.reject_lot(actor=floor.quality, lot_id=other.lot_id, reason="complaint")
    with pytest.raises(Refused) as refused:
        rescanned(floor, batch, other.code)
    assert codes(refused) == ["batches.correction.held"]
    correct(floor, batch, "U1.1", "tnc", "2.1e9 cells")
    assert left(one, other) == ["85 mL", "100 mL"]


def test_T11_a_filled_amount_is_corrected_until_somebody_works_with_it(floor: Floor) -> None:
    """T11, 211-1b: what was not filled is where it came from; what a later operation rests on is refused."""
    batch = run_through(floor)
    bag = materials.Container.objects.get(code="B-0001-1")
    source = materials.Operation.objects.get(produced__contains=[{"container": str(bag.id)}]).consumed[0]["container"]
    parent = materials.Container.objects.get(id=source)
    before = parent.quantity
    view = floor.view(batch)
    entry = view.state.steps["U3.1"].entries["bags"][0]
    said = {"actor": floor.quality, "batch_id": batch.id, "step": "U3.1", "field": "bags", "reason": "misread"}
    done = batches.correct_entry(entry=entry.id, value=q("38 mL"), **said)
    assert left(bag, parent) == ["38 mL", str(before + q("2 mL"))]
    materials.operate(
        actor=floor.one,
        kind=materials.OperationKind.SAMPLE,
        consumed=[materials.Consumed(container=bag.id, quantity=q("1 mL"))],
        produced=[materials.Produced(quantity=q("1 mL"))],
    )
    with pytest.raises(Refused) as refused:
        batches.correct_entry(entry=done.id, value=q("39 mL"), **said)
    assert codes(refused) == ["materials.correction.stands_on"]
    assert left(bag) == ["37 mL"]
