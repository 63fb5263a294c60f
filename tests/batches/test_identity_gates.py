"""T1 cannot be switched off: a batch has the identity that its recipe compares, and every container is compared."""

from collections.abc import Callable

import pytest

from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials import public as materials
from tests.batches.floor import OTHER_COI, SMALL, Floor
from tests.batches.test_gates import codes

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
