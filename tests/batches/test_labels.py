"""What leaves a step gets its label, and a batch is finished when its labels balance (LBL-3, T9, 211-3a)."""

from collections.abc import Callable

import pytest

from cellpark.base.actor import Actor
from cellpark.batches import public as batches
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.labels.public import (
    Country,
    Donor,
    Field,
    Label,
    LabelKind,
    LabelRequest,
    LabelTemplate,
    Stage,
    Statement,
    TemplateDesign,
    Use,
    agree_keeping,
    apply_label,
    draft_template,
    issue_label,
    keep_label,
    labels_of_batch,
    print_label,
    reconciliation,
    reprint_label,
    sample_label,
    verify_label,
)
from cellpark.materials import public as materials
from cellpark.materials.public import Container
from tests.batches.floor import COI, Floor
from tests.batches.test_gates import codes
from tests.batches.test_running import run_through
from tests.labels.plant import approved
from tests.materials.plant import q

FIELDS = (Field.COI, Field.DIN, Field.BATCH, Field.CONTAINER, Field.QUANTITY, Field.STORAGE)


def template(floor: Floor, kind: LabelKind, fields: tuple[Field, ...] = FIELDS) -> LabelTemplate:
    made = draft_template(
        actor=floor.quality,
        organisation_id=floor.store.organisation.id,
        design=TemplateDesign(
            code=f"T-{kind.upper()}",
            name_en=kind.value,
            kind=kind,
            use=Use.AUTOLOGOUS,
            country=Country.UNITED_STATES,
            width_mm=100,
            height_mm=70,
            fields=fields,
            statements=(Statement.AUTOLOGOUS,),
        ),
        reason="test",
    )
    return approved(floor.store.other_quality, made)


def cells(floor: Floor, din: str = "A999926123456") -> Container:
    floor.store.patient()
    made = materials.expect_container(
        actor=floor.store.planner, material_id=floor.store.bag.id, quantity=q("100 mL"), coi=COI, din=din, code="CT-A"
    )
    return floor.store.receive(made)


def filled(floor: Floor, bag: Container) -> batches.Batch:
    batch, bottle = floor.started(), floor.beads()
    floor.cleared()
    floor.counted(batch, bag)
    floor.activated(batch, bottle)
    floor.controlled(batch, 1)
    floor.filled(batch)
    return batch


def refused(floor: Floor, batch: batches.Batch) -> list[str]:
    with pytest.raises(Refused) as caught:
        batches.finish_batch(actor=floor.one, batch_id=batch.id)
    return codes(caught)


def checked(by: Actor, label: Label, stage: Stage) -> None:
    scanned = label.container_code if stage is Stage.ISSUE else label.payload
    assert verify_label(actor=by, label_id=label.id, stage=stage, scanned=scanned).ok


def printed(floor: Floor, label: Label) -> None:
    checked(floor.two, label, Stage.ISSUE)
    print_label(actor=floor.one, label_id=label.id)
    checked(floor.two, label, Stage.PRINT)


def test_T9_a_batch_is_finished_when_its_labels_balance(floor: Floor) -> None:
    """LBL-3: issued in the act that fills, then two people at print and affix; 211-3a: applied, kept, none missing."""
    made_of = template(floor, LabelKind.STARTING)
    batch = filled(floor, cells(floor))
    labels = list(labels_of_batch(batch.id))
    assert [(each.container_code, each.state, each.batch_code) for each in labels] == [
        ("B-0001-1", "issued", "B-0001"),
        ("B-0001-2", "issued", "B-0001"),
    ]
    assert labels[0].texts[Field.DIN] == "A999926123456"
    assert labels[0].issued_by == floor.one.person_id
    assert "labels.balance.waiting" in refused(floor, batch)
    for label in labels:
        printed(floor, label)
        apply_label(actor=floor.one, label_id=label.id, container=label.container)
    assert "labels.balance.unverified" in refused(floor, batch)
    for label in labels:
        checked(floor.two, label, Stage.AFFIX)
    assert refused(floor, batch) == ["labels.balance.no_specimen"]
    first = labels[0]
    request = LabelRequest(
        template_id=made_of.id,
        container=first.container,
        container_code=first.container_code,
        values={field: text for field, text in first.texts.items() if field not in (Field.BATCH, Field.CONTAINER)},
        donor=Donor.UNKNOWN,
        batch=batch.id,
        batch_code=batch.number,
        specimen=True,
    )
    specimen = issue_label(actor=floor.one, request=request)
    printed(floor, specimen)
    sample_label(actor=floor.one, label_id=specimen.id, reason="for the record")
    batches.finish_batch(actor=floor.one, batch_id=batch.id)
    assert batches.labels_due(batch.id).waiting == ()
    record = batches.record_of(floor.view(batch))
    assert record["labels"]["balance"]["en"] == (
        "Printed 3 = applied 2 + specimens 1 + void 0 + destroyed 0; unaccounted for: 0"
    )
    assert [(each["number"], each["container"]) for each in record["labels"]["specimens"]] == [
        (specimen.number, "B-0001-1")
    ]
    assert "A999926123456" in [each["value"] for each in record["labels"]["specimens"][0]["lines"]]
    # a record says in sentences what was refused; what the sentence was about is not kept
    said = [each["said"][0]["en"] for each in record["refused"] if each["verb"]["en"] == "Finish the batch"]
    assert said[-1] == "No label is kept as specimen."
    assert not any("labels.balance" in each for each in said)
    assert batches.record_pdf(floor.view(batch)).startswith(b"%PDF")


def test_a_sample_gets_its_own_kind_of_label(floor: Floor) -> None:
    template(floor, LabelKind.SAMPLE)
    batch = filled(floor, cells(floor))
    assert [each.container_code for each in labels_of_batch(batch.id)] == ["S-B-0001-1"]


def test_a_plant_without_templates_runs_and_says_what_has_no_label(floor: Floor) -> None:
    batch = run_through(floor)
    due = batches.labels_due(batch.id)
    assert (due.waiting, {row.code for row in due.without} >= {"B-0001-1", "B-0001-2"}) == ((), True)


@pytest.mark.parametrize("din", ["", "NO-DIN"])
def test_a_field_that_nothing_fills_stops_no_work(floor: Floor, din: str) -> None:
    """A label that cannot be filled is named at the batch; the cells do not wait for it."""
    template(floor, LabelKind.STARTING)
    batch = filled(floor, cells(floor, din=din))
    assert list(labels_of_batch(batch.id)) == []
    assert {row.code for row in batches.labels_due(batch.id).without} >= {"B-0001-1", "B-0001-2"}


def corrected_fill(floor: Floor, batch: batches.Batch, label: Label, amount: str) -> None:
    """The filled amount of the label's container, said otherwise, in the open step."""
    step = floor.view(batch).state.steps["U3.1"]
    [entry] = [each for each in step.entries["bags"] if each.thing == label.container]
    said = {"batch_id": batch.id, "step": "U3.1", "field": "bags", "entry": entry.id, "value": q(amount)}
    batches.correct_entry(actor=floor.one, reason="read the scale again", **said)


def codes_of(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return codes(caught)


def test_T9_T11_a_label_with_a_corrected_amount_is_replaced(floor: Floor) -> None:
    """T9, T11, 211-3a: it is not printed, not put on, and the batch does not balance with it; the new one is right."""
    template(floor, LabelKind.STARTING)
    batch = filled(floor, cells(floor))
    first, second = labels_of_batch(batch.id)
    assert first.texts[Field.QUANTITY] == "40 mL"
    printed(floor, second)
    apply_label(actor=floor.one, label_id=second.id, container=second.container)
    checked(floor.two, second, Stage.AFFIX)
    for label in (first, second):
        corrected_fill(floor, batch, label, "38 mL")
    due = batches.labels_due(batch.id)
    assert [(each.label.number, each.says, each.becomes) for each in due.outdated] == [
        (first.number, "40 mL", "38 mL"),
        (second.number, "40 mL", "38 mL"),
    ]
    assert reconciliation(batch.id).outdated == 2
    assert "labels.balance.outdated" in refused(floor, batch)
    checking = {"actor": floor.two, "label_id": first.id, "stage": Stage.ISSUE, "scanned": first.container_code}
    assert codes_of(lambda: verify_label(**checking)) == ["labels.label.outdated"]
    assert "labels.label.outdated" in codes_of(lambda: print_label(actor=floor.one, label_id=first.id))
    new = [reprint_label(actor=floor.one, label_id=each.id, reason="amount corrected") for each in (first, second)]
    assert [each.texts[Field.QUANTITY] for each in new] == ["38 mL", "38 mL"]
    assert [each.replaces for each in new] == [None, second.id]  # the first one was never printed
    assert sorted(each.state for each in labels_of_batch(batch.id)) == ["cancelled", "issued", "issued", "voided"]
    assert (batches.labels_due(batch.id).outdated, reconciliation(batch.id).outdated) == ((), 0)
    for label in new:
        printed(floor, label)
        apply_label(actor=floor.one, label_id=label.id, container=label.container)
        checked(floor.two, label, Stage.AFFIX)
    assert reconciliation(batch.id).balanced


def test_T9_T11_two_people_let_a_label_stay_for_one_corrected_amount(floor: Floor) -> None:
    """T11, T5: one says why, quality agrees; the next correction asks again."""
    template(floor, LabelKind.STARTING)
    batch = filled(floor, cells(floor))
    first, second = labels_of_batch(batch.id)
    for label in (first, second):
        printed(floor, label)
    apply_label(actor=floor.one, label_id=first.id, container=first.container)
    checked(floor.two, first, Stage.AFFIX)
    reason = {"reason": "the bag is frozen"}
    assert codes_of(lambda: keep_label(actor=floor.one, label_id=first.id, **reason)) == ["labels.label.not_outdated"]
    for label in (first, second):
        corrected_fill(floor, batch, label, "39 mL")
    assert codes_of(lambda: keep_label(actor=floor.one, label_id=second.id, **reason)) == ["labels.label.not_on"]
    agree = {"actor": floor.quality, "label_id": first.id, "reason": "no harm"}
    assert codes_of(lambda: agree_keeping(**agree)) == ["labels.label.not_proposed"]
    keep_label(actor=floor.quality, label_id=first.id, **reason)
    assert codes_of(lambda: agree_keeping(**agree)) == ["labels.label.same_person"]
    keep_label(actor=floor.one, label_id=first.id, **reason)
    with pytest.raises(NotAllowed):
        agree_keeping(actor=floor.two, label_id=first.id, reason="no harm")
    assert reconciliation(batch.id).outdated == 2
    kept = agree_keeping(**agree)
    assert (kept.kept_for, kept.kept_by, kept.keep_checked_by) == (
        "39 mL",
        floor.one.person_id,
        floor.quality.person_id,
    )
    assert [each.label.number for each in batches.labels_due(batch.id).outdated] == [second.number]
    corrected_fill(floor, batch, first, "37 mL")
    assert [(each.says, each.becomes, each.proposed) for each in batches.labels_due(batch.id).outdated] == [
        ("40 mL", "37 mL", False),
        ("40 mL", "39 mL", False),
    ]
