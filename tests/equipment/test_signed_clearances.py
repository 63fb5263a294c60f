"""T5, T8, CN-4e, 211-3b, P11-8a: a line clearance holds when two different people have signed it, and for a time."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.equipment import public as plant
from cellpark.equipment.public import LineClearance
from cellpark.identity.public import Person, PreparedSignature
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Envelope, Signature, events_of, read_statement
from tests.api.callers import Program, token_for
from tests.equipment.clearing import noted, signed_by_one, signed_by_two
from tests.equipment.plant import Plant, bag, make_plant
from tests.signing.device import proof_of

WRONG = {"id": "nothing"}


@pytest.fixture
def here(db: None, clock: FixedClock) -> Iterator[Plant]:
    made = make_plant()
    with use_scope(EVERYTHING):
        yield made


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def state(row: LineClearance) -> str:
    return str(plant.clearance(row.id).state)


def test_t5_each_of_two_people_signs_what_the_other_sees_as_it_stands(here: Plant) -> None:
    """T5, 211-3b, P11-8a, P11-8b: who, what it means, over which version of the clearance's record."""
    row = signed_by_two(here.operator, here.second, here.clean)
    row = plant.clearance(row.id)
    assert (row.state, row.checked_by, row.verified_by) == ("in_force", here.operator.person_id, here.second.person_id)
    said = [
        read_statement(Envelope.parse(bytes(Signature.objects.get(id=each).statement)))
        for each in (row.checked_signature, row.verified_signature)
    ]
    assert [each.who for each in said] == [here.operator.person_id, here.second.person_id]
    assert [each.meaning_en.partition(":")[0] for each in said] == ["Performed", "Verified"]
    assert [[(head.stream, head.version) for head in each.heads] for each in said] == [
        [(row.stream, 1)],
        [(row.stream, 2)],
    ]
    assert [event.type for event in events_of(row.stream).order_by("version")] == [
        "equipment.clearance.checked",
        "equipment.clearance.signed",
        "equipment.clearance.verified",
    ]


def test_t8_a_signature_over_an_older_state_or_without_proof_clears_nothing(here: Plant, clock: FixedClock) -> None:
    """T8, P11-8b, P11-9c: another's statement, a used one, a wrong proof, an expired check, a room not empty any more."""
    row = noted(here.operator, here.clean)
    with pytest.raises(Refused) as other:
        plant.prepare_clearance_signature(actor=here.second, clearance_id=row.id)
    assert codes(other) == ["equipment.clearance.not_checker"]
    first, older = (plant.prepare_clearance_signature(actor=here.operator, clearance_id=row.id) for _ in range(2))
    one = {"actor": here.operator, "clearance_id": row.id}
    with pytest.raises(Refused) as wrong:
        plant.sign_clearance(**one, prepared_id=first.id, proof=WRONG)
    assert (codes(wrong), state(row)) == (["identity.signature.wrong_proof"], "noted")
    plant.sign_clearance(**one, prepared_id=first.id, proof=proof_of(first))
    with pytest.raises(Refused) as moved:
        plant.sign_clearance(**one, prepared_id=older.id, proof=proof_of(older))
    assert codes(moved) == ["lifecycle.step"]
    second = plant.prepare_clearance_signature(actor=here.second, clearance_id=row.id)
    another = signed_by_one(here.operator, here.vector)
    with pytest.raises(Refused) as elsewhere:
        plant.verify_clearance(
            actor=here.second, clearance_id=another.id, prepared_id=second.id, proof=proof_of(second)
        )
    assert codes(elsewhere) == ["equipment.clearance.signature_of_other"]
    plant.place_container(actor=here.operator, room_id=here.clean.id, facts=bag(), batch="P-1")
    with pytest.raises(Refused) as lying:
        plant.verify_clearance(actor=here.second, clearance_id=row.id, prepared_id=second.id, proof=proof_of(second))
    assert (codes(lying), state(row)) == (["equipment.clearance.not_empty"], "checked")
    clock.advance(timedelta(hours=8))
    with pytest.raises(Refused) as late:
        plant.prepare_clearance_signature(actor=here.second, clearance_id=another.id)
    assert codes(late) == ["equipment.opening.clearance_expired"]


def test_the_pages_lead_two_people_to_their_signatures(here: Plant) -> None:
    """T8, CN-4e: tick every item, read in both languages, sign; then a colleague; the page shows who signed when."""
    one, two = (signed_in(each.person_id) for each in (here.operator, here.second))
    address, every = reverse("room_clear", args=[here.clean.id]), dict.fromkeys(plant.CLEARANCE_ITEMS, "on")
    forgotten = one.post(address, {"idempotency_key": str(uuid4()), **every, "no_label": ""})
    assert forgotten.status_code == 422
    assert "An item of the checklist was not found right" in words(forgotten)
    to = one.post(address, {"idempotency_key": str(uuid4()), **every})
    row = LineClearance.objects.get()
    assert (to.status_code, state(row)) == (303, "noted")
    shown = one.get(to["Location"]).content.decode()
    assert "No label or print of the last batch is left." in shown
    assert "\u6807\u7b7e" in shown
    assert two.get(to["Location"]).status_code == 404
    assert "Whoever checked the line signs." in words(two.get(reverse("clearance", args=[row.id])))
    assert give(one, to["Location"]) == (302, "checked")
    assert "You checked the line in B-101 yourself." in words(one.get(reverse("clearance", args=[row.id])))
    verify = two.post(reverse("clearance_verify", args=[row.id]), {"idempotency_key": str(uuid4())})
    assert give(two, verify["Location"]) == (302, "in_force")
    page = words(two.get(reverse("clearance", args=[row.id])))
    at = "22 Nov 2026, 17:00 (UTC+8) \u00b7 Signature"
    assert f"Checked by Example one.plant, {at} Verified by Example two.plant, {at}" in page


def test_programs_prepare_what_people_sign(here: Plant) -> None:
    """The same by the API: a token alone signs nothing."""
    one, two = (
        Program(token_for(Person.objects.get(id=each.person_id), here.home.id)) for each in (here.operator, here.second)
    )
    made = one.post(f"rooms/{here.clean.id}/clearances", {"items": list(plant.CLEARANCE_ITEMS)}).body
    assert (made["state"], made["checked_signature"]) == ("noted", None)
    where = f"line-clearances/{made['id']}"
    for program, verb, after in ((one, "sign", "checked"), (two, "verify", "in_force")):
        prepared = program.post(f"{where}/signature").body
        refused = program.post(f"{where}/{verb}", {"prepared": prepared["id"], "password": "x", "code": "1"})
        assert (refused.status, refused.body["problems"][0]["code"]) == (409, "identity.signature.wrong_proof")
        proof = proof_of(waiting(prepared["id"]))
        answer = program.post(f"{where}/{verb}", {"prepared": prepared["id"], "assertion": proof})
        assert (answer.status, answer.body["state"]) == (200, after), answer.body
    assert answer.body["checked_signature"] != answer.body["verified_signature"]


def waiting(prepared_id: str) -> PreparedSignature:
    return PreparedSignature.objects.get(id=prepared_id)


def signed_in(person_id: object) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=person_id))
    return client


def words(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def give(client: Client, address: str) -> tuple[int, str]:
    """Sign on the page; what came of it."""
    refused = client.post(address, {"assertion": json.dumps(WRONG)})
    assert refused.status_code == 422
    prepared = waiting(address.rpartition("/")[2])
    answer = client.post(address, {"assertion": json.dumps(proof_of(prepared))})
    return answer.status_code, str(LineClearance.objects.get().state)
