"""Signing: authenticated again each time, bound to exactly what was shown, checkable from the record alone."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ObjectDoesNotExist

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import (
    CodeAndPassword,
    Meaning,
    Role,
    Worth,
    complete_signature,
    end_membership,
    verify_evidence,
)
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import Envelope, Event, Signature, envelope, open_block, read_statement, signature_state
from tests.people import HOUSE, PASSWORD, acting, organisation, person
from tests.signing.conftest import VIEW, Desk
from tests.signing.device import Device

pytestmark = pytest.mark.django_db


@pytest.fixture
def device(desk: Desk) -> Device:
    made = Device()
    made.register(desk.head)
    return made


def complete(desk: Desk, prepared_id: UUID, proof: object) -> Signature:
    with use_scope(desk.actor.scope):
        made = complete_signature(actor=desk.actor, prepared_id=prepared_id, proof=proof)  # type: ignore[arg-type]
        return Signature.objects.get(id=made)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def last_of(stream: str) -> Event:
    with use_scope(EVERYTHING):
        return Event.objects.filter(stream=stream).order_by("-version").first()


def test_the_statement_says_who_as_what_meaning_what_over_what_and_when(desk: Desk, clock: FixedClock) -> None:
    """P11-8a, A11-2f: printed name, role, meaning in both languages, records with heads, view, why, time and zone."""
    said = desk.prepare().said
    head = last_of(desk.stream)
    name = open_block(said.printed_name, event_id=said.signature)
    assert (said.who, said.role, said.why) == (desk.head.id, "quality_head", "yearly review")
    assert name == {"zh": "", "en": "Example head"}
    assert said.meaning_en == "Reviewed: I read this record and found it complete and plausible."
    assert said.meaning_zh != said.meaning_en
    assert [(each.stream, each.version, each.hash) for each in said.heads] == [(desk.stream, 1, bytes(head.hash).hex())]
    assert said.view_sha256 == __import__("hashlib").sha256(VIEW.encode()).hexdigest()
    assert (said.at, said.zone) == (clock.now(), "Asia/Shanghai")


def test_the_name_of_the_signer_is_not_readable_in_the_signed_bytes(desk: Desk) -> None:
    """CN-8: names enter the ledger encrypted, so that they can be erased."""
    assert b"Example head" not in desk.prepare().envelope.payload


def test_a_passkey_signs_the_digest_of_the_statement(desk: Desk, device: Device) -> None:
    """P11-9a, P11-8b: the device vouches for exactly this statement, and the record alone proves it later."""
    prepared = desk.prepare()
    made = complete(desk, prepared.id, device.sign(prepared.envelope.digest))
    assert (made.kind, made.person, made.role) == ("webauthn", desk.head.id, "quality_head")
    assert verify_evidence(made) is Worth.DEVICE
    recorded = envelope(last_of(f"signature/{made.id}"))
    assert recorded["data"]["digest"] == prepared.envelope.digest.hex()
    assert recorded["actor"] == f"person/{desk.head.id}"


def test_password_and_code_sign_too_and_the_record_says_that_it_is_weaker(desk: Desk) -> None:
    prepared = desk.prepare()
    made = complete(desk, prepared.id, CodeAndPassword(password=PASSWORD, code=desk.code()))
    assert (made.kind, made.evidence) == ("password+totp", {"kind": "password+totp"})
    assert verify_evidence(made) is Worth.SERVER


@pytest.mark.parametrize(
    ("password", "code"), [(PASSWORD, "000000"), ("wrong", None), ("", ""), (PASSWORD, "\u4e00\u4e8c"), ("\0", "\0")]
)
def test_a_wrong_proof_is_refused_in_words_and_noted(desk: Desk, password: str, code: str | None) -> None:
    """P11-9c: wrong attempts are recorded in the signer's own record."""
    prepared = desk.prepare()
    with pytest.raises(Refused) as refused:
        complete(desk, prepared.id, CodeAndPassword(password=password, code=desk.code() if code is None else code))
    assert codes(refused) == ["identity.signature.wrong_proof"]
    noted = last_of(f"person/{desk.head.id}")
    assert (noted.type, envelope(noted)["data"]["why"]) == ("identity.sign_in.refused", "signature")


def test_a_code_works_once(desk: Desk) -> None:
    code = desk.code()
    complete(desk, desk.prepare().id, CodeAndPassword(password=PASSWORD, code=code))
    with pytest.raises(Refused) as refused:
        complete(desk, desk.prepare().id, CodeAndPassword(password=PASSWORD, code=code))
    assert codes(refused) == ["identity.signature.wrong_proof"]


def test_after_five_wrong_attempts_even_the_right_proof_waits(desk: Desk, clock: FixedClock) -> None:
    """P11-9c: guessing ends, across statements; after fifteen minutes signing is possible again."""
    for _ in range(5):
        with pytest.raises(Refused):
            complete(desk, desk.prepare().id, CodeAndPassword(password=PASSWORD, code="000000"))
    with pytest.raises(Refused) as refused:
        complete(desk, desk.prepare().id, CodeAndPassword(password=PASSWORD, code=desk.code()))
    assert codes(refused) == ["identity.signature.too_many"]
    clock.advance(timedelta(minutes=16))
    made = complete(desk, desk.prepare().id, CodeAndPassword(password=PASSWORD, code=desk.code()))
    assert made.kind == "password+totp"


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://evil.example"},
        {"rp_id": "evil.example"},
        {"credential_id": b"another credential"},
    ],
    ids=["another page", "another site", "another credential"],
)
def test_an_answer_for_somebody_else_is_refused(desk: Desk, device: Device, change: dict[str, object]) -> None:
    prepared = desk.prepare()
    for name, value in change.items():
        setattr(device, name, value)
    with pytest.raises(Refused) as refused:
        complete(desk, prepared.id, device.sign(prepared.envelope.digest))
    assert codes(refused) == ["identity.signature.wrong_proof"]


def test_an_answer_to_another_statement_is_refused(desk: Desk, device: Device) -> None:
    """P11-8b: the assertion for one statement cannot sign another."""
    first, second = desk.prepare(), desk.prepare(why="another reason")
    with pytest.raises(Refused) as refused:
        complete(desk, second.id, device.sign(first.envelope.digest))
    assert codes(refused) == ["identity.signature.wrong_proof"]


def test_touching_the_key_is_not_enough_its_user_must_be_verified(desk: Desk, device: Device) -> None:
    prepared = desk.prepare()
    with pytest.raises(Refused) as refused:
        complete(desk, prepared.id, device.sign(prepared.envelope.digest, verified=False))
    assert codes(refused) == ["identity.signature.wrong_proof"]


@pytest.mark.parametrize(
    "nonsense", [{}, {"id": "x"}, {"id": 1, "rawId": 1, "response": []}, {"response": {"signature": "%"}}]
)
def test_nonsense_from_the_browser_is_refused_in_words(desk: Desk, device: Device, nonsense: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        complete(desk, desk.prepare().id, nonsense)
    assert codes(refused) == ["identity.signature.wrong_proof"]


def test_a_statement_is_signed_once(desk: Desk, device: Device) -> None:
    prepared = desk.prepare()
    proof = device.sign(prepared.envelope.digest)
    complete(desk, prepared.id, proof)
    with pytest.raises(ObjectDoesNotExist):
        complete(desk, prepared.id, proof)


def test_a_statement_runs_out_after_five_minutes(desk: Desk, device: Device, clock: FixedClock) -> None:
    prepared = desk.prepare()
    clock.advance(timedelta(minutes=5))
    with pytest.raises(ObjectDoesNotExist):
        complete(desk, prepared.id, device.sign(prepared.envelope.digest))


def test_somebody_else_cannot_complete_it(desk: Desk, device: Device) -> None:
    prepared = desk.prepare()
    other = person("other@example.org", Role.QUALITY_HEAD, within=desk.organisation)
    actor = acting(other, desk.organisation)
    with use_scope(actor.scope), pytest.raises(ObjectDoesNotExist):
        complete_signature(actor=actor, prepared_id=prepared.id, proof=device.sign(prepared.envelope.digest))


def test_a_record_that_moved_between_looking_and_signing_is_refused(desk: Desk, device: Device) -> None:
    """P11-8b: a signature holds for exactly what the signer saw."""
    prepared = desk.prepare()
    change_role(desk)
    with pytest.raises(Refused) as refused:
        complete(desk, prepared.id, device.sign(prepared.envelope.digest))
    assert codes(refused) == ["ledger.signature.moved"]
    assert Signature.objects.model._base_manager.count() == 0


def test_a_record_that_moved_before_the_statement_was_made_is_refused(desk: Desk) -> None:
    change_role(desk)
    with pytest.raises(Refused) as refused:
        desk.prepare(seen=1)
    assert codes(refused) == ["ledger.signature.moved"]


def test_a_later_change_shows_on_the_signature(desk: Desk, device: Device) -> None:
    """P11-8b: a later edit voids it visibly; what was signed stays provable."""
    prepared = desk.prepare()
    made = complete(desk, prepared.id, device.sign(prepared.envelope.digest))
    change_role(desk)
    with use_scope(desk.actor.scope):
        [state] = signature_state(made)
    assert (state.signed_version, state.present_version, state.is_current) == (1, 2, False)
    assert verify_evidence(made) is Worth.DEVICE


def test_a_signature_moved_to_another_record_fails_verification(desk: Desk, device: Device) -> None:
    """P11-8b: evidence of one statement under another, or under another signer, is broken."""
    first, second = desk.prepare(), desk.prepare(why="another reason")
    one = complete(desk, first.id, device.sign(first.envelope.digest))
    two = complete(desk, second.id, device.sign(second.envelope.digest))
    two.statement, two.digest = one.statement, one.digest
    assert verify_evidence(two) is Worth.BROKEN
    moved = complete(desk, (third := desk.prepare(why="third")).id, device.sign(third.envelope.digest))
    moved.evidence = one.evidence
    assert verify_evidence(moved) is Worth.BROKEN
    one.person = desk.colleague.id
    assert verify_evidence(one) is Worth.BROKEN


def test_a_changed_byte_in_the_statement_breaks_it(desk: Desk, device: Device) -> None:
    prepared = desk.prepare()
    made = complete(desk, prepared.id, device.sign(prepared.envelope.digest))
    good = Envelope.parse(bytes(made.statement))
    bad = Envelope(good.payload_type, good.payload.replace(b"yearly review", b"yearly rewiev"))
    made.statement, made.digest = bad.encode(), bad.digest
    assert read_statement(bad).why == "yearly rewiev"
    assert verify_evidence(made) is Worth.BROKEN


def test_only_who_may_sign_signs(desk: Desk) -> None:
    clerk = person("clerk@example.org", Role.MEMBER, within=desk.organisation)
    actor = acting(clerk, desk.organisation)
    with use_scope(actor.scope), pytest.raises(NotAllowed):
        prepare(actor, desk.stream)


def test_a_role_that_one_does_not_hold_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.prepare(role=Role.QUALIFIED_PERSON.value)
    assert codes(refused) == ["base.not_a_choice"]


def test_the_reason_is_asked_for(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.prepare(why=" ")
    assert codes(refused) == ["base.reason_required"]


def test_a_record_out_of_sight_does_not_exist(desk: Desk) -> None:
    """T19: somebody else's record is refused as if it were not there."""
    theirs = organisation("Theirs")
    stranger = person("stranger@example.org", Role.QUALITY_HEAD, within=theirs)
    actor = acting(stranger, theirs)
    with use_scope(actor.scope), pytest.raises(Refused) as refused:
        prepare(actor, desk.stream)
    assert codes(refused) == ["ledger.signature.no_stream"]


def prepare(actor: object, stream: str) -> None:
    from cellpark.identity.public import prepare_signature

    prepare_signature(
        actor=actor,  # type: ignore[arg-type]
        seen={stream: 1},
        role=Role.QUALITY_HEAD.value,
        meaning=Meaning.APPROVED,
        why="test",
        view=VIEW,
        purpose="stream",
        subject=stream,
    )


def change_role(desk: Desk) -> None:
    from datetime import date

    with use_scope(EVERYTHING):
        end_membership(
            actor=HOUSE, membership_id=UUID(desk.stream.partition("/")[2]), ends_on=date(2026, 12, 1), reason="moved"
        )
