"""A person's fields can be erased, the record stays whole (GDPR Art. 17, PIPL Art. 47)."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.actions.append import record
from cellpark.ledger.actions.confirm_erasure import confirm_erasure
from cellpark.ledger.actions.request_erasure import request_erasure
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.models import ErasureConfirmation, ErasureRequest, Event, PersonalKey
from cellpark.ledger.permissions import LedgerPermission
from cellpark.ledger.personal.vault import SealedBlock, Unreadable, open_block, seal_block
from cellpark.ledger.proof.merkle import verify_inclusion
from cellpark.ledger.queries import events_of, inclusion_proof, typed
from cellpark.ledger.registry import event_type
from cellpark.ledger.site_keys import write_secret
from cellpark.ledger.verify.run import verify
from tests.ledger.conftest import OWNER

PATIENT, ANNA, BEN = UUID(int=1), UUID(int=2), UUID(int=3)


@event_type("test.consent.given", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven:
    subject: SealedBlock


def officer(person):
    return Actor(person_id=person, organisation_id=OWNER, permissions=frozenset({LedgerPermission.ERASE_SUBJECT}))


def consent():
    """An event with an encrypted name."""
    event_id = new_id()
    with transaction.atomic():
        block = seal_block(person=PATIENT, event_id=event_id, fields={"name": "Test Person"})
        return record(
            stream="consent/1",
            event=ConsentGiven(subject=block),
            actor=Actor.system("t"),
            organisation=OWNER,
            event_id=event_id,
        )


def erase():
    asked = request_erasure(actor=officer(ANNA), person=PATIENT, reason="retention ended 2056-01-01")
    return confirm_erasure(actor=officer(BEN), request_id=asked.id)


@pytest.mark.django_db
def test_a_block_opens_for_its_own_event_only(everything, site_keys):
    made = consent()
    block = typed(Event.objects.get(id=made.id)).subject
    assert open_block(block, event_id=made.id) == {"name": "Test Person"}
    assert open_block(block, event_id=new_id()) is Unreadable.DAMAGED
    other = SealedBlock(person=block.person, nonce=block.nonce, ciphertext="AAAA" + block.ciphertext[4:])
    assert open_block(other, event_id=made.id) is Unreadable.DAMAGED
    assert b"Test Person" not in bytes(Event.objects.get(id=made.id).payload)


@pytest.mark.django_db
def test_the_same_fields_never_look_the_same(everything, site_keys):
    event_id = new_id()
    blocks = [seal_block(person=PATIENT, event_id=event_id, fields={"name": "x"}) for _ in range(2)]
    assert blocks[0].ciphertext != blocks[1].ciphertext


@pytest.mark.durable
def test_after_erasure_the_block_says_so_and_every_proof_holds(durable, everything, site_keys):
    made = consent()
    seal_all(wait_s=60)
    before = inclusion_proof(Event.objects.get(id=made.id))
    erase()
    event = Event.objects.get(id=made.id)
    assert open_block(typed(event).subject, event_id=made.id) is Unreadable.ERASED
    key = PersonalKey.objects.get(person=PATIENT)
    assert (bytes(key.wrapped), key.destroyed_at is not None) == (b"", True)
    assert verify_inclusion(made.hash, before.index, before.size, before.path, before.root)
    seal_all(wait_s=60)
    after = inclusion_proof(event)
    assert verify_inclusion(made.hash, after.index, after.size, after.path, after.root)
    assert verify().is_sound
    assert [one.type for one in events_of(f"subject/{PATIENT}")] == [
        "subject.key.destruction_requested",
        "subject.key.destroyed",
    ]


@pytest.mark.django_db
def test_one_person_alone_cannot_erase(everything, site_keys):
    consent()
    asked = request_erasure(actor=officer(ANNA), person=PATIENT, reason="r")
    with pytest.raises(Refused) as refusal:
        confirm_erasure(actor=officer(ANNA), request_id=asked.id)
    assert [problem.code for problem in refusal.value.problems] == ["ledger.erasure.same_person"]
    with pytest.raises(IntegrityError, match="ledger_erasure_needs_two_people"), transaction.atomic():
        ErasureConfirmation.objects.create(
            request=asked, requested_by=ANNA, confirmed_by=ANNA, confirmed_at=asked.requested_at
        )
    assert PersonalKey.objects.get(person=PATIENT).destroyed_at is None


@pytest.mark.django_db
def test_a_key_is_destroyed_once_and_nothing_new_is_sealed_with_it(everything, site_keys):
    consent()
    done = erase()
    for act, code in (
        (lambda: confirm_erasure(actor=officer(BEN), request_id=done.request_id), "ledger.erasure.unknown"),
        (lambda: confirm_erasure(actor=officer(BEN), request_id=new_id()), "ledger.erasure.unknown"),
        (lambda: request_erasure(actor=officer(ANNA), person=PATIENT, reason="r"), "ledger.erasure.no_key"),
        (lambda: request_erasure(actor=officer(ANNA), person=PATIENT, reason=" "), "ledger.erasure.reason"),
        (lambda: seal_block(person=PATIENT, event_id=new_id(), fields={}), "ledger.erasure.no_key"),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert [problem.code for problem in refusal.value.problems] == [code]


@pytest.mark.django_db
def test_without_the_right_nothing_happens(everything, site_keys):
    consent()
    stranger = Actor(person_id=ANNA, organisation_id=OWNER)
    with pytest.raises(NotAllowed):
        request_erasure(actor=stranger, person=PATIENT, reason="r")
    with pytest.raises(NotAllowed):
        confirm_erasure(actor=stranger, request_id=new_id())
    assert (ErasureRequest.objects.count(), Event.objects.filter(stream=f"subject/{PATIENT}").count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_personal_key", "ledger_stream_head", "ledger_seal_mark", "ledger_tile"])
@pytest.mark.parametrize("statement", ["DELETE FROM", "TRUNCATE"])
def test_the_application_deletes_none_of_what_changes_and_stays(statement, table):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{statement} {table}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["wrapped = '', destroyed_at = now()", "wrapped = 'x'", "person = gen_random_uuid()"]
)
def test_a_key_is_not_emptied_or_replaced_without_a_confirmed_erasure(everything, site_keys, change):
    """GDPR Art. 17 needs two people here, even for somebody with the application's own role."""
    consent()
    request_erasure(actor=officer(ANNA), person=PATIENT, reason="r")
    with (
        pytest.raises(IntegrityError, match=r"is not confirmed|or stays as it is"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE ledger_personal_key SET {change}")


@pytest.mark.django_db
def test_a_lost_or_foreign_file_of_the_site_is_refused_in_words(everything, site_keys, tmp_path):
    made = consent()
    block = typed(Event.objects.get(id=made.id)).subject
    file = site_keys / "ledger-personal.key"
    file.rename(tmp_path / "kept")
    for act in (
        lambda: open_block(block, event_id=made.id),
        lambda: seal_block(person=BEN, event_id=made.id, fields={}),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert [problem.code for problem in refusal.value.problems] == ["ledger.personal.key_lost"]
    assert not file.exists()
    write_secret(file, b"f" * 32)
    with pytest.raises(Refused) as refusal:
        open_block(block, event_id=made.id)
    assert [problem.code for problem in refusal.value.problems] == ["ledger.personal.key_foreign"]
