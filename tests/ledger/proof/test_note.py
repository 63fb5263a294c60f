"""Signed notes and checkpoints are C2SP's: published keys and notes verify, and every damaged one is refused."""

from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from cellpark.ledger.proof.checkpoint import (
    Checkpoint,
    open_note,
    sign_checkpoint,
    sign_text,
    verify_signature,
)
from cellpark.ledger.proof.cosignature import message_of
from cellpark.ledger.proof.keys import Algorithm, NotAKey, SigningKey, VerifierKey, generate_key, has_mldsa44
from cellpark.ledger.proof.note import NotANote, NoteSignature, SignedNote

AT = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)
# The note and the keys that Go's module mirror has published since 2019.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SUM = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
PETER_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
HEAD = Checkpoint("ledger.example", 5, sha256(b"root").digest())


def key(name="ledger.example", algorithm=Algorithm.ED25519, seed=b"\x07" * 32):
    return SigningKey(name, algorithm, seed)


@pytest.mark.parametrize("text", [PETER, GO_SUM])
def test_published_keys_are_read_and_written_alike(text):
    assert VerifierKey.parse(text).encode() == text


def test_the_published_note_verifies():
    note = SignedNote.parse(PETER_NOTE)
    assert note.encode() == PETER_NOTE
    (line,) = note.signatures
    assert line.key_id.hex() == "c74f20a3"
    assert VerifierKey.parse(PETER).verify(note.text.encode(), line.signature)
    assert not VerifierKey.parse(PETER).verify(note.text.encode() + b"!", line.signature)


def test_the_specification_s_example_is_read():
    note = SignedNote.parse(
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
        "\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
    )
    assert Checkpoint.parse(note.text) == Checkpoint(
        "example.com/behind-the-sofa", 20852163, b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    )
    assert int.from_bytes(note.signatures[1].signature[:8], "big") == 1679315147


def test_a_checkpoint_is_signed_with_every_key_and_opened_again():
    keys = [key(), key(algorithm=Algorithm.ED25519_COSIGNATURE)]
    if has_mldsa44():
        keys.append(key(algorithm=Algorithm.MLDSA44_COSIGNATURE))
    note = SignedNote.parse(sign_checkpoint(HEAD, keys, AT).encode())
    opened = open_note(note, [signer.verifier for signer in keys])
    assert opened.checkpoint == HEAD
    seconds = int(AT.timestamp())
    assert opened.signed_by == tuple(
        (signer.verifier, 0 if signer.algorithm is Algorithm.ED25519 else seconds) for signer in keys
    )
    assert opened.false == ()
    assert opened.is_signed_by([keys[0].verifier])


def test_the_cosigned_messages_are_those_of_the_specification():
    head = (HEAD.origin, HEAD.size, HEAD.root)
    plain = key("w.example", Algorithm.ED25519_COSIGNATURE).verifier
    assert message_of(plain, HEAD.encode(), head, 1679315147) == (
        b"cosignature/v1\ntime 1679315147\n" + HEAD.encode().encode()
    )
    assert message_of(VerifierKey("w.example", Algorithm.MLDSA44_COSIGNATURE, bytes(1312)), "", head, 7) == (
        b"subtree/v1\n\0\x09w.example" + bytes(7) + b"\x07\x0eledger.example" + bytes(15) + b"\x05" + HEAD.root
    )


def test_a_known_key_s_false_line_spoils_the_note_and_an_unknown_key_s_line_does_not():
    ours = key()
    note = sign_checkpoint(HEAD, [ours], AT)
    stranger = sign_text(note.text, key("stranger.example", seed=b"\x08" * 32), AT)
    assert open_note(note.with_signatures(stranger), [ours.verifier]).is_signed_by([ours.verifier])
    bent = NoteSignature(ours.name, ours.verifier.key_id, bytes(64))
    opened = open_note(note.with_signatures(bent), [ours.verifier])
    assert opened.false == (bent,)
    assert not opened.is_signed_by([ours.verifier])


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_one_algorithm_s_signature_never_passes_for_another_s(algorithm):
    if algorithm is Algorithm.MLDSA44_COSIGNATURE and not has_mldsa44():
        pytest.skip("this OpenSSL has no ML-DSA-44")
    made = sign_text(HEAD.encode(), key(algorithm=algorithm), AT)
    for other in Algorithm:
        if other is Algorithm.MLDSA44_COSIGNATURE and not has_mldsa44():
            continue
        verifier = key(algorithm=other).verifier
        relabelled = NoteSignature(made.name, verifier.key_id, made.signature)
        assert (verify_signature(HEAD.encode(), relabelled, verifier) is not None) == (other is algorithm)


def test_a_cosignature_s_time_is_signed():
    witness = key("w.example", Algorithm.ED25519_COSIGNATURE)
    line = sign_text(HEAD.encode(), witness, AT)
    later = NoteSignature(line.name, line.key_id, (int(AT.timestamp()) + 1).to_bytes(8, "big") + line.signature[8:])
    assert verify_signature(HEAD.encode(), line, witness.verifier) == int(AT.timestamp())
    assert verify_signature(HEAD.encode(), later, witness.verifier) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x", "not base64 of a known algorithm"),
        ("+00000000+AA==", "holds no space"),
        ("a b+00000000+AA==", "holds no space"),
        (PETER.replace("ARpc", "CRpc"), "not base64 of a known algorithm"),
        (PETER.replace("c74f20a3", "c74f20a4"), "the key id of PeterNeumann is c74f20a3, not c74f20a4"),
        ("a+00000000+AQE=", "has 1 bytes"),
    ],
)
def test_what_is_no_key_is_refused(text, reason):
    with pytest.raises(NotAKey, match=reason):
        VerifierKey.parse(text)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no signature after a blank line"),
        (b"text\n", "no signature after a blank line"),
        (b"text\n\n", "no signature after a blank line"),
        (b"\xff\n\n\xe2\x80\x94 a AAAAAAA=\n", "not UTF-8"),
        (b"te\txt\n\n\xe2\x80\x94 a AAAAAAA=\n", "control character"),
        (b"text\n\n- a AAAAAAA=\n", "not a signature line"),
        (b"text\n\n\xe2\x80\x94 a AAAA\n", "too short"),
        (b"text\n\n\xe2\x80\x94 a !!!!\n", "cannot be read"),
        (b"text\n\n" + b"\xe2\x80\x94 a AAAAAAA=\n" * 101, "more than 100"),
        (b"t" * 1_000_001, "too long"),
    ],
)
def test_what_is_no_note_is_refused(data, reason):
    with pytest.raises(NotANote, match=reason):
        SignedNote.parse(data)


@pytest.mark.parametrize(
    "text",
    [
        "o\n5\n",
        "o\n05\nAAAA\n",
        "o\n-5\nAAAA\n",
        "o\n5\nAAAA\n",
        "o\n5\n!\n",
        f"{HEAD.encode()}extension\n",
        "\n5\nAAAA\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(NotANote):
        Checkpoint.parse(text)


def test_a_generated_key_keeps_its_secret_out_of_its_representation():
    made = generate_key("ledger.example", Algorithm.ED25519)
    assert repr(made) == "SigningKey('ledger.example', ED25519)"
