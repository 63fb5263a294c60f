"""The program of a witness: it cosigns what only grew, and declines everything else in words."""

import json
import stat
from base64 import b64encode
from datetime import UTC, datetime
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from cellpark.base.actor import Actor
from cellpark.command.main import main
from cellpark.ledger.actions.add_cosignature import add_cosignature
from cellpark.ledger.actions.add_witness import add_witness
from cellpark.ledger.actions.make_checkpoint import make_checkpoint
from cellpark.ledger.actions.make_site_keys import make_site_keys
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.proof.checkpoint import Checkpoint, open_note, sign_checkpoint
from cellpark.ledger.proof.keys import Algorithm, SigningKey, VerifierKey
from cellpark.ledger.proof.merkle import consistency_proof, leaf_hash, root
from cellpark.ledger.proof.note import SignedNote
from cellpark.ledger.tile_store import forget_tiles
from cellpark.ledger.verify.run import stored_keys
from cellpark.ledger.witness.source import proof_text
from tests.ledger.conftest import note
from tests.signing.served import served

AT = datetime(2026, 11, 22, tzinfo=UTC)
LOG = SigningKey("ledger.example", Algorithm.ED25519, b"\x01" * 32)
LEAVES = [leaf_hash(bytes([number])) for number in range(20)]
FORKED = [*LEAVES[:3], leaf_hash(b"rewritten"), *LEAVES[4:]]


@pytest.fixture
def place(tmp_path, capsys):
    """A witness of LOG, and files to hand it."""
    arguments = ["--folder", str(tmp_path / "w"), "--name", "sponsor.example", "--log-key", LOG.verifier.encode()]
    assert main(["ledger", "witness", "init", *arguments]) == 0
    vkey = capsys.readouterr().out
    assert VerifierKey.parse(vkey).name == "sponsor.example"
    (tmp_path / "vkey").write_text(vkey)
    return tmp_path


def cosign(place, leaves, size, old=0, *, signer=LOG, origin="ledger.example", language="en"):
    """Hand the witness the first ``size`` leaves and the proof from ``old``."""
    shown = sign_checkpoint(Checkpoint(origin, size, root(leaves[:size])), [signer], AT).encode()
    (place / "checkpoint").write_text(shown)
    (place / "proof").write_text(proof_text(consistency_proof(leaves[:size], old) if old <= size else []))
    files = ["--checkpoint", str(place / "checkpoint"), "--proof", str(place / "proof")]
    options = ["--folder", str(place / "w"), *files, "--out", str(place / "cosigned")]
    return main(["--lang", language, "ledger", "witness", "cosign", *options])


def test_a_growing_log_is_cosigned_each_time(place, capsys):
    assert cosign(place, LEAVES, 7) == 0
    assert capsys.readouterr().err == "First time: trusted as it is, 7 entries.\n"
    assert cosign(place, LEAVES, 20, 7) == 0
    said = capsys.readouterr()
    assert said.err == "The ledger only grew, from 7 to 20 entries.\n"
    written = (place / "cosigned").read_text()
    assert written.endswith(said.out)
    opened = open_note(SignedNote.parse(written), [VerifierKey.parse((place / "vkey").read_text())])
    assert opened.checkpoint == Checkpoint("ledger.example", 20, root(LEAVES))
    assert [key.name for key, _ in opened.signed_by] == ["sponsor.example"]
    assert cosign(place, LEAVES, 20, 20) == 0


@pytest.mark.parametrize(
    ("leaves", "size", "said"),
    [
        (FORKED, 20, "does not continue the checkpoint of 7 entries"),
        (FORKED, 7, "does not continue the checkpoint of 7 entries"),
        (LEAVES, 6, "fewer entries than the checkpoint of 7"),
    ],
)
def test_a_rewritten_or_shortened_log_is_declined(place, capsys, leaves, size, said):
    """T12: a log that shows two histories must get past its witness, and cannot."""
    cosign(place, LEAVES, 7)
    head = (place / "w" / "head.txt").read_text()
    (place / "cosigned").unlink()
    capsys.readouterr()
    assert cosign(place, leaves, size, 7) == 1
    answer = capsys.readouterr()
    assert (answer.out, said in answer.err) == ("", True)
    assert not (place / "cosigned").exists()
    assert (place / "w" / "head.txt").read_text() == head
    assert cosign(place, LEAVES, 20, 7) == 0


def test_it_declines_in_chinese(place, capsys):
    cosign(place, LEAVES, 7)
    assert cosign(place, FORKED, 20, 7, language="zh") == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("\u672a\u8054\u7f72")


def test_another_log_and_a_false_signature_are_declined(place, capsys):
    assert cosign(place, LEAVES, 7, origin="other.example") == 1
    assert cosign(place, LEAVES, 7, signer=SigningKey("ledger.example", Algorithm.ED25519, b"\x04" * 32)) == 1
    (place / "checkpoint").write_text("hello")
    options = ["--folder", str(place / "w"), "--checkpoint", str(place / "checkpoint")]
    assert main(["ledger", "witness", "cosign", *options]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Not cosigned: the checkpoint belongs to another ledger.",
        "Not cosigned: the ledger's own signature is missing or false.",
        "Not cosigned: what was fetched is no checkpoint.",
    ]


@pytest.mark.parametrize("proof", ["!!", "AAAA", f"{b64encode(bytes(32)).decode()}\n" * 64])
def test_a_proof_that_is_none_is_named(place, capsys, proof):
    cosign(place, LEAVES, 7)
    cosign(place, LEAVES, 7, 7)
    shown = sign_checkpoint(Checkpoint("ledger.example", 20, root(LEAVES)), [LOG], AT).encode()
    (place / "checkpoint").write_text(shown)
    (place / "proof").write_text(proof)
    files = ["--checkpoint", str(place / "checkpoint"), "--proof", str(place / "proof")]
    assert main(["ledger", "witness", "cosign", "--folder", str(place / "w"), *files]) == 1
    assert "The ledger cannot be read: the proof is no" in capsys.readouterr().err


def test_a_witness_is_made_once_and_its_key_is_its_own(place, capsys):
    assert stat.S_IMODE((place / "w" / "witness.key").stat().st_mode) == 0o600
    again = ["--folder", str(place / "w"), "--name", "sponsor.example", "--log-key", LOG.verifier.encode()]
    assert main(["ledger", "witness", "init", *again]) == 1
    assert "A witness lives in" in capsys.readouterr().err
    nonsense = ["--folder", str(place / "x"), "--name", "s", "--log-key", "nonsense"]
    assert main(["ledger", "witness", "init", *nonsense]) == 2


@pytest.mark.parametrize("damage", ["head.txt", "witness.key", "witness.json"])
def test_a_damaged_folder_is_not_taken_for_a_new_one(place, capsys, damage):
    """A head that cannot be read is not "first time": or whoever damages it has a second history cosigned."""
    cosign(place, LEAVES, 7)
    (place / "w" / damage).write_text("{}")
    assert cosign(place, FORKED, 20, 7) == 1
    assert "The witness's folder cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--log", "http://localhost:9", "--checkpoint", "c"]])
def test_one_source_is_named(place, options):
    assert main(["ledger", "witness", "cosign", "--folder", str(place / "w"), *options]) == 2


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "file:///etc"])
def test_a_log_that_does_not_answer_is_named(place, capsys, address):
    assert main(["ledger", "witness", "cosign", "--folder", str(place / "w"), "--log", address]) == 1
    assert f"The ledger cannot be read: {address}/checkpoint" in capsys.readouterr().err


@pytest.mark.durable
def test_a_running_site_is_watched_and_takes_the_line(durable, site_keys, tmp_path, capsys):
    """From the address alone: anybody may fetch the checkpoint and the proof from their last one."""
    forget_tiles()
    actor = Actor.system("t")
    make_site_keys(actor=actor)
    keys = [argument for key in stored_keys() for argument in ("--log-key", key.encode())]
    folder = ["--folder", str(tmp_path / "w")]
    assert main(["ledger", "witness", "init", *folder, "--name", "sponsor.example", *keys]) == 0
    witness = add_witness(actor=actor, vkey=capsys.readouterr().out)
    with served() as site:
        for count in (300, 5):
            for number in range(count):
                note("lot/1", number)
            seal_all(wait_s=60)
            made = make_checkpoint(actor=actor)
            assert main(["ledger", "witness", "cosign", *folder, "--log", site]) == 0
            said = capsys.readouterr()
            add_cosignature(actor=actor, witness=witness, size=made.size, line=said.out)
        for sizes in ("0/5", "9/5", f"1/{made.size + 1}", "1/99999999999999999999999"):
            with pytest.raises(HTTPError, match="404"):
                urlopen(f"{site}/checkpoint/consistency/{sizes}")
    assert said.err.startswith("The ledger only grew, from ")
    assert json.loads((tmp_path / "w" / "witness.json").read_text())["origin"] == "ledger.cellpark.local"
