"""T1 cannot be switched off: a batch has the identity that its recipe compares, and every container is compared."""

from collections.abc import Callable

import pytest

from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials import public as materials
from tests.batches.floor import OTHER_COI, SMALL, Floor
from tests.batches.test_gates import codes
from tests.materials.plant import q

NO_IDENTITY = "batches.batch.no_identity"


@pytest.mark.parametrize("match", ["match patient", "match batch"])
def test_T1_no_batch_is_planned_or_started_without_the_identity_that_it_compares(
    follows: Callable[[str], Floor], match: str
) -> None:
    """T1, LBL-5: as long as nothing of its own is in process, "the batch" is its chain of identity."""
    floor = follows(SMALL.replace("match patient", match))
    with pytest.raises(Refused) as refused:
        floor.planned(coi="")
    assert refused.value.problems == (Problem(NO_IDENTITY, {"mbr": "SMALL-1"}, field="coi", rule="LBL-5"),)
    older = floor.planned()
    Batch.objects.filter(id=older.id).update(coi="")
    with pytest.raises(Refused) as refused:
        batches.start_batch(actor=floor.lead, batch_id=older.id)
    assert codes(refused) == [NO_IDENTITY]


def test_T1_the_first_scan_of_a_batch_is_compared_with_its_chain_of_identity(follows: Callable[[str], Floor]) -> None:
    """T1, LBL-5: ``match batch`` while nothing is in process."""
    floor = follows(SMALL.replace("match patient", "match batch"))
    right, wrong = floor.store.patient_bag(), floor.store.patient_bag(OTHER_COI)
    batch = begun(floor)
    scan = {"actor": floor.one, "batch_id": batch.id, "step": "U1.1", "field": "aph"}
    with pytest.raises(Refused) as refused:
        batches.scan_in(code=wrong.code, **scan)  # type: ignore[arg-type]
    assert codes(refused) == ["materials.scan.wrong_identity"]
    assert [each.kind for each in materials.NearMiss.objects.all()] == ["wrong_identity"]
    Batch.objects.filter(id=batch.id).update(coi="")
    with pytest.raises(Refused) as refused:
        batches.scan_in(code=right.code, **scan)  # type: ignore[arg-type]
    assert codes(refused) == [NO_IDENTITY]
    Batch.objects.filter(id=batch.id).update(coi=right.coi)
    batches.scan_in(code=right.code, **scan)  # type: ignore[arg-type]


def test_T1_an_approved_text_older_than_the_rule_still_stops_another_patients_bag(
    follows: Callable[[str], Floor],
) -> None:
    floor = follows(SMALL.replace("; match patient", ""))
    right, wrong = floor.store.patient_bag(), floor.store.patient_bag(OTHER_COI)
    batch = begun(floor)
    scan = {"actor": floor.one, "batch_id": batch.id, "step": "U1.1", "field": "aph"}
    with pytest.raises(Refused) as refused:
        batches.scan_in(code=wrong.code, **scan)  # type: ignore[arg-type]
    assert codes(refused) == ["materials.scan.wrong_identity"]
    batches.scan_in(code=right.code, **scan)  # type: ignore[arg-type]


def begun(floor: Floor) -> Batch:
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    return batch


def test_T4_a_container_of_another_material_than_the_step_calls_for_is_a_near_miss(
    follows: Callable[[str], Floor],
) -> None:
    """T4, T1: the right patient's, and yet not what the recipe names."""
    floor = follows(SMALL.replace("in aph: apheresis bag", "in aph: Material RM-0001"))
    bag = floor.store.patient_bag()
    cells = floor.store.stock(None, "50 mL", material=floor.store.cells, coi=bag.coi)
    batch = begun(floor)
    scan = {"actor": floor.one, "batch_id": batch.id, "step": "U1.1", "field": "aph"}
    with pytest.raises(Refused) as refused:
        batches.scan_in(code=cells.code, **scan)  # type: ignore[arg-type]
    assert codes(refused) == ["materials.scan.wrong_material"]
    [miss] = materials.NearMiss.objects.all()
    assert (miss.kind, miss.found_container, miss.batch, miss.step) == ("wrong_material", cells.id, batch.id, "U1.1")
    batches.scan_in(code=bag.code, **scan)  # type: ignore[arg-type]


def test_T4_what_the_batch_filled_goes_only_where_the_recipe_calls_for_it(follows: Callable[[str], Floor]) -> None:
    """T4: a reserve of the same cells is in process as well, and is not what the next step takes."""
    filling = "- out part: reserve bag; qty 1 bag; split; as \u5907\u7528\u888b | reserve bag\n- sign done: operator\n\n### U1.2 "
    text = SMALL.replace("- sign done: operator\n\n### U1.2 ", filling, 1).replace(
        "{tnc}\u3002", "{tnc}\u3001{part}\u3002", 1
    )
    text = text.replace("enter {tnc}.", "enter {tnc}, fill {part}.", 1)
    text = text.replace(
        "- set ratio",
        "- in cells: culture bag; qty 1 bag; match batch; as \u57f9\u517b\u888b | culture bag\n- set ratio",
    )
    text = text.replace("\u6309 {ratio}", "\u626b\u63cf {cells}\uff0c\u6309 {ratio}").replace(
        "en: Add {beads}", "en: Scan {cells}; add {beads}"
    )
    floor = follows(text)
    bag = floor.store.patient_bag()
    batch = begun(floor)
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    parts = [batches.Part(code="RESERVE-1", quantity=q("10 mL"))]
    batches.produce(actor=floor.one, batch_id=batch.id, step="U1.1", field="part", parts=parts)
    floor.sign(batch, "U1.1")
    floor.begun(batch, "U1.2")
    scan = {"actor": floor.one, "batch_id": batch.id, "step": "U1.2", "field": "cells"}
    with pytest.raises(Refused) as refused:
        batches.scan_in(code="RESERVE-1", **scan)  # type: ignore[arg-type]
    assert codes(refused) == ["materials.scan.wrong_material"]
    assert [each.kind for each in materials.NearMiss.objects.all()] == ["wrong_material"]
    batches.scan_in(code=bag.code, **scan)  # type: ignore[arg-type]


def test_T4_words_that_name_neither_an_out_nor_a_material_stop_nothing(follows: Callable[[str], Floor]) -> None:
    """T4: where the batch holds only what it has filled itself, they are told from nothing; the rehearsal says so."""
    washed = "- out part: washed bag; qty 1 bag; as \u6d17\u6da4\u888b | washed bag\n- sign done: operator\n\n### U1.2 "
    text = SMALL.replace("- sign done: operator\n\n### U1.2 ", washed, 1)
    text = text.replace("{tnc}\u3002", "{tnc}\u3001{part}\u3002", 1).replace("enter {tnc}.", "enter {tnc}, {part}.", 1)
    cells = "- in cells: washed cells; match batch; as \u7ec6\u80de | cells\n- set ratio"
    text = text.replace("- set ratio", cells).replace("\u6309 {ratio}", "\u626b\u63cf {cells}\uff0c\u6309 {ratio}")
    floor = follows(text.replace("en: Add {beads}", "en: Scan {cells}; add {beads}"))
    bag = floor.store.patient_bag()
    batch = begun(floor)
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    parts = [batches.Part(code="WASHED-1")]
    batches.produce(actor=floor.one, batch_id=batch.id, step="U1.1", field="part", parts=parts)
    floor.sign(batch, "U1.1")
    floor.begun(batch, "U1.2")
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.2", field="cells", code="WASHED-1")
    assert not materials.NearMiss.objects.exists()
