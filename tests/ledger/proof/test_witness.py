"""A witness cosigns only what extends its own last head, so that nobody is shown a second history."""

from datetime import UTC, datetime

import pytest

from cellpark.ledger.proof.checkpoint import Checkpoint, open_note, sign_checkpoint
from cellpark.ledger.proof.keys import Algorithm, SigningKey
from cellpark.ledger.proof.merkle import consistency_proof, leaf_hash, root
from cellpark.ledger.proof.note import SignedNote
from cellpark.ledger.proof.witness import Cosigned, Declined, cosign

AT = datetime(2026, 11, 22, tzinfo=UTC)
LOG = SigningKey("ledger.example", Algorithm.ED25519, b"\x01" * 32)
SPONSOR = SigningKey("sponsor.example", Algorithm.ED25519_COSIGNATURE, b"\x02" * 32)
LEAVES = [leaf_hash(bytes([number])) for number in range(20)]


def head(size, leaves=LEAVES, origin="ledger.example"):
    return Checkpoint(origin, size, root(leaves[:size]))


def ask(checkpoint, known, proof, signer=LOG, note=None):
    return cosign(
        note=note or sign_checkpoint(checkpoint, [signer], AT).encode(),
        proof=proof,
        head=known,
        origin="ledger.example",
        log_keys=[LOG.verifier],
        witness_keys=[SPONSOR],
        at=AT,
    )


def test_the_first_checkpoint_is_cosigned_on_trust():
    answer = ask(head(7), None, [])
    assert isinstance(answer, Cosigned)
    assert answer.head == head(7)
    note = SignedNote.parse(sign_checkpoint(head(7), [LOG], AT).encode()).with_signatures(*answer.lines)
    opened = open_note(note, [LOG.verifier, SPONSOR.verifier])
    assert opened.signed_by == ((LOG.verifier, 0), (SPONSOR.verifier, int(AT.timestamp())))


def test_an_extension_is_cosigned_with_its_proof():
    answer = ask(head(20), head(7), consistency_proof(LEAVES, 7))
    assert isinstance(answer, Cosigned)
    assert answer.head == head(20)


def test_the_same_head_is_cosigned_again():
    assert isinstance(ask(head(7), head(7), []), Cosigned)


def test_a_second_history_is_declined():
    forked = [*LEAVES[:3], leaf_hash(b"rewritten"), *LEAVES[4:]]
    assert ask(head(20, forked), head(7), consistency_proof(forked, 7)) is Declined.NOT_CONSISTENT
    assert ask(head(7, forked), head(7), []) is Declined.NOT_CONSISTENT


@pytest.mark.parametrize("proof", [[], [b"\0" * 32] * 64])
def test_an_extension_without_its_proof_is_declined(proof):
    assert ask(head(20), head(7), proof) is Declined.NOT_CONSISTENT


def test_a_smaller_tree_is_declined():
    assert ask(head(6), head(7), []) is Declined.SMALLER_THAN_MY_HEAD


def test_a_checkpoint_by_a_wrong_key_is_declined():
    stranger = SigningKey("ledger.example", Algorithm.ED25519, b"\x03" * 32)
    assert ask(head(7), None, [], signer=stranger) is Declined.NOT_SIGNED_BY_THE_LOG


def test_another_log_is_declined():
    assert ask(head(7, origin="ledger.other"), None, []) is Declined.UNKNOWN_ORIGIN


def test_what_is_no_checkpoint_is_declined():
    assert ask(head(7), None, [], note="hello") is Declined.NOT_A_CHECKPOINT
