"""The tamper matrix of the design: every attack by somebody who owns the database (P11-5c, T12).

Each attack runs as superuser with all guards off. What "links only" and "full re-hash" can see is stated beside it, so
that the reason for the signed checkpoints that others hold stays visible. "No tampering passes" belongs to it.
"""

import hashlib
import os
from dataclasses import dataclass, replace

import orjson
import psycopg
import pytest
from django.test import override_settings

from cellpark.base.actor import Actor
from cellpark.ledger.actions.make_checkpoint import make_checkpoint
from cellpark.ledger.actions.make_site_keys import make_site_keys
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.models import Checkpoint
from cellpark.ledger.proof.checkpoint import Checkpoint as Head
from cellpark.ledger.proof.checkpoint import sign_checkpoint
from cellpark.ledger.proof.keys import Algorithm, SigningKey
from cellpark.ledger.proof.merkle import leaf_hash, root
from cellpark.ledger.proof.note import SignedNote
from cellpark.ledger.proof.tiles import MemoryTiles, TileReader, append_leaves
from cellpark.ledger.proof.witness import Declined
from cellpark.ledger.tile_store import DatabaseTiles
from cellpark.ledger.verify.run import stored_keys, verify
from cellpark.ledger.witness.ask import Vouched, ask
from cellpark.ledger.witness.folder import WitnessFolder
from cellpark.runtime.provision import clone_database, connection_urls, drop_database
from tests.database import connected_to, template_database
from tests.ledger.conftest import note

pytestmark = pytest.mark.durable
EVENTS, FIRST, SECOND = 400, 200, 360


@dataclass
class Ledger:
    """A ledger of 400 events in four streams; checkpoints at 200 and 360 are held outside."""

    attacker: psycopg.Connection
    held: list[SignedNote]

    def run(self, query, *values):
        return self.attacker.execute(query, values)

    def events(self):
        return self.run("SELECT rid, stream, version, payload, hash FROM ledger_event ORDER BY rid").fetchall()

    def links_only(self):
        """What a verifier sees that compares neighbours' stored hashes and re-hashes nothing."""
        last = {}
        for _, stream, version, payload, digest in self.events():
            prev = orjson.loads(payload)["prev"] if payload.startswith(b"{") else None
            if last.get(stream, (0, ""))[0] + 1 != version or prev != last.get(stream, (0, ""))[1]:
                return "caught"
            last[stream] = (version, digest.hex())
        return "passes"

    def rehash(self):
        """What a verifier sees that re-hashes every payload as well, but knows no checkpoint from outside."""
        if any(hashlib.sha256(b"\0" + row[3]).digest() != row[4] for row in self.events()):
            return "caught"
        return self.links_only()

    def with_checkpoints(self):
        return "passes" if verify(trusted=self.held).is_sound else "caught"

    def outcome(self):
        return self.links_only(), self.rehash(), self.with_checkpoints()

    def change(self, rid, change, *, fix_hash=False):
        """Edit the data inside one payload; with ``fix_hash`` its own stored hash too."""
        told = orjson.loads(self.run("SELECT payload FROM ledger_event WHERE rid = %s", rid).fetchone()[0])
        change(told)
        payload = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
        self.run("UPDATE ledger_event SET payload = %s WHERE rid = %s", payload, rid)
        if fix_hash:
            self.run("UPDATE ledger_event SET hash = %s WHERE rid = %s", leaf_hash(payload), rid)

    def rewrite(self):
        """What an administrator with time does: make every chain, head, leaf, tile and checkpoint fit again."""
        last, leaves = {}, []
        for rid, stream, _, before, _ in self.events():
            told = orjson.loads(before)
            version, digest = last.get(stream, (0, b""))
            told["version"], told["prev"] = version + 1, digest.hex()
            payload = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
            last[stream] = (version + 1, leaf_hash(payload))
            leaves.append((rid, leaf_hash(payload)))
            self.run("UPDATE ledger_event SET version = -rid WHERE rid = %s", rid)
            self.run(
                "UPDATE ledger_event SET payload = %s, hash = %s, prev = %s WHERE rid = %s",
                payload, leaf_hash(payload), digest, rid,
            )  # fmt: skip
        self.run("UPDATE ledger_event SET version = (convert_from(payload, 'utf8')::json->>'version')::bigint")
        for stream, (version, digest) in last.items():
            self.run("UPDATE ledger_stream_head SET version = %s, hash = %s WHERE stream = %s", version, digest, stream)
        self.reseal(leaves)

    def reseal(self, leaves):
        self.run("TRUNCATE ledger_leaf, ledger_tile")
        tiles = MemoryTiles()
        append_leaves(tiles, 0, [digest for _, digest in leaves])
        with self.attacker.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO ledger_leaf (seq, rid, hash) VALUES (%s, %s, %s)",
                [(seq, rid, digest) for seq, (rid, digest) in enumerate(leaves)],
            )
            cursor.executemany(
                "INSERT INTO ledger_tile (level, index, width, hashes) VALUES (%s, %s, %s, %s)",
                [(*place, len(hashes) // 32, hashes) for place, hashes in tiles.tiles.items()],
            )
        self.run("UPDATE ledger_seal_mark SET size = %s", len(leaves))
        self.run("TRUNCATE ledger_checkpoint CASCADE")
        signer = make_site_keys(actor=Actor.system("t"))
        for number, size in enumerate((FIRST, SECOND)):
            if size <= len(leaves):
                head = Head("ledger.cellpark.local", size, root([digest for _, digest in leaves[:size]]))
                forged = sign_checkpoint(head, signer, self.now).encode()
                self.run(
                    "INSERT INTO ledger_checkpoint (id, size, root, note, at) OVERRIDING SYSTEM VALUE"
                    " VALUES (%s, %s, %s, %s, now())", number + 1, size, head.root, forged,
                )  # fmt: skip

    @property
    def now(self):
        return self.run("SELECT now()").fetchone()[0]

    def insert_copy(self, rid, new_rid, *, stream=None):
        """A back-dated event: the copy of another, under a row number of the attacker's choice."""
        self.run(
            "INSERT INTO ledger_event (rid, xid, id, stream, version, type, type_version, actor, organisation, at,"
            " recorded_at, payload, prev, hash) OVERRIDING SYSTEM VALUE SELECT %s, xid, gen_random_uuid(),"
            " coalesce(%s, stream), 900 + version, type, type_version, actor, organisation, at, recorded_at, payload,"
            " prev, hash FROM ledger_event WHERE rid = %s", new_rid, stream, rid,
        )  # fmt: skip
        told = orjson.loads(self.run("SELECT payload FROM ledger_event WHERE rid = %s", new_rid).fetchone()[0])
        told["id"] = str(self.run("SELECT id FROM ledger_event WHERE rid = %s", new_rid).fetchone()[0])
        payload = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
        self.run("UPDATE ledger_event SET payload = %s WHERE rid = %s", payload, new_rid)


@pytest.fixture(scope="module")
def prepared(django_db_setup, postgres, django_db_blocker, tmp_path_factory):
    """One sound ledger, copied for every attack."""
    name, keys = f"prepared_{os.getpid()}", tmp_path_factory.mktemp("keys")
    clone_database(postgres, template=template_database(postgres), database=name)
    actor = Actor.system("tests")
    with django_db_blocker.unblock(), connected_to(name), override_settings(CELLPARK_KEYS_DIRECTORY=keys):
        own = len(make_site_keys(actor=actor))
        for number in range(EVENTS - own):
            note(f"lot/{number % 4}", number)
            if number + own + 1 in (FIRST, SECOND):
                seal_all(wait_s=60)
                make_checkpoint(actor=actor)
        seal_all(wait_s=60)
        notes = Checkpoint.objects.order_by("size").values_list("note", flat=True)
        held = [SignedNote.parse(text) for text in notes]
    yield name, keys, held
    drop_database(postgres, name)


@pytest.fixture
def ledger(prepared, postgres, django_db_blocker):
    template, keys, held = prepared
    name = f"attacked_{os.getpid()}"
    clone_database(postgres, template=template, database=name)
    with (
        django_db_blocker.unblock(),
        connected_to(name),
        override_settings(CELLPARK_KEYS_DIRECTORY=keys),
        psycopg.connect(connection_urls(postgres, name).superuser, autocommit=True) as attacker,
    ):
        attacker.execute("SET session_replication_role = replica")
        attacker.execute("ALTER TABLE ledger_event DROP CONSTRAINT ledger_event_hash_is_of_payload")
        attacker.execute("ALTER TABLE ledger_event DROP CONSTRAINT ledger_event_version_counts_from_one")
        attacker.execute("ALTER TABLE ledger_event ALTER COLUMN rid SET GENERATED BY DEFAULT")
        yield Ledger(attacker, held)
    drop_database(postgres, name)


def grow(told):
    told["data"]["number"] += 1


def test_T12_no_tampering_passes(ledger):
    assert ledger.outcome() == ("passes", "passes", "passes")
    report = verify(trusted=ledger.held)
    assert (report.events, report.sealed, report.waiting, report.checkpoints) == (EVENTS, EVENTS, 0, 2)


def test_two_processes_find_the_same_as_one(ledger):
    one, two = verify(trusted=ledger.held), verify(trusted=ledger.held, jobs=2)
    assert (one.root, one.streams, one.faults) == (two.root, two.streams, two.faults)
    ledger.change(150, grow)
    ledger.run("DELETE FROM ledger_event WHERE rid = 201")
    one, two = verify(trusted=ledger.held), verify(trusted=ledger.held, jobs=2)
    assert one.fault_counts == two.fault_counts
    assert sorted(map(repr, one.faults)) == sorted(map(repr, two.faults))


def test_progress_is_told(ledger):
    told = []
    verify(progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (EVENTS, EVENTS)


# -- the table of the design ---------------------------------------------------------------------------------------


def test_a_payload_edited_in_place(ledger):
    ledger.change(100, grow)
    assert ledger.outcome() == ("passes", "caught", "caught")
    first = verify(trusted=ledger.held).faults[0]
    assert (first.kind, first.params["stream"], first.params["rid"]) == ("hash", ledger.events()[99][1], 100)


def test_a_payload_and_its_own_hash_edited(ledger):
    ledger.change(100, grow, fix_hash=True)
    assert ledger.outcome() == ("caught", "caught", "caught")
    assert verify().kinds() == {"chain", "leaf_hash"}


def test_an_administrator_edits_and_rewrites_to_the_head(ledger):
    ledger.change(100, grow)
    ledger.rewrite()
    assert verify().is_sound
    assert ledger.outcome() == ("passes", "passes", "caught")
    assert verify(trusted=ledger.held).kinds() == {"trusted_root"}


def test_a_row_deleted_renumbered_and_rewritten(ledger):
    ledger.run("DELETE FROM ledger_event WHERE rid = 100")
    ledger.rewrite()
    assert verify().is_sound
    assert ledger.outcome() == ("passes", "passes", "caught")


def test_a_back_dated_row_inserted_renumbered_and_rewritten(ledger):
    ledger.run("UPDATE ledger_event SET rid = rid + 1000 WHERE rid > 100")
    ledger.run("UPDATE ledger_event SET rid = rid - 998 WHERE rid > 1000")
    ledger.insert_copy(100, 101)
    ledger.rewrite()
    assert verify().fault_counts == {}
    assert ledger.outcome() == ("passes", "passes", "caught")


def test_the_tail_cut_below_the_last_checkpoint(ledger):
    ledger.run("DELETE FROM ledger_event WHERE rid > 300")
    ledger.rewrite()
    assert verify().is_sound
    assert ledger.outcome() == ("passes", "passes", "caught")
    assert verify(trusted=ledger.held).kinds() == {"trusted_size"}


@pytest.mark.parametrize("attack", ["cut", "rewrite"])
def test_rows_after_the_last_checkpoint_are_the_tamper_window(ledger, attack):
    """Known and stated: nobody outside has seen these rows yet. The window is the interval of checkpoints."""
    if attack == "cut":
        ledger.run("DELETE FROM ledger_event WHERE rid > 380")
    else:
        ledger.change(390, grow)
    ledger.rewrite()
    assert ledger.outcome() == ("passes", "passes", "passes")


# -- more mutations ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("stream", "lot/9"),
        ("version", 700),
        ("type", "test.lot.forged"),
        ("type_version", 2),
        ("actor", "system/somebody"),
        ("organisation", "01900000-0000-7000-8000-00000000000b"),
        ("id", "01900000-0000-7000-8000-00000000000c"),
        ("at", "2020-01-01T00:00:00Z"),
        ("recorded_at", "2020-01-01T00:00:00Z"),
        ("prev", b"\1" * 32),
    ],
)
def test_a_column_that_differs_from_its_bytes(ledger, column, value):
    ledger.run(f"UPDATE ledger_event SET {column} = %s WHERE rid = 100", value)
    named = [fault.params["column"] for fault in verify().faults if fault.kind == "column"]
    assert named == [column]


@pytest.mark.parametrize("payload", [b"", b"not json", b"[]", b"{}", b'{"a": 1}', b"\xff\xfe", b"null"])
def test_bytes_that_are_no_event(ledger, payload):
    ledger.run("UPDATE ledger_event SET payload = %s, hash = %s WHERE rid = 100", payload, leaf_hash(payload))
    assert {"form", "leaf_hash"} <= verify().kinds()


def test_the_same_value_in_another_spelling(ledger):
    told = ledger.events()[99][3].replace(b'","', b'", "', 1)
    ledger.run("UPDATE ledger_event SET payload = %s WHERE rid = 100", told)
    assert {"form", "hash"} <= verify().kinds()


def test_an_event_without_a_leaf(ledger):
    ledger.run("DELETE FROM ledger_leaf WHERE rid = 100")
    assert {"leaf_missing", "leaf_gap", "mark"} <= verify().kinds()


def test_an_event_with_two_leaves(ledger):
    ledger.run("ALTER TABLE ledger_leaf DROP CONSTRAINT ledger_leaf_rid_key")
    ledger.run("INSERT INTO ledger_leaf (seq, rid, hash) SELECT 400, rid, hash FROM ledger_leaf WHERE rid = 100")
    assert {"leaf_twice", "leaf_orphan"} <= verify().kinds()


def test_a_leaf_without_an_event(ledger):
    ledger.run("INSERT INTO ledger_leaf (seq, rid, hash) VALUES (400, 9999, %s)", b"\0" * 32)
    assert "leaf_orphan" in verify().kinds()


@pytest.mark.parametrize("first", [100, 390])
def test_swapped_leaves(ledger, first):
    ledger.run("UPDATE ledger_leaf SET seq = -1 WHERE seq = %s", first)
    ledger.run("UPDATE ledger_leaf SET seq = %s WHERE seq = %s", first, first + 1)
    ledger.run("UPDATE ledger_leaf SET seq = %s WHERE seq = -1", first + 1)
    assert verify().kinds() == ({"tile", "checkpoint_root"} if first == 100 else {"tile"})


def test_a_changed_tile(ledger):
    ledger.run(
        "UPDATE ledger_tile SET hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) WHERE level = 0 AND index = 0"
    )
    assert verify().kinds() == {"tile"}


def test_a_changed_tile_above(ledger):
    ledger.run("UPDATE ledger_tile SET hashes = set_byte(hashes, 4, get_byte(hashes, 4) # 1) WHERE level = 1")
    assert verify().kinds() == {"tile"}


def test_a_lost_tile(ledger):
    ledger.run("DELETE FROM ledger_tile WHERE level = 0 AND index = 1")
    assert verify().kinds() == {"tile"}


def test_a_checkpoint_by_a_wrong_key(ledger):
    stranger = SigningKey("ledger.cellpark.local", Algorithm.ED25519, b"\x09" * 32)
    head = Head.parse(ledger.held[0].text)
    ledger.run(
        "UPDATE ledger_checkpoint SET note = %s WHERE size = 200",
        sign_checkpoint(head, [stranger], ledger.now).encode(),
    )
    assert verify().kinds() == {"checkpoint_signature"}


def test_a_checkpoint_with_one_changed_signature(ledger):
    note = ledger.held[0]
    first, *others = note.signatures
    flipped = bytes([first.signature[0] ^ 1]) + first.signature[1:]
    text = SignedNote(note.text, (replace(first, signature=flipped), *others)).encode()
    ledger.run("UPDATE ledger_checkpoint SET note = %s WHERE size = 200", text)
    assert not verify().is_sound


def test_a_checkpoint_of_a_smaller_tree_signed_later(ledger):
    small = Head("ledger.cellpark.local", 50, root([row[4] for row in ledger.events()[:50]]))
    forged = sign_checkpoint(small, make_site_keys(actor=Actor.system("t")), ledger.now).encode()
    ledger.run("INSERT INTO ledger_checkpoint (size, root, note, at) VALUES (50, %s, %s, now())", small.root, forged)
    assert verify().kinds() == {"checkpoint_order"}


def test_a_checkpoint_of_more_than_there_is(ledger):
    big = Head("ledger.cellpark.local", 500, b"\1" * 32)
    forged = sign_checkpoint(big, make_site_keys(actor=Actor.system("t")), ledger.now).encode()
    ledger.run("INSERT INTO ledger_checkpoint (size, root, note, at) VALUES (500, %s, %s, now())", big.root, forged)
    assert verify().kinds() == {"checkpoint_size"}


def test_a_checkpoint_whose_columns_differ_from_its_text(ledger):
    ledger.run("UPDATE ledger_checkpoint SET root = %s WHERE size = 200", b"\1" * 32)
    assert verify().kinds() == {"checkpoint_columns"}


def test_a_checkpoint_that_cannot_be_read(ledger):
    ledger.run("UPDATE ledger_checkpoint SET note = 'hello' WHERE size = 200")
    assert verify().kinds() == {"checkpoint_note"}


def test_two_histories_for_two_witnesses(ledger, tmp_path):
    """A log shows one history to one witness and a rewritten one, just as well signed, to another: the first declines.

    The second history is whole in itself: every chain, leaf, tile and checkpoint fits, and the true key signed it.
    """
    first, second = (
        WitnessFolder.create(tmp_path / name, name=name, origin="ledger.cellpark.local", log_keys=stored_keys())
        for name in ("first.example", "second.example")
    )
    assert isinstance(ask(first, Shown(ledger.held[0]), at=ledger.now), Vouched)
    assert isinstance(ask(first, Shown(ledger.held[0]), at=ledger.now), Vouched)
    ledger.change(100, grow)
    ledger.rewrite()
    assert verify().is_sound
    forged = [SignedNote.parse(row[0]) for row in ledger.run("SELECT note FROM ledger_checkpoint ORDER BY size")]
    assert [Head.parse(note.text).size for note in forged] == [FIRST, SECOND]
    assert isinstance(ask(second, Shown(forged[0]), at=ledger.now), Vouched)
    assert isinstance(ask(second, Shown(forged[1]), at=ledger.now), Vouched)
    assert ask(first, Shown(forged[0]), at=ledger.now) is Declined.NOT_CONSISTENT
    assert ask(first, Shown(forged[1]), at=ledger.now) is Declined.NOT_CONSISTENT
    assert (first.head(), second.head()) == (Head.parse(ledger.held[0].text), Head.parse(forged[1].text))
    heads = [SignedNote.parse((each.path / "head.txt").read_text()) for each in (first, second)]
    assert verify(trusted=[heads[1]]).is_sound
    assert verify(trusted=heads).kinds() == {"trusted_root"}


@dataclass
class Shown:
    """What the log shows to one witness: a checkpoint, and proofs from the tiles as they are now."""

    checkpoint: SignedNote

    def note(self):
        return self.checkpoint.encode()

    def proof(self, old, new):
        return TileReader(DatabaseTiles()).consistency_proof(old, new)


def test_a_held_checkpoint_is_checked_with_keys_from_outside(ledger):
    keys = stored_keys()
    stranger = SigningKey("ledger.cellpark.local", Algorithm.ED25519, b"\x09" * 32)
    ledger.run("UPDATE ledger_signing_key SET vkey = %s WHERE vkey = %s", stranger.verifier.encode(), keys[0].encode())
    assert verify(keys=keys, trusted=ledger.held).is_sound
    assert verify(keys=[stranger.verifier]).kinds() == {"checkpoint_signature"}


def test_a_stream_cut_at_its_end_without_touching_its_head(ledger):
    ledger.run("DELETE FROM ledger_event WHERE rid = 400")
    assert {"head", "leaf_orphan", "mark"} <= verify().kinds()


def test_a_head_set_back(ledger):
    ledger.run("UPDATE ledger_stream_head SET version = version - 1 WHERE stream = 'lot/1'")
    assert verify().kinds() == {"head"}


def test_a_lost_head(ledger):
    ledger.run("DELETE FROM ledger_stream_head WHERE stream = 'lot/1'")
    assert verify().kinds() == {"head_missing"}


def test_a_head_without_a_stream(ledger):
    ledger.run("INSERT INTO ledger_stream_head (stream, version, hash) VALUES ('lot/77', 3, '')")
    assert verify().kinds() == {"head"}


def test_the_first_twenty_faults_are_named_and_all_are_counted(ledger):
    ledger.run("UPDATE ledger_event SET actor = 'system/nobody'")
    report = verify()
    assert (len(report.faults), report.fault_counts) == (20, {"column": EVENTS})
