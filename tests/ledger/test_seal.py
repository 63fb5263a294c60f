"""The sealer loses nothing and doubles nothing, whatever the writers do."""

import random
import threading
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.ledger.actions.append import record
from cellpark.ledger.actions.seal import seal, seal_all
from cellpark.ledger.models import Event, Leaf, SealMark, Tile
from cellpark.ledger.proof.merkle import root
from cellpark.ledger.proof.tiles import TileReader
from cellpark.ledger.queries import sealing
from cellpark.ledger.tile_store import DatabaseTiles
from cellpark.ledger.verify.run import verify
from cellpark.runtime.provision import connection_urls
from tests.ledger.conftest import OWNER, LotNoted, note

pytestmark = pytest.mark.durable


def leaves():
    with use_scope(EVERYTHING):
        return list(Leaf.objects.order_by("seq").values_list("seq", "rid", "hash"))


def test_leaves_tiles_and_mark_agree(durable):
    made = [note(f"lot/{number % 3}", number) for number in range(600)]
    assert seal_all(wait_s=60) == 600
    assert [(seq, bytes(digest)) for seq, _, digest in leaves()] == [
        (place, one.hash) for place, one in enumerate(made)
    ]
    assert list(Tile.objects.order_by("level", "index").values_list("level", "index", "width")) == [
        (0, 0, 256),
        (0, 1, 256),
        (0, 2, 88),
        (1, 0, 2),
    ]
    assert TileReader(DatabaseTiles()).root(600) == root([one.hash for one in made])
    assert seal().added == 0


def test_an_uncommitted_event_holds_back_what_began_after_it_and_is_never_lost(durable, superuser):
    note("lot/1", 1)
    seal_all(wait_s=60)
    slow_may_end, slow_has_written = threading.Event(), threading.Event()

    def slow():
        with use_scope(EVERYTHING), transaction.atomic():
            record(stream="lot/slow", event=LotNoted(number=2, note=""), actor=Actor.system("t"), organisation=OWNER)
            slow_has_written.set()
            slow_may_end.wait(20)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    slow_has_written.wait(20)
    note("lot/1", 3)
    assert seal().added == 0
    with use_scope(EVERYTHING):
        assert (sealing().size, sealing().waiting) == (1, 1)
    slow_may_end.set()
    thread.join()
    assert seal_all(wait_s=60) == 3
    assert verify().is_sound


def test_a_writer_in_another_database_of_the_server_holds_nothing_back(durable, postgres: Path):
    """A report that runs for an hour next door must not keep an export from its proofs."""
    elsewhere = connection_urls(postgres, "postgres").superuser
    with psycopg.connect(elsewhere) as neighbour, psycopg.connect(elsewhere) as reader:
        neighbour.execute("SELECT pg_current_xact_id()")
        reader.execute("SELECT 1")
        note("lot/1", 1)
        assert seal_all(wait_s=5) == 1
        with psycopg.connect(connection_urls(postgres, durable).superuser) as here:
            here.execute("SELECT pg_current_xact_id()")
            note("lot/1", 2)
            assert seal_all(wait_s=0.5) == 1
            assert seal().added == 0
        assert seal_all(wait_s=5) == 2
        assert neighbour.info.transaction_status.name == "INTRANS"


def test_a_second_sealer_waits_its_turn(durable, superuser):
    note("lot/1", 1)
    with superuser.transaction():
        superuser.execute("SELECT pg_advisory_xact_lock(7302, 0)")
        assert seal() is None
    assert seal_all(wait_s=60) == 1


def test_small_portions_give_the_same_tree(durable):
    made = [note(f"lot/{number % 5}", number) for number in range(40)]
    while len(leaves()) < 40:
        seal(portion=7)
    assert [bytes(digest) for _, _, digest in leaves()] == [one.hash for one in made]
    assert TileReader(DatabaseTiles()).root(40) == root([one.hash for one in made])


def test_a_sealer_that_dies_before_its_commit_has_done_nothing(durable):
    note("lot/1", 1)
    with pytest.raises(RuntimeError), transaction.atomic():
        seal()
        raise RuntimeError
    assert leaves() == []
    assert seal_all(wait_s=60) == 1
    assert verify().is_sound


def test_nothing_is_lost_among_slow_and_failing_writers_while_sealing(durable):
    """A seeded storm: writers that dawdle, roll back and write several events; the sealer runs all the while."""
    stop = threading.Event()
    written = []

    def write(seed):
        chance = random.Random(seed)
        for number in range(60):
            fails = chance.random() < 0.1
            with use_scope(EVERYTHING), transaction.atomic():
                for _ in range(chance.choice((1, 1, 1, 3))):
                    one = record(
                        stream=f"lot/{seed}/{chance.randrange(3)}",
                        event=LotNoted(number=number, note=""),
                        actor=Actor.system("t"),
                        organisation=OWNER,
                    )
                    if not fails:
                        written.append(one.id)
                if chance.random() < 0.05:
                    time.sleep(chance.random() * 0.3)
                transaction.set_rollback(fails)
        connection.close()

    def keep_sealing():
        while not stop.is_set():
            seal(portion=50)
        connection.close()

    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(6)]
    sealers = [threading.Thread(target=keep_sealing) for _ in range(2)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sealers:
        thread.join()
    seal_all(wait_s=60)
    with use_scope(EVERYTHING):
        assert set(Event.objects.values_list("id", flat=True)) == set(written)
        assert Leaf.objects.count() == len(written)
    report = verify()
    assert (report.faults, report.sealed, report.waiting) == ((), len(written), 0)


def test_a_ledger_that_moved_to_another_server_goes_on(durable, superuser: psycopg.Connection):
    """Transaction ids begin anew there: old rows carry greater ones than new rows, and some were never sealed."""
    for number in range(5):
        note("lot/1", number)
    seal_all(wait_s=60)
    note("lot/2", 5)
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("UPDATE ledger_event SET xid = '900000000000'::xid8 WHERE stream = 'lot/2'")
    superuser.execute("UPDATE ledger_seal_mark SET cluster = 'another server', xid = '900000000000'::xid8")
    assert seal_all(wait_s=60) == 6
    note("lot/3", 6)
    assert seal_all(wait_s=60) == 7
    mark = SealMark.objects.get()
    assert (mark.floor_rid, mark.size) == (6, 7)
    report = verify()
    assert (report.faults, report.sealed, report.waiting) == ((), 7, 0)


def test_where_no_sealer_has_run_everything_waits(durable):
    note("lot/1", 1)
    note("lot/2", 1)
    with use_scope(EVERYTHING):
        assert (sealing().size, sealing().waiting) == (0, 2)
    seal_all(wait_s=60)
    with use_scope(EVERYTHING):
        assert (sealing().size, sealing().waiting, sealing().lag_s) == (2, 0, 0.0)


def test_sealing_an_empty_ledger_is_nothing(durable):
    assert seal_all(wait_s=60) == 0
    assert verify().is_sound
