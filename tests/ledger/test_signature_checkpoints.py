"""Every electronic signature is followed by a checkpoint that covers it, without waiting for the next five minutes."""

import pytest

from cellpark.base.actor import Actor
from cellpark.ledger.actions.make_checkpoint import make_checkpoint
from cellpark.ledger.actions.make_site_keys import make_site_keys
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.models import Checkpoint, Leaf
from cellpark.ledger.tasks import NotSealedYet, cover
from cellpark.ledger.verify.run import verify
from tests.base.test_outbox import work
from tests.ledger.conftest import note
from tests.ledger.test_signatures import sign, statement

pytestmark = pytest.mark.durable


@pytest.fixture
def signed(durable, site_keys, everything):
    make_site_keys(actor=Actor.system("t"))
    note("batch/1", 1)
    return sign(statement("batch/1"))


def test_a_signature_is_covered_by_a_checkpoint_of_its_own(signed):
    """P11-8b: what was signed is committed to at once."""
    assert Checkpoint.objects.count() == 0
    work()
    made = Checkpoint.objects.get()
    assert made.size > Leaf.objects.get(rid__id=signed.id).seq
    assert verify().is_sound
    work()
    assert Checkpoint.objects.count() == 1


def test_two_signatures_before_the_worker_runs_need_one_checkpoint(signed):
    sign(statement("batch/1"))
    seal_all(wait_s=60)  # a transaction of another database may lie between the two
    work()
    assert Checkpoint.objects.count() == 1


def test_a_signature_that_is_covered_already_needs_no_other(signed):
    seal_all(wait_s=60)
    made = make_checkpoint(actor=Actor.system("t"))
    note("batch/1", 2)
    cover(signed.id)
    assert Checkpoint.objects.get() == made


def test_a_signature_behind_an_open_transaction_is_tried_again(durable, site_keys, everything, superuser):
    """Its leaf cannot be placed before that transaction ends; the job fails and the queue repeats it."""
    make_site_keys(actor=Actor.system("t"))
    note("batch/1", 1)
    with superuser.transaction():
        superuser.execute("SELECT pg_current_xact_id()")
        given = sign(statement("batch/1"))
        with pytest.raises(NotSealedYet):
            cover(given.id, wait_s=0.1)
        assert Checkpoint.objects.count() == 0
    cover(given.id)
    assert Checkpoint.objects.count() == 1
