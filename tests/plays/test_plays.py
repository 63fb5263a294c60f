"""Scripted histories run to their end through the same acts as pages and programs, each with its gates."""

import re
from uuid import UUID

import pytest
from django.db import transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.equipment import public as plant
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import events_of
from cellpark.plays.public import Told, perform, read_script
from tests.people import PASSWORD
from tests.plays.api_hands import ApiHands
from tests.plays.conftest import EXAMPLES

PLAYS = EXAMPLES / "plays"
# what is made by chance or from what was: ids, digests, and codes of new containers
CHANCE = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b|\b(?:CT|SA)-[0-9A-Z]{12}\b"


def test_a_batch_with_what_goes_wrong_in_life_comes_to_its_end(example_plant: None, clock: FixedClock) -> None:
    """T1 a wrong bag, T4 an expired lot, T5 verifying one's own work, T10 a late hold, T11 a correction.

    Once by the acts of the house, once by programs that call the API: the same story, the same record.
    """
    script = read_script((PLAYS / "cart-incidents.play.yaml").read_bytes())
    heard: list[Told] = []
    with transaction.atomic():
        done = perform(script, password=PASSWORD, tell=heard.append)
        record = recorded(done.batch)
        transaction.set_rollback(True)
    refused = [(told.step, told.verb, told.problems[0].code) for told in heard if told.problems]
    assert refused == [
        ("U1.3", "scan_in", "materials.scan.wrong_identity"),
        ("U1.3", "confirm_value", "batches.verifier.performed"),
        ("U1.3", "sign_step", "batches.verifier.performed"),
        ("U4.3", "use_material", "materials.lot.expired"),
    ]
    steps = {told.step for told in heard}
    assert {"U3.5", "U6.3#1"} <= steps  # branches: a second pass over the column, a feed
    assert ("U4.4", "close_exception") in {(told.step, told.verb) for told in heard}
    assert ("U4.5", "correct_entry") in {(told.step, told.verb) for told in heard}
    assert [told.verb for told in heard if told.step == "U4.5"].count("sign_step") == 2
    assert done.ended > done.began
    by_program: list[Told] = []
    again = perform(script, password=PASSWORD, tell=by_program.append, hands=ApiHands.of, desk=ApiHands.of)
    assert [story(told) for told in by_program] == [story(told) for told in heard]
    assert recorded(again.batch) == record
    with pytest.raises(Refused, match=r"plays\.played"):
        perform(script, password=PASSWORD)


def story(told: Told) -> tuple[object, ...]:
    """One line; where a program is refused it is told the same codes."""
    return (told.at, told.who, told.verb, told.step, told.field, [each.code for each in told.problems])


def recorded(batch: UUID) -> str:
    """The whole record of a batch, each identifier by the place where it is named first."""
    with use_scope(EVERYTHING):
        lines = [
            f"{event.type} {event.at} {event.actor} {bytes(event.payload).decode()}"
            for event in events_of(f"batch/{batch}")
        ]
    places: dict[str, str] = {}
    return re.sub(CHANCE, lambda found: places.setdefault(found[0], f"#{len(places)}"), "\n".join(lines))


@pytest.mark.parametrize("name", ["lentiviral-vector", "msc-bank"])
def test_every_other_recipe_of_the_examples_runs_to_its_end(example_plant: None, name: str) -> None:
    """That of two days runs in ``test_rebuild``. T16: what was frozen stands in its store when the batch has ended."""
    script = read_script((PLAYS / f"{name}.play.yaml").read_bytes())
    done = perform(script, password=PASSWORD)
    assert done.acts > 100
    with use_scope(EVERYTHING):
        here = plant.Placement.objects.filter(batch=script.batch, removed_at=None).select_related("equipment")
        kinds = {each.equipment.kind for each in here if each.equipment is not None}
        assert (len(kinds), kinds <= plant.STORES, here.filter(equipment=None).count()) == (1, True, 0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"\xff\xfe", "plays.not_yaml"),
        (b"a: [", "plays.not_yaml"),
        (b"format: cellpark.play/2", "plays.form"),
        (b"[]", "plays.form"),
        (b"x" * 200_001, "plays.too_large"),
    ],
)
def test_a_script_that_is_none_is_refused(text: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_script(text)
    assert refused.value.problems[0].code == code
