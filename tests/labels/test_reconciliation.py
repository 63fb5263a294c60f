"""T9, 211-3a, LBL-1: printed = applied + sampled + void + destroyed, per batch and container."""

from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cellpark.kernel.problem import Problem
from cellpark.labels.public import (
    Balance,
    Label,
    LabelState,
    Stage,
    apply_label,
    container_reconciliation,
    destroy_label,
    reconciliation,
    reconciliation_problems,
    sample_label,
    verify_label,
    void_label,
)
from cellpark.labels.rules import balance
from tests.labels.plant import PAYLOAD, Plant

NEVER_PRINTED = (LabelState.ISSUED, LabelState.CANCELLED)


def put_on(plant: Plant, label: Label, container: UUID) -> None:
    apply_label(actor=plant.first, label_id=label.id, container=container)
    verify_label(actor=plant.second, label_id=label.id, stage=Stage.AFFIX, scanned=PAYLOAD)


@pytest.mark.django_db
def test_t9_printed_is_applied_plus_sampled_plus_void_plus_destroyed(plant: Plant) -> None:
    """T9: the balance of a batch stays open until the last printed label has its end."""
    batch = uuid4()
    containers = [uuid4() for _ in range(5)]
    applied, specimen, spoilt, torn, lost = [plant.ready(container, batch=batch) for container in containers]
    never = plant.issued(batch=batch)
    put_on(plant, applied, containers[0])
    sample_label(actor=plant.first, label_id=specimen.id, reason="record")
    void_label(actor=plant.first, label_id=spoilt.id, reason="smeared")
    destroy_label(actor=plant.first, label_id=torn.id, reason="torn")
    void_label(actor=plant.first, label_id=never.id, reason="typing error")

    found = reconciliation(batch)
    assert found == Balance(printed=5, applied=1, sampled=1, voided=1, destroyed=1, issued=0, cancelled=1, unverified=0)
    assert (found.balanced, found.missing) == (False, 1)
    params = {"printed": 5, "applied": 1, "sampled": 1, "voided": 1, "destroyed": 1, "missing": 1}
    assert reconciliation_problems(batch) == [Problem("labels.balance.open", params, rule="T9")]

    destroy_label(actor=plant.first, label_id=lost.id, reason="found under the printer")
    assert reconciliation(batch).balanced
    assert reconciliation_problems(batch) == []
    assert reconciliation(batch).printed == 5


@pytest.mark.django_db
def test_a_label_that_nobody_verified_or_printed_keeps_the_batch_open(plant: Plant) -> None:
    batch, container = uuid4(), uuid4()
    label = plant.ready(container, batch=batch)
    plant.issued(batch=batch)
    apply_label(actor=plant.first, label_id=label.id, container=container)
    assert reconciliation_problems(batch) == [
        Problem("labels.balance.waiting", {"count": 1}, rule="211-3a"),
        Problem("labels.balance.unverified", {"count": 1}, rule="LBL-3"),
        Problem("labels.balance.no_specimen", rule="211-1c"),
    ]


@pytest.mark.django_db
def test_the_labels_of_other_batches_and_containers_do_not_count(plant: Plant) -> None:
    batch, container = uuid4(), uuid4()
    plant.ready(container, batch=batch)
    plant.ready(batch=uuid4())
    assert (reconciliation(batch).printed, container_reconciliation(container).printed) == (1, 1)
    assert reconciliation(uuid4()) == Balance(
        printed=0, applied=0, sampled=0, voided=0, destroyed=0, issued=0, cancelled=0, unverified=0
    )
    assert reconciliation_problems(uuid4()) == []


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the rule
@given(st.lists(st.tuples(st.sampled_from(LabelState), st.booleans()), max_size=60))
def test_a_balance_is_open_exactly_as_long_as_a_printed_label_has_no_end(
    rows: list[tuple[LabelState, bool]],
) -> None:
    labels = [(state, state not in NEVER_PRINTED, checked) for state, checked in rows]
    found = balance(labels)
    assert found.missing == sum(1 for state, _ in rows if state is LabelState.PRINTED)
    assert found.printed == found.accounted + found.missing
