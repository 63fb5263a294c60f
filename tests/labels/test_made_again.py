"""The tables of labels follow from the ledger: made again from events they are the same (P11-5a)."""

from uuid import uuid4

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.labels.projections import PROJECTIONS
from cellpark.labels.public import Stage, apply_label, reprint_label, retire_template, verify_label
from cellpark.ledger.public import check_rebuild
from tests.labels.plant import Plant


def test_the_tables_are_made_again_from_the_ledger(durable: str) -> None:
    with use_scope(EVERYTHING):
        plant, container = Plant(), uuid4()
        label = plant.ready(container)
        verify_label(actor=plant.second, label_id=plant.issued().id, stage=Stage.ISSUE, scanned="CT-26-000999")
        apply_label(actor=plant.first, label_id=label.id, container=container)
        reprint_label(actor=plant.first, label_id=label.id, reason="came off in the cold")
        retire_template(actor=plant.head, template_id=plant.template.id, reason="new design")
        rebuilt = check_rebuild(of=PROJECTIONS)
    assert rebuilt.differences == ()
    assert rebuilt.rows == {"labels_labeltemplate": 1, "labels_label": 3, "labels_labelcheck": 3}
