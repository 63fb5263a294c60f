"""The tables of a whole batch are what its streams say: made again from the ledger they are the same (P11-5a)."""

from collections import Counter

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.batches.projections import PROJECTIONS
from cellpark.batches.public import Batch, LabelsDue, RunningTime, labels_due
from cellpark.labels.public import reconciliation
from cellpark.ledger.public import check_rebuild
from cellpark.plays.public import Told, perform, read_script
from tests.people import PASSWORD
from tests.plays.conftest import EXAMPLES, load_examples


def test_P11_5a_a_whole_batch_made_again_from_the_ledger_is_the_same(durable: str) -> None:
    """The rapid recipe from receipt to its end; its devices, and its running times at the moment when they run.

    T9, LBL-3: nine containers and four samples are labelled by two people, one label of each template is kept (211-1c).
    """
    load_examples()
    running: Counter[str] = Counter()

    def look(told: Told) -> None:
        """Once, when times are watched."""
        if not running and RunningTime.objects.exists():
            rebuilt = check_rebuild(of=PROJECTIONS)
            assert (told.problems, rebuilt.differences) == ((), ())
            running.update(rebuilt.rows)

    done = perform(
        read_script((EXAMPLES / "plays" / "cart-rapid.play.yaml").read_bytes()), password=PASSWORD, tell=look
    )
    assert done.acts > 100
    assert running["batches_runningtime"] >= 1
    with use_scope(EVERYTHING):
        labelled = reconciliation(done.batch)
        assert (labelled.printed, labelled.applied, labelled.sampled, labelled.unverified) == (16, 13, 3, 0)
        assert labels_due(done.batch) == LabelsDue((), ())
    rebuilt = check_rebuild()
    assert rebuilt.differences == ()
    filled = {table for table, rows in rebuilt.rows.items() if rows}
    assert {"batches_batch", "materials_container", "equipment_openwork", "genealogy_edge"} <= filled
    assert rebuilt.rows["batches_runningtime"] == 0
    with use_scope(EVERYTHING):
        Batch.objects.update(devices=["EQ-OTHER"])
    assert [(each.table, each.columns) for each in check_rebuild(of=PROJECTIONS).differences] == [
        ("batches_batch", ("devices",))
    ]
