"""DSSE envelopes: the published encoding, and a type that cannot be exchanged (P11-8b)."""

import pytest

from cellpark.ledger.proof.dsse import Envelope, NotAnEnvelope, pae
from cellpark.ledger.proof.keys import Algorithm, SigningKey

KEY = SigningKey("ledger.example", Algorithm.ED25519, b"\x01" * 32)


def test_the_published_encoding():
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_lengths_are_counted_in_bytes():
    assert pae("\u00e9", b"") == b"DSSEv1 2 \xc3\xa9 0 "


def test_a_signed_envelope_is_read_back_and_verifies():
    envelope = Envelope.parse(Envelope("application/x", b"{}").signed_with(KEY).encode())
    assert envelope.payload == b"{}"
    assert envelope.is_signed_by(KEY.verifier)


def test_one_type_never_passes_for_another():
    signed = Envelope("application/x", b"{}").signed_with(KEY)
    assert not Envelope("application/y", b"{}", signed.signatures).is_signed_by(KEY.verifier)
    assert not Envelope("application/x", b"[]", signed.signatures).is_signed_by(KEY.verifier)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"payload":"!","payloadType":"x","signatures":[]}', b"\xff"])
def test_what_is_no_envelope_is_refused(data):
    with pytest.raises(NotAnEnvelope):
        Envelope.parse(data)
