"""Rooms and equipment by the API: the acts of the pages, each once however often it is sent."""

from datetime import timedelta

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.identity.public import Person
from tests.api.callers import Program, token_for
from tests.equipment.plant import Plant, make_plant


def program(here: Plant, who: object) -> Program:
    return Program(token_for(Person.objects.get(id=who.person_id), here.home.id))


def test_a_program_works_in_a_room_and_with_equipment(db: None) -> None:
    """211-3c: in and out, clean, begin and end a use; a repeated call changes nothing."""
    here = make_plant()
    one, head = program(here, here.operator), program(here, here.quality)
    room, device = f"rooms/{here.clean.id}", f"equipment/{here.incubator.id}"
    later = (now() + timedelta(days=9)).isoformat()
    assert one.post(f"{room}/leave", {}).status == 409
    assert [one.post(f"{room}/enter", {"gowned_for": "B"}, Idempotency_Key="e" * 32).status for _ in "ab"] == [200, 200]
    for path, body in (
        (f"{room}/leave", {}),
        (f"{device}/cleanings", {"valid_until": later}),
        (f"{device}/qualifications", {"activity": "qualification", "valid_until": later}),
        (f"{device}/use", {"batch": "P-1"}),
        (f"{device}/use/end", {"batch": "P-1"}),
        (f"{device}/move", {"room": str(here.vector.id), "reason": "moved"}),
        (f"{device}/service", {"verb": "take_out", "reason": "alarm"}),
    ):
        answer = one.post(path, body)
        assert answer.status == 200, (path, answer.body)
    assert one.post(f"{room}/end-work", {}).body["problems"][0]["code"] == "equipment.work.none"
    assert head.post(f"{room}/service", {"verb": "take_out", "reason": "leak"}).body["state"] == "out_of_service"
    with use_scope(EVERYTHING):
        assert [entry.activity for entry in plant.log_of(here.incubator).order_by("number")][-2:] == [
            "use",
            "out_of_service",
        ]
