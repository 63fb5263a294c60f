"""A signature is bound to what was signed, and says when the record moved on (P11-8a, P11-8b, A11-1b, A11-2f)."""

from uuid import UUID

import pytest
from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.kernel.problem import Refused
from cellpark.ledger.actions.make_export import make_export
from cellpark.ledger.actions.make_site_keys import make_site_keys
from cellpark.ledger.actions.record_signature import record_signature
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.models import Signature
from cellpark.ledger.personal.vault import open_block, seal_block
from cellpark.ledger.proof.dsse import Envelope, NotAnEnvelope
from cellpark.ledger.queries import events_of, typed
from cellpark.ledger.signature.state import SignedState, signature_state, signatures_of
from cellpark.ledger.signature.statement import STATEMENT_TYPE, Statement, read_statement, signed_heads
from cellpark.ledger.stream import lock_stream
from tests.ledger.conftest import OWNER, note
from tests.ledger.exports import program

SIGNER = Actor(person_id=UUID(int=7), organisation_id=OWNER)


def statement(*streams, **more):
    signature = new_id()
    with transaction.atomic():
        heads = signed_heads(lock_stream(stream) for stream in streams)
        name = seal_block(person=SIGNER.person_id, event_id=signature, fields={"name": "Test Signer"})
    values = {
        "signature": signature,
        "who": SIGNER.person_id,
        "printed_name": name,
        "role": "qa",
        "meaning_zh": "\u6279\u51c6",
        "meaning_en": "Approved",
        "heads": heads,
        "view_sha256": "00" * 32,
        "why": "batch complete",
        "at": now(),
        "zone": "Asia/Shanghai",
    }
    return Statement(**{**values, **more})


def sign(made, *, verifier=lambda _digest, _evidence: True, evidence=None, actor=SIGNER):
    evidence = evidence or {"kind": "webauthn", "credential": "c"}
    return record_signature(
        actor=actor, envelope=made.envelope, evidence=evidence, verifier=verifier, organisation=OWNER
    )


def refusal(made, **more):
    """The code of the refusal, and how many signatures there are after it."""
    with pytest.raises(Refused) as refused:
        sign(made, **more)
    (problem,) = refused.value.problems
    return problem.code, Signature.objects.count()


@pytest.mark.django_db
def test_a_signature_keeps_statement_digest_and_evidence(everything, site_keys):
    note("batch/1", 1)
    made = statement("batch/1")
    asked = []
    signed = sign(made, verifier=lambda digest, evidence: asked.append((digest, evidence["kind"])) or True)
    assert asked == [(made.envelope.digest, "webauthn")]
    kept = Signature.objects.get(id=signed.id)
    assert read_statement(Envelope.parse(bytes(kept.statement))) == made
    assert open_block(made.printed_name, event_id=signed.id) == {"name": "Test Signer"}
    (event,) = events_of(f"signature/{signed.id}")
    assert (typed(event).digest, typed(event).meaning_en) == (made.envelope.digest.hex(), "Approved")


@pytest.mark.django_db
def test_it_says_signed_v1_now_v2(everything, site_keys):
    note("batch/1", 1)
    signed = sign(statement("batch/1"))
    (state,) = signature_state(signed)
    assert (state, state.is_current) == (SignedState("batch/1", 1, 1, same_history=True), True)
    note("batch/1", 2)
    (state,) = signature_state(signed)
    assert (state, state.is_current) == (SignedState("batch/1", 1, 2, same_history=True), False)
    assert signatures_of("batch/1") == [signed]


@pytest.mark.django_db
def test_many_records_are_one_statement(everything, site_keys):
    for number in range(3):
        note(f"batch/{number}", 1)
    signed = sign(statement("batch/2", "batch/0", "batch/1"))
    assert [state.stream for state in signature_state(signed)] == ["batch/0", "batch/1", "batch/2"]


@pytest.mark.django_db
def test_what_moved_while_it_was_read_is_not_signed(everything, site_keys):
    note("batch/1", 1)
    made = statement("batch/1")
    note("batch/1", 2)
    assert refusal(made) == ("ledger.signature.moved", 0)


@pytest.mark.django_db
def test_nothing_is_signed_without_evidence(everything, site_keys):
    note("batch/1", 1)
    made = statement("batch/1")
    assert refusal(made, verifier=lambda _digest, _evidence: False) == ("ledger.signature.evidence", 0)
    assert refusal(made, evidence={"kind": "a nod"}) == ("ledger.signature.evidence", 0)
    assert refusal(made, actor=Actor(person_id=UUID(int=8), organisation_id=OWNER)) == ("ledger.signature.evidence", 0)


@pytest.mark.django_db
def test_nothing_is_signed_without_a_record(everything, site_keys):
    assert refusal(statement()) == ("ledger.signature.no_stream", 0)
    assert refusal(statement("batch/none")) == ("ledger.signature.no_stream", 0)


def test_another_type_never_passes_for_a_statement():
    with pytest.raises(NotAnEnvelope):
        read_statement(Envelope("application/vnd.cellpark.export-manifest+json", b"{}"))
    with pytest.raises(NotAnEnvelope):
        read_statement(Envelope(STATEMENT_TYPE, b"{}"))


@pytest.mark.durable
def test_a_real_export_with_a_signature_verifies(durable, everything, site_keys, tmp_path):
    """P11-2: from the database to the outsider's program."""
    actor = Actor.system("t")
    make_site_keys(actor=actor)
    for number in range(5):
        note("batch/1", number)
        note("batch/2", number)
    sign(statement("batch/1"))
    seal_all(wait_s=60)
    path = tmp_path / "export.zip"
    path.write_bytes(make_export(actor=actor, streams=["batch/1"]))
    _, said = program().check(str(path))
    assert said.faults == []
    assert said.remarks[-1] == (
        "summary",
        {"events": 6, "streams": 2, "origin": "ledger.cellpark.local", "size": 13},
    )
