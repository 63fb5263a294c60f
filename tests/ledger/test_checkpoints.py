"""Checkpoints are signed once per size, never over two histories, and witnesses vouch for them."""

import stat
from datetime import timedelta

import pytest

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.actions.add_cosignature import add_cosignature
from cellpark.ledger.actions.add_witness import add_witness
from cellpark.ledger.actions.make_checkpoint import make_checkpoint
from cellpark.ledger.actions.make_site_keys import make_site_keys
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.models import Checkpoint, Cosignature, SigningKey
from cellpark.ledger.proof.checkpoint import open_note, sign_text
from cellpark.ledger.proof.keys import Algorithm, VerifierKey, generate_key, has_mldsa44
from cellpark.ledger.proof.note import SignedNote
from cellpark.ledger.proof.witness import Cosigned, cosign
from cellpark.ledger.queries import checkpoint_note, consistency_proof, last_checkpoint
from cellpark.ledger.sealer import Sealer
from cellpark.ledger.site_keys import KeyUnreadable, read_site_keys
from cellpark.ledger.verify.run import stored_keys, verify
from tests.ledger.conftest import note

pytestmark = pytest.mark.durable
ACTOR = Actor.system("t")
SPONSOR = generate_key("sponsor.example", Algorithm.ED25519_COSIGNATURE)


def grow(count):
    for number in range(count):
        note("lot/1", number)
    seal_all(wait_s=60)


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return [problem.code for problem in refused.value.problems]


@pytest.fixture
def keys(durable, site_keys):
    return make_site_keys(actor=ACTOR)


def test_keys_are_files_for_the_service_alone_and_made_once(keys, site_keys):
    assert [key.algorithm for key in keys] == [Algorithm.ED25519] + [Algorithm.MLDSA44_COSIGNATURE] * has_mldsa44()
    assert {stat.S_IMODE(file.stat().st_mode) for file in site_keys.iterdir()} == {0o600}
    assert stat.S_IMODE(site_keys.stat().st_mode) == 0o700
    assert make_site_keys(actor=ACTOR) == keys == read_site_keys()
    assert sorted(stored_keys(), key=str) == sorted((key.verifier for key in keys), key=str)
    assert SigningKey.objects.count() == len(keys)


def test_a_key_that_others_can_read_is_not_used(keys, site_keys):
    (site_keys / "ledger-ed25519.key").chmod(0o644)
    with pytest.raises(KeyUnreadable, match="others may read this file"):
        read_site_keys()


@pytest.mark.parametrize("content", [b"", b"!!", b"AAAA"])
def test_a_damaged_key_is_named(keys, site_keys, content):
    (site_keys / "ledger-ed25519.key").write_bytes(content)
    with pytest.raises(KeyUnreadable, match=r"ledger-ed25519\.key: the file is damaged"):
        read_site_keys()


def test_a_checkpoint_is_signed_by_every_key_and_once_per_size(keys):
    grow(3)
    made = make_checkpoint(actor=ACTOR)
    opened = open_note(SignedNote.parse(made.note), stored_keys())
    assert (opened.checkpoint.origin, opened.checkpoint.size) == ("ledger.cellpark.local", len(keys) + 3)
    assert len(opened.signed_by) == len(keys)
    assert make_checkpoint(actor=ACTOR) == made == last_checkpoint()


def test_an_empty_tree_has_no_checkpoint(durable, site_keys, settings):
    assert refusal(lambda: make_checkpoint(actor=ACTOR)) == ["ledger.checkpoint.no_key"]
    make_site_keys(actor=ACTOR)
    assert make_checkpoint(actor=ACTOR) is None


def test_without_the_right_nothing_is_signed(keys):
    grow(1)
    with pytest.raises(NotAllowed):
        make_checkpoint(actor=Actor(person_id=None, organisation_id=None))
    assert Checkpoint.objects.count() == 0


def test_a_tree_that_was_rewritten_is_never_signed(keys, superuser):
    """C2SP: a log must not sign two histories."""
    grow(3)
    make_checkpoint(actor=ACTOR)
    grow(2)
    superuser.execute("UPDATE ledger_tile SET hashes = set_byte(hashes, 70, get_byte(hashes, 70) # 1) WHERE level = 0")
    assert refusal(lambda: make_checkpoint(actor=ACTOR)) == ["ledger.checkpoint.inconsistent"]
    superuser.execute("UPDATE ledger_seal_mark SET size = 2")
    assert refusal(lambda: make_checkpoint(actor=ACTOR)) == ["ledger.checkpoint.inconsistent"]


def test_a_sponsor_cosigns_as_witness(keys):
    witness = add_witness(actor=ACTOR, vkey=SPONSOR.verifier.encode())
    head = None
    for size in (3, 4):
        grow(size)
        made = make_checkpoint(actor=ACTOR)
        answer = cosign(
            note=made.note,
            proof=consistency_proof(head.size, made.size) if head else [],
            head=head,
            origin="ledger.cellpark.local",
            log_keys=stored_keys(),
            witness_keys=[SPONSOR],
            at=now(),
        )
        assert isinstance(answer, Cosigned)
        head = answer.head
        kept = add_cosignature(actor=ACTOR, witness=witness, size=made.size, line=answer.lines[0].encode())
        assert add_cosignature(actor=ACTOR, witness=witness, size=made.size, line=answer.lines[0].encode()) == kept
    note_now = SignedNote.parse(checkpoint_note(last_checkpoint()))
    opened = open_note(note_now, [*stored_keys(), SPONSOR.verifier])
    assert opened.is_signed_by([SPONSOR.verifier])
    seal_all(wait_s=60)
    assert verify().is_sound


def test_a_false_cosignature_is_refused(keys):
    witness = add_witness(actor=ACTOR, vkey=SPONSOR.verifier.encode())
    grow(3)
    made = make_checkpoint(actor=ACTOR)
    stranger = generate_key("sponsor.example", Algorithm.ED25519_COSIGNATURE)
    forged = sign_text(SignedNote.parse(made.note).text, stranger, now()).encode()

    def give(line, size=made.size):
        return lambda: add_cosignature(actor=ACTOR, witness=witness, size=size, line=line)

    assert refusal(give(forged)) == ["ledger.cosignature.false"]
    assert refusal(give("hello")) == ["ledger.cosignature.false"]
    assert refusal(give(forged, 999)) == ["ledger.cosignature.no_checkpoint"]
    assert Cosignature.objects.count() == 0
    kept = give(sign_text(SignedNote.parse(made.note).text, SPONSOR, now()).encode())()
    assert refusal(give(forged)) == ["ledger.cosignature.false"]
    later = sign_text(SignedNote.parse(made.note).text, SPONSOR, now() + timedelta(seconds=5)).encode()
    assert give(later)() == kept
    assert Cosignature.objects.get().line == kept.line


def test_a_changed_cosignature_is_found(keys, superuser):
    witness = add_witness(actor=ACTOR, vkey=SPONSOR.verifier.encode())
    grow(3)
    made = make_checkpoint(actor=ACTOR)
    line = sign_text(SignedNote.parse(made.note).text, SPONSOR, now()).encode()
    add_cosignature(actor=ACTOR, witness=witness, size=made.size, line=line)
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("UPDATE ledger_cosignature SET line = %s", [line.replace(line[30:33], "AAA")])
    assert verify().kinds() == {"cosignature"}


@pytest.mark.parametrize(
    "vkey",
    ["", "hello", "a+00000000+AQE=", generate_key("w.example", Algorithm.ED25519).verifier.encode()],
    ids=["nothing", "a word", "a wrong key id", "a log's key"],
)
def test_what_is_no_witness_s_key_is_refused(keys, vkey):
    assert refusal(lambda: add_witness(actor=ACTOR, vkey=vkey)) == ["ledger.witness.bad_key"]


def test_a_witness_is_added_once(keys):
    assert VerifierKey.parse(add_witness(actor=ACTOR, vkey=SPONSOR.verifier.encode()).vkey) == SPONSOR.verifier
    assert refusal(lambda: add_witness(actor=ACTOR, vkey=SPONSOR.verifier.encode())) == ["ledger.witness.known"]


def test_the_sealer_s_round_seals_and_signs(durable, site_keys):
    sealer = Sealer()
    sealer.start()
    note("lot/1", 1)
    seal_all(wait_s=60)
    sealer.round()
    assert last_checkpoint() is not None
