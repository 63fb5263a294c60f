"""Erasing personal data through pages and API: two different people, everything said before, proofs stay valid."""

from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import OrganisationKind, Person, Role
from cellpark.ledger.public import (
    Event,
    SealedBlock,
    Subject,
    Unreadable,
    erasures_of,
    events_of,
    inclusion_proof,
    open_block,
    seal_all,
    seal_block,
    subject_of,
    verify,
    verify_inclusion,
)
from tests.api.callers import Program, token_for
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at
from tests.people import organisation, person


class Unit(NamedTuple):
    anna: Person
    ben: Person
    subject: Person
    analyst: Person
    foreign: Person
    block: SealedBlock
    event: UUID


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: object) -> None:
    settings.CELLPARK_KEYS_DIRECTORY = tmp_path / "keys"  # type: ignore[attr-defined]


def build() -> Unit:
    ours, theirs = organisation("Ours", OrganisationKind.TENANT), organisation("Theirs")
    anna, ben = (person(f"{name}@example.org", Role.QUALITY_HEAD, within=ours) for name in ("anna", "ben"))
    subject = person("subject@example.org", Role.PRODUCTION_OPERATOR, within=ours)
    analyst = person("analyst@example.org", Role.ANALYST, within=ours)
    foreign = person("foreign@example.org", Role.QUALITY_HEAD, within=theirs)
    with use_scope(EVERYTHING):
        event = events_of(f"person/{subject.id}")[0].id
        block = seal_block(person=subject.id, event_id=event, fields={"en": "Example subject"})
    return Unit(anna, ben, subject, analyst, foreign, block, event)


@pytest.fixture
def unit(db: None) -> Unit:
    return build()


def at(unit: Unit) -> str:
    return reverse("person_erasure", args=[unit.subject.id])


def ask(unit: Unit, client: Client, reason: str = "consent withdrawn; duty ended 2026-01-01") -> UUID:
    answer = client.post(at(unit), form_at(client, at(unit)) | {"reason": reason})
    assert (answer.status_code, answer["Location"]) == (303, at(unit))
    return erasures_of(unit.subject.id)[0].id


def confirmation(unit: Unit, request_id: UUID) -> str:
    return reverse("person_erasure_confirm", args=[unit.subject.id, request_id])


def readable(unit: Unit) -> object:
    return open_block(unit.block, event_id=unit.event)


def test_what_it_does_is_said_before_anybody_sends(unit: Unit) -> None:
    page = signed_in(unit.anna).get(at(unit)).content.decode()
    for said in ("What becomes unreadable", "What stays provable", "are kept for long periods", "Readable"):
        assert said in page
    client = signed_in(unit.anna)
    assert at(unit) in client.get(reverse("person", args=[unit.subject.id])).content.decode()


def test_one_asks_and_another_erases(unit: Unit) -> None:
    anna, ben = signed_in(unit.anna), signed_in(unit.ben)
    asked = ask(unit, anna)
    assert (subject_of(unit.subject.id), readable(unit)) == (Subject.READABLE, {"en": "Example subject"})
    assert "Waits for a second person" in ben.get(at(unit)).content.decode()
    address = confirmation(unit, asked)
    sent = form_at(ben, address)
    answers = [ben.post(address, sent) for _ in range(2)]
    assert [(each.status_code, each["Location"]) for each in answers] == [(303, at(unit))] * 2
    assert (subject_of(unit.subject.id), readable(unit)) == (Subject.ERASED, Unreadable.ERASED)
    [done] = erasures_of(unit.subject.id)
    assert (done.requested_by, done.confirmed_by) == (unit.anna.id, unit.ben.id)
    page = ben.get(at(unit)).content.decode()
    assert ("confirmed by Example ben" in page, "idempotency_key" in page) == (True, False)


def test_whoever_asked_may_not_confirm(unit: Unit) -> None:
    anna = signed_in(unit.anna)
    address = confirmation(unit, ask(unit, anna))
    answer = anna.post(address, form_at(anna, address))
    assert answer.status_code == 422
    assert "The person who asked for the erasure may not confirm it." in answer.content.decode()
    assert readable(unit) == {"en": "Example subject"}


def test_a_reason_is_needed_and_a_repetition_asks_once(unit: Unit) -> None:
    anna = signed_in(unit.anna)
    assert anna.post(at(unit), form_at(anna, at(unit)) | {"reason": " "}).status_code == 422
    sent = form_at(anna, at(unit)) | {"reason": "consent withdrawn"}
    assert [anna.post(at(unit), sent).status_code for _ in range(2)] == [303, 303]
    assert [each.reason for each in erasures_of(unit.subject.id)] == ["consent withdrawn"]


def test_nobody_without_the_right_and_no_stranger_comes_near(unit: Unit) -> None:
    """P11-4, T19: forbidden for colleagues, not there for others, and a request of somebody else is not there."""
    asked = ask(unit, signed_in(unit.anna))
    for address in (at(unit), confirmation(unit, asked)):
        answers = [signed_in(who).post(address, {"reason": "mine"}).status_code for who in (unit.analyst, unit.foreign)]
        assert answers == [403, 404]
        assert signed_in(unit.foreign).get(address).status_code == 404
    other = reverse("person_erasure_confirm", args=[unit.analyst.id, asked])
    assert signed_in(unit.ben).get(other).status_code == 404
    assert (len(erasures_of(unit.subject.id)), readable(unit)) == (1, {"en": "Example subject"})


def test_of_whom_nothing_is_encrypted_nothing_is_erased(unit: Unit) -> None:
    page = signed_in(unit.anna).get(reverse("person_erasure", args=[unit.analyst.id])).content.decode()
    assert ("Nothing to erase" in page, "idempotency_key" in page) == (True, False)


def test_programs_ask_and_confirm_as_people_do(unit: Unit) -> None:
    anna, ben, foreign = (Program(token_for(who)) for who in (unit.anna, unit.ben, unit.foreign))
    path = f"people/{unit.subject.id}/erasures"
    assert (anna.get(path).body, anna.post(path, {"reason": " "}).codes) == ([], ["ledger.erasure.reason"])
    asked = anna.post(path, {"reason": "consent withdrawn"})
    assert (asked.status, asked.body["subject"], asked.body["confirmed_by"]) == (201, "readable", None)
    confirm = f"{path}/{asked.body['id']}/confirm"
    own = anna.post(confirm)
    assert (own.status, own.codes) == (409, ["ledger.erasure.same_person"])
    assert [foreign.get(path).status, foreign.post(confirm).status] == [404, 404]
    assert Program(token_for(unit.analyst)).get(path).status == 403
    done = ben.post(confirm)
    assert (done.status, done.body["subject"], done.body["confirmed_by"]) == (200, "erased", str(unit.ben.id))
    assert ben.post(confirm).codes == ["ledger.erasure.unknown"]
    assert ben.get(path).body == [done.body]


@pytest.mark.durable
def test_after_erasing_every_proof_holds(durable: str) -> None:
    unit = build()
    seal_all(wait_s=60)
    with use_scope(EVERYTHING):
        event = Event.objects.get(id=unit.event)
        before = inclusion_proof(event)
    ben = signed_in(unit.ben)
    address = confirmation(unit, ask(unit, signed_in(unit.anna)))
    assert ben.post(address, form_at(ben, address)).status_code == 303
    seal_all(wait_s=60)
    with use_scope(EVERYTHING):
        after = inclusion_proof(event)
        assert [each.type for each in events_of(f"subject/{unit.subject.id}")] == [
            "subject.key.destruction_requested",
            "subject.key.destroyed",
        ]
        for proof in (before, after):
            assert verify_inclusion(bytes(event.hash), proof.index, proof.size, proof.path, proof.root)
        assert verify().is_sound
